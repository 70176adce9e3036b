/*
 * A number with what belongs to it: currency or unit, a range's other end, hedges.
 */
#ifndef ONR_SRC_RECORD_QUANTITIES_H
#define ONR_SRC_RECORD_QUANTITIES_H

#include "record/numbers.h"

typedef enum unit_kind { UNIT_NONE, UNIT_MONEY, UNIT_SHARE, UNIT_TIME, UNIT_MEASURE } unit_kind;

typedef struct quantity {
    number number;
    double to;    /* NaN where it is no range. */
    onr_str unit; /* As the record names it; empty where a noun is counted, or nothing. */
    unit_kind kind;
    int32_t top;       /* The word that stands for it in the tree. */
    size_t first, end; /* Words, hedges and unit included. */
    bool approximate;
} quantity;

/* Reads the quantity whose number, or currency's sign, stands at word `at`; the sentence's words
 * are `[start, end)`. */
bool quantity_read(quantity *out, const onr_text *text, size_t at, size_t start, size_t end);

/* Whether `lemma` is a unit of what it measures. */
unit_kind unit_kind_of(onr_str lemma);

#endif
