/*
 * Whom a pronoun stands for: those named before it are weighed by signs, and so is nobody
 * (a log-linear ranking of mentions; Denis and Baldridge 2008).
 */
#ifndef ONR_SRC_ENTITIES_PRONOUNS_H
#define ONR_SRC_ENTITIES_PRONOUNS_H

#include "entities/drafts.h"

typedef enum pronoun_group {
    PRONOUN_PERSON,
    PRONOUN_MANY,
    PRONOUN_THING,
    PRONOUN_GROUPS
} pronoun_group;

/* The signs of a candidate, one bit each. Distances are in sentences: 0, 1, 2, 3 to 5, more. */
enum {
    SIGN_SINCE,
    SIGN_SINCE_NAMED = SIGN_SINCE + 5,
    SIGN_MENTIONS = SIGN_SINCE_NAMED + 5, /* 1, 2 to 3, 4 to 7, more */
    SIGN_KIND = SIGN_MENTIONS + 4,        /* one a kind */
    SIGN_SUBJECT = SIGN_KIND + ONR_ENTITY_GROUP + 1,
    SIGN_SUBJECT_HERE, /* of the pronoun's own sentence */
    SIGN_LATEST,
    SIGN_LATEST_SUBJECT,
    SIGN_MOST_MENTIONED,
    SIGN_GENDER_AGREES,
    SIGN_GENDER_CONFLICTS,
    SIGN_MEANT_SO,
    SIGN_MEANT_OTHERWISE,
    SIGN_MEANT_LAST,
    SIGN_SAME_VERB,
    SIGN_BOTH_SUBJECTS,
    SIGN_KNOWN,
    SIGN_FULL_NAME,
    /* of nobody */
    SIGN_NOBODY,
    SIGN_NOBODY_NEAR, /* none was mentioned in this sentence or the one before */
    SIGN_NOBODY_EXPLETIVE,
    SIGN_NOBODY_OBJECT,
    SIGN_NOBODY_SPEAKS, /* the pronoun is the subject of a verb that governs a clause */
    SIGN_COUNT,
};

enum { MOST_CANDIDATES = 24 };

typedef struct candidate {
    int32_t entity; /* ONR_NO_ENTITY for nobody, who is the last. */
    uint64_t signs;
} candidate;

/* Whether word `i` is a pronoun of the third person, and of which group. */
bool pronoun_is_third(pronoun_group *group, const finder *f, int32_t i);

/* Whether a pronoun of the group can stand for an entity of the kind. */
bool pronoun_may_stand_for(pronoun_group group, onr_entity_kind kind);

/* The candidates for word `i`, the latest first; returns how many. */
size_t pronoun_candidates(candidate out[MOST_CANDIDATES + 1], const finder *f, int32_t i,
                          pronoun_group group);

/* The best of the candidates; ONR_NO_ENTITY for nobody. */
int32_t pronoun_resolve(const finder *f, int32_t i);

#endif
