/*
 * For train/reader_fast.py: what the rules take each statement's act to be, given its cue and its
 * content. Reads texts from standard input, a JSON object a line:
 * {"text": …, "statements": [[cue, start, end, start, end…]…]}, where a cue is the first byte of
 * its word and the rest are the spans of the content. Writes one number a statement.
 *
 * usage: rule-acts MODEL <TEXTS >ACTS
 */
#include <stdio.h>
#include <stdlib.h>

#include "attribution/act.h"
#include "base/arena.h"
#include "base/json.h"
#include "base/span.h"
#include "base/str.h"
#include "onrecord.h"

static void read_text(onr_text *out, onr_str text, const onr_models *models, onr_arena *arena)
{
    onr_error err;
    uint32_t *ends = arena_array(arena, uint32_t, text.len + 1);
    size_t count = 0;
    for (size_t i = 0; ends && i < text.len; i++)
        if (text.data[i] == '\n')
            ends[count++] = (uint32_t)i;
    if (!ends || !onr_language_read(out, text, ends, count, models->language, arena, &err))
        exit(1);
}

/* The head of the content: its word that stands highest in the tree of the cue's sentence. */
static int32_t clause_of(const onr_text *text, int32_t cue, onr_spans content)
{
    int32_t best = -1, least = INT32_MAX;
    for (int32_t i = 0; i < (int32_t)text->word_count; i++) {
        const onr_word *w = &text->words[i];
        if (w->sentence != text->words[cue].sentence || w->upos == ONR_PUNCT || i == cue ||
            !spans_hold(content, w->span))
            continue;
        int32_t depth = 0;
        for (int32_t up = w->head; up >= 0 && depth < 64; up = text->words[up].head)
            depth++;
        if (depth < least) {
            least = depth;
            best = i;
        }
    }
    return best;
}

static uint32_t number_of(const json_value *v)
{
    int64_t n = 0;
    return v && json_integer_of(&n, v) ? (uint32_t)n : 0;
}

static onr_act act_of(const onr_text *text, const json_value *statement, onr_arena *arena)
{
    const json_value *v = json_element(statement);
    int32_t cue = (int32_t)onr_text_word_from(text, number_of(v));
    onr_span *spans = arena_array(arena, onr_span, statement->count);
    onr_spans content = {spans, 0};
    if (!spans || (size_t)cue >= text->word_count)
        exit(1);
    for (v = v->next; v && v->next; v = v->next->next)
        spans[content.count++] = (onr_span){number_of(v), number_of(v->next)};
    onr_act typical = act_typical(&text->words[cue]);
    bool negated;
    return content.count
               ? act_find(text, cue, content, clause_of(text, cue, content), typical, &negated)
               : typical;
}

int main(int argc, char **argv)
{
    onr_error err = {0};
    onr_models models;
    if (argc != 2 || !onr_models_load(&models, argv[1], ONR_SIMD_BEST, &err)) {
        fprintf(stderr, "usage: rule-acts MODEL <TEXTS; %s\n", err.what);
        return 1;
    }
    onr_arena *arena = onr_arena_new((size_t)1 << 30);
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0) {
        const json_value *page;
        onr_text text;
        if (!json_read(&page, str_of(line), NULL, arena, &err))
            return 1;
        read_text(&text, json_string_of(json_member(page, "text")), &models, arena);
        const json_value *s = json_element(json_member(page, "statements"));
        for (; s; s = s->next)
            printf("%d\n", (int)act_of(&text, s, arena));
        onr_arena_reset(arena);
    }
    free(line);
    onr_arena_free(arena);
    onr_models_free(&models);
    return 0;
}
