/*
 * For train/across.py: the signs of labelled pairs of reports.
 * Usage: across_signs RECORDS LABELS: JSON lines of records; "page cue page cue 0|1" a line, a cue
 * being the byte of the article's text where it begins. Prints a row a pair: label and signs; pairs
 * that cannot be the same have no signs. Where both cues are 0, the pages themselves are the pair,
 * and behind the label stands the share of a copy, 0 where they are none.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "across/compare.h"
#include "base/file.h"
#include "base/str.h"
#include "onrecord/export.h"

enum { MOST_PAGES = 4096 };

typedef struct pages {
    onr_str names[MOST_PAGES];
    const onr_digest *digests[MOST_PAGES];
    const onr_record *records[MOST_PAGES];
    size_t count;
} pages;

static bool read_page(pages *out, onr_str line, onr_arena *arena, onr_error *err)
{
    onr_record *record = arena_array(arena, onr_record, 1);
    if (!record || !onr_record_read_json(record, line, (onr_str){0}, arena, err) ||
        !onr_across_digest(&out->digests[out->count], record, arena, err))
        return false;
    out->names[out->count] = record->name;
    out->records[out->count++] = record;
    return true;
}

static size_t find_page(const pages *all, const char *name)
{
    size_t i = 0;
    while (i < all->count && !str_is(all->names[i], name))
        i++;
    return i;
}

static size_t find_statement(const onr_record *record, unsigned long cue)
{
    size_t i = 0;
    while (i < record->statements.count && (record->statements.items[i].cue.count == 0 ||
                                            record->statements.items[i].cue.items[0].start != cue))
        i++;
    return i;
}

static double share_of(const onr_digest *a, const onr_digest *b, onr_arena *arena)
{
    onr_links links;
    onr_error err;
    double share = 0;
    if (onr_across_compare(&links, a, b, arena, &err))
        for (size_t i = 0; i < links.count; i++)
            if (links.items[i].kind == ONR_LINK_COPY)
                share = (double)links.items[i].score;
    return share;
}

static bool print_pair(const pages *all, const char *line, onr_arena *arena)
{
    char a[256], b[256];
    unsigned long cue, other;
    int label;
    if (sscanf(line, "%255s %lu %255s %lu %d", a, &cue, b, &other, &label) != 5)
        return false;
    size_t p = find_page(all, a), q = find_page(all, b);
    if (p == all->count || q == all->count)
        return false;
    if (cue == 0 && other == 0) {
        printf("%d %.4f\n", label, share_of(all->digests[p], all->digests[q], arena));
        return true;
    }
    size_t i = find_statement(all->records[p], cue), k = find_statement(all->records[q], other);
    printf("%d", label);
    float signs[SIGN_COUNT];
    if (i < all->records[p]->statements.count && k < all->records[q]->statements.count &&
        utterance_signs(signs, all->digests[p], i, all->digests[q], k))
        for (size_t n = 0; n < SIGN_COUNT; n++)
            printf(" %.4f", (double)signs[n]);
    putchar('\n');
    return true;
}

int main(int argc, char **argv)
{
    static pages all;
    file_map records;
    onr_error err = {0};
    onr_arena *arena = onr_arena_new((size_t)1 << 32);
    if (argc != 3 || !arena || !file_map_open(&records, argv[1], &err)) {
        fprintf(stderr, "usage: across_signs RECORDS LABELS %s\n", err.what);
        return 2;
    }
    for (size_t at = 0; at < records.bytes.len && all.count < MOST_PAGES;) {
        size_t end = str_find(records.bytes, ONR_STR("\n"), at);
        end = end == SIZE_MAX ? records.bytes.len : end;
        if (!read_page(&all, (onr_str){records.bytes.data + at, end - at}, arena, &err)) {
            fprintf(stderr, "%s: %s\n", argv[1], err.what);
            return 1;
        }
        at = end + 1;
    }
    char line[1024];
    FILE *labels = fopen(argv[2], "r");
    while (labels && fgets(line, sizeof line, labels))
        if (line[0] != '#' && !print_pair(&all, line, arena))
            fprintf(stderr, "not a pair: %s", line);
    if (labels)
        fclose(labels);
    onr_arena_free(arena);
    file_map_close(&records);
    return labels ? 0 : 1;
}
