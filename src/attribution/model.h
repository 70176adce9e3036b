/*
 * What was learnt of cues and roles: weights over hashed features, compiled in.
 */
#ifndef ONR_SRC_ATTRIBUTION_MODEL_H
#define ONR_SRC_ATTRIBUTION_MODEL_H

#include "attribution/features.h"

typedef enum role { ROLE_NEITHER, ROLE_SOURCE, ROLE_CONTENT, ROLE_COUNT } role;

/* Where the tables stand in the weights: for each cue's row one weight, for each role's row one a
 * role, for each edge's row one for each role before and each role, the former outside. */
enum {
    CUE_WEIGHTS = 0,
    ROLE_WEIGHTS = CUE_WEIGHTS + CUE_ROWS,
    EDGE_WEIGHTS = ROLE_WEIGHTS + ROLE_ROWS * ROLE_COUNT,
    WEIGHT_COUNT = EDGE_WEIGHTS + EDGE_ROWS * ROLE_COUNT * ROLE_COUNT,
};

/* Made from weights.bin when the library is built; train/attribution.py writes it. In steps of
 * a 32nd of log-odds. */
extern const signed char attribution_weights[WEIGHT_COUNT];

/* How probable it is that the word is a cue, 0 to 1. */
float model_cue(const features *f);

/* The roles of the window's words, of which one at least is content: the best path by Viterbi.
 * NULL: the arena is full. */
const uint8_t *model_roles(const view *v, onr_arena *arena);

#endif
