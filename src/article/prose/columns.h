/*
 * What is known of a block, a column each, as whole numbers from 0 to 255: the forests see nothing
 * else of a page, so the judgement is the same on every machine. train/blocks.py reads this list;
 * whoever changes it must train the models anew.
 */
#ifndef ONR_SRC_ARTICLE_PROSE_COLUMNS_H
#define ONR_SRC_ARTICLE_PROSE_COLUMNS_H

enum {
    LEVELS = 4,      /* containers around a block, from the innermost, that have columns */
    NEAR = 3,        /* neighbours on each side that have columns */
    SCORES_NEAR = 5, /* neighbours on each side whose first scores have columns */
};

/* The columns of one container. */
enum {
    LEVEL_WORDS,
    LEVEL_LINKS,
    LEVEL_PROSE_SHARE, /* its share of the page's prose */
    LEVEL_BLOCKS,
    LEVEL_INDEX, /* where in it the block stands */
    LEVEL_PROSE, /* the share of its words that are prose */
    LEVEL_COLUMNS,
};

/* The columns of one neighbour. */
enum {
    NEAR_WORDS,
    NEAR_LINKS,
    NEAR_TAG,
    NEAR_LAST,
    NEAR_TOKEN_LOW,
    NEAR_KIN, /* whether it is kin, or stands in the same element */
    NEAR_COLUMNS,
};

/* All columns of a block. Containers come innermost first, neighbours in the page's order. */
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
    F_IMAGE_STEPS,  /* how many elements outwards to one that holds an image */
    F_IMAGE_WORDS,  /* how many words that one holds */
    F_IMAGE_BEFORE, /* blocks since the last image */
    F_CLOSED,       /* how many elements end between the block before and this one */
    F_NODES,        /* how many nodes begin between the two */
    F_FLAGS,        /* one for each flag in measure_markup */
    F_HINT_OWN = F_FLAGS + 16,
    F_HINT_UP,
    F_HINT_UP_2,
    F_HINT_LOW,
    F_HINT_HIGH,
    F_HINT_MEAN,
    F_BESIDE_HINT_OWN, /* the same six by the other weights of words (token_weight.near) */
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
    F_TITLE_STEPS, /* how many containers outwards to one that holds the title */
    F_TITLE_SHARE, /* the share of the page's prose in that one */
    F_TITLES,      /* kin of the title between it and this: titles of other articles? */
    F_ARTICLE_NUMBER,
    F_ARTICLES,
    F_LEVEL, /* LEVEL_COLUMNS for each of LEVELS containers */
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
    F_NEAR, /* NEAR_COLUMNS for each neighbour */
    F_NEAR_PROSE = F_NEAR + NEAR_COLUMNS * 2 * NEAR,
    F_FIRST_COUNT,
    /* what the first forest made of it and of the others: certainties, or scores as in features.c
     */
    F_SCORE = F_FIRST_COUNT,
    F_SCORE_NEAR, /* one for each of 2 * SCORES_NEAR neighbours */
    F_SCORE_2 = F_SCORE_NEAR + 2 * SCORES_NEAR,
    F_SCORE_5,
    F_SCORE_12,
    F_SCORE_LEVEL, /* two a container: mean certainty, share of the page's */
    F_SCORE_KIN = F_SCORE_LEVEL + 2 * LEVELS,
    F_ANCHOR_STEPS, /* how many containers outwards to one that holds the surest block */
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
