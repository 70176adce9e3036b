/*
 * Tokens and words of a text, as the English treebanks cut them.
 */
#ifndef ONR_SRC_LANGUAGE_TOKENS_H
#define ONR_SRC_LANGUAGE_TOKENS_H

#include "onrecord/language.h"

/* Fills tokens and words of `text`; no token reaches over one of `ends`. False: arena full. */
bool token_find(onr_text *text, const uint32_t *ends, size_t end_count, onr_arena *arena);

/* White space, and what is as wide as nothing. */
bool token_is_space(uint32_t c);

#endif
