/*
 * Linear models over hashed features: a table with a row of weights for each feature that was
 * learnt.
 *
 *     row = { check (0: empty), weights[width] }    signed bytes; a weight is in 1/32 logit
 *
 * The check is a byte of the feature's hash, so that of those that were not learnt few find a row.
 * A feature stands in the row that the low bits of its hash name, or in one of the next, up to the
 * first empty one (linear probing). train/attribution.py lays it out.
 */
#ifndef ONR_SRC_LEARN_ROWS_H
#define ONR_SRC_LEARN_ROWS_H

#include "onrecord/base.h"

enum { ROWS_MOST_PROBES = 8, ROWS_LOGIT = 32 };

typedef struct hashed_rows {
    const signed char *bytes;
    uint32_t mask; /* Their number, a power of two, less one. */
} hashed_rows;

static inline hashed_rows rows_of(onr_str section, uint32_t width)
{
    return (hashed_rows){(const signed char *)section.data,
                         (uint32_t)section.len / (1 + width) - 1};
}

/* The weights of a feature; NULL where it has none. */
static inline const signed char *rows_find(const hashed_rows *r, uint32_t feature,
                                           const uint32_t width)
{
    uint8_t check = (uint8_t)(1 + (feature >> 24) % 255);
    for (uint32_t k = 0; k < ROWS_MOST_PROBES; k++) {
        const signed char *row = r->bytes + (size_t)((feature + k) & r->mask) * (1 + width);
        if ((uint8_t)row[0] == check)
            return row + 1;
        if (row[0] == 0)
            return NULL;
    }
    return NULL;
}

/* Adds the weights of all these features to `sums`, which has `width` of them. The rows lie all
 * over the table: they are asked for before the first is waited for, which takes half the time. */
static inline void rows_add(int32_t *sums, const hashed_rows *r, const uint32_t width,
                            const uint32_t *hashes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(r->bytes + (size_t)(hashes[i] & r->mask) * (1 + width));
    for (size_t i = 0; i < count; i++) {
        const signed char *weights = rows_find(r, hashes[i], width);
        for (uint32_t k = 0; weights && k < width; k++)
            sums[k] += weights[k];
    }
}

#endif
