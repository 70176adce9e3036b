/*
 * One actor across pages: which of those that the store has an entity of a page is.
 */
#ifndef ONR_SRC_STORE_ACTORS_H
#define ONR_SRC_STORE_ACTORS_H

#include "store/engine.h"

/* A page whose entities are linked, one after the other. */
typedef struct actor_page {
    onr_store *store;
    const onr_record *record;
    onr_str context; /* The country that most of its codes are of, or empty. */
    int64_t *linked; /* By entity: its actor's key. */
    onr_arena *arena;
} actor_page;

typedef struct actor_link {
    int64_t actor;   /* Key. */
    const char *why; /* Static. */
} actor_link;

/* Readies `out`, which lives in `arena`. Fails with ONR_E_MEMORY. */
bool actors_begin(actor_page *out, onr_store *store, const onr_record *record, onr_arena *arena,
                  onr_error *err);

/*
 * Finds the actor of entity `i`, makes one where there is none, and lets it have the entity's
 * names. Entities come in their order. Fails with ONR_E_STORE and ONR_E_MEMORY.
 */
bool actors_link(actor_link *out, actor_page *page, size_t i, onr_error *err);

#endif
