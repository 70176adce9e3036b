/*
 * Words as rows of tables: the whole, its beginnings and ends, its shape (Bojanowski et al. 2017).
 * What a network of convolutions takes in.
 */
#ifndef ONR_SRC_LANGUAGE_SUBWORDS_H
#define ONR_SRC_LANGUAGE_SUBWORDS_H

#include "language/tables.h"
#include "network/convolution.h"

typedef struct subwords {
    slot_table vocabulary;
    uint32_t words, buckets; /* rows of the tables; buckets is a power of two */
} subwords;

bool subwords_load(subwords *out, const model_file *file, onr_error *err);

/* The rows of a form. False: the arena is full. */
bool subwords_find(word_rows *out, onr_str form, uint8_t glue, const subwords *tables,
                   const alphabet *a, onr_arena *scratch);

#endif
