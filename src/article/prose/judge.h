/*
 * The trained judgement of blocks: what it is made of, and how it is asked.
 */
#ifndef ONR_SRC_ARTICLE_PROSE_JUDGE_H
#define ONR_SRC_ARTICLE_PROSE_JUDGE_H

#include "article/prose/blocks.h"
#include "learn/forest.h"

enum {
    TOKEN_SLOT_BITS = 14,
    TOKEN_SLOTS = 1 << TOKEN_SLOT_BITS,
};

/* Without markup less is known of what the judgement doubts, and less of it is taken. */
enum { LOWEST_OF_HTML = -FOREST_UNIT * 4 / 5, LOWEST_OF_LINES = -FOREST_UNIT * 2 / 5 };

typedef struct judge_model {
    /* By hash: a 16-bit check and two signed weights; words of class names and of texts. */
    const uint32_t *tokens;
    forest first;   /* each block for itself, its neighbours and containers */
    forest second;  /* the same with what `first` made of the others */
    int32_t lowest; /* a page's threshold is never lower */
} judge_model;

extern const judge_model judge_of_html, judge_of_lines;

/* What besides its tree tells of a page's article. */
typedef struct judge_hints {
    onr_str title;
    onr_str description;
    onr_str body; /* JSON-LD's articleBody */
} judge_hints;

/*
 * The log-odds of each block to be the article's, less the page's threshold, in
 * 1/FOREST_UNIT: what is above 0 is the article's. NULL where `arena` is full. Time is linear
 * in the page.
 */
int32_t *judge_blocks(const block_list *blocks, const judge_hints *hints, const judge_model *model,
                      onr_arena *arena);

/* A score as a probability, 0 to 255: the logistic function at quarters of a logit. */
uint32_t judge_certainty(int32_t score);

#endif
