/*
 * A sentence ends at the end of a block, at an empty line, before a line's bullet, behind a
 * dateline, and where a small network says so of what stands around the place (boundaries.h). One
 * that is longer than any that is written is cut, with a note: what reads it takes the square of
 * its length.
 */
#include "language/sentences.h"

#include "base/arena.h"
#include "base/str.h"
#include "language/boundaries.h"
#include "language/datelines.h"
#include "language/dots.h"
#include "network/network.h"

/* U+2022, 2023, 2043, 25AA, 25CF, 25E6 */
static const char bullets[] = "•|‣|⁃|▪|●|◦";

/* Whether a block's end, an empty line or a line that begins with a bullet parts two tokens. */
static bool is_broken(const onr_text *text, size_t token, const uint32_t *ends, size_t end_count)
{
    uint32_t from = text->tokens[token].span.end, to = text->tokens[token + 1].span.start;
    if (end_count && ends[0] <= to)
        return true;
    size_t lines = 0;
    for (uint32_t at = from; at < to; at++)
        lines += text->text.data[at] == '\n';
    return lines > 1 ||
           (lines == 1 && str_listed(str_slice(text->text, text->tokens[token + 1].span), bullets));
}

size_t sentence_paragraph(const onr_text *text, size_t first, const uint32_t **ends,
                          size_t *end_count)
{
    size_t last = first;
    while (*end_count && **ends < text->tokens[first].span.end) {
        ++*ends;
        --*end_count;
    }
    while (last + 1 < text->token_count && !is_broken(text, last, *ends, *end_count))
        last++;
    return last + 1 - first;
}

static void close_sentence(onr_sentence *s, const onr_text *text, size_t first, size_t last)
{
    const onr_token *a = &text->tokens[first], *b = &text->tokens[last];
    *s = (onr_sentence){.span = {a->span.start, b->span.end},
                        .first_word = a->first_word,
                        .word_count = b->first_word + b->word_count - a->first_word,
                        .first_token = (uint32_t)first,
                        .token_count = (uint32_t)(last + 1 - first)};
}

typedef struct splitter {
    const onr_text *text;
    boundary_model model;
    uint32_t most_words; /* of a sentence */
    list(onr_sentence) found;
    list(onr_note) notes;
    onr_arena *arena;
} splitter;

static void close_one(splitter *s, size_t first, size_t last)
{
    onr_sentence sentence;
    close_sentence(&sentence, s->text, first, last);
    /* the words are still this layer's own */
    onr_word *words = (onr_word *)(uintptr_t)s->text->words + sentence.first_word;
    for (uint32_t w = 0; w < sentence.word_count; w++)
        words[w].sentence = (uint32_t)s->found.count;
    list_push(&s->found, sentence, s->arena);
}

static bool fits(const splitter *s, size_t first, size_t last)
{
    const onr_token *a = &s->text->tokens[first], *b = &s->text->tokens[last];
    return b->first_word + b->word_count - a->first_word <= s->most_words;
}

static void note_cut(splitter *s, size_t first, size_t last)
{
    onr_note note = {"language", s->text->tokens[first].span.start, s->text->tokens[last].span.end,
                     arena_format(s->arena, "a sentence of more than %u words is read in pieces",
                                  s->most_words)};
    list_push(&s->notes, note, s->arena);
}

static void add_sentence(splitter *s, size_t first, size_t last)
{
    if (!fits(s, first, last))
        note_cut(s, first, last);
    for (size_t from = first; from <= last;) {
        size_t to = fits(s, from, last) ? last : from;
        while (to < last && fits(s, from, to + 1))
            to++;
        close_one(s, from, to);
        from = to + 1;
    }
}

/* Whether a sentence that began with token `start` ends behind token `i` of the paragraph. */
static bool is_end(const splitter *s, const paragraph *p, size_t start, size_t first, size_t i)
{
    uint32_t features[BOUNDARY_FEATURES];
    if (dots_close(s->text, start, first + i, first + p->count))
        return true;
    if (!boundary_possible(p, s->text, first, i))
        return false;
    dot_says says = dots_judge(s->text, start, first + i, first + p->count);
    if (says != DOT_UNSURE)
        return says == DOT_ENDS;
    boundary_features(features, p, i);
    return boundary_is_end(&s->model, features);
}

static void split_paragraph(splitter *s, boundary_token *tokens, size_t first, size_t count)
{
    paragraph p;
    boundary_describe(&p, tokens, s->text, first, count);
    size_t start = first, dateline = dateline_length(s->text, first, count);
    for (size_t i = 0; i < count; i++) {
        bool goes_on = i + 1 < dateline || !is_end(s, &p, start, first, i);
        if (i + 1 < count && i + 1 != dateline && goes_on)
            continue;
        add_sentence(s, start, first + i);
        start = first + i + 1;
    }
}

bool sentence_find(onr_text *text, const uint32_t *ends, size_t end_count, onr_arena *arena)
{
    uint32_t bound = onr_arena_bounds(arena).sentence_words;
    splitter s = {.text = text,
                  .model = boundary_model_find(),
                  .most_words = bound < MOST_WORDS ? bound : MOST_WORDS,
                  .arena = arena};
    onr_scratch scratch = onr_scratch_begin(arena);
    boundary_token *tokens = arena_array(scratch.arena, boundary_token, text->token_count + 1);
    for (size_t first = 0, count; tokens && first < text->token_count; first += count) {
        count = sentence_paragraph(text, first, &ends, &end_count);
        split_paragraph(&s, tokens, first, count);
    }
    onr_scratch_end(&scratch);
    text->sentences = s.found.items;
    text->sentence_count = s.found.count;
    text->notes = (onr_notes){s.notes.items, s.notes.count};
    return tokens && !onr_arena_full(arena);
}
