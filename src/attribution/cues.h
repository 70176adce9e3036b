/*
 * The cue lexicon: which lemmas report, how surely, and with which act.
 */
#ifndef ONR_SRC_ATTRIBUTION_CUES_H
#define ONR_SRC_ATTRIBUTION_CUES_H

#include "onrecord/attribution.h"

typedef struct cue_entry {
    const char *lemma;
    int share;    /* Percent of the lemma's occurrences that are cues. */
    int verb_act; /* An onr_act, or -1. */
    int noun_act;
} cue_entry;

/* The entry of `lemma`; NULL where it is no cue. */
const cue_entry *cue_find(onr_str lemma);

#endif
