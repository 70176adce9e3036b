/*
 * Which sentences an encoder reads together: train/NETWORK.md, 4.1.
 */
#ifndef ONR_SRC_LANGUAGE_WINDOWS_H
#define ONR_SRC_LANGUAGE_WINDOWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A sentence as it is packed. */
typedef struct packed_sentence {
    uint32_t size;     /* in pieces */
    bool opens_block;  /* it is its block's first */
    bool opens_window; /* set by windows_cut */
} packed_sentence;

/*
 * Packs whole blocks into windows of `limit` pieces. A block that does not fit what is left of a
 * window begins the next; one that fits no window is packed sentence by sentence.
 */
void windows_cut(packed_sentence *sentences, size_t count, size_t limit);

#endif
