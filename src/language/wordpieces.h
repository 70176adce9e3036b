/*
 * Words as pieces of the encoder's vocabulary (WordPiece, Schuster and Nakajima 2012).
 */
#ifndef ONR_SRC_LANGUAGE_WORDPIECES_H
#define ONR_SRC_LANGUAGE_WORDPIECES_H

#include "language/tables.h"

typedef struct wordpieces {
    slot_table slots;
    code_table split; /* characters beyond ASCII that stand alone */
    uint32_t count, unknown;
} wordpieces;

bool wordpieces_load(wordpieces *out, const model_file *file, onr_error *err);

/*
 * Writes at most `most` pieces of a form to `ids`; returns how many, at least one. 0: the arena
 * is full.
 */
size_t wordpiece_split(uint32_t *ids, size_t most, onr_str form, const wordpieces *pieces,
                       const alphabet *a, onr_arena *scratch);

#endif
