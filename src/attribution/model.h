/*
 * What was learnt of cues and roles: weights over hashed features.
 */
#ifndef ONR_SRC_ATTRIBUTION_MODEL_H
#define ONR_SRC_ATTRIBUTION_MODEL_H

#include "attribution/features.h"
#include "learn/rows.h"

typedef enum role { ROLE_NEITHER, ROLE_SOURCE, ROLE_CONTENT, ROLE_COUNT } role;

/* The tables of models/attribution.onr, over features of cues, of words and of neighbours: one
 * weight; one a role; one for each role before and each role. */
typedef struct model {
    hashed_rows cues, roles, edges;
} model;

model model_learnt(void);

/* Log-odds of the word being a cue. */
float model_cue(const model *m, const features *f);

/* The roles of the window's words, of which one at least is content: the best path of a
 * conditional random field by Viterbi. `heard` adds scores of each role for each word; it may be
 * NULL. NULL: the arena is full. */
uint8_t *model_roles(const model *m, const view *v, const int32_t *heard, onr_arena *arena);

#endif
