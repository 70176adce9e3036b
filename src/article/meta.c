/*
 * Decides what an HTML page says about itself. Title, byline and days are chosen in files of
 * their own; the rest is what its meta elements say, else its JSON-LD.
 */
#include "article/choice.h"

static onr_str first_of(onr_str a, onr_str b)
{
    return a.len ? a : b;
}

static void read_tags(onr_article *out, const clues *c, onr_arena *arena)
{
    str_list tags = {0};
    for (size_t i = 0; i < c->said.count; i++)
        if (c->said.items[i].field == FIELD_TAG)
            list_push(&tags, c->said.items[i].value, arena);
    if (!tags.count)
        commas_split(&tags, clues_field(c, FIELD_KEYWORDS), arena);
    if (!tags.count)
        tags = c->ld.keywords;
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

void meta_find(onr_article *out, part *body, const onr_page *page, onr_str url, onr_arena *arena)
{
    clues c;
    clues_read(&c, page, url, arena);
    if (onr_arena_full(arena))
        return;
    out->outlet = first_of(clues_field(&c, FIELD_OUTLET), text_clean(c.ld.outlet, arena));
    out->language = first_of(first_of(c.language, c.ld.language), clues_field(&c, FIELD_LOCALE));
    out->url = first_of(c.url, clues_field(&c, FIELD_URL));
    title_choose(out, &c, NULL);
    byline_choose(out, &c, NULL);
    day_choose(out, &c, url, NULL);
    read_tags(out, &c, arena);
    *body = c.body;
    body->text = plain_body(body->text, arena);
}
