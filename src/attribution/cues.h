/*
 * Which words are cues, and how sure one must be.
 */
#ifndef ONR_SRC_ATTRIBUTION_CUES_H
#define ONR_SRC_ATTRIBUTION_CUES_H

#include "attribution/drafts.h"

/* "Citing" and "quoting" make no statement: they name whom one is made on the word of. */
bool cue_is_citing(const onr_word *w);

/* "Pleaded not guilty": a plea, which a court takes down, is no statement. */
bool cue_is_plea(const finder *f, int32_t word);

/* "Rule out", "according to": the word that makes one expression with the cue, or -1. */
int32_t cue_particle(const finder *f, int32_t cue);

/* The words of the cue and of its particle (-1: none). */
onr_spans cue_spans(const finder *f, int32_t cue, int32_t particle);

/* How probable it is that the word is a cue: by the linear model alone, whose log-odds these are,
 * or with what the record's heads say. */
certainty cue_probability(const finder *f, int32_t word, float log_odds);

/* The bar for cues that the record's heads have judged. */
certainty cue_heard_enough(const finder *f, int32_t word);

/* The bar for this cue: by what the lexicon knows of it and by its content, where the record's
 * heads have not judged it. */
certainty cue_sure_enough(const finder *f, const finding *g);

#endif
