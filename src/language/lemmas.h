/*
 * Lemmas, by exact form and then by ever shorter endings.
 */
#ifndef ONR_SRC_LANGUAGE_LEMMAS_H
#define ONR_SRC_LANGUAGE_LEMMAS_H

#include "language/model.h"

/* Lemmas found lately, by form and tags. Forms and lemmas must outlive it. */
typedef struct lemma_cache lemma_cache;

/* For a text of `word_count` words. NULL: `scratch` is full. */
lemma_cache *lemma_cache_new(size_t word_count, onr_arena *scratch);

/* The lemma of `form`, in `arena`. `xpos` is a string of the model's. */
onr_str lemma_find(lemma_cache *cache, onr_str form, onr_upos upos, onr_str xpos,
                   const onr_language_model *m, onr_arena *arena);

#endif
