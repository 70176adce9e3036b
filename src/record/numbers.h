/*
 * Numbers as a text writes them: "1,234.5", "8 million", "three hundred and fifty", "two-thirds",
 * "6 in 10", "half a dozen".
 */
#ifndef ONR_SRC_RECORD_NUMBERS_H
#define ONR_SRC_RECORD_NUMBERS_H

#include "onrecord/language.h"

typedef struct number {
    double value;
    size_t first, end; /* Words, `[first, end)`. */
    bool share;        /* A part of a whole: "a third", "two in five". */
    bool digits;       /* Begins with a digit. */
    bool scaled;       /* By a word: "million", "dozen". */
} number;

/*
 * Reads the number that begins at word `at` and ends before word `end`, the longest; `money`:
 * a currency's sign stands before it, so that "m" are millions. False: none begins there.
 * Ordinals, years' decades, times of day and dates with strokes are no numbers.
 */
bool number_read(number *out, const onr_text *text, size_t at, size_t end, bool money);

#endif
