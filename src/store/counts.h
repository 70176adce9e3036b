/*
 * How many statements there are of a speaker, an act, … in all of a store: kept, not counted.
 */
#ifndef ONR_SRC_STORE_COUNTS_H
#define ONR_SRC_STORE_COUNTS_H

#include "store/engine.h"

/* Pages: "?1", or "SELECT key FROM page WHERE …", and the parameters. */
typedef struct page_choice {
    const char *sql;
    const store_value *asked;
    size_t count;
} page_choice;

/* The statements of those pages count from now on, or (`count` false) no longer. Fails with
 * ONR_E_STORE. */
bool counts_change(onr_store *store, const page_choice *pages, bool count, onr_error *err);

#endif
