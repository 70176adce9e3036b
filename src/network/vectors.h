/*
 * What a network made of each word, kept for heads that are read later: bytes, as products take
 * them.
 */
#ifndef ONR_SRC_NETWORK_VECTORS_H
#define ONR_SRC_NETWORK_VECTORS_H

#include "onrecord/base.h"

struct head_rows;

/* Words that stand one behind another. */
typedef struct segment {
    size_t first, count;
} segment;

/*
 * Rows of `width` bytes. Number k of row i is (bytes[i * width + k] - zero) * by[i]; no `by` is 1.
 * Behind the rows there is room up to the end of a step (ROW_STEP).
 */
typedef struct byte_rows {
    size_t width; /* 0: there are none */
    int32_t zero;
    uint8_t *bytes;
    float *by;
} byte_rows;

/* train/NETWORK.md names them. */
typedef struct onr_vectors {
    size_t count;      /* words that have them */
    byte_rows words;   /* what the scores are made of: z of section 3.5, the last h of 2.2 */
    byte_rows ends;    /* what the record's heads read: of an encoder a word's first and last
                        * piece, which z is made of, of convolutions its last h and its first */
    onr_span *windows; /* by word: `[start, end)` of the words that were read with it */
    const struct head_rows *record; /* what heads made of them (network/heads.h), or NULL */
} onr_vectors;

/* Room for the vectors of `count` words, shaped as those `like` it. NULL: the arena is full. */
onr_vectors *vectors_new(const onr_vectors *like, size_t count, onr_arena *arena);

/* Rows of `width`, each with a factor where `scaled`. */
byte_rows vectors_rows_new(size_t width, int32_t zero, bool scaled, size_t count, onr_arena *arena);

/* Keeps the first `count` of `from` as those of the words from `first` on. */
void vectors_keep(onr_vectors *to, size_t first, const onr_vectors *from, size_t count);

#endif
