/*
 * A page's hash takes 32 bytes: of a hundred thousand pages three megabytes.
 */
#include "known.h"

#include <stdlib.h>
#include <string.h>

static unsigned digit(char c)
{
    return (unsigned)(c >= 'a' ? c - 'a' + 10 : c - '0') & 15;
}

/* False: it is no hash. */
static bool read_hash(uint8_t hash[32], const char *id)
{
    const char *digits = id + strlen("sha256:");
    if (strncmp(id, "sha256:", 7) != 0 || strlen(digits) != 64)
        return false;
    for (size_t i = 0; i < 32; i++)
        hash[i] = (uint8_t)(digit(digits[2 * i]) << 4 | digit(digits[2 * i + 1]));
    return true;
}

static bool take_id(const char *id, void *user)
{
    known_pages *k = user;
    if (k->count == k->room) {
        size_t room = k->room * 2 + 1024;
        void *larger = realloc(k->hashes, room * sizeof *k->hashes);
        k->full = !larger;
        if (!larger)
            return false;
        k->hashes = larger;
        k->room = room;
    }
    k->count += read_hash(k->hashes[k->count], id);
    return true;
}

static int by_bytes(const void *a, const void *b)
{
    return memcmp(a, b, 32);
}

bool known_open(known_pages *out, onr_store *store, onr_error *err)
{
    *out = (known_pages){0};
    if (!onr_store_ids(store, take_id, out, err))
        return false;
    if (out->full)
        return onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for the known pages");
    if (out->count)
        qsort(out->hashes, out->count, sizeof *out->hashes, by_bytes);
    return true;
}

void known_close(known_pages *k)
{
    free(k->hashes);
    *k = (known_pages){0};
}

bool known_has(const known_pages *k, const char *id)
{
    uint8_t hash[32];
    return k->count && read_hash(hash, id) &&
           bsearch(hash, k->hashes, k->count, sizeof *k->hashes, by_bytes);
}
