/*
 * Which drafts are kept, and which statement stands in the content of which.
 */
#ifndef ONR_SRC_ATTRIBUTION_NESTING_H
#define ONR_SRC_ATTRIBUTION_NESTING_H

#include "attribution/drafts.h"

/* Moves the drafts that are sure enough where they stand from `drafts` to `found`. */
void nesting_keep_sure(finder *f);

/* Fills `inside` of all that were found; then "I" and "we" in a quotation are who is quoted. */
void nesting_find(finder *f);

#endif
