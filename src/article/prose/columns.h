/*
 * What is known of a block, as small whole numbers, a column each: what the forests ask for, and
 * nothing else of a page reaches them. train/blocks.py reads this list; who changes it trains anew.
 */
#ifndef ONR_SRC_ARTICLE_PROSE_COLUMNS_H
#define ONR_SRC_ARTICLE_PROSE_COLUMNS_H

enum {
    LEVELS = 4,      /* containers outwards from a block that have columns of their own */
    NEAR = 3,        /* neighbours to each side that have */
    SCORES_NEAR = 5, /* neighbours to each side whose scores have */
};

/* Of a container. */
enum {
    LEVEL_WORDS,
    LEVEL_LINKS,
    LEVEL_PROSE_SHARE, /* of the page's prose */
    LEVEL_BLOCKS,
    LEVEL_INDEX, /* of the block in it */
    LEVEL_PROSE, /* of its words */
    LEVEL_COLUMNS,
};

/* Of a neighbour. */
enum {
    NEAR_WORDS,
    NEAR_LINKS,
    NEAR_TAG,
    NEAR_LAST,
    NEAR_TOKEN_LOW,
    NEAR_KIN, /* whether it is kin, or stands in the same element */
    NEAR_COLUMNS,
};

/* The columns. Levels count outwards from the block, neighbours from the one before. */
enum {
    /* its text */
    F_WORDS,
    F_WORD_LENGTH,
    F_LINKS,
    F_STRONG,
    F_EMPHASIS,
    F_COMMAS,
    F_SENTENCES,
    F_DIGITS,
    F_CAPITALS,
    F_UPPER,
    F_FIRST,
    F_LAST,
    F_MARKS,
    F_YEAR,
    F_TOKEN_LOW,
    F_TOKEN_HIGH,
    F_TOKEN_MEAN,
    F_TOKEN_START,
    F_TOKEN_WHOLE,
    F_SAME_BEFORE,
    F_SAME,
    F_TITLE,
    F_IS_TITLE,
    F_DESCRIPTION,
    F_TOLD,
    F_HAS_TOLD,
    /* its markup */
    F_TAG,
    F_TAG_UP,
    F_DEPTH,
    F_AFTER_BREAK,
    F_BEFORE_BREAK,
    F_IMAGE_STEPS,  /* out to an element that holds an image */
    F_IMAGE_WORDS,  /* of that element */
    F_IMAGE_BEFORE, /* blocks since the last image */
    F_CLOSED,       /* elements that end between the block before and this */
    F_NODES,        /* nodes that begin there */
    F_FLAGS,        /* one a flag */
    F_HINT_OWN = F_FLAGS + 16,
    F_HINT_UP,
    F_HINT_UP_2,
    F_HINT_LOW,
    F_HINT_HIGH,
    F_HINT_MEAN,
    F_BESIDE_HINT_OWN, /* the same by what stands in articles and beside them (tokens.h) */
    F_BESIDE_HINT_UP,
    F_BESIDE_HINT_UP_2,
    F_BESIDE_HINT_LOW,
    F_BESIDE_HINT_HIGH,
    F_BESIDE_HINT_MEAN,
    F_BESIDE_TOKEN_LOW,
    F_BESIDE_TOKEN_HIGH,
    F_BESIDE_TOKEN_MEAN,
    F_BESIDE_TOKEN_START,
    F_BESIDE_TOKEN_WHOLE,
    /* where it stands */
    F_INDEX,
    F_WORDS_BEFORE,
    F_PROSE_BEFORE,
    F_FROM_TITLE,
    F_PROSE_FROM_TITLE,
    F_TITLE_STEPS, /* out to a container that holds the title */
    F_TITLE_SHARE, /* of the page's prose in that */
    F_TITLES,      /* blocks alike to the title since it: the next article's? */
    F_ARTICLE_NUMBER,
    F_ARTICLES,
    F_LEVEL, /* LEVEL_COLUMNS a level */
    F_BEST = F_LEVEL + LEVEL_COLUMNS * LEVELS,
    F_BEST_SHARE,
    F_FROM_BEST,
    F_BEST_INDEX,
    F_KIN_COUNT,
    F_KIN_PROSE,
    F_KIN_LINKS,
    F_KIN_MEAN,
    F_PAGE_WORDS,
    F_PAGE_PROSE,
    F_PAGE_BLOCKS,
    F_PAGE_LINKS,
    F_NEAR, /* NEAR_COLUMNS a neighbour */
    F_NEAR_PROSE = F_NEAR + NEAR_COLUMNS * 2 * NEAR,
    F_FIRST_COUNT,
    /* what the first forest made of it and of the others */
    F_SCORE = F_FIRST_COUNT,
    F_SCORE_NEAR, /* one a neighbour */
    F_SCORE_2 = F_SCORE_NEAR + 2 * SCORES_NEAR,
    F_SCORE_5,
    F_SCORE_12,
    F_SCORE_LEVEL, /* two a level */
    F_SCORE_KIN = F_SCORE_LEVEL + 2 * LEVELS,
    F_ANCHOR_STEPS, /* out to a container that holds the surest block */
    F_ANCHOR_SHARE,
    F_SCORE_BEFORE,
    F_SCORE_AFTER,
    F_SINCE,
    F_UNTIL,
    F_GAP_BEFORE,
    F_GAP_AFTER,
    F_SCORE_PAGE,
    F_SAME_SCORE,
    F_COUNT,
};

#endif
