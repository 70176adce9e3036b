/*
 * Who holds an office, where the tree has hung him on what the office is of.
 */
#ifndef ONR_SRC_LANGUAGE_OFFICES_H
#define ONR_SRC_LANGUAGE_OFFICES_H

#include "onrecord/language.h"

/* Of a linked text with its names; true: trees were mended, and the links are old. */
bool offices_mend(onr_word *words, const onr_text *text);

#endif
