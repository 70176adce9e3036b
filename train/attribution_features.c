/*
 * For train/attribution.py: reads articles with attributions (JSON Lines, as DATA/attribution
 * has them) from standard input and writes the features of all words that may be cues and of the
 * words around each attribution's cue, as 32-bit numbers, to standard output.
 *
 * usage: attribution-features MODEL <train.jsonl >features.bin
 */
#include <stdio.h>
#include <stdlib.h>

#include "attribution/features.h"
#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "onrecord.h"

static void put(int64_t value)
{
    int32_t number = (int32_t)value;
    if (fwrite(&number, sizeof number, 1, stdout) != 1)
        exit(1);
}

static void put_features(const features *f)
{
    put((int64_t)f->count);
    if (fwrite(f->items, sizeof *f->items, f->count, stdout) != f->count)
        exit(1);
}

static int depth_of(const onr_text *text, int32_t word)
{
    int depth = 0;
    while (text->words[word].head >= 0 && depth < 256) {
        word = text->words[word].head;
        depth++;
    }
    return depth;
}

/* The word of a cue's span that stands highest in the tree, or -1. */
static int32_t cue_word(const onr_text *text, onr_span span)
{
    int32_t best = -1;
    int least = 1000;
    for (int32_t i = 0; i < (int32_t)text->word_count; i++) {
        const onr_word *w = &text->words[i];
        if (w->span.start >= span.end || w->span.end <= span.start || !features_is_candidate(w))
            continue;
        int depth = 2 * depth_of(text, i) + (w->upos != ONR_VERB);
        if (depth < least) {
            least = depth;
            best = i;
        }
    }
    return best;
}

static void put_window(const reading *r, int32_t cue, onr_arena *arena)
{
    window at = features_window(r, cue);
    view v;
    features f;
    if (!features_view(&v, r, at, arena))
        exit(1);
    put(cue);
    put(at.first);
    put(at.end);
    for (int32_t i = at.first; i < at.end; i++) {
        features_of_role(&f, &v, i);
        put_features(&f);
        if (i == at.first)
            continue;
        features_of_edge(&f, &v, i);
        put_features(&f);
    }
}

static onr_span span_of(const json_value *pair)
{
    int64_t start = 0, end = 0;
    const json_value *first = json_element(pair);
    if (first && json_integer_of(&start, first))
        json_integer_of(&end, first->next);
    return (onr_span){(uint32_t)start, (uint32_t)end};
}

static void put_article(const onr_text *text, const json_value *attributions, onr_arena *arena)
{
    reading r;
    features f;
    if (!reading_build(&r, text, arena))
        exit(1);
    put((int64_t)text->word_count);
    for (size_t i = 0; i < text->word_count; i++) {
        const onr_word *w = &text->words[i];
        put(w->span.start);
        put(w->span.end);
        put(w->upos);
        put(features_is_candidate(w));
        if (!features_is_candidate(w))
            continue;
        features_of_cue(&f, &r, (int32_t)i);
        put_features(&f);
    }
    put(attributions->count);
    for (const json_value *at = json_element(attributions); at; at = at->next) {
        onr_span span = span_of(json_element(json_member(at, "cue")));
        int32_t word = cue_word(text, span);
        put(word >= 0);
        if (word >= 0)
            put_window(&r, word, arena);
    }
}

int main(int argc, char **argv)
{
    onr_error err = {0};
    onr_models models;
    if (argc != 2 || !onr_models_load(&models, argv[1], ONR_SIMD_BEST, &err)) {
        fprintf(stderr, "usage: attribution-features MODEL <ARTICLES; %s\n", err.what);
        return 1;
    }
    onr_arena *arena = onr_arena_new((size_t)1 << 30);
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0) {
        const json_value *article;
        if (!json_read(&article, str_of(line), NULL, arena, &err))
            return 1;
        onr_str text = json_string_of(json_member(article, "text"));
        const json_value *attributions = json_member(article, "attributions");
        onr_text read;
        uint32_t *ends = arena_array(arena, uint32_t, text.len + 1);
        size_t end_count = 0;
        for (size_t i = 0; i < text.len; i++)
            if (text.data[i] == '\n')
                ends[end_count++] = (uint32_t)i;
        if (!onr_language_read(&read, text, ends, end_count, models.language, arena, &err))
            return 1;
        if (!attributions)
            return 1;
        put_article(&read, attributions, arena);
        onr_arena_reset(arena);
    }
    free(line);
    onr_arena_free(arena);
    onr_models_free(&models);
    return 0;
}
