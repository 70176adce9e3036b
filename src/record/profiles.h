/*
 * What is known of each statement alone, for comparing claims with denials (pairs.h): the words and
 * entities of its content, its clause, its cue.
 */
#ifndef ONR_SRC_RECORD_PROFILES_H
#define ONR_SRC_RECORD_PROFILES_H

#include "onrecord/record.h"

/* A content longer than this is no single proposition. */
enum { MOST_LEMMAS = 48, MOST_ENTITIES = 12 };

/* A lemma of a content, by its hash, and how much it tells. */
typedef struct weighted {
    uint32_t lemma;
    float weight;
} weighted;

/* Sorted, without doubles. */
typedef struct bag {
    weighted items[MOST_LEMMAS];
    size_t count;
    float weight; /* Of all of them. */
} bag;

/* What is known of a statement alone. */
typedef struct profile {
    bag lemmas;
    bag kinds;                                   /* Of words that are used alike. */
    uint32_t predicate, predicate_kind, subject; /* Of the content's clause; 0: none. */
    int32_t root, subject_word;                  /* The words themselves; -1: none. */
    int32_t subject_entity;
    bool negated; /* The predicate is. */
    int32_t entities[MOST_ENTITIES];
    size_t entity_count;
    int32_t speaker, claimant; /* Entities; the claimant is whose claim the content speaks of. */
    uint32_t sentence;
    uint8_t words, negations, falsehoods, reference, cue, holds_denial;
    bool contrast, claims, has_number, affirms, tells;
} profile;

/* Whether a content names an entity. */
bool profile_names(const profile *p, int32_t entity);

/* A profile for each of the record's statements, in their order; NULL: the arena is full. */
profile *profiles_of(const onr_record *record, onr_arena *arena);

/* A count as a byte, `most` at most. */
static inline uint8_t capped(size_t value, uint8_t most)
{
    return value < most ? (uint8_t)value : most;
}

#endif
