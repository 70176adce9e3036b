/*
 * What of a page a reader does not see: elements that their style or attributes hide.
 */
#ifndef ONR_SRC_ARTICLE_PROSE_UNSEEN_H
#define ONR_SRC_ARTICLE_PROSE_UNSEEN_H

#include "onrecord/page.h"

/* Flags of a node beside ONR_IN_. All but IS_BLOCK are inherited from its parent. */
enum {
    IN_UNSEEN = 1 << 19,        /* hidden by its style or attributes */
    IN_BODY_PROPERTY = 1 << 20, /* itemprop="articleBody" */
    IS_BLOCK = 1 << 21,         /* this element breaks lines */
    IN_ARIA_HIDDEN = 1 << 22,   /* with IN_UNSEEN: hidden from screen readers alone */
    IN_SKIPPED = ONR_IN_HIDDEN | ONR_IN_CONTROL,
};

/* IN_UNSEEN where an attribute hides its element from eyes, IN_ARIA_HIDDEN with it where it hides
 * it from screen readers alone; 0 where it does neither. */
uint32_t unseen_flags(const onr_attribute *a);

/* Whether an element in a line, which has `flags`, is hidden there, so that its text is no part of
 * the line. `beside`: it touches the word before it. */
bool unseen_in_line(const onr_page *page, size_t node, uint32_t flags, bool beside);

/* Whether a hidden element holds a part that is folded away until somebody asks for more: its name
 * or what stands beside it says so. */
bool unseen_is_folded(const onr_page *page, size_t node);

#endif
