/*
 * Trees that cannot be right are mended where it is plain how.
 */
#ifndef ONR_SRC_LANGUAGE_MEND_H
#define ONR_SRC_LANGUAGE_MEND_H

#include "onrecord/language.h"

/* Hangs a word elsewhere; false: it does not, as that hangs on the word, and no tree runs in a
 * circle. */
bool mend_hang(onr_word *words, int32_t word, int32_t head, onr_relation relation);

/* Hangs on their verbs subjects that stand before them and charges behind "accused by", where the
 * tree has hung these elsewhere. Of a linked text; true: some were, and the links are old. */
bool mend_trees(onr_word *words, const onr_text *text);

/* The same for who speaks behind a quotation, for clauses about one of several who are joined, and
 * for what a claim is called. */
bool mend_joined(onr_word *words, const onr_text *text);

#endif
