/*
 * Whole records of single pages.
 */
#ifndef ONR_SRC_STORE_PAGES_H
#define ONR_SRC_STORE_PAGES_H

#include "store/engine.h"

enum { NO_PAGE = -1 };

/* The key of the page that onr_store_page finds by `page`, or NO_PAGE. */
bool pages_find(int64_t *key, onr_store *store, onr_str page, onr_arena *arena, onr_error *err);

/* The record of a page by its key. */
bool pages_read(onr_record *out, onr_store *store, int64_t page, bool *found, onr_arena *arena,
                onr_error *err);

#endif
