/*
 * Frames that leave no doubt that a word is a cue, however probable it is by itself.
 */
#ifndef ONR_SRC_ATTRIBUTION_FRAMES_H
#define ONR_SRC_ATTRIBUTION_FRAMES_H

#include "attribution/drafts.h"

/* How probable the word is as a cue; a frame that is certain makes it as probable as it must be. */
certainty frame_certainty(const finder *f, int32_t word);

/* "Would like to thank", "we want to thank": whether whoever is told to wish so does it. */
bool frame_is_wished(const finder *f, int32_t word);

#endif
