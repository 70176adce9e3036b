/*
 * The best tree over scored arcs.
 */
#ifndef ONR_SRC_LANGUAGE_TREE_H
#define ONR_SRC_LANGUAGE_TREE_H

#include "onrecord/base.h"

/*
 * Heads of the maximum spanning tree with exactly one root. `scores` is count x (count + 1), the
 * last column the root's, and so is `count` as a head. False: the arena is full.
 */
bool tree_find(uint32_t *heads, const int32_t *scores, size_t count, onr_arena *scratch);

#endif
