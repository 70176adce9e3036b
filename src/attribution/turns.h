/*
 * Conversations: paragraphs that begin with whose turn it is ("Ida Lund: We …", "Q. … A. …").
 */
#ifndef ONR_SRC_ATTRIBUTION_TURNS_H
#define ONR_SRC_ATTRIBUTION_TURNS_H

#include "attribution/layout.h"

/* Adds a draft for each turn of a conversation, and leaves out the finder's that it takes the place
 * of. */
void turns_find(finder *f, draft_list *out);

/* By word, whether it is of an answer in an interview whose questions are paragraphs without
 * labels, put to "you": spoken words, though nothing says by whom. NULL where it is no interview.
 */
const bool *turns_answers(const finder *f);

#endif
