/*
 * What happens without anybody's doing: a flood that kills, those who die in a crash.
 */
#ifndef ONR_SRC_EVENTS_ACCIDENTS_H
#define ONR_SRC_EVENTS_ACCIDENTS_H

#include "onrecord/language.h"

/* Whether the words around a verb say that an accident does it (data/accidents.tsv). */
bool accident_does(const onr_text *text, int32_t verb);

#endif
