/*
 * The blocks of an HTML page: its texts between the borders that a reader sees, each with
 * what the judgement needs to know of the elements that it stands in.
 */
#ifndef ONR_SRC_ARTICLE_PROSE_BLOCKS_H
#define ONR_SRC_ARTICLE_PROSE_BLOCKS_H

#include "base/arena.h"
#include "base/str.h"
#include "onrecord/page.h"

/* What a node stands in; inherited from its parent. */
enum {
    IN_LINK = 1 << 0,
    IN_STRONG = 1 << 1,
    IN_EMPHASIS = 1 << 2,
    IN_HEADING = 1 << 3,
    IN_PARAGRAPH = 1 << 4,
    IN_LIST = 1 << 5,
    IN_TABLE = 1 << 6,
    IN_QUOTE = 1 << 7,
    IN_FIGURE = 1 << 8,
    IN_ASIDE = 1 << 9,
    IN_NAV = 1 << 10,
    IN_HEADER = 1 << 11,
    IN_FOOTER = 1 << 12,
    IN_FORM = 1 << 13,
    IN_ARTICLE = 1 << 14,
    IN_MAIN = 1 << 15,
    IN_HIDDEN = 1 << 16,
    IN_BODY_PROPERTY = 1 << 17, /* itemprop="articleBody" */
    IN_SKIPPED = 1 << 18,       /* script, style, controls: never text of the page */
    IS_BLOCK = 1 << 19,         /* not inherited: this element parts blocks */
};

typedef struct block {
    onr_str text; /* white space folded */
    onr_span span;
    uint32_t first_node;
    uint32_t element; /* the innermost element that parts blocks */
    uint32_t flags;   /* of its first text */
    uint32_t words;
    uint32_t link_words;
    uint32_t strong_words;
    uint32_t emphasis_words;
    bool after_break; /* parted from the block before by a line break alone */
} block;

typedef struct block_list {
    const onr_page *page;
    block *items;
    size_t count;
    uint32_t *flags;    /* by node */
    uint32_t *first_at; /* by node: how many blocks begin before it; one entry more than nodes */
} block_list;

/* Finds the blocks in document order. All of it lives in `arena`. */
void blocks_find(block_list *out, const onr_page *page, onr_arena *arena);

/* The lines of a page saved as text, as blocks that all stand in one element. */
void blocks_of_lines(block_list *out, const onr_page *page, onr_arena *arena);

#endif
