/*
 * A headline that names at its end whose words it has: "Talks must resume: Karst", "‘We will not
 * pay’ – Mayor Lund".
 */
#ifndef ONR_SRC_ATTRIBUTION_HEADLINES_H
#define ONR_SRC_ATTRIBUTION_HEADLINES_H

#include "attribution/drafts.h"

/* The word that parts the two, a colon or dash; the end of the speaker, who begins behind it; and
 * whom he names. */
typedef struct headline_tail {
    int32_t mark, end, entity;
} headline_tail;

/* Finds it in the text's first line. False: that has none. */
bool headline_tail_find(headline_tail *out, const finder *f);

/* "‘Neither free nor fair’, say observers": finds the verb, for the mark, behind which he stands.
 */
bool headline_verb_find(headline_tail *out, const finder *f);

#endif
