/*
 * Verbs that are cues by what stands with them: "turned down the offer", "took issue with it".
 */
#ifndef ONR_SRC_ATTRIBUTION_IDIOMS_H
#define ONR_SRC_ATTRIBUTION_IDIOMS_H

#include "onrecord/attribution.h"

/* The word that makes an idiom of data/idioms.tsv with the verb, and in `act`, unless that is NULL,
 * what saying it is; -1: it begins none. */
int32_t idiom_find(const onr_text *text, int32_t verb, onr_act *act);

#endif
