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
}
