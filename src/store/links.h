/*
 * Links of a page with the pages that a store has.
 */
#ifndef ONR_SRC_STORE_LINKS_H
#define ONR_SRC_STORE_LINKS_H

#include "store/engine.h"

/* "copy", "utterance", … as the table has them. */
const char *links_kind_name(onr_link_kind kind);

/* Links the page of key `page`, which has no traces yet, with all that have. Fails with ONR_E_STORE
 * and ONR_E_MEMORY, as all of these do. */
bool links_add(onr_store *store, const onr_record *record, int64_t page, onr_arena *arena,
               onr_error *err);

/* Keeps what a page is found and compared by, and makes no links. */
bool links_index(onr_store *store, const onr_record *record, int64_t page, onr_arena *arena,
                 onr_error *err);

/* Takes away the traces of a page that is to be removed; all else goes with it. */
bool links_remove(onr_store *store, int64_t page, onr_arena *arena, onr_error *err);

#endif
