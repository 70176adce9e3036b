/*
 * Links of a page with the pages that a store has.
 */
#ifndef ONR_SRC_STORE_LINKS_H
#define ONR_SRC_STORE_LINKS_H

#include "store/engine.h"

/* "copy", "utterance", … as the table has them. */
const char *links_kind_name(onr_link_kind kind);

/* Links the page of key `page`, which has no traces yet, with all that have. Fails with ONR_E_STORE
 * and ONR_E_MEMORY. */
bool links_add(onr_store *store, const onr_record *record, int64_t page, onr_arena *arena,
               onr_error *err);

/* Links all pages of a store that has no links yet; `arena` is reset. */
bool links_make_all(onr_store *store, onr_arena *arena, onr_error *err);

#endif
