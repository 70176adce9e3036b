/*
 * What is known of lemmas: which report, how surely and with which act; and which tell, as head of
 * what is said, that the saying is an act. data/cues.tsv, data/act_words.tsv.
 */
#ifndef ONR_SRC_ATTRIBUTION_LEXICON_H
#define ONR_SRC_ATTRIBUTION_LEXICON_H

#include "onrecord/attribution.h"

typedef struct lexicon_cue {
    const char *lemma;
    int share;    /* Percent of the lemma's occurrences that are cues. */
    int verb_act; /* An onr_act; -1: no cue as such. */
    int noun_act;
} lexicon_cue;

/* NULL where the lemma is no cue. */
const lexicon_cue *lexicon_find_cue(onr_str lemma);

/* "Retaliate" is a threat, "baseless" a denial: data/act_words.tsv, "as". */
enum {
    WORD_THREAT = 1 << 0,
    WORD_ACCUSATION = 1 << 1,
    WORD_REFUSAL = 1 << 2,
    WORD_PROMISE = 1 << 3,
    WORD_DENIAL = 1 << 4,
    WORD_EVIDENCE = 1 << 5,
    WORD_DANGER = 1 << 6,
    WORD_ALLEGATION = 1 << 7,
    WORD_PRAISE = 1 << 8,
    WORD_GRASP = 1 << 9,
    WORD_GAIN = 1 << 10,
    WORD_DUTY = 1 << 11,
    WORD_RUIN = 1 << 12,
    WORD_FACING = 1 << 13,
    WORD_OWNED = 1 << 14,
};

/* All that the lemma is; 0: none of these. */
unsigned lexicon_word(onr_str lemma);

#endif
