/*
 * Feeds: RSS 2.0 and Atom, as expat sees them. Names count as feeds write them ("content:encoded"),
 * not by their namespaces, which many feeds get wrong. No entity of a feed's own is resolved.
 */
#include <expat.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/day.h"
#include "crawl/fields.h"
#include "onrecord/crawl.h"

enum { MOST_DEPTH = 64 };

typedef struct reading {
    XML_Parser parser;
    onr_str bytes;
    onr_arena *arena;
    list(onr_feed_item) items;
    onr_feed_item item;
    bool in_item;
    int depth, item_depth;
    buffer text; /* Of the element that is open. */
    bool full;   /* The item has its content, not a summary. */
    bool in_author;
    int markup_depth; /* Of an element whose content is markup as it stands; 0: none. */
    size_t markup_start;
    bool refused; /* It declares entities. */
} reading;

/* Where in the feed expat is; it does not always know. */
static uint64_t byte_at(const reading *r)
{
    XML_Index at = XML_GetCurrentByteIndex(r->parser);
    return at > 0 ? (uint64_t)at : 0;
}

static const char *attribute(const char **attributes, const char *name)
{
    for (; attributes[0]; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    return "";
}

static bool is_one_of(const char *name, const char *names)
{
    return str_listed(str_of(name), names);
}

static void take_link(reading *r, const char **attributes)
{
    const char *href = attribute(attributes, "href"), *rel = attribute(attributes, "rel");
    if (*href && (!*rel || strcmp(rel, "alternate") == 0) && !r->item.url.len)
        r->item.url = arena_copy(r->arena, str_of(href));
}

static void begin_element(void *user, const char *name, const char **attributes)
{
    reading *r = user;
    r->depth++;
    if (r->markup_depth)
        return;
    r->text = (buffer){.arena = r->arena};
    if (!r->in_item && is_one_of(name, "item|entry")) {
        r->in_item = true;
        r->item_depth = r->depth;
        r->full = false;
        r->item = (onr_feed_item){.offset = byte_at(r)};
    }
    if (r->in_item && is_one_of(name, "link"))
        take_link(r, attributes);
    r->in_author = r->in_author || is_one_of(name, "author");
    if (r->in_item && is_one_of(name, "content|summary") &&
        strcmp(attribute(attributes, "type"), "xhtml") == 0) {
        r->markup_depth = r->depth;
        r->markup_start = (size_t)byte_at(r) + (size_t)(XML_GetCurrentByteCount(r->parser));
    }
}

static void take_text(void *user, const char *text, int len)
{
    reading *r = user;
    if (r->in_item && !r->markup_depth && len > 0)
        buffer_put(&r->text, (onr_str){text, (size_t)len});
}

static void take_author(reading *r, onr_str name)
{
    onr_str *names = arena_array(r->arena, onr_str, 1);
    if (!names || !name.len || r->item.byline.count)
        return;
    *names = name;
    r->item.byline = (onr_strs){names, 1};
}

static void take_content(reading *r, onr_str text, bool full)
{
    if (!text.len || (r->item.content.len && r->full && !full))
        return;
    if (full || !r->item.content.len)
        r->item.content = text;
    r->full = r->full || full;
}

static void take_field(reading *r, const char *name, onr_str text)
{
    switch (str_place(str_of(name),
                      "title|link|guid|pubDate|published|dc:date|updated|content:encoded|content|"
                      "description|summary|dc:creator|author|name")) {
    case 1: r->item.title = r->item.title.len ? r->item.title : text; break;
    case 2: r->item.url = text.len ? text : r->item.url; break;
    case 3: r->item.url = !r->item.url.len && str_starts(text, "http") ? text : r->item.url; break;
    case 4:
    case 5:
    case 6: r->item.date = text; break;
    case 7: r->item.date = r->item.date.len ? r->item.date : text; break;
    case 8:
    case 9: take_content(r, text, true); break;
    case 10:
    case 11: take_content(r, text, false); break;
    case 12: take_author(r, text); break;
    case 13:
    case 14:
        if (r->in_author)
            take_author(r, text);
        break;
    default: break;
    }
}

static void end_item(reading *r)
{
    uint64_t end = byte_at(r) + (uint64_t)(XML_GetCurrentByteCount(r->parser));
    r->item.length = end - r->item.offset;
    r->in_item = false;
    list_push(&r->items, r->item, r->arena);
}

static void end_element(void *user, const char *name)
{
    reading *r = user;
    if (r->markup_depth == r->depth) {
        size_t end = (size_t)byte_at(r);
        if (end > r->markup_start && end <= r->bytes.len)
            take_content(r, (onr_str){r->bytes.data + r->markup_start, end - r->markup_start},
                         is_one_of(name, "content"));
        r->markup_depth = 0;
    } else if (!r->markup_depth && r->in_item && r->depth > r->item_depth) {
        onr_str text = {r->text.data ? r->text.data : "", r->text.len};
        take_field(r, name, str_trim(text));
    }
    if (!r->markup_depth && is_one_of(name, "author"))
        r->in_author = false;
    if (r->in_item && r->depth == r->item_depth)
        end_item(r);
    r->text = (buffer){.arena = r->arena};
    r->depth--;
}

static void refuse_entity(void *user, const char *name, int is_parameter, const char *value,
                          int len, const char *base, const char *system, const char *public,
                          const char *notation)
{
    reading *r = user;
    (void)name, (void)is_parameter, (void)value, (void)len, (void)base, (void)system, (void)public,
        (void)notation;
    r->refused = true;
    XML_StopParser(r->parser, XML_FALSE);
}

static bool fail(const reading *r, onr_error *err)
{
    if (r->refused)
        return onr_fail(err, ONR_E_FORMAT, byte_at(r), "take the entities out",
                        "a feed that declares entities");
    enum XML_Error code = XML_GetErrorCode(r->parser);
    if (code == XML_ERROR_NO_MEMORY)
        return onr_fail(err, ONR_E_MEMORY, 0, "lower -j", "no memory left for the feed");
    return onr_fail(err, ONR_E_FORMAT, byte_at(r), "fetch the feed again",
                    "a feed that is no XML: %s", XML_ErrorString(code));
}

bool onr_feed_read(onr_feed *out, onr_str bytes, onr_arena *arena, onr_error *err)
{
    reading r = {
        .parser = XML_ParserCreate(NULL), .bytes = bytes, .arena = arena, .text = {.arena = arena}};
    *out = (onr_feed){0};
    if (!r.parser)
        return onr_fail(err, ONR_E_MEMORY, 0, "lower -j", "no memory left for the feed");
    XML_SetUserData(r.parser, &r);
    XML_SetElementHandler(r.parser, begin_element, end_element);
    XML_SetCharacterDataHandler(r.parser, take_text);
    XML_SetEntityDeclHandler(r.parser, refuse_entity);
    bool ok = bytes.len < INT32_MAX &&
              XML_Parse(r.parser, bytes.data, (int)bytes.len, XML_TRUE) == XML_STATUS_OK;
    if (!ok)
        fail(&r, err);
    XML_ParserFree(r.parser);
    /* What came before a fault was read. */
    *out = (onr_feed){r.items.items, r.items.count};
    return (!onr_arena_full(arena) || arena_fail(err, "read a feed")) && ok;
}

/* The next word of `*text`, by blanks and commas. */
static onr_str next_word(onr_str *text)
{
    size_t from = 0, to;
    while (from < text->len && (is_ascii_space(text->data[from]) || text->data[from] == ','))
        from++;
    for (to = from; to < text->len && !is_ascii_space(text->data[to]) && text->data[to] != ',';)
        to++;
    onr_str word = {text->data + from, to - from};
    *text = (onr_str){text->data + to, text->len - to};
    return word;
}

static int64_t number_of(onr_str digits)
{
    int64_t number = 0;
    for (size_t i = 0; i < digits.len && i < 6; i++) {
        if (!is_ascii_digit(digits.data[i]))
            return 0;
        number = number * 10 + digits.data[i] - '0';
    }
    return number;
}

onr_str onr_mail_day(onr_str date, onr_arena *arena)
{
    if (edtf_read_day(date))
        return edtf_day(edtf_read_day(date), "", arena);
    onr_str word = next_word(&date);
    if (word.len > 0 && !is_ascii_digit(word.data[0]))
        word = next_word(&date);
    int64_t date_of_month = number_of(word);
    onr_str month = next_word(&date);
    month.len = month.len > 3 ? 3 : month.len;
    return edtf_day(day_of(number_of(next_word(&date)), month_called(month), date_of_month), "",
                    arena);
}
