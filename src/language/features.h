/*
 * What a network sees of a word: the trainer's features.py, byte for byte.
 */
#ifndef ONR_SRC_LANGUAGE_FEATURES_H
#define ONR_SRC_LANGUAGE_FEATURES_H

#include "language/tables.h"

/* The hash of a kind of text; hash_more goes on with it. */
uint64_t feature_hash(char kind, onr_str text);

/* Whether `c` is one of a sorted table. */
bool feature_is_listed(code_table table, uint32_t c);

/* Whether `c` is an upper-case letter, and its lower-case form (itself where it has none). */
bool feature_is_upper(const alphabet *a, uint32_t c);
bool feature_is_lower(const alphabet *a, uint32_t c);
uint32_t feature_lower(const alphabet *a, uint32_t c);

/* The form in lower case, without accents and with plain marks. No data: the arena is full. */
onr_str feature_fold(onr_str form, const alphabet *a, onr_arena *arena);

/* How the form uses capitals and digits (train/NETWORK.md, 1.4). */
uint8_t feature_case(onr_str form, const alphabet *a);

/* The form's letters, digits and marks as symbols. */
onr_str feature_shape(char out[48], onr_str form, const alphabet *a);

#endif
