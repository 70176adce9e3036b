/*
 * What the record adds to the layers' results: the page's identity, and what is found over all of
 * them.
 */
#include <nettle/sha2.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/str.h"
#include "onrecord/record.h"
#include "record/figures.h"
#include "record/instruments.h"

void onr_record_identify(char id[72], onr_str bytes)
{
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    sha256_update(&context, bytes.len, (const uint8_t *)bytes.data);
    sha256_digest(&context, sizeof digest, digest);
    memcpy(id, "sha256:", 7);
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(id + 7 + 2 * i, 3, "%02x", digest[i]);
}

bool onr_record_find_figures(onr_record *record, onr_arena *arena, onr_error *err)
{
    return figures_find(&record->figures, record, arena, err);
}

bool onr_record_find_instruments(onr_record *record, onr_arena *arena, onr_error *err)
{
    return instruments_find(&record->instruments, record, arena, err);
}
