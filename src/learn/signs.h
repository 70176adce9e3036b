/*
 * Weighing by signs: each candidate has signs that speak for or against it, a bit each; its score
 * is the sum of their weights, learnt as a conditional logit (McFadden 1974). Used for a page's
 * title, byline and day, and for whom a pronoun stands for.
 */
#ifndef ONR_SRC_LEARN_SIGNS_H
#define ONR_SRC_LEARN_SIGNS_H

#include <stddef.h>
#include <stdint.h>

/* The bit of sign `n`, 0 to 63. */
#define SIGN(n) (UINT64_C(1) << (n))

/* What `signs` weigh together, one of `weights` a sign. */
float signs_weigh(uint64_t signs, const float *weights);

/*
 * The index of the candidate that weighs most, the first of equals; SIZE_MAX where none weighs
 * more than `least`. The signs stand `at` bytes into candidates of `size` bytes.
 */
size_t signs_best(const void *candidates, size_t count, size_t size, size_t at,
                  const float *weights, float least);

#endif
