/*
 * Decides what an HTML page says about itself. Title, byline and days are chosen in files of
 * their own; the rest is what its meta elements say, else its JSON-LD.
 */
#include "article/choice.h"

static onr_str first_of(onr_str a, onr_str b)
{
    return a.len ? a : b;
}

static bool is_absolute(onr_str url)
{
    return str_starts(url, "https://") || str_starts(url, "http://");
}

/* As the page declares it; "en_GB", as Open Graph writes it, is "en-GB". */
static onr_str language_of(const clues *c, onr_arena *arena)
{
    onr_str declared = first_of(str_trim(c->language), c->ld.language);
    declared =
        first_of(first_of(declared, clues_field(c, FIELD_LANGUAGE)), clues_field(c, FIELD_LOCALE));
    char *tag = arena_array(arena, char, declared.len + 1);
    for (size_t i = 0; tag && i < declared.len; i++)
        tag[i] = declared.data[i] == '_' ? '-' : declared.data[i];
    return (onr_str){tag, tag ? declared.len : 0};
}

static void add_tag(str_list *tags, onr_str tag, onr_arena *arena)
{
    for (size_t i = 0; i < tags->count && i < 100; i++)
        if (str_equal_nocase(tags->items[i], tag))
            return;
    list_push(tags, tag, arena);
}

static void read_tags(onr_article *out, const clues *c, onr_arena *arena)
{
    str_list tags = {0}, keywords = {0};
    for (size_t i = 0; i < c->said.count; i++)
        if (c->said.items[i].field == FIELD_TAG)
            add_tag(&tags, c->said.items[i].value, arena);
    if (!tags.count)
        commas_split(&keywords, clues_field(c, FIELD_KEYWORDS), arena);
    if (!tags.count && !keywords.count)
        keywords = c->ld.keywords;
    for (size_t i = 0; i < keywords.count; i++)
        add_tag(&tags, keywords.items[i], arena);
    out->tags = (onr_strs){tags.items, tags.count};
}

static bool is_block(uint16_t tag)
{
    return tag == ONR_TAG_P || tag == ONR_TAG_BR || tag == ONR_TAG_DIV || tag == ONR_TAG_LI ||
           (tag >= ONR_TAG_H1 && tag <= ONR_TAG_H6) || tag == ONR_TAG_BLOCKQUOTE ||
           tag == ONR_TAG_TR || tag == ONR_TAG_SECTION || tag == ONR_TAG_FIGURE;
}

/* A body written as markup, a line a block; without its pictures. */
static onr_str read_markup(onr_str body, onr_arena *arena)
{
    onr_page page;
    onr_error err;
    if (!onr_page_read(&page, body, ONR_FORM_HTML, ONR_STR("utf-8"), arena, &err))
        return (onr_str){0};
    bool blocks = false;
    for (size_t i = 0; i < page.node_count; i++)
        blocks = blocks || is_block(page.nodes[i].tag);
    char *text = arena_array(arena, char, page.text.len + page.node_count + 1);
    size_t n = 0;
    for (size_t i = 0; text && i < page.node_count; i++) {
        const onr_node *node = &page.nodes[i];
        if (is_block(node->tag))
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

/* JSON-LD's text of the article as plain text: some pages put markup in it, or references. */
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
               onr_arena *arena)
{
    clues c;
    clues_read(&c, page, url, arena);
    if (onr_arena_full(arena))
        return;
    out->outlet = first_of(first_of(clues_field(&c, FIELD_OUTLET), text_clean(c.ld.outlet, arena)),
                           clues_field(&c, FIELD_OUTLET_OTHER));
    out->language = language_of(&c, arena);
    out->url = is_absolute(c.url) ? c.url : first_of(clues_field(&c, FIELD_URL), c.url);
    title_choose(title, &c, NULL);
    out->title = title->text;
    /* A title that no text of the page shows: the bytes are those of the element that tells it. */
    if (title->bytes.end == 0 && c.title_told != ONR_NO_NODE)
        title->bytes = page->nodes[c.title_told].bytes;
    byline_choose(out, &c, NULL);
    day_choose(out, &c, url, NULL);
    read_tags(out, &c, arena);
    *body = c.body;
    body->text = plain_body(body->text, arena);
}
