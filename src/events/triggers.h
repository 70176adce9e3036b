/*
 * Events as the record's heads (network/heads.h) find them: triggers, who acts on whom, status.
 */
#ifndef ONR_SRC_EVENTS_TRIGGERS_H
#define ONR_SRC_EVENTS_TRIGGERS_H

#include "base/arena.h"
#include "events/places.h"

typedef list(onr_event) event_list;

/* Whether the model has such heads at all. */
bool triggers_are_read(const onr_text *text);

/* Adds the events of the text, in the order of their triggers. What it needs besides is scratch. */
void triggers_find(event_list *out, const places *r, onr_arena *arena);

/* The status of a word's event, where such heads read the text. */
onr_status triggers_status(const onr_text *text, size_t word);

#endif
