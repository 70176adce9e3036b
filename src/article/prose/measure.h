/*
 * Measures one block: the columns that depend on its own text and elements alone. Below: numbers
 * of any size as columns of one byte.
 */
#ifndef ONR_SRC_ARTICLE_PROSE_MEASURE_H
#define ONR_SRC_ARTICLE_PROSE_MEASURE_H

#include "article/prose/blocks.h"
#include "article/prose/model.h"

enum { STEPS = 32 }; /* a share of one is this column */

/* Counts: 0, 1, 2, 3, then four steps to each doubling. */
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
    uint64_t bin = (part | whole) >> 27 ? part * STEPS / whole
                                        : (uint32_t)part * STEPS / (uint32_t)whole; /* is quicker */
    return bin > 255 ? 255 : (uint8_t)bin;
}

static inline uint8_t cap(uint64_t n, uint8_t most)
{
    return n > most ? most : (uint8_t)n;
}

/* How far `at` is behind `from`, by log_bin: 128 where they are the same, less where before. */
static inline uint8_t distance_bin(size_t at, size_t from)
{
    return at >= from ? (uint8_t)(128 + cap(log_bin(at - from), 100))
                      : (uint8_t)(128 - cap(log_bin(from - at), 100));
}

/* A set of hashes of words or of three words, in one bit each: two that share a bit are one. */
typedef struct word_set {
    uint64_t *bits;
    uint32_t mask; /* number of bits less one */
    size_t words;
} word_set;

/* What the page says of its article outside the text. */
typedef struct told {
    word_set title, description, body;
} told;

told told_read(const judge_hints *hints, onr_arena *arena);

/* Weights of the names (class, id) of a node that holds blocks and of those around it: [0] of the
 * node's own; [1] lowest, [2] highest, [3] running mean (a quarter new) from the root down to it.
 */
typedef struct hint {
    int8_t page[4], near[4]; /* as in token_weight */
} hint;
void measure_hints(hint *out, const block_list *blocks, const judge_model *model, onr_arena *arena);

void measure_text(uint8_t *column, const block *b, const told *t, const judge_model *model);
void measure_markup(uint8_t *column, const block_list *blocks, size_t at, const hint *hints);

/* Whether a block is prose: it ends as a sentence does (`last`: its F_LAST) and links little. */
bool is_prose(const block *b, uint8_t last);

#endif
