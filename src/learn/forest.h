/*
 * Forests of oblivious trees (all nodes of a level ask the same question: CatBoost, Prokhorenkova
 * et al. 2018), asked of a tile of things at a time. They know only columns of small numbers.
 */
#ifndef ONR_SRC_LEARN_FOREST_H
#define ONR_SRC_LEARN_FOREST_H

#include "base/container.h"

enum {
    TREE_DEPTH = 6,
    TREE_LEAVES = 1 << TREE_DEPTH,
    TILE = 64,          /* things that are judged at a time */
    FOREST_UNIT = 1024, /* of a logit */
};

typedef struct forest {
    uint32_t tree_count;
    const uint8_t *features;   /* TREE_DEPTH a tree: the column that a level asks for */
    const uint8_t *thresholds; /* TREE_DEPTH a tree: is the column larger? */
    const int16_t *leaves;     /* TREE_LEAVES a tree, in 1/FOREST_UNIT of a logit */
    int32_t bias;
} forest;

/*
 * The forest in sections NAME.features, NAME.thresholds, NAME.leaves and NAME.bias of a model
 * file, in the types and the order of `forest`. It points into the file's bytes.
 */
void forest_read(forest *out, const container *c, const char *name);

/* A score as a probability, 0 to 255: the logistic function at quarters of a logit. */
uint32_t forest_certainty(int32_t score);

/*
 * The sum of a tile's leaves and the bias, by the best way that the processor has. All ways give
 * the same numbers. `columns` has a row for each feature.
 */
void forest_ask(int32_t scores[TILE], const forest *f, const uint8_t (*columns)[TILE]);

/* The same in plain C: what the other ways are tested against. */
void forest_ask_plain(int32_t scores[TILE], const forest *f, const uint8_t (*columns)[TILE]);

#ifdef __x86_64__
/* The same on a processor with AVX2; with AVX-512 F and BW. */
void forest_ask_avx2(int32_t scores[TILE], const forest *f, const uint8_t (*columns)[TILE]);
void forest_ask_avx512(int32_t scores[TILE], const forest *f, const uint8_t (*columns)[TILE]);
#endif

#endif
