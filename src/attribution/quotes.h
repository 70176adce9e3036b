/*
 * Quotations: spans between quotation marks, the marks included. One that a later
 * paragraph opens again is a quotation of its own.
 */
#ifndef ONR_SRC_ATTRIBUTION_QUOTES_H
#define ONR_SRC_ATTRIBUTION_QUOTES_H

#include "onrecord/base.h"

onr_spans quotes_find(onr_str text, onr_arena *arena);

#endif
