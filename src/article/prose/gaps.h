/*
 * Paragraphs that the forests doubt, taken for what stands around them.
 */
#ifndef ONR_SRC_ARTICLE_PROSE_GAPS_H
#define ONR_SRC_ARTICLE_PROSE_GAPS_H

#include "article/prose/blocks.h"

/*
 * Raises the scores of whole paragraphs that are doubted for a link or a name alone: sentences,
 * linked as a whole, between two paragraphs of the article; a stretch of unlinked prose that goes
 * on where the article's paragraphs stop, in a section whatever it is called.
 */
void gaps_fill(int32_t *scores, const block_list *blocks);

#endif
