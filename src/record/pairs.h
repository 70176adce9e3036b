/*
 * What speaks for one statement being what another one denies, as small numbers that a model
 * weighs.
 */
#ifndef ONR_SRC_RECORD_PAIRS_H
#define ONR_SRC_RECORD_PAIRS_H

#include "onrecord/record.h"

/* A byte each; their order is the model's. Shares are 0 to 255. */
typedef enum pair_sign {
    PAIR_CLAIM_ACT,
    PAIR_DENIAL_ACT,
    PAIR_CLAIM_CUE, /* what kind of word the claim's cue is: see profiles.c */
    PAIR_DENIAL_CUE,
    PAIR_CLAIM_FLAGS, /* negated 1, hedged 2, unrealised 4, nobody named 8 */
    PAIR_DENIAL_FLAGS,
    PAIR_CLAIM_WORDS, /* of the content */
    PAIR_DENIAL_WORDS,
    PAIR_CLAIM_NEGATIONS,
    PAIR_DENIAL_NEGATIONS,
    PAIR_CLAIM_FALSE, /* words such as "lie", "untrue" */
    PAIR_DENIAL_FALSE,
    PAIR_DISTANCE,  /* statements between; 128: the denial is next to it, behind it */
    PAIR_SENTENCES, /* 128: in one sentence; more: the denial stands behind */
    PAIR_NESTING,   /* 1 the claim stands in the denial, 2 the denial in the claim, 3 deeper, 4 both
                       in one */
    PAIR_OVERLAP,   /* weighted words that both contents have, of all */
    PAIR_CLAIM_COVERED, /* of the claim's, and of the denial's */
    PAIR_DENIAL_COVERED,
    PAIR_SHARED,         /* words that both have */
    PAIR_ENTITIES,       /* entities that both name */
    PAIR_SAME_SPEAKER,   /* 0 nobody known, 1 another, 2 the same */
    PAIR_DENIER_ACCUSED, /* the claim names the denier */
    PAIR_CLAIMANT_NAMED, /* the denial names the claimant */
    PAIR_REFERENCE,      /* the denial speaks of "the claim": 1, of "it" or "that" alone: 2 */
    PAIR_REFERENCE_OF,   /* whose claim: 1 nobody's, 2 the claimant's, 3 another's */
    PAIR_CONTRAST,       /* "but", "however" before the later one */
    PAIR_NUMBERS,        /* numbers that differ about one thing */
    PAIR_CLAIMS_BETWEEN, /* statements of claiming between them */
    PAIR_ALIKE,          /* as PAIR_OVERLAP, of words that are used alike */
    PAIR_CLAIM_PLACE,    /* the claim's sentence */
    PAIR_HAS_NESTED,     /* whether some claim stands in the denial */
    PAIR_NEAREST,        /* how many claims of others stand nearer, on that side */
    PAIR_PREDICATE,      /* the contents' verbs: 0 others, 1 used alike, 2 the same */
    PAIR_SUBJECT,        /* the contents' subjects: 0 unknown, 1 others, 2 the same */
    PAIR_POLARITY,       /* one of the verbs is negated, the other is not */
    PAIR_CLAIM_HOLDS,    /* a claim within the claim: 1, which covers as much of the denial: 2 */
    PAIR_DENIAL_HOLDS,   /* a denial within the denial: 1, of the same speaker: 2 */
    PAIR_DENIAL_RANK,    /* how many claims overlap more with this denial */
    PAIR_CHOSEN, /* by the network (stances.h): the log of the claim's share of all claims; 255: 1
                  */
    PAIR_LEAD,   /* how far its score is from the best other's; 128: as good */
    PAIR_DENIES, /* the chance that the denial denies something */
    PAIR_COUNT,
} pair_sign;

typedef struct pair {
    int32_t claim, denial; /* Indices of statements. */
    uint8_t signs[PAIR_COUNT];
    /* Beside what the model weighs: the verbs say opposite things of what may be one subject. */
    bool is_opposite;
    /* And the "denial" takes up what others claim: "repeated the claim that". */
    bool is_affirmed;
} pair;

typedef struct pairs {
    pair *items;
    size_t count;
} pairs;

/* Statements further apart in the text's order are not compared: the bound keeps time linear. */
enum { PAIR_REACH = 48 };

/* All pairs in which the second may deny the first, those of one denial together. False: the arena
 * is full. */
bool pairs_find(pairs *out, const onr_record *record, onr_arena *arena);

/* What is known of a denial by itself and of all its pairs; a byte each, in the model's order. */
typedef enum denial_sign {
    DENIAL_ACT,
    DENIAL_CUE,
    DENIAL_FLAGS,
    DENIAL_WORDS,
    DENIAL_FALSE,
    DENIAL_NEGATIONS,
    DENIAL_REFERENCE,
    DENIAL_CONTRAST,
    DENIAL_HAS_NESTED,
    DENIAL_HOLDS,
    DENIAL_DENIES,
    DENIAL_MOST_OVERLAP, /* from here on, the most that one of the pairs has */
    DENIAL_MOST_COVERED,
    DENIAL_MOST_ALIKE,
    DENIAL_MOST_SHARED,
    DENIAL_MOST_ENTITIES,
    DENIAL_CLAIMANT_NAMED,
    DENIAL_ACCUSED,
    DENIAL_PAIRS, /* from here on, how many of the pairs */
    DENIAL_OF_CLAIMANT,
    DENIAL_OF_OTHERS,
    DENIAL_COUNT,
} denial_sign;

/* The signs of a denial that has these pairs, one or more. */
void pairs_describe_denial(uint8_t signs[DENIAL_COUNT], const pair *items, size_t count);

#endif
