/*
 * Spans beside and within one another.
 */
#ifndef ONR_SRC_BASE_SPAN_H
#define ONR_SRC_BASE_SPAN_H

#include "onrecord/base.h"

bool span_holds(onr_span outer, onr_span inner);

/* Whether one of `spans` holds `inner` whole. */
bool spans_hold(onr_spans spans, onr_span inner);

/* Whether one of `spans` shares a byte with `other`. */
bool spans_meet(onr_spans spans, onr_span other);

/* How many bytes they hold together. */
uint32_t spans_length(onr_spans spans);

#endif
