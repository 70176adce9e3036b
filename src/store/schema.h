/*
 * The tables of a store in SQLite (docs/STORE.md shows them), and how those of an older version
 * become those of this one. A new version is a step more: its SQL in schema.c, or where SQL alone
 * cannot do it, a function.
 */
#ifndef ONR_SRC_STORE_SCHEMA_H
#define ONR_SRC_STORE_SCHEMA_H

#include "store/engine.h"

/* "ONRD", SQLite's application_id, says that it is a store of ours; user_version which one. */
enum { STORE_APPLICATION = 0x4f4e5244, STORE_VERSION = 7 };

/* Makes the tables, or brings those of version `from` up to this one, within the transaction that
 * is open. Fails with ONR_E_STORE and ONR_E_MEMORY. */
bool schema_make(onr_store *store, onr_error *err);
bool schema_upgrade(onr_store *store, int64_t from, onr_error *err);

#endif
