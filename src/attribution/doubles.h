/*
 * Which of two cues tells of what is said once.
 */
#ifndef ONR_SRC_ATTRIBUTION_DOUBLES_H
#define ONR_SRC_ATTRIBUTION_DOUBLES_H

#include "attribution/drafts.h"

/* Leaves out drafts whose cue only goes with another draft's: the adverb that hedges a verb of
 * saying, which then is hedged, and the claim that somebody turns down. */
void doubles_leave_out(finder *f);

#endif
