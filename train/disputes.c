/*
 * Writes what is known of pairs of statements that may be claim and denial, for
 * train/disputes.py: a line each of page, claim, denial (indices), and the pair's signs in
 * hexadecimal. Usage: disputes MODEL (ARTICLE STATEMENTS)..., articles in UTF-8. STATEMENTS is "-"
 * for those that are found, or a file with a statement a line: act, flags (negated 1, hedged 2,
 * unrealised 4), the one it stands in or -1, then of speaker, cue and content how many spans and
 * their bytes.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/span.h"
#include "base/str.h"
#include "onrecord.h"
#include "record/pairs.h"

static onr_spans read_spans(FILE *file, onr_arena *arena)
{
    unsigned count = 0;
    if (fscanf(file, "%u", &count) != 1)
        return (onr_spans){0};
    onr_span *items = arena_array(arena, onr_span, count + 1);
    for (unsigned i = 0; items && i < count; i++)
        if (fscanf(file, "%u %u", &items[i].start, &items[i].end) != 2)
            return (onr_spans){0};
    return (onr_spans){items, items ? count : 0};
}

/* The entity that is mentioned first in the speaker's words. */
static int32_t entity_in(const onr_entities *entities, onr_spans speaker)
{
    for (size_t i = 0; i < entities->mention_count; i++)
        if (spans_hold(speaker, entities->mentions[i].span))
            return entities->mentions[i].entity;
    return ONR_NO_ENTITY;
}

static bool read_statements(onr_record *record, const char *path, onr_arena *arena)
{
    FILE *file = fopen(path, "r");
    list(onr_statement) all = {0};
    int act, flags, inside;
    if (!file)
        return false;
    while (fscanf(file, "%d %d %d", &act, &flags, &inside) == 3) {
        onr_statement s = {.act = (onr_act)act,
                           .negated = flags & 1,
                           .hedged = flags >> 1 & 1,
                           .unrealised = flags >> 2 & 1,
                           .inside = inside};
        s.speaker = read_spans(file, arena);
        s.cue = read_spans(file, arena);
        s.content = read_spans(file, arena);
        s.speaker_entity = entity_in(&record->entities, s.speaker);
        list_push(&all, s, arena);
    }
    fclose(file);
    record->statements = (onr_statements){all.items, all.count};
    return true;
}

static void write_signs(const uint8_t *signs, size_t count)
{
    putchar(' ');
    for (size_t i = 0; i < count; i++)
        printf("%02x", signs[i]);
}

/* Behind a pair's signs stand its denial's. */
static void write_pairs(const char *path, const pairs *all)
{
    uint8_t denial[DENIAL_COUNT] = {0};
    for (size_t i = 0; i < all->count; i++) {
        const pair *p = &all->items[i];
        if (i == 0 || p[-1].denial != p->denial) {
            size_t end = i;
            while (end < all->count && all->items[end].denial == p->denial)
                end++;
            pairs_describe_denial(denial, p, end - i);
        }
        printf("%s %d %d", path, (int)p->claim, (int)p->denial);
        write_signs(p->signs, PAIR_COUNT);
        write_signs(denial, DENIAL_COUNT);
        putchar('\n');
    }
}

static bool read_page(const char *path, const char *statements, const onr_models *models,
                      onr_arena *arena, onr_error *err)
{
    file_map file;
    onr_record record;
    pairs all;
    if (!file_map_open(&file, path, err))
        return false;
    onr_input input = {.bytes = file.bytes, .form = ONR_FORM_ARTICLE, .charset = ONR_STR("utf-8")};
    bool ok = onr_read(&record, &input, models, arena, err) &&
              (str_is(str_of(statements), "-") || read_statements(&record, statements, arena)) &&
              pairs_find(&all, &record, arena);
    if (ok)
        write_pairs(path, &all);
    file_map_close(&file);
    onr_arena_reset(arena);
    return ok;
}

int main(int argc, char **argv)
{
    onr_models models;
    onr_error err = {0};
    onr_arena *arena = onr_arena_new((size_t)1 << 30);
    bool ok = argc > 3 && arena && onr_models_load(&models, argv[1], ONR_SIMD_BEST, &err);
    if (!ok)
        return fprintf(stderr, "usage: disputes MODEL (ARTICLE STATEMENTS)...: %s\n", err.what),
               EXIT_FAILURE;
    for (int i = 2; i + 1 < argc && ok; i += 2)
        if (!(ok = read_page(argv[i], argv[i + 1], &models, arena, &err)))
            fprintf(stderr, "%s: %s\n", argv[i], err.what);
    onr_models_free(&models);
    onr_arena_free(arena);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
