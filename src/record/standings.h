/*
 * What the page says of an instrument: how it stands by whose word, whose it is, since when.
 */
#ifndef ONR_SRC_RECORD_STANDINGS_H
#define ONR_SRC_RECORD_STANDINGS_H

#include "record/instrument_nouns.h"

/* What the verb, or the noun, that governs a mention does with the instrument. */
typedef enum dealing {
    DEALING_NONE,
    DEALING_MAKES,
    DEALING_PROPOSES,
    DEALING_BREAKS,
    DEALING_REVOKES,
    DEALING_OPPOSES,
    DEALING_SUPPORTS,
} dealing;

/* What is done with it where it is mentioned; `governor` gets the word that says so, or -1. */
dealing dealing_of(int32_t *governor, const onr_text *text, const instrument_mention *m);

/* Standings, parties and time of the instrument with these mentions, in text order. */
void standings_find(onr_instrument *out, const onr_record *record, const int32_t *vouchers,
                    const instrument_mention *const *mentions, size_t count, onr_arena *arena);

#endif
