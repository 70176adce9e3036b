/*
 * What stands in capitals before a colon at the head of a line: who speaks, as transcripts and
 * interviews print it ("MS. OKAFOR: …", "ADA LUND: …").
 */
#ifndef ONR_SRC_ENTITIES_LABELS_H
#define ONR_SRC_ENTITIES_LABELS_H

#include "entities/drafts.h"

/* Makes each label one name: a person's behind a title, or where a word of it is a first name or in
 * a full name of the page; else an organisation's, where a word of it is in a name. False: the
 * arena is full. */
bool labels_begin(finder *f, onr_arena *scratch);

#endif
