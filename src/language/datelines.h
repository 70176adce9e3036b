/*
 * Datelines: where, when and by which agency a report was filed, or at which hour the entry of a
 * live page was written, in front of its first words.
 */
#ifndef ONR_SRC_LANGUAGE_DATELINES_H
#define ONR_SRC_LANGUAGE_DATELINES_H

#include "onrecord/language.h"

/*
 * How many of the `count` tokens from `first` on, a paragraph's, are its dateline with the dash
 * behind it: "OSLO, March 8 (Reuters) -", "Harare, Zimbabwe -", "14.05"; 0: it has none.
 */
size_t dateline_length(const onr_text *text, size_t first, size_t count);

#endif
