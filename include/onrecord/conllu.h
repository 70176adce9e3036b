/**
 * CoNLL-U: the treebanks' file format, to and from a text that was read.
 */
#ifndef ONRECORD_CONLLU_H
#define ONRECORD_CONLLU_H

#include "onrecord/language.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Writes `text` with `# text`, `# sent_id`, SpaceAfter=No and TokenRange=start:end (bytes);
 * comments that were read stand before them, and in their place.
 * Fails with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_conllu_write(onr_str *out, const onr_text *text, onr_arena *arena, onr_error *err);

/**
 * Reads tokens, words, sentences and their comments; the text is rebuilt from forms, SpaceAfter
 * and, where it agrees with them, TokenRange. Tags, trees, empty nodes and all other columns are
 * ignored. Fails with ONR_E_FORMAT, `err->byte` at the line at fault,
 * or ONR_E_MEMORY.
 */
ONR_API bool onr_conllu_read(onr_text *out, onr_str conllu, onr_arena *arena, onr_error *err);

#ifdef __cplusplus
}
#endif

#endif
