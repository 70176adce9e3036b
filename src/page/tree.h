/*
 * From tokens to the tree of elements and the page's text.
 */
#ifndef ONR_SRC_PAGE_TREE_H
#define ONR_SRC_PAGE_TREE_H

#include "page/charset.h"

/* Fills nodes, attributes, text and runs of `page`. Works in the scratch arena of `arena`. */
bool tree_build(onr_page *page, const decoded *source, note_list *notes, onr_arena *arena,
                onr_error *err);

#endif
