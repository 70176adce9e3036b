/*
 * The cue lexicon: which lemmas report, how surely, and with which act.
 */
#ifndef ONR_SRC_ATTRIBUTION_LEXICON_H
#define ONR_SRC_ATTRIBUTION_LEXICON_H

#include "onrecord/attribution.h"

typedef struct lexicon_entry {
    const char *lemma;
    int share;    /* Percent of the lemma's occurrences that are cues. */
    int verb_act; /* An onr_act, or -1. */
    int noun_act;
} lexicon_entry;

/* The entry of `lemma`; NULL where it is no cue. */
const lexicon_entry *lexicon_find(onr_str lemma);

#endif
