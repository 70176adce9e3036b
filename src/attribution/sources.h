/*
 * Which words name who speaks, where those that the model takes for it are none or lie apart.
 */
#ifndef ONR_SRC_ATTRIBUTION_SOURCES_H
#define ONR_SRC_ATTRIBUTION_SOURCES_H

#include "attribution/drafts.h"

/* Mends `roles`, those of a cue that the heads know, which are g's: the source becomes one phrase,
 * and if there is none, the words that the heads alone are sure enough of. */
void sources_settle(const finder *f, const finding *g, uint8_t *roles);

/* "Novak faces charges that he lied": whoever meets a claim does not make it. */
void sources_leave_facing(const finder *f, uint8_t *roles, window at);

#endif
