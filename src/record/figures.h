/*
 * Quantities: amounts, shares, distances, lengths of time, counts from three up.
 */
#ifndef ONR_SRC_RECORD_FIGURES_H
#define ONR_SRC_RECORD_FIGURES_H

#include "onrecord/record.h"

/*
 * Finds the figures of `record->text`; its statements vouch for them, its times are none.
 * Fails with ONR_E_MEMORY.
 */
bool figures_find(onr_figures *out, const onr_record *record, onr_arena *arena, onr_error *err);

#endif
