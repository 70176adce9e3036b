/*
 * What was learnt of cues and roles: weights over hashed features, compiled in.
 */
#ifndef ONR_SRC_ATTRIBUTION_MODEL_H
#define ONR_SRC_ATTRIBUTION_MODEL_H

#include "attribution/features.h"

typedef enum role { ROLE_NEITHER, ROLE_SOURCE, ROLE_CONTENT, ROLE_COUNT } role;

/*
 * Three tables one behind the other: features of cues, of words' roles, of neighbours' roles. A
 * row is a check of the feature's hash (0: empty) and its weights in 32nds of log-odds: one; one a
 * role; one for each role before and each role. A feature stands in the row that the low bits of
 * its hash name or in one of the next, up to the first empty one. Made from weights.bin when the
 * library is built; train/attribution.py writes it.
 */
enum {
    CUE_ROWS = 1 << 18,
    ROLE_ROWS = 1 << 18,
    EDGE_ROWS = 1 << 13,
    CUE_WIDTH = 1,
    ROLE_WIDTH = ROLE_COUNT,
    EDGE_WIDTH = ROLE_COUNT * ROLE_COUNT,
    CUE_TABLE = 0,
    ROLE_TABLE = CUE_TABLE + CUE_ROWS * (1 + CUE_WIDTH),
    EDGE_TABLE = ROLE_TABLE + ROLE_ROWS * (1 + ROLE_WIDTH),
    WEIGHT_COUNT = EDGE_TABLE + EDGE_ROWS * (1 + EDGE_WIDTH),
    MOST_PROBES = 8,
};
extern const signed char attribution_weights[WEIGHT_COUNT + 1];

/* How probable it is that the word is a cue, 0 to 1. */
float model_cue(const features *f);

/* The roles of the window's words, of which one at least is content: the best path by Viterbi.
 * NULL: the arena is full. */
const uint8_t *model_roles(const view *v, onr_arena *arena);

#endif
