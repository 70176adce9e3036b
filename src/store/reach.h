/*
 * The pages that matter for how often one thing is told, without going through all of a store.
 */
#ifndef ONR_SRC_STORE_REACH_H
#define ONR_SRC_STORE_REACH_H

#include "store/engine.h"

/* Keys of the pages that report what the statement of a page does, itself included, and of those
 * that are copies of them. They live in `arena`. Fails with ONR_E_STORE and ONR_E_MEMORY. */
bool reach_pages(const int64_t **keys, size_t *count, onr_store *store, int64_t page,
                 int64_t statement, onr_arena *arena, onr_error *err);

#endif
