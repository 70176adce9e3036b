/*
 * What the network sees of a word: the trainer's features.py, byte for byte.
 */
#ifndef ONR_SRC_LANGUAGE_FEATURES_H
#define ONR_SRC_LANGUAGE_FEATURES_H

#include "language/model.h"

uint64_t feature_hash(char kind, onr_str text);

/* Whether `c` is an upper-case letter, and its lower-case form (itself where it has none). */
bool feature_is_upper(const onr_language_model *m, uint32_t c);
uint32_t feature_lower(const onr_language_model *m, uint32_t c);

/* The word's input vector: word_dim + sub_dim numbers. False: the scratch arena is full. */
bool feature_vector(int8_t *out, onr_str form, uint32_t glue, const onr_language_model *m,
                    onr_arena *scratch);

#endif
