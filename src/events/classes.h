/*
 * What is known of PLOVER's classes.
 */
#ifndef ONR_SRC_EVENTS_CLASSES_H
#define ONR_SRC_EVENTS_CLASSES_H

#include "onrecord/events.h"

/* The CAMEO root that a class is; empty where it has several, of which none is certain. */
const char *class_cameo(onr_plover class);

/* The class (an onr_plover) of the event that an act is by itself; -1: it is none. */
int class_of_act(onr_act act);

/* How probable an event is that a rule alone finds. */
static const float EVENT_BY_RULE = 0.80f;

/* Whether all of this kind are of politics: states, their bodies and organisations, the armed. */
bool kind_is_political(onr_entity_kind kind);

/* Whether somebody is of politics by kind or code: in office, in a party, in arms. A state alone
 * makes no politician, nor does what citizens, the press, firms and schools are coded with. */
bool entity_is_of_politics(const onr_entity *e);

/* Whether what somebody of this kind says can be an event by itself. */
bool actor_is_political(const onr_entity *e);

#endif
