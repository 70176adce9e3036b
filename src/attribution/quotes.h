/*
 * Quotations: spans between quotation marks, the marks included. One that a later
 * paragraph opens again is a quotation of its own.
 */
#ifndef ONR_SRC_ATTRIBUTION_QUOTES_H
#define ONR_SRC_ATTRIBUTION_QUOTES_H

#include "onrecord/base.h"

typedef struct quotes {
    onr_spans all, open; /* In text order; `open` are those of them that nobody closed. */
} quotes;

/* One that nobody closed, nor opens again in the next paragraph, ends with its first clause or
 * sentence; with its paragraph where who speaks goes on there: "we", "my". */
quotes quotes_find(onr_str text, onr_arena *arena);

#endif
