/*
 * A headline that names at its end whose words it has: "Talks must resume: Karst", "‘We will not
 * pay’ – Mayor Lund".
 */
#ifndef ONR_SRC_ATTRIBUTION_HEADLINES_H
#define ONR_SRC_ATTRIBUTION_HEADLINES_H

#include "attribution/drafts.h"

/* Finds it in the text's first line: the word that parts the two, the colon or dash, and from where
 * to where its speaker stands. False: it has none. */
typedef struct headline_tail {
    int32_t mark, end, entity;
} headline_tail;

bool headline_tail_find(headline_tail *out, const finder *f);

#endif
