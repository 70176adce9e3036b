/**
 * Store: the records of many pages, to be asked.
 * Decides when two pages are the same: when their bytes have the same SHA-256. Keeps them in an
 * SQLite file (version 3.37 or later: STRICT tables, FTS5); knows not how a page is read.
 */
#ifndef ONRECORD_STORE_H
#define ONRECORD_STORE_H

#include "onrecord/export.h"

#ifdef __cplusplus
extern "C" {
#endif

/** An open store. One thread at a time may use it; each program opens its own. */
typedef struct onr_store onr_store;

/**
 * Opens the store at `path` (NUL-terminated), or makes it where `create` and there is none. Where
 * another program makes or holds it, this waits ten seconds at most.
 *
 * Fails with ONR_E_STORE, `err->source` naming it: it is not there, is no store, is one of another
 * version, or is held; with ONR_E_MEMORY. Close with `onr_store_close`.
 */
ONR_API bool onr_store_open(onr_store **out, const char *path, bool create, onr_error *err);

/** Closes the store; a batch that was not committed is as if it had never begun. NULL: nothing. */
ONR_API void onr_store_close(onr_store *store);

/** Begins a batch: until `onr_store_commit` other programs see nothing of it. Fails with
 * ONR_E_STORE. */
ONR_API bool onr_store_begin(onr_store *store, onr_error *err);

/** Keeps the whole batch, on the disk too; where that fails (ONR_E_STORE), nothing of it. */
ONR_API bool onr_store_commit(onr_store *store, onr_error *err);

/**
 * Adds a record, whole or not at all; `*added` is false where the same page (by `record->id`) is
 * there already, and then nothing changes. Outside a batch it is one of its own. `arena` holds
 * what is written, and may be reset afterwards.
 *
 * Fails with ONR_E_STORE, and with ONR_E_MEMORY when the arena is full.
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

/**
 * Asks the store and calls `each` with `user` for every statement for which all of the question
 * holds. What an answer points to lasts until `each` returns.
 *
 * Names and codes are compared as they stand, the case of ASCII letters aside, with all that the
 * page or the knowledge base calls the entity; words by Porter's stems (FTS5). A month or a year
 * meets each of its days.
 *
 * Fails with ONR_E_STORE, and with ONR_E_MEMORY; a search that `each` ended is no failure.
 */
ONR_API bool onr_store_query(onr_store *store, const onr_question *question, onr_answer_fn *each,
                             void *user, onr_error *err);

#ifdef __cplusplus
}
#endif

#endif
