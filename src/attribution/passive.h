/*
 * Cues in the passive: "was accused by Karst".
 */
#ifndef ONR_SRC_ATTRIBUTION_PASSIVE_H
#define ONR_SRC_ATTRIBUTION_PASSIVE_H

#include "attribution/drafts.h"

/* Who stands behind the "by" of a cue in the passive or a noun, and so is its speaker; -1: nobody
 * does. */
int32_t passive_agent(const finder *f, int32_t cue);

/* What somebody is called by a cue in the passive: "a thief", "as a thief"; -1: nothing. */
int32_t passive_label(const finder *f, int32_t cue);

/* Gives `roles`, those of the cue's window, the agent as source and nothing else. */
void passive_give(const finder *f, uint8_t *roles, window at, int32_t agent);

/* Whom a cue in the passive is directed at: its subject; -1: it has none. */
int32_t passive_subject(const finder *f, int32_t cue);

/* "Falk was told that the dam would fail": Falk; or -1. */
int32_t passive_informed(const finder *f, int32_t cue);

/* "Residents were promised homes": to whom a cue in the passive gives what stands behind it; -1:
 * nobody. */
int32_t passive_receiver(const finder *f, int32_t cue);

/* "Came under fire for the sale": what is done to the cue's subject, as by a passive. */
bool passive_is_under_fire(const finder *f, int32_t cue);

/* "The miners were told", "fighters thought to be near": whom a passive without "by" tells
 * something or is about does not speak. */
void passive_leave_subject(const finder *f, uint8_t *roles, window at);

/* "Fighters are believed to be near", "a video allegedly showing it": what nobody named says so of
 * stands in what is said, where nothing else stands before the cue. */
void passive_take_subject(const finder *f, uint8_t *roles, window at);

#endif
