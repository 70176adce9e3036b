/*
 * Bytes that were made smaller, unfolded: gzip, zlib, bare deflate, Brotli, Zstandard. As a whole
 * into a place that grows up to a bound, or piece by piece.
 */
#ifndef ONR_SRC_CRAWL_UNFOLD_H
#define ONR_SRC_CRAWL_UNFOLD_H

#include "onrecord/base.h"

typedef enum unfold_kind {
    UNFOLD_GZIP,
    UNFOLD_DEFLATE, /* zlib's form, or bare, as servers send either */
    UNFOLD_BROTLI,
    UNFOLD_ZSTD,
} unfold_kind;

typedef enum unfold_end {
    UNFOLD_MORE,  /* of a piece: there is no room, or nothing left to read */
    UNFOLD_WHOLE, /* its end was reached, checksum and all */
    UNFOLD_CUT,   /* the bytes end before it does */
    UNFOLD_LARGE, /* the bound was reached */
    UNFOLD_BAD,   /* damaged, or another kind */
    UNFOLD_MEMORY,
} unfold_end;

/* Where unfolded bytes go: an arena, or malloc's memory, which is its owner's to free. */
typedef struct unfolded {
    onr_arena *arena; /* NULL: malloc's */
    char *data;
    size_t len, room, most;
} unfolded;

/* More room behind what is there; false: `most` is reached, or there is no memory. */
bool unfolded_grow(unfolded *to);

/*
 * Unfolds `in`, which is one piece. Where that does not end well, `to` holds what came before.
 * UNFOLD_MORE never comes.
 */
unfold_end unfold_all(unfolded *to, unfold_kind kind, onr_str in);

/* The fast way of what is gzip or deflate and wholly there: `*used` bytes of `in` are unfolded
 * behind what `to` has. False: it is not whole, or not right, and `to` holds no more than before.
 */
bool unfold_fast(unfolded *to, unfold_kind kind, onr_str in, size_t *used);

/* Piece by piece, one member after another. */
typedef struct unfolder unfolder;

/* NULL: no memory. */
unfolder *unfolder_new(unfold_kind kind);

/* Of Zstandard; it may be empty, and is copied. False: it is none, or there is no memory. */
bool unfolder_know(unfolder *u, onr_str dictionary);
void unfolder_free(unfolder *u);

/* What the last UNFOLD_BAD was for. */
const char *unfolder_fault(const unfolder *u);

/* Readies it for the next member. */
void unfolder_begin(unfolder *u);

/* Takes from the front of `*in`, puts at most `room` bytes at `out` and counts them in `*len`.
 * UNFOLD_MORE, UNFOLD_WHOLE, UNFOLD_BAD or UNFOLD_MEMORY. */
unfold_end unfolder_next(unfolder *u, onr_str *in, char *out, size_t room, size_t *len);

#endif
