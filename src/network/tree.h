/*
 * The best tree over scored arcs.
 */
#ifndef ONR_SRC_NETWORK_TREE_H
#define ONR_SRC_NETWORK_TREE_H

#include "onrecord/base.h"

/* scores[dependant * stride + head] for `count` words; as a head, `count` is the root. */
typedef struct arc_scores {
    const int32_t *items;
    size_t count, stride;
} arc_scores;

/*
 * Heads of the maximum spanning tree with exactly one root. At most 65535 words; time is that
 * of their square, and linear in it where the words' best heads already are such a tree.
 * False: the arena is full.
 */
bool tree_find(uint32_t *heads, arc_scores scores, onr_arena *scratch);

#endif
