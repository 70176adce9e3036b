/*
 * What the network sees in each statement of a record as claim and as denial.
 */
#ifndef ONR_SRC_RECORD_STANCES_H
#define ONR_SRC_RECORD_STANCES_H

#include "network/heads.h"
#include "onrecord/record.h"

/* The stances of all statements, in their order; those that no network read, or whose model was not
 * taught this, are all 0. NULL: the arena is full. */
const head_stance *stances_of(const onr_record *record, onr_arena *arena);

#endif
