/*
 * One block, measured: the columns that depend on its own text and elements alone.
 */
#ifndef ONR_SRC_ARTICLE_PROSE_MEASURE_H
#define ONR_SRC_ARTICLE_PROSE_MEASURE_H

#include "article/prose/blocks.h"
#include "article/prose/model.h"

enum { STEPS = 32 }; /* of a share */

/* 0, 1, 2, 3, then four steps to each doubling. */
static inline uint8_t log_bin(uint64_t n)
{
    if (n < 4)
        return (uint8_t)n;
    int top = 63 - __builtin_clzll(n);
    uint64_t bin = (uint64_t)(top - 1) * 4 + ((n >> (top - 2)) & 3);
    return bin > 255 ? 255 : (uint8_t)bin;
}

static inline uint8_t share_bin(uint64_t part, uint64_t whole)
{
    if (!whole)
        return 0;
    uint64_t bin = part * STEPS / whole;
    return bin > 255 ? 255 : (uint8_t)bin;
}

static inline uint8_t cap(uint64_t n, uint8_t most)
{
    return n > most ? most : (uint8_t)n;
}

/* How far `at` is behind `from`: 128 is there, less is before. */
static inline uint8_t distance_bin(size_t at, size_t from)
{
    return at >= from ? (uint8_t)(128 + cap(log_bin(at - from), 100))
                      : (uint8_t)(128 - cap(log_bin(from - at), 100));
}

/* A set of words, or of their triples; two that hash alike are one. */
typedef struct word_set {
    uint64_t *bits;
    uint32_t mask; /* of bits */
    size_t words;
} word_set;

/* What the page says of its article outside the text. */
typedef struct told {
    word_set title, description, body;
} told;

told told_read(const judge_hints *hints, onr_arena *arena);

/* By node that holds blocks: the weight of its own names, the lowest and the highest on the way
 * down to it, their mean. */
typedef struct hint {
    int8_t page[4], near[4]; /* as in token_weight */
} hint;
void measure_hints(hint *out, const block_list *blocks, const judge_model *model);

void measure_text(uint8_t *column, const block *b, const told *t, const judge_model *model);
void measure_markup(uint8_t *column, const block_list *blocks, size_t at, const hint *hints);

/* Whether a block whose F_LAST is `last` is a sentence that is no link. */
bool is_prose(const block *b, uint8_t last);

#endif
