/*
 * The columns of a page's blocks, as the forests ask for them, out of its survey.
 */
#ifndef ONR_SRC_ARTICLE_PROSE_FEATURES_H
#define ONR_SRC_ARTICLE_PROSE_FEATURES_H

#include "article/prose/survey.h"

/* Fills the columns below F_FIRST_COUNT of up to TILE blocks, from `from` on. */
void features_first(const survey *s, size_t from, uint8_t (*columns)[TILE]);

/* Fills the columns from F_FIRST_COUNT on: they are made of the first forest's scores, which the
 * survey must have (survey_scores). */
void features_second(const survey *s, size_t from, uint8_t (*columns)[TILE]);

#endif
