/*
 * Tables of a model's file: hashes, and characters.
 */
#ifndef ONR_SRC_LANGUAGE_TABLES_H
#define ONR_SRC_LANGUAGE_TABLES_H

#include "network/model_file.h"

typedef struct slot {
    uint32_t fingerprint; /* 0: empty */
    uint32_t value;
} slot;

typedef struct slot_table {
    const slot *items;
    uint32_t count; /* a power of two */
} slot_table;

typedef struct code_table {
    const uint16_t *items;
    size_t count;
} code_table;

typedef struct fold_entry {
    uint16_t code;
    uint8_t length;
    char utf8[5];
} fold_entry;

/* What is known of letters: train/NETWORK.md, 1.1, 1.4 and 1.6. */
typedef struct alphabet {
    const fold_entry *fold;
    size_t fold_count;
    code_table upper, lower, lowermap; /* lowermap: pairs (from, to) */
} alphabet;

bool alphabet_load(alphabet *out, const model_file *file, onr_error *err);

/* A sorted table of characters. */
bool code_table_load(code_table *out, const model_file *file, const char *name, onr_error *err);

bool slot_table_load(slot_table *out, const model_file *file, const char *name, onr_error *err);

/* Looks `hash` up. False: it is not there. */
bool slot_find(uint32_t *value, slot_table table, uint64_t hash);

#endif
