/*
 * The blocks of a page beside one another: containers, kin, places, and what the first forest
 * made of them. A survey fills the columns that the forests ask for.
 */
#ifndef ONR_SRC_ARTICLE_PROSE_SURVEY_H
#define ONR_SRC_ARTICLE_PROSE_SURVEY_H

#include "article/prose/columns.h"
#include "article/prose/measure.h"

typedef struct survey survey;

/* Surveys a page. NULL: the arena is full. */
survey *survey_take(const block_list *blocks, const judge_hints *hints, const judge_model *model,
                    onr_arena *arena);

/* How many blocks it has. */
size_t survey_count(const survey *s);

/* Fills the columns below F_FIRST_COUNT of the TILE blocks from `from` on. */
void survey_first(const survey *s, size_t from, uint8_t (*columns)[TILE]);

/* Stores the first forest's scores (not copied) and their sums by container and kin. False: the
 * arena is full. */
bool survey_scores(survey *s, const int32_t *scores, onr_arena *arena);

/* Fills the columns from F_FIRST_COUNT on, which are made of those scores. */
void survey_second(const survey *s, size_t from, uint8_t (*columns)[TILE]);

/* A hash of the block's element and its parent, by tag and class: kin have equal ones. */
uint32_t survey_kin(const block_list *blocks, size_t at);

#endif
