/*
 * Whose word a word is: the innermost statement whose content holds it.
 */
#ifndef ONR_SRC_RECORD_VOUCHERS_H
#define ONR_SRC_RECORD_VOUCHERS_H

#include "onrecord/attribution.h"

/*
 * By word of `text` the index of that statement, or ONR_NO_STATEMENT: the page's own word. Linear
 * in words and pieces of contents, their sorting aside. NULL: the arena is full.
 */
const int32_t *vouchers_of_words(const onr_text *text, const onr_statements *statements,
                                 onr_arena *arena);

#endif
