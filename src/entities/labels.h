/*
 * Words before a colon at the head of a line, each with a capital: who speaks, as transcripts and
 * interviews print it ("MS. OKAFOR: …", "ADA LUND: …", "Lund: …").
 */
#ifndef ONR_SRC_ENTITIES_LABELS_H
#define ONR_SRC_ENTITIES_LABELS_H

#include "entities/drafts.h"

/* Makes each label one name: a person's behind a title, or where a word of it is in a full name of
 * the page or a first name, and all of one that is not in capitals; an organisation's in capitals,
 * where a word of it is in a name. False: the arena is full. */
bool labels_begin(finder *f, onr_arena *scratch);

#endif
