/*
 * What a network sees of a word: the trainer's features.py, byte for byte.
 */
#ifndef ONR_SRC_LANGUAGE_FEATURES_H
#define ONR_SRC_LANGUAGE_FEATURES_H

#include "language/model.h"

uint64_t feature_hash(char kind, onr_str text);

/* Whether `c` is an upper-case letter, and its lower-case form (itself where it has none). */
bool feature_is_upper(const onr_language_model *m, uint32_t c);
bool feature_is_lower(const onr_language_model *m, uint32_t c);
uint32_t feature_lower(const onr_language_model *m, uint32_t c);

/* The form in lower case, without accents and with plain marks. No data: the arena is full. */
onr_str feature_fold(onr_str form, const onr_language_model *m, onr_arena *arena);

/* The form's letters, digits and marks as symbols. */
onr_str feature_shape(char out[48], onr_str form, const onr_language_model *m);

#endif
