/*
 * One actor across pages: which of those that the store has an entity of a page is.
 */
#ifndef ONR_SRC_STORE_ACTORS_H
#define ONR_SRC_STORE_ACTORS_H

#include "store/engine.h"

typedef struct actor_link {
    int64_t actor;   /* Key. */
    const char *why; /* Static: "name", "new". */
} actor_link;

/* Finds the actor of entity `i`, makes one where there is none, and lets it have the entity's
 * names. Fails with ONR_E_STORE and ONR_E_MEMORY. */
bool actors_link(actor_link *out, onr_store *store, const onr_record *record, size_t i,
                 onr_arena *arena, onr_error *err);

#endif
