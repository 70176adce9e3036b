/*
 * Any bytes are a dictionary of each kind, whose faults name lines that it has; what is loaded can
 * be matched against its own words. The first byte chooses the kind.
 */
#include <assert.h>
#include <stdlib.h>

#include "codebook/actors.h"
#include "codebook/patterns.h"
#include "language/walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_WORDS = 300 };

/* The bytes cut at blanks as the words of one sentence, each the child of the one before it. */
static onr_text text_of(onr_str bytes, onr_word words[MOST_WORDS], onr_sentence *sentence)
{
    onr_text text = {.text = bytes, .words = words, .sentences = sentence, .sentence_count = 1};
    for (size_t at = 0; at < bytes.len && text.word_count < MOST_WORDS;) {
        size_t end = at + 1;
        while (end < bytes.len && !strchr(" \n_[]", bytes.data[end]))
            end++;
        onr_word *w = &words[text.word_count];
        *w = (onr_word){.span = {(uint32_t)at, (uint32_t)end},
                        .form = {bytes.data + at, end - at},
                        .lemma = {bytes.data + at, end - at},
                        .upos = text.word_count % 2 ? ONR_VERB : ONR_NOUN,
                        .relation = (onr_relation)(text.word_count % ONR_XCOMP),
                        .head = (int32_t)text.word_count - 1};
        text.word_count++;
        at = end;
    }
    *sentence =
        (onr_sentence){.span = {0, (uint32_t)bytes.len}, .word_count = (uint32_t)text.word_count};
    return text;
}

static void check_matches(const onr_codebook *book, onr_str bytes, onr_arena *arena)
{
    static onr_word words[MOST_WORDS];
    int32_t somebody[MOST_WORDS];
    onr_sentence sentence;
    own_matches matches;
    own_events events;
    onr_text text = text_of(bytes, words, &sentence);
    for (size_t i = 0; i < text.word_count; i++)
        somebody[i] = i % 3 ? -1 : (int32_t)i;
    if (!walk_link(&text, arena))
        return;
    if (own_matches_find(&matches, book, &text, arena))
        for (size_t i = 0; i < text.word_count; i++)
            assert(!matches.actor_of[i] ||
                   (matches.actor_of[i]->first <= i && i < matches.actor_of[i]->end));
    if (own_events_find(&events, book, &text, somebody, arena))
        for (size_t i = 0; i < events.count; i++)
            assert(events.items[i].trigger >= 0 &&
                   (size_t)events.items[i].trigger < text.word_count &&
                   (events.items[i].source < 0 || somebody[events.items[i].source] >= 0) &&
                   (events.items[i].target < 0 || somebody[events.items[i].target] >= 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    onr_str bytes = {(const char *)data + 1, size - 1};
    onr_dictionary dictionary = {(onr_dictionary_kind)(data[0] % (ONR_DICTIONARY_TABLE + 1)),
                                 ONR_STR("any"), bytes};
    const onr_codebook *book;
    onr_error err;
    size_t count, lines = 1;
    if (!onr_codebook_load(&book, &dictionary, 1, &err))
        return 0;
    for (size_t i = 0; i < bytes.len; i++)
        lines += bytes.data[i] == '\n';
    const onr_fault *faults = onr_codebook_faults(book, &count);
    for (size_t i = 0; i < count; i++)
        assert(faults[i].line >= 1 && faults[i].line <= lines && faults[i].what.len > 0);
    onr_arena *arena = onr_arena_new((size_t)1 << 24);
    if (arena)
        check_matches(book, bytes, arena);
    onr_arena_free(arena);
    onr_codebook_free(book);
    return 0;
}
