/*
 * What compares two pages: each finds the links of its kind. `within`: both are the same page, and
 * each pair is looked at once.
 */
#ifndef ONR_SRC_ACROSS_COMPARE_H
#define ONR_SRC_ACROSS_COMPARE_H

#include "across/digest.h"
#include "base/arena.h"

typedef struct page_pair {
    const onr_digest *a, *b;
    bool within;
    list(onr_link) links;
    onr_arena *arena;
} page_pair;

void across_copies(page_pair *pages);
void across_utterances(page_pair *pages);
void across_events(page_pair *pages);
void across_instruments(page_pair *pages);
void across_disputes(page_pair *pages);

/* Signs of two reports that they are of one utterance; each from 0 to 1. Their order is that of
 * models/utterances.onr. */
enum {
    SIGN_STEMS, /* Content words that both have, of all (Dice). */
    SIGN_RARE,  /* The same, words that a page has everywhere counting less. */
    SIGN_RARE_HELD,
    SIGN_HELD,        /* The same of the shorter's. */
    SIGN_KIN,         /* Words used alike. */
    SIGN_PAIRS,       /* Runs of two content words, of the shorter's. */
    SIGN_GRAMS,       /* Runs of five words, of the shorter's. */
    SIGN_NAMES,       /* Names that both have, of the fewer. */
    SIGN_NAMES_APART, /* Both have names, and none in common. */
    SIGN_VALUES,      /* Numbers that both have, of the fewer. */
    SIGN_VALUES_APART,
    SIGN_SHORT, /* How short the shorter is: 1 a word, 0 twelve words and more. */
    SIGN_SAME,  /* The speaker is the same. */
    SIGN_BODY,
    SIGN_OTHER,
    SIGN_ACT,    /* The same act. */
    SIGN_FAMILY, /* An act of the same family. */
    SIGN_DENIED, /* One says or denies what the other does not. */
    SIGN_DAYS,   /* Said on different days, both told. */
    SIGN_DEPTH,  /* One is told by another statement of its page, the other is not. */
    SIGN_QUOTED, /* Both are in quotation marks. */
    SIGN_WITHIN, /* In one page. */
    SIGN_COUNT,
};

/* Fills the signs of statement `i` of `a` and `k` of `b`; false: they cannot be the same. */
bool utterance_signs(float out[SIGN_COUNT], const onr_digest *a, size_t i, const onr_digest *b,
                     size_t k);

/* Dice's coefficient of two sets. */
float set_alike(number_set a, number_set b);

/* What of the smaller the other holds. */
float set_held(number_set a, number_set b);

#endif
