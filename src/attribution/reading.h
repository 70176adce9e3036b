/*
 * A text as the classifiers of this layer look at it: children, quotations and hashed words,
 * each found in one step.
 */
#ifndef ONR_SRC_ATTRIBUTION_READING_H
#define ONR_SRC_ATTRIBUTION_READING_H

#include "onrecord/language.h"

/* Rows of the table of word clusters, models/clusters.onr. */
enum { CLUSTER_ROWS = 1 << 17 };

typedef struct reading {
    const onr_text *text;
    onr_spans quotes, open_quotes; /* quotes.h */
    bool *headline;                /* By sentence: it has no stop at its end. */
    bool *scrap;                   /* By quotation: fewer words than a clause takes. */
    int32_t *quote_of;             /* By word: index of its quotation, or -1. */
    uint32_t *lemma, *form;        /* By word: hashes, ASCII case aside. */
    uint16_t *cluster;             /* By word: of like words, from 1; 0: none known. */
    bool *reports;                 /* By word: mostly a cue where it stands, by the lexicon. */
    uint8_t *name; /* By word: kind of the name that holds it, from 1; 0: no name. */
} reading;

/* False: the arena is full. */
bool reading_build(reading *out, const onr_text *text, onr_arena *arena);

/* The first child of `head` by `relation`, or -1. */
int32_t reading_child(const reading *r, int32_t head, onr_relation relation);

/* The mark or preposition that opens the phrase of `head`, or -1. */
int32_t reading_opener(const reading *r, int32_t head);

/* The word that does what `verb` tells, its own subject or one that it shares; -1: none. */
int32_t reading_subject(const reading *r, int32_t verb);

/* Whether the word stands in a quotation that is more than a name or a scare quote. */
bool reading_in_speech(const reading *r, int32_t word);

#endif
