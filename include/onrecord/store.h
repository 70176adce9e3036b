/**
 * Store: the records of many pages in one SQLite file, to be asked.
 */
#ifndef ONRECORD_STORE_H
#define ONRECORD_STORE_H

#include "onrecord/export.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct onr_store onr_store;

/**
 * Opens the store at `path` (NUL-terminated), or makes it where `create`.
 * Fails with ONR_E_STORE, `err->source` set. Close with `onr_store_close`.
 */
ONR_API bool onr_store_open(onr_store **out, const char *path, bool create, onr_error *err);
ONR_API void onr_store_close(onr_store *store);

/** Begins and commits a batch: all of it is in the store, or nothing. Fails with ONR_E_STORE. */
ONR_API bool onr_store_begin(onr_store *store, onr_error *err);
ONR_API bool onr_store_commit(onr_store *store, onr_error *err);

/**
 * Adds a record; `*added` is false where the same page (by `record->id`) is there
 * already, and then nothing changes. Fails with ONR_E_STORE.
 */
ONR_API bool onr_store_add(onr_store *store, const onr_record *record, bool *added,
                           onr_arena *arena, onr_error *err);

/** What is asked; empty strings ask for anything. */
typedef struct onr_question {
    onr_str by;    /**< Speaker: a name, alias or code. */
    onr_str to;    /**< Addressee, likewise. */
    onr_str act;   /**< "deny". */
    onr_str about; /**< Words, all of which stand in the content (FTS5, stemmed). */
    onr_str since; /**< EDTF days, inclusive, of the page's publication. */
    onr_str until;
} onr_question;

/** Called for each answer, in the order of publication, page, place; false ends the search. */
typedef bool onr_answer_fn(const onr_answer *answer, void *user);

/** Asks the store. Fails with ONR_E_STORE. */
ONR_API bool onr_store_query(onr_store *store, const onr_question *question, onr_answer_fn *each,
                             void *user, onr_error *err);

#ifdef __cplusplus
}
#endif

#endif
