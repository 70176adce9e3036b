/*
 * Statements that the page's layout tells: a quotation with its speaker's name behind a dash, a
 * lead-in whose words stand in the next paragraph, a conversation whose paragraphs begin with
 * names. A paragraph is a line of the text.
 */
#ifndef ONR_SRC_ATTRIBUTION_VOICES_H
#define ONR_SRC_ATTRIBUTION_VOICES_H

#include "attribution/drafts.h"

/* Adds them to the drafts, which are in order of their cues before and behind. */
void voices_find(finder *f);

#endif
