/*
 * The pages that a store has, by the hashes of their bytes: asked by threads that may not ask the
 * store itself.
 */
#ifndef ONR_CLI_KNOWN_H
#define ONR_CLI_KNOWN_H

#include "onrecord/store.h"

typedef struct known_pages {
    uint8_t (*hashes)[32]; /* Sorted. */
    size_t count, room;
    bool full;
} known_pages;

/* Fails with ONR_E_STORE and ONR_E_MEMORY. To be closed all the same. */
bool known_open(known_pages *out, onr_store *store, onr_error *err);
void known_close(known_pages *k);

/* `id`: as onr_record_identify gives it. */
bool known_has(const known_pages *k, const char *id);

#endif
