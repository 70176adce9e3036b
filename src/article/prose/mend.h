/*
 * What the forests doubt, or take, against what a page's elements say of it.
 */
#ifndef ONR_SRC_ARTICLE_PROSE_MEND_H
#define ONR_SRC_ARTICLE_PROSE_MEND_H

#include "article/prose/blocks.h"

/*
 * Raises the scores of whole paragraphs that are doubted for a link or a name alone: sentences,
 * linked as a whole, between two paragraphs of the article; a stretch of unlinked prose that goes
 * on where the article's paragraphs stop, in a section whatever it is called.
 */
void mend_gaps(int32_t *scores, const block_list *blocks);

/*
 * Raises the scores of turns of a conversation ("Lund: Yes.") that are doubted for being short:
 * they stand beside the article's blocks and begin as several of these do.
 */
void mend_turns(int32_t *scores, const block_list *blocks);

/*
 * Takes hidden blocks out of the article, whose scores are above 0. Those of a part that is folded
 * away until somebody asks for more stay, and all where most of the article is hidden: a script
 * shows it then.
 */
void mend_hidden(int32_t *scores, const block_list *blocks);

#endif
