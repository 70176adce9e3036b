/*
 * The blocks of a page beside one another: containers, kin, places, and what the first forest made
 * of them. features.h fills the forests' columns out of it.
 */
#ifndef ONR_SRC_ARTICLE_PROSE_SURVEY_H
#define ONR_SRC_ARTICLE_PROSE_SURVEY_H

#include "article/prose/columns.h"
#include "article/prose/measure.h"

/* Blocks that stand in elements of the same names and classes, two levels up: the paragraphs of an
 * article are kin, and so are the lines of a menu. */
typedef struct kin {
    uint32_t count;
    uint32_t words;
    uint32_t link_words;
    uint32_t prose; /* words of prose */
    uint64_t score; /* words times certainty, summed */
} kin;

typedef struct sums {
    uint32_t words;
    uint32_t link_words;
    uint32_t prose;
} sums;

/* What is known of one block. */
typedef struct facts {
    uint8_t column[F_INDEX]; /* the columns that depend on the block alone */
    uint8_t article;         /* ordinal of the outermost <article> around it, from 1; 0: in none */
    uint8_t titles;          /* how many kin of the title's block stand between it and this one */
    uint32_t kin;            /* index of its kin */
    uint32_t same;           /* the block before it with the same text, or UINT32_MAX */
} facts;

typedef struct survey {
    const block_list *blocks;
    facts *of;       /* by block */
    sums *before;    /* by block: of all blocks before it; one entry more */
    uint32_t *wider; /* by node: the nearest element around it that holds more blocks */
    kin *kin;
    size_t kin_count;
    size_t title;  /* the block that says the title, or SIZE_MAX */
    size_t anchor; /* the block of which the first forest made most */
    size_t best;   /* the element that holds most prose for its size */
    uint8_t articles;
    const int32_t *scores;   /* the first forest's */
    uint64_t *score_before;  /* by block: words times certainty of all before it; one entry more */
    uint32_t *strong_before; /* by block: the nearest one before it that is surely the article's, */
    uint32_t *strong_after;  /* and the nearest behind it; UINT32_MAX: none */
} survey;

/* Surveys a page. NULL: the arena is full. */
survey *survey_take(const block_list *blocks, const judge_hints *hints, const judge_model *model,
                    onr_arena *arena);

/* Stores the first forest's scores (not copied) and their sums by container and kin. False: the
 * arena is full. */
bool survey_scores(survey *s, const int32_t *scores, onr_arena *arena);

/* A hash of the block's element and its parent, by tag and class: kin have equal ones. */
uint32_t survey_kin(const block_list *blocks, size_t at);

/* The sums of blocks [first, end). */
sums survey_sums(const survey *s, size_t first, size_t end);

/* The blocks in a node: [first, end). */
void survey_range(const survey *s, uint32_t node, size_t *first, size_t *end);

/* The smallest element around a block that holds others too. */
uint32_t survey_container(const survey *s, size_t at);

#endif
