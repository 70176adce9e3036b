/*
 * A forest of oblivious trees, asked of a tile of blocks at a time.
 */
#ifndef ONR_SRC_LEARN_FOREST_H
#define ONR_SRC_LEARN_FOREST_H

#include <stddef.h>
#include <stdint.h>

enum {
    TREE_DEPTH = 6,
    TREE_LEAVES = 1 << TREE_DEPTH,
    TILE = 64,          /* blocks that are judged at a time */
    FOREST_UNIT = 1024, /* of a logit */
};

/* Oblivious trees: each level of a tree asks the same question of all blocks. */
typedef struct forest {
    uint32_t tree_count;
    const uint8_t *features;   /* TREE_DEPTH a tree */
    const uint8_t *thresholds; /* TREE_DEPTH a tree: is the feature larger? */
    const int16_t *leaves;     /* TREE_LEAVES a tree, in 1/FOREST_UNIT of a logit */
    int32_t bias;
} forest;

/*
 * The sum of a tile's leaves and the bias, by the best way that the processor has. All ways give
 * the same numbers. `columns` has a row for each feature.
 */
void forest_ask(int32_t scores[TILE], const forest *f, const uint8_t (*columns)[TILE]);

/* The same in plain C: what the other ways are tested against. */
void forest_ask_plain(int32_t scores[TILE], const forest *f, const uint8_t (*columns)[TILE]);

#endif
