/*
 * Lemmas, by exact form and then by ever shorter endings.
 */
#ifndef ONR_SRC_LANGUAGE_LEMMAS_H
#define ONR_SRC_LANGUAGE_LEMMAS_H

#include "language/model.h"

/* The lemma of `form`, in `arena`. Tags as UD writes them. */
onr_str lemma_find(onr_str form, onr_upos upos, onr_str xpos, const onr_language_model *m,
                   onr_arena *arena);

#endif
