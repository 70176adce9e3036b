/*
 * Conversations: paragraphs that begin with whose turn it is ("Ida Lund: We …", "Q. … A. …").
 */
#ifndef ONR_SRC_ATTRIBUTION_TURNS_H
#define ONR_SRC_ATTRIBUTION_TURNS_H

#include "attribution/layout.h"

/* Adds a draft for each turn of a conversation, and leaves out the finder's that it takes the place
 * of. */
void turns_find(finder *f, draft_list *out);

#endif
