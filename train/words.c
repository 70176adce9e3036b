/*
 * For train/reader.py: the words of texts as the language layer reads them, since what is learnt
 * must see the same words as what is read.
 *
 * usage: words MODEL FILE... >words.tsv
 *
 * A block of a text is a line of it. For each FILE a line "# FILE", then a line a word: first byte,
 * byte behind, sentence, block, form, UPOS, XPOS, features, head (a word of the text; -1: root),
 * relation, name ("B-PER", "I-PER", "O"); then an empty line.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "onrecord.h"
#include "lines.h"

static void die(const onr_error *err)
{
    fprintf(stderr, "words: %s\n", err->what);
    exit(1);
}

static void put_str(onr_str s)
{
    printf("%.*s\t", (int)s.len, s.len ? s.data : "");
}

static const char *name_of(const onr_text *text, size_t word, size_t *at, char *buffer, size_t size)
{
    static const char *const kinds[] = {"PER", "LOC", "ORG", "NORP", "DATE", "MISC"};
    while (*at < text->name_count &&
           text->names[*at].first_word + text->names[*at].word_count <= word)
        ++*at;
    if (*at == text->name_count || text->names[*at].first_word > word)
        return "O";
    snprintf(buffer, size, "%c-%s", text->names[*at].first_word == word ? 'B' : 'I',
             kinds[text->names[*at].kind]);
    return buffer;
}

static void put_words(const onr_text *text, const uint32_t *ends, size_t end_count)
{
    size_t block = 0, name = 0;
    char buffer[16];
    for (size_t i = 0; i < text->word_count; i++) {
        const onr_word *w = &text->words[i];
        while (block + 1 < end_count && w->span.start >= ends[block])
            block++;
        printf("%u\t%u\t%u\t%zu\t", w->span.start, w->span.end, w->sentence, block);
        put_str(w->form);
        printf("%s\t", onr_upos_name(w->upos));
        put_str(w->xpos);
        put_str(w->feats.len ? w->feats : ONR_STR("_"));
        printf("%d\t%s%s%.*s\t%s\n", (int)w->head, onr_relation_name(w->relation),
               w->subtype.len ? ":" : "", (int)w->subtype.len,
               w->subtype.len ? w->subtype.data : "",
               name_of(text, i, &name, buffer, sizeof buffer));
    }
}

static void read_file(const char *path, const onr_models *models, onr_arena *arena)
{
    onr_error err = {0};
    file_map map;
    onr_text text;
    if (!file_map_open(&map, path, &err))
        die(&err);
    size_t count;
    uint32_t *ends = line_ends(&count, map.bytes);
    if (!ends)
        exit(1);
    if (!onr_language_read(&text, map.bytes, ends, count, models->language, arena, &err))
        die(&err);
    printf("# %s\n", path);
    put_words(&text, ends, count);
    printf("\n");
    free(ends);
    file_map_close(&map);
}

int main(int argc, char **argv)
{
    onr_error err = {0};
    onr_models models;
    if (argc < 3) {
        fprintf(stderr, "usage: words MODEL FILE...\n");
        return 2;
    }
    if (!onr_models_load(&models, argv[1], ONR_SIMD_BEST, &err))
        die(&err);
    onr_arena *arena = onr_arena_new((size_t)1 << 30);
    for (int i = 2; arena && i < argc; i++) {
        read_file(argv[i], &models, arena);
        onr_arena_reset(arena);
    }
    onr_arena_free(arena);
    onr_models_free(&models);
    return 0;
}
