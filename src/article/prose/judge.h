/*
 * Which blocks of a page are its article: the trained judgement, asked of all of them at once.
 */
#ifndef ONR_SRC_ARTICLE_PROSE_JUDGE_H
#define ONR_SRC_ARTICLE_PROSE_JUDGE_H

#include "article/prose/blocks.h"
#include "article/prose/model.h"

/*
 * The log-odds of each block to be the article's, less the page's threshold, in
 * 1/FOREST_UNIT: what is above 0 is the article's. NULL where `arena` is full. Time is linear
 * in the page.
 */
int32_t *judge_blocks(const block_list *blocks, const judge_hints *hints, const judge_model *model,
                      onr_arena *arena);

struct survey; /* survey.h */

/* What the first forest alone makes of the blocks: the second learns from that. */
int32_t *judge_first(const struct survey *s, const judge_model *model, onr_arena *arena);

#endif
