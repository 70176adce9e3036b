/*
 * What is kept counted of statements: how many there are of a speaker, an act, … in all of a store,
 * and the numbers that questions look at (facts.h).
 */
#ifndef ONR_SRC_STORE_TALLIES_H
#define ONR_SRC_STORE_TALLIES_H

#include "store/engine.h"

/* Pages: "?1", or "SELECT key FROM page WHERE …", and the parameters. */
typedef struct page_choice {
    const char *sql;
    const store_value *asked;
    size_t count;
} page_choice;

/* The statements of those pages count from now on, or (`count` false) no longer. Fails with
 * ONR_E_STORE and ONR_E_MEMORY. */
bool tallies_change(onr_store *store, const page_choice *pages, bool count, onr_arena *arena,
                    onr_error *err);

/* Counts all pages that questions meet anew. */
bool tallies_make(onr_store *store, onr_arena *arena, onr_error *err);

#endif
