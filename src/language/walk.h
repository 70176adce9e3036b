/*
 * Walks in a text's trees, bounded so that a head that loops ends too.
 */
#ifndef ONR_SRC_LANGUAGE_WALK_H
#define ONR_SRC_LANGUAGE_WALK_H

#include "onrecord/language.h"

/* The first child of `head` by `relation` behind word `after` (-1: from the start), or -1. */
int32_t walk_child(const onr_text *text, int32_t head, onr_relation relation, int32_t after);

/* The first child of `head` whose form or lemma is one of `words`, or -1. */
int32_t walk_child_listed(const onr_text *text, int32_t head, const char *words);

/* Whether `word` is `top` or stands below it. */
bool walk_within(const onr_text *text, int32_t word, int32_t top);

/* The spans of `top`'s subtree without the subtrees of `cuts`; punctuation at their ends cut. */
onr_spans walk_spans(const onr_text *text, int32_t top, const int32_t *cuts, size_t cut_count,
                     onr_arena *arena);

#endif
