/*
 * What of a page a reader does not see: elements that their style or attributes hide.
 */
#ifndef ONR_SRC_ARTICLE_PROSE_UNSEEN_H
#define ONR_SRC_ARTICLE_PROSE_UNSEEN_H

#include "article/prose/blocks.h"

/* IN_UNSEEN where an attribute hides its element from eyes, IN_ARIA_HIDDEN with it where it hides
 * it from screen readers alone; 0 where it does neither. */
uint32_t unseen_flags(const onr_attribute *a);

/* Whether an element in a line, which has `flags`, is hidden there, so that its text is no part of
 * the line. `beside`: it touches the word before it. */
bool unseen_in_line(const onr_page *page, size_t node, uint32_t flags, bool beside);

/*
 * Takes hidden blocks out of the article, whose scores are above 0. Those of a part that is folded
 * away until somebody asks for more stay, and all where most of the article is hidden: a script
 * shows it then.
 */
void unseen_drop(int32_t *scores, const block_list *blocks);

#endif
