/*
 * Texts and undertakings that parties point at: mentions of one joined, and what speaks for each.
 */
#ifndef ONR_SRC_RECORD_INSTRUMENTS_H
#define ONR_SRC_RECORD_INSTRUMENTS_H

#include "record/instrument_nouns.h"

/* What a model weighs of an instrument, a byte each. Their order is the model's. */
typedef enum instrument_sign {
    SIGN_KIND,
    SIGN_MENTIONS,
    SIGN_DETERMINER,
    SIGN_PROPER,
    SIGN_PLURAL,
    SIGN_DETAILS,
    SIGN_INFINITIVE,
    SIGN_YEAR,
    SIGN_WORDS,
    SIGN_SENTENCE,
    SIGN_PARTIES,
    SIGN_RELATION,
    SIGN_VOUCHED,  /* mentions in contents of statements */
    SIGN_ARGUMENT, /* mentions that a cue governs */
    SIGN_MADE,     /* mentions by what governs them */
    SIGN_PROPOSED,
    SIGN_BROKEN,
    SIGN_REVOKED,
    SIGN_OPPOSED,
    SIGN_SUPPORTED,
    SIGN_OTHERS, /* instruments of its kind on the page */
    SIGN_RIVALS, /* instruments on the page */
    SIGN_MEANS,
    SIGN_ACTS, /* from here on, statements that hold a mention, by their act */
    SIGN_COUNT = SIGN_ACTS + ONR_ACT_COUNT,
} instrument_sign;

/* Mentions of one instrument. */
typedef struct instrument_draft {
    const instrument_mention **mentions;
    size_t count;
    uint8_t signs[SIGN_COUNT];
} instrument_draft;

typedef struct instrument_drafts {
    instrument_draft *items;
    size_t count;
    const int32_t *vouchers; /* By word. */
} instrument_drafts;

/* All that the page mentions, kept or not: what the trainer learns from. False: the arena is full.
 */
bool instruments_draft(instrument_drafts *out, const onr_record *record, onr_arena *arena);

/* The mention that is its name: the one that says most of the first few. */
const instrument_mention *instrument_name(const instrument_draft *draft);

bool instruments_find(onr_instruments *out, const onr_record *record, onr_arena *arena,
                      onr_error *err);

#endif
