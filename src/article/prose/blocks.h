/*
 * The blocks of an HTML page: its texts between the borders that a reader sees, each with
 * what the judgement needs to know of the elements that it stands in.
 */
#ifndef ONR_SRC_ARTICLE_PROSE_BLOCKS_H
#define ONR_SRC_ARTICLE_PROSE_BLOCKS_H

#include "base/arena.h"
#include "base/str.h"
#include "onrecord/page.h"

/* What attributes say of a node, beside ONR_IN_: inherited from its parent, but IS_BLOCK. */
enum {
    IN_UNSEEN = 1 << 19,        /* hidden by its style or attributes */
    IN_BODY_PROPERTY = 1 << 20, /* itemprop="articleBody" */
    IS_BLOCK = 1 << 21,         /* this element parts blocks */
    IN_SKIPPED = ONR_IN_HIDDEN | ONR_IN_CONTROL,
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
