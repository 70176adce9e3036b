/*
 * The events that denials are, once it is known whose claims they deny.
 */
#ifndef ONR_SRC_RECORD_DENIALS_H
#define ONR_SRC_RECORD_DENIALS_H

#include "onrecord/record.h"

/* Aims the events of the record's denials at those who claim what is denied, and adds the events
 * that are missing. Where the arena is full, the events are as they were. */
void denials_find_events(onr_record *record, onr_arena *arena);

#endif
