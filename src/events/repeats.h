/*
 * Which events are told before, and where they happen: what the page says of an event besides who
 * does what to whom.
 */
#ifndef ONR_SRC_EVENTS_REPEATS_H
#define ONR_SRC_EVENTS_REPEATS_H

#include "onrecord/events.h"

/* Sets `same_as`: the page's first event of the same class with the same actors, one or more, and
 * recipients. Of repeats by people's reading that finds five in six; three in four that it gives
 * are repeats (docs/FIGURES.md). False: the arena is full. */
bool repeats_find(onr_event *events, size_t count, onr_arena *arena);

/* Sets `where`: the place by name that the trigger's own clause gives, "in Karst". */
void repeats_place(onr_event *event, const onr_text *text);

#endif
