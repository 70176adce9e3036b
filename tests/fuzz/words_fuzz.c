/*
 * Any UTF-8 has tokens that stand in it, one behind the other, none over the end of a block, each
 * of words that are parts of it; between them is white space alone. The first byte chooses where
 * blocks end.
 */
#include <assert.h>
#include <stdlib.h>
#include <unicode/uchar.h>

#include "base/str.h"
#include "language/tokens.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_ENDS = 64 };

static void check_between(onr_str text, size_t from, size_t to)
{
    while (from < to) {
        uint32_t c = utf8_next(text, &from);
        assert(token_is_space(c) || u_charType((UChar32)c) == U_FORMAT_CHAR);
    }
}

static void check_tokens(const onr_text *text, const uint32_t *ends, size_t end_count)
{
    uint32_t before = 0;
    size_t next = 0;
    for (size_t i = 0; i < text->token_count; i++) {
        onr_span span = text->tokens[i].span;
        assert(before <= span.start && span.start < span.end && span.end <= text->text.len);
        check_between(text->text, before, span.start);
        while (next < end_count && ends[next] <= span.start)
            next++;
        assert(next == end_count || span.end <= ends[next]);
        before = span.end;
    }
    check_between(text->text, before, text->text.len);
}

static void check_words(const onr_text *text)
{
    for (size_t i = 0; i < text->word_count; i++) {
        const onr_word *w = &text->words[i];
        assert(w->token < text->token_count && w->form.len > 0);
        onr_span of = text->tokens[w->token].span;
        assert(of.start <= w->span.start && w->span.start <= w->span.end && w->span.end <= of.end);
    }
}

/* Every so many bytes, at the beginning of a character. */
static size_t cut(uint32_t ends[MOST_ENDS], onr_str text, size_t every)
{
    size_t count = 0;
    for (size_t at = every; every && at < text.len && count < MOST_ENDS; at += every) {
        while (at < text.len && (text.data[at] & 0xC0) == 0x80)
            at++;
        if (at < text.len)
            ends[count++] = (uint32_t)at;
    }
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint32_t ends[MOST_ENDS];
    onr_arena *arena = size ? onr_arena_new((size_t)1 << 24) : NULL;
    if (!arena)
        return 0;
    onr_text text = {.text = {(const char *)data + 1, size - 1}};
    text.text.len = utf8_check(text.text);
    size_t end_count = cut(ends, text.text, data[0]);
    if (token_find(&text, ends, end_count, arena)) {
        check_tokens(&text, ends, end_count);
        check_words(&text);
    }
    onr_arena_free(arena);
    return 0;
}
