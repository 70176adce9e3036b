/**
 * Bindings: the library for other languages, whose callers see none of its structures: addresses,
 * numbers and NUL-terminated strings go in, JSON comes out. All else is as in `onrecord.h`.
 *
 * What is given back belongs to the caller and is released with `onr_bound_free`; NULL means that
 * `*err` is filled. Models may be shared between threads, a store may not.
 */
#ifndef ONRECORD_BINDINGS_H
#define ONRECORD_BINDINGS_H

#include "onrecord.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Loads the model in the file `path`. Release with `onr_bound_models_free`. */
ONR_API onr_models *onr_bound_models(const char *path, onr_error *err);

/** Releases what `onr_bound_models` gave. NULL is allowed. */
ONR_API void onr_bound_models_free(onr_models *models);

/**
 * Reads the page of `len` bytes. With `models` its record comes back (docs/RECORD.md), without
 * (NULL) its article. `form` is "auto", "html", "page" or "article"; `charset`, `date`, `url` and
 * `name` may be NULL. `memory` is the most that it may take, in bytes.
 */
ONR_API char *onr_bound_read(const onr_models *models, const void *bytes, size_t len,
                             const char *form, const char *charset, const char *date,
                             const char *url, const char *name, size_t memory, onr_error *err);

/** Opens a store to be asked. Close with `onr_store_close`. */
ONR_API onr_store *onr_bound_store(const char *path, onr_error *err);

/**
 * The answers of a store as JSON, one object a line. `conditions` are names and values in turn,
 * "act", "deny", "since", "2026-05", …, ended by NULL, a name again for another value: "by", "to",
 * "act", "quote", "outlet", "chain", "class", "actor", "instrument"; once "about", "since",
 * "until", "min-confidence", "limit", "sort" ("oldest", "newest", "confidence").
 */
ONR_API char *onr_bound_query(onr_store *store, const char *const *conditions, onr_error *err);

/** Releases what `onr_bound_read` or `onr_bound_query` gave. NULL is allowed. */
ONR_API void onr_bound_free(char *given);

#ifdef __cplusplus
}
#endif

#endif
