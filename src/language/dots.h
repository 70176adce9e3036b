/*
 * Dots of abbreviations and letters, of which the trained boundaries know too few.
 */
#ifndef ONR_SRC_LANGUAGE_DOTS_H
#define ONR_SRC_LANGUAGE_DOTS_H

#include "onrecord/language.h"

/* Whether a word has a capital at a sentence's beginning alone: "the", "he". */
bool dots_is_opener(onr_str word);

/* Whether it is followed by a letter that names one of several: "plan B". */
bool dots_is_lettered(onr_str word);

typedef enum dot_says { DOT_UNSURE, DOT_ENDS, DOT_GOES_ON } dot_says;

/* What is certain of the place behind token `at`, in a sentence that began with token `start`;
 * `end` is the paragraph's. */
dot_says dots_judge(const onr_text *text, size_t start, size_t at, size_t end);

/* Whether token `at` closes a quotation behind a final mark and touches the sentence behind it:
 * `“Yes.”He left.` */
bool dots_close(const onr_text *text, size_t start, size_t at, size_t end);

#endif
