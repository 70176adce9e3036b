/*
 * For train/sectors.py: what is seen of whoever pages name (src/entities/sectors.h). A line a page,
 * JSON: its entities, each with name, kind, code by tables and rules, aliases, mentions, and, where
 * the page's words may tell more, the state that the page names most, and the features' hashes.
 *
 * usage: sectors MODEL FILE...    articles in UTF-8, a block a line
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "entities/coding.h"
#include "onrecord.h"
#include "each_page.h"
#include "lines.h"

static void put_features(entity_draft *d, const sector_view *v, void *to)
{
    uint32_t all[SECTOR_MOST_FEATURES];
    size_t count = sector_features(all, v);
    json_writer *w = to;
    json_open(w, '[');
    json_put_integer(w, d - v->f->drafts.items);
    json_put_string(w, v->main);
    json_open(w, '[');
    for (size_t i = 0; i < count; i++)
        json_put_integer(w, all[i]);
    json_close(w, ']');
    json_close(w, ']');
}

static void put_key_and_string(json_writer *w, const char *key, onr_str text)
{
    json_put_key(w, key);
    json_put_string(w, text);
}

static void put_entity(json_writer *w, const entity_draft *d)
{
    json_open(w, '{');
    put_key_and_string(w, "name", d->name);
    put_key_and_string(w, "kind", str_of(onr_entity_kind_name(d->kind)));
    put_key_and_string(w, "code", d->code);
    json_put_key(w, "aliases");
    json_open(w, '[');
    for (size_t i = 0; i < d->aliases.count; i++)
        json_put_string(w, d->aliases.items[i]);
    json_close(w, ']');
    json_put_key(w, "members");
    json_put_integer(w, (int64_t)d->members.count);
    json_put_key(w, "mentions");
    json_open(w, '[');
    for (size_t i = 0; i < d->mentions.count; i++) {
        json_open(w, '[');
        json_put_integer(w, d->mentions.items[i].start);
        json_put_integer(w, d->mentions.items[i].end);
        json_close(w, ']');
    }
    json_close(w, ']');
    json_close(w, '}');
}

static bool put_page(finder *f, onr_arena *arena, onr_error *err)
{
    buffer line = {.arena = arena};
    json_writer w = {.to = &line};
    onr_str out;
    json_open(&w, '{');
    json_put_key(&w, "seen");
    json_open(&w, '[');
    bool ok = coding_look_at(f, ONR_STR(""), put_features, &w);
    json_close(&w, ']');
    json_put_key(&w, "entities");
    json_open(&w, '[');
    for (size_t i = 0; i < f->drafts.count; i++)
        put_entity(&w, &f->drafts.items[i]);
    json_close(&w, ']');
    json_close(&w, '}');
    ok = ok && buffer_finish(&out, &line, "write what is seen", err);
    if (ok)
        printf("%.*s\n", (int)out.len, out.data);
    return ok;
}

static bool read_page(const char *path, const onr_models *models, onr_arena *arena, onr_error *err)
{
    file_map file;
    onr_text text;
    finder f;
    size_t count;
    if (!file_map_open(&file, path, err))
        return false;
    uint32_t *ends = line_ends(&count, file.bytes);
    onr_scratch scratch = onr_scratch_begin(arena);
    bool ok = ends &&
              onr_language_read(&text, file.bytes, ends, count, models->language, arena, err) &&
              finder_begin(&f, &text, scratch.arena, arena);
    for (int32_t i = 0; ok && i < (int32_t)text.word_count; i++)
        finder_read(&f, i);
    ok = ok && put_page(&f, arena, err);
    onr_scratch_end(&scratch);
    free(ends);
    file_map_close(&file);
    onr_arena_reset(arena);
    return ok;
}

int main(int argc, char **argv)
{
    return each_page(argc, argv, read_page);
}
