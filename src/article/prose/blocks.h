/*
 * The blocks of a page: paragraphs, headings, list items, as a reader sees them apart; each with
 * what the judgement needs to know of the elements around it.
 */
#ifndef ONR_SRC_ARTICLE_PROSE_BLOCKS_H
#define ONR_SRC_ARTICLE_PROSE_BLOCKS_H

#include "article/prose/unseen.h"
#include "base/arena.h"
#include "base/str.h"
#include "onrecord/page.h"

typedef struct block {
    onr_str text; /* white space folded */
    onr_span span;
    uint32_t first_node;
    uint32_t element; /* the innermost element around it that breaks lines */
    uint32_t flags;   /* of the node of its first text */
    uint32_t words;
    uint32_t link_words;
    uint32_t strong_words;
    uint32_t emphasis_words;
    bool after_break; /* only a `br` stands between it and the block before */
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

/* The lines of a page saved as text, as blocks: all in one element, as nothing is known of any. */
void blocks_of_lines(block_list *out, const onr_page *page, onr_arena *arena);

#endif
