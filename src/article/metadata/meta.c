/*
 * Decides what an HTML page says about itself. Title, byline and days are chosen in files of
 * their own; the rest is what its meta elements say, else its JSON-LD.
 */
#include "article/metadata/choice.h"
#include "article/metadata/outlet.h"

static bool is_absolute(onr_str url)
{
    return str_starts(url, "https://") || str_starts(url, "http://");
}

/* Whether `text` is shaped as a BCP 47 tag is: "de", "en-GB", "zh-Hant-TW"; not "English". */
static bool is_language(onr_str text)
{
    size_t letters = 0, first = 0;
    for (size_t i = 0; i <= text.len; i++) {
        bool ends = i == text.len || text.data[i] == '-' || text.data[i] == '_';
        if (!ends && !is_ascii_letter(text.data[i]) && !is_ascii_digit(text.data[i]))
            return false;
        letters += !ends;
        if (ends && (letters < 2 || letters > 8))
            return false;
        first = ends && !first ? letters : first;
        letters = ends ? 0 : letters;
    }
    return first == 2 || first == 3;
}

/* Writes a tag as BCP 47 has it: Open Graph's "en_gb" is "en-GB". */
static onr_str write_language(onr_str tag, onr_arena *arena)
{
    char *out = arena_array(arena, char, tag.len + 1);
    for (size_t start = 0, i = 0; out && i <= tag.len; i++) {
        bool ends = i == tag.len || tag.data[i] == '-' || tag.data[i] == '_';
        for (size_t k = start; ends && k < i; k++)
            if (!start)
                out[k] = ascii_lower(tag.data[k]);
            else if (i - start == 2 && tag.data[k] >= 'a' && tag.data[k] <= 'z')
                out[k] = (char)(tag.data[k] - 'a' + 'A');
            else
                out[k] = tag.data[k];
        out[i] = '-';
        start = ends ? i + 1 : start;
    }
    return (onr_str){out, out ? tag.len : 0};
}

/* As the page declares it, where what it declares is a language. */
static onr_str language_of(const clues *c, onr_arena *arena)
{
    const onr_str declared[] = {c->language, c->ld.language, clues_field(c, FIELD_LANGUAGE),
                                clues_field(c, FIELD_LOCALE)};
    for (size_t i = 0; i < sizeof declared / sizeof *declared; i++)
        if (is_language(str_trim(declared[i])))
            return write_language(str_trim(declared[i]), arena);
    return (onr_str){0};
}

/* The canonical URL, where it is whole; one without a host says nothing outside its page. */
static onr_str url_of(const clues *c)
{
    onr_str url = is_absolute(c->url) ? c->url : clues_field(c, FIELD_URL);
    url = url.len ? url : c->url;
    if (str_starts(url, "//"))
        return arena_format(c->arena, "https:%.*s", (int)url.len, url.data);
    return is_absolute(url) ? url : (onr_str){0};
}

/* "ssts:news", "_event": what a publisher's machines tell one another. */
static bool is_machine_tag(onr_str tag)
{
    size_t at = str_find(tag, ONR_STR(":"), 0);
    return str_starts(tag, "_") || (at != SIZE_MAX && at + 1 < tag.len && tag.data[at + 1] != ' ');
}

static void add_tag(str_list *tags, onr_str tag, onr_arena *arena)
{
    if (is_machine_tag(tag))
        return;
    for (size_t i = 0; i < tags->count && i < 100; i++)
        if (str_equal_nocase(tags->items[i], tag))
            return;
    list_push(tags, tag, arena);
}

/* The tags of several `article:tag` elements; else of one, between commas; else the keywords; else
 * those of JSON-LD. */
static void read_tags(onr_article *out, const clues *c, onr_arena *arena)
{
    str_list tags = {0}, found = {0};
    size_t count = 0;
    for (size_t i = 0; i < c->said.count; i++)
        count += c->said.items[i].field == FIELD_TAG;
    for (size_t i = 0; i < c->said.count; i++)
        if (c->said.items[i].field == FIELD_TAG && count > 1)
            list_push(&found, c->said.items[i].value, arena);
    if (!found.count)
        commas_split(&found, clues_field(c, count ? FIELD_TAG : FIELD_KEYWORDS), arena);
    if (!found.count)
        found = c->ld.keywords;
    for (size_t i = 0; i < found.count; i++)
        add_tag(&tags, found.items[i], arena);
    out->tags = (onr_strs){tags.items, tags.count};
}

static bool breaks_line(const onr_node *n)
{
    return n->tag == ONR_TAG_BR || onr_node_breaks_line(n);
}

/* The text of a body that is written as markup, a line a block; figures are left out. */
static onr_str read_markup(onr_str body, onr_arena *arena)
{
    onr_page page;
    onr_error err;
    if (!onr_page_read(&page, body, ONR_FORM_HTML, ONR_STR("utf-8"), arena, &err))
        return (onr_str){0};
    bool blocks = false;
    for (size_t i = 0; i < page.node_count; i++)
        blocks = blocks || breaks_line(&page.nodes[i]);
    char *text = arena_array(arena, char, page.text.len + page.node_count + 1);
    size_t n = 0;
    for (size_t i = 0; text && i < page.node_count; i++) {
        const onr_node *node = &page.nodes[i];
        if (breaks_line(node))
            text[n++] = '\n';
        if (node->tag == ONR_TAG_FIGURE)
            i = (size_t)node->end - 1;
        if (node->tag != ONR_TAG_TEXT)
            continue;
        for (uint32_t k = node->text.start; k < node->text.end; k++)
            text[n++] = blocks && page.text.data[k] == '\n' ? ' ' : page.text.data[k];
    }
    return (onr_str){text, text ? n : 0};
}

/* JSON-LD's text of the article as plain text: some pages put markup or character references in. */
static onr_str plain_body(onr_str body, onr_arena *arena)
{
    if (!body.len || !memchr(body.data, '&', body.len))
        return body.len && memchr(body.data, '<', body.len) ? read_markup(body, arena) : body;
    bool escaped =
        str_find(body, ONR_STR("&lt;"), 0) != SIZE_MAX && !memchr(body.data, '<', body.len);
    body = read_markup(body, arena);
    return escaped ? read_markup(body, arena) : body;
}

void meta_find(onr_article *out, part *title, part *body, const onr_page *page, onr_str url,
               onr_arena *scratch, onr_arena *arena)
{
    clues c;
    clues_read(&c, page, url, scratch, arena);
    outlet_find_site(&c);
    if (onr_arena_full(arena))
        return;
    out->language = language_of(&c, arena);
    out->url = url_of(&c);
    title_choose(title, &c, NULL);
    out->title = title->text;
    /* Where no text of the page shows the title, its bytes are those of the element that tells it.
     */
    if (title->bytes.end == 0 && c.title_told != ONR_NO_NODE)
        title->bytes = page->nodes[c.title_told].bytes;
    out->outlet = outlet_of(&c, out->title, out->url.len ? out->url : url);
    byline_choose(out, &c, NULL);
    day_choose(out, &c, url, NULL);
    read_tags(out, &c, arena);
    *body = c.body;
    body->text = plain_body(body->text, arena);
}
