/*
 * For train/sectors.py: what is seen of whoever pages name (src/entities/sectors.h). A line a page,
 * JSON: its entities, each with name, kind, code by tables and rules, aliases, mentions, and, where
 * the page's words may tell more, the state that the page names most, and the features' hashes.
 *
 * usage: sectors MODEL FILE...    articles in UTF-8, a block a line
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "entities/coding.h"
#include "onrecord.h"
#include "each_page.h"

static uint32_t *find_ends(size_t *count, onr_str text)
{
    uint32_t *ends = calloc(text.len + 1, sizeof *ends);
    *count = 0;
    for (size_t i = 0; ends && i < text.len; i++)
        if (text.data[i] == '\n' || i + 1 == text.len)
            ends[(*count)++] = (uint32_t)(text.data[i] == '\n' ? i : i + 1);
    return ends;
}

static void put_str(onr_str s)
{
    putchar('"');
    for (size_t i = 0; i < s.len; i++) {
        bool marked = s.data[i] == '"' || s.data[i] == '\\';
        printf("%s%c", marked ? "\\" : "", (unsigned char)s.data[i] < ' ' ? ' ' : s.data[i]);
    }
    putchar('"');
}

static void put_features(entity_draft *d, const sector_view *v, void *to)
{
    uint32_t all[SECTOR_MOST_FEATURES];
    size_t count = sector_features(all, v);
    bool *first = to;
    printf("%s[%zu,", *first ? "" : ",", (size_t)(d - v->f->drafts.items));
    put_str(v->main);
    printf(",[");
    for (size_t i = 0; i < count; i++)
        printf("%s%" PRIu32, i ? "," : "", all[i]);
    printf("]]");
    *first = false;
}

static void put_entity(const entity_draft *d)
{
    printf("{\"name\":");
    put_str(d->name);
    printf(",\"kind\":\"%s\",\"code\":", onr_entity_kind_name(d->kind));
    put_str(d->code);
    printf(",\"aliases\":[");
    for (size_t i = 0; i < d->aliases.count; i++) {
        printf("%s", i ? "," : "");
        put_str(d->aliases.items[i]);
    }
    printf("],\"members\":%zu,\"mentions\":[", (size_t)d->members.count);
    for (size_t i = 0; i < d->mentions.count; i++)
        printf("%s[%" PRIu32 ",%" PRIu32 "]", i ? "," : "", d->mentions.items[i].start,
               d->mentions.items[i].end);
    printf("]}");
}

static void put_page(finder *f)
{
    bool first = true;
    printf("{\"seen\":[");
    if (!coding_look_at(f, ONR_STR(""), put_features, &first))
        exit(EXIT_FAILURE);
    printf("],\"entities\":[");
    for (size_t i = 0; i < f->drafts.count; i++) {
        printf("%s", i ? "," : "");
        put_entity(&f->drafts.items[i]);
    }
    printf("]}\n");
}

static bool read_page(const char *path, const onr_models *models, onr_arena *arena, onr_error *err)
{
    file_map file;
    onr_text text;
    finder f;
    size_t count;
    if (!file_map_open(&file, path, err))
        return false;
    uint32_t *ends = find_ends(&count, file.bytes);
    onr_scratch scratch = onr_scratch_begin(arena);
    bool ok = ends &&
              onr_language_read(&text, file.bytes, ends, count, models->language, arena, err) &&
              finder_begin(&f, &text, scratch.arena, arena);
    for (int32_t i = 0; ok && i < (int32_t)text.word_count; i++)
        finder_read(&f, i);
    if (ok)
        put_page(&f);
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
