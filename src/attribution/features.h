/*
 * What the classifiers see of a word: hashed features. Defined here alone; the trainer
 * (train/attribution.py) gets them from the program train/attribution_features.c.
 */
#ifndef ONR_SRC_ATTRIBUTION_FEATURES_H
#define ONR_SRC_ATTRIBUTION_FEATURES_H

#include "attribution/reading.h"

enum { MOST_FEATURES = 192 };

typedef struct features {
    uint32_t items[MOST_FEATURES]; /* Hashes. */
    size_t count;
} features;

/* The words that a cue's speaker and content are looked for in: `[first, end)` around it. */
typedef struct window {
    int32_t cue, first, end;
} window;

/* Whether a word of its class can be a cue at all. */
bool features_is_candidate(const onr_word *word);

void features_of_cue(features *out, const reading *r, int32_t word);

/* A cue within a quotation sees that quotation alone; any other its sentence, and the
 * sentences of speech that join it. */
window features_window(const reading *r, int32_t cue);

/* What all words of a window share, and where each hangs with respect to the cue. */
typedef struct view {
    const reading *r;
    window at;
    uint32_t *path;   /* By word of the window. */
    int32_t *branch;  /* By word: top of the branch that it stands in, -1: on the cue's own path. */
    bool *of_subject; /* By word: whether it belongs to the cue's subject. */
    uint8_t *commas;  /* By word: how many stand between it and the cue, */
    uint8_t *reporters; /* and how many words that report. */
    uint32_t shape;     /* What hangs from the cue. */
    bool masked;        /* The cue stands in a quotation, whose marks it does not see. */
} view;

/* False: the arena is full. */
bool features_view(view *out, const reading *r, window at, onr_arena *arena);

void features_of_role(features *out, const view *v, int32_t word);

/* Of `word` and the one before it. */
void features_of_edge(features *out, const view *v, int32_t word);

#endif
