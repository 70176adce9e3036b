/*
 * What the clauses of a content do by their form, where no single word tells it: "it is time for
 * the generals to leave", "nobody will be left behind", "there will be no amnesty".
 */
#ifndef ONR_SRC_ATTRIBUTION_OVERT_H
#define ONR_SRC_ATTRIBUTION_OVERT_H

#include "attribution/drafts.h"

/* Adds to the score of each act that a clause of the statement's content does by its form. */
void overt_add(float *scores, const finder *f, const onr_statement *s, int32_t cue);

#endif
