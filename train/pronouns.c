/*
 * For train/pronouns.py: reads texts (JSON strings, one a line) from standard input and writes of
 * each, as JSON, the mentions of its entities and the candidates of its pronouns with their signs.
 *
 * usage: pronouns MODEL <texts.jsonl
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "entities/pronouns.h"
#include "onrecord.h"

static void put_pronoun(const finder *f, int32_t i, bool *first)
{
    candidate all[MOST_CANDIDATES + 1];
    pronoun_group group;
    if (word_at(f, i)->upos != ONR_PRON || !pronoun_is_third(&group, f, i))
        return;
    onr_span span = word_at(f, i)->span;
    printf("%s[%" PRIu32 ",%" PRIu32 ",%d,[", *first ? "" : ",", span.start, span.end, (int)group);
    size_t count = pronoun_candidates(all, f, i, group);
    for (size_t c = 0; c < count; c++)
        printf("%s[%" PRId32 ",%" PRIu64 "]", c ? "," : "", all[c].entity, all[c].signs);
    printf("]]");
    *first = false;
}

static void put_mentions(const finder *f)
{
    for (size_t e = 0; e < f->drafts.count; e++) {
        const span_list *spans = &f->drafts.items[e].mentions;
        printf("%s[", e ? "," : "");
        for (size_t m = 0; m < spans->count; m++)
            printf("%s[%" PRIu32 ",%" PRIu32 "]", m ? "," : "", spans->items[m].start,
                   spans->items[m].end);
        printf("]");
    }
}

static bool put_text(onr_str words, const onr_language_model *model, onr_arena *scratch,
                     onr_arena *arena)
{
    onr_text text;
    finder f;
    bool first = true;
    if (!onr_language_read(&text, words, NULL, 0, model, arena, NULL) ||
        !finder_begin(&f, &text, scratch, arena))
        return false;
    printf("{\"pronouns\":[");
    for (int32_t i = 0; i < (int32_t)text.word_count; i++) {
        put_pronoun(&f, i, &first);
        finder_read(&f, i);
    }
    printf("],\"entities\":[");
    put_mentions(&f);
    printf("]}\n");
    return true;
}

int main(int argc, char **argv)
{
    onr_error err = {0};
    onr_models models;
    if (argc != 2 || !onr_models_load(&models, argv[1], ONR_SIMD_BEST, &err)) {
        fprintf(stderr, "usage: pronouns MODEL <TEXTS; %s\n", err.what);
        return 1;
    }
    onr_arena *arena = onr_arena_new((size_t)1 << 30);
    char *line = NULL;
    size_t room = 0;
    bool ok = true;
    while (ok && getline(&line, &room, stdin) > 0) {
        onr_scratch scratch = onr_scratch_begin(arena);
        const json_value *words;
        ok = json_read(&words, str_of(line), NULL, arena, NULL) && json_is(words, JSON_STRING) &&
             put_text(words->text, models.language, scratch.arena, arena);
        onr_scratch_end(&scratch);
        onr_arena_reset(arena);
    }
    free(line);
    onr_arena_free(arena);
    onr_models_free(&models);
    return !ok;
}
