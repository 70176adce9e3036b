/*
 * Where sentences end.
 */
#ifndef ONR_SRC_LANGUAGE_SENTENCES_H
#define ONR_SRC_LANGUAGE_SENTENCES_H

#include "onrecord/language.h"

/* Fills the sentences of a text with tokens and words. False: arena full. */
bool sentence_find(onr_text *text, const uint32_t *ends, size_t end_count, onr_arena *arena);

/*
 * How many tokens from `first` on stand before the next end of a block, or empty line. Moves
 * `ends` to those that are not yet past.
 */
size_t sentence_paragraph(const onr_text *text, size_t first, const uint32_t **ends,
                          size_t *end_count);

#endif
