/*
 * Texts as a store's tables have them.
 */
#ifndef ONR_SRC_STORE_COLUMN_H
#define ONR_SRC_STORE_COLUMN_H

#include "onrecord/base.h"

/* Well-formed UTF-8 without zeros, at which engines would end it: of other bytes each becomes "?",
 * so that all offsets stay true. */
onr_str column_clean(onr_str text, onr_arena *arena);

/* As names are compared: the case of ASCII letters aside. */
onr_str column_fold(onr_str text, onr_arena *arena);

/* The days from which and to which an EDTF day, month or year goes: "2026-02-01", "2026-02-28" of
 * "2026-02?". Empty of anything else. */
onr_str column_first_day(onr_str edtf, onr_arena *arena);
onr_str column_last_day(onr_str edtf, onr_arena *arena);

#endif
