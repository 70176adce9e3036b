/*
 * Events by the researcher's own dictionaries (codebook/patterns.h), which decide wherever they
 * match.
 */
#ifndef ONR_SRC_EVENTS_OWN_H
#define ONR_SRC_EVENTS_OWN_H

#include "events/triggers.h"

/*
 * Puts the events of the dictionaries in the place of those with the same triggers, and leaves out
 * what the dictionaries say is none: triggers with the code "---", sentences with a phrase of
 * .discards, of which `notes` tell. False: the arena is full.
 */
bool events_by_book(event_list *found, onr_notes *notes, const places *r, const onr_codebook *book,
                    onr_arena *arena);

#endif
