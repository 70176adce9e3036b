/*
 * Where a text or undertaking is mentioned: nouns of data/instruments.tsv with what stands
 * around them.
 */
#ifndef ONR_SRC_RECORD_INSTRUMENT_NOUNS_H
#define ONR_SRC_RECORD_INSTRUMENT_NOUNS_H

#include "onrecord/record.h"

typedef enum determiner {
    DET_NONE,
    DET_A,
    DET_THE,
    DET_THIS,
    DET_POSSESSIVE,
    DET_OTHER
} determiner;

/* How readily its noun means an instrument: data/instruments.tsv. */
typedef enum noun_means { MEANS_SELDOM, MEANS_OFTEN, MEANS_MOSTLY } noun_means;

/* How many words that say which one it is are kept of a mention. */
enum { MOST_DETAILS = 8 };

typedef struct instrument_mention {
    int32_t head;
    onr_span span; /* The noun phrase without relative clauses. */
    size_t first, end;
    onr_instrument_kind kind;
    determiner determiner;
    noun_means means;
    bool proper, plural, infinitive;
    bool qualified;                 /* By adjectives alone: "the tentative deal". */
    int year;                       /* In its name, or 0. */
    uint32_t details[MOST_DETAILS]; /* Hashes of the lemmas of its modifiers and complements. */
    size_t detail_count;
} instrument_mention;

/* Whether word `at` is the head of such a mention; fills it. */
bool instrument_mention_read(instrument_mention *out, const onr_text *text, int32_t at,
                             onr_arena *scratch);

#endif
