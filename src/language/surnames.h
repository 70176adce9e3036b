/*
 * Persons whose surname is another word too: Ada May, Ivo Will, Rosa Price, Joe Sunday.
 */
#ifndef ONR_SRC_LANGUAGE_SURNAMES_H
#define ONR_SRC_LANGUAGE_SURNAMES_H

#include "onrecord/language.h"

/*
 * Makes such a surname part of the person's name, and a name where it stands alone, with the tags
 * and the place in the tree of one. `words` are those of the linked `text`; its names are written
 * anew into `arena`. `*any`: words were hung elsewhere, and the links are old. False: an arena is
 * full.
 */
bool surnames_mend(onr_text *text, onr_word *words, bool *any, onr_arena *scratch,
                   onr_arena *arena);

#endif
