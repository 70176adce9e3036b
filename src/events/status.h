/*
 * Whether an event has happened, where the words around its trigger say it plainly: "not", "will",
 * "if", "denied that".
 */
#ifndef ONR_SRC_EVENTS_STATUS_H
#define ONR_SRC_EVENTS_STATUS_H

#include "events/places.h"

/* False: the words say nothing of it. */
bool status_by_words(onr_status *out, const places *r, int32_t word);

#endif
