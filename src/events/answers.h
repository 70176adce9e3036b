/*
 * Whom a statement answers that takes up by a noun what another said or did: "rejected the offer",
 * "welcomed the move".
 */
#ifndef ONR_SRC_EVENTS_ANSWERS_H
#define ONR_SRC_EVENTS_ANSWERS_H

#include "events/places.h"

/* Who said or did what the statement with this cue takes up, `last` being the event ahead of it or
 * NULL; ONR_NO_ENTITY: it takes up nothing, or nobody is known to have. */
int32_t answers_whom(const places *r, const onr_event *last, int32_t statement, int32_t cue);

#endif
