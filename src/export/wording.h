/*
 * Acts, events and days in the words of a sentence, as people read them.
 */
#ifndef ONR_SRC_EXPORT_WORDING_H
#define ONR_SRC_EXPORT_WORDING_H

#include "base/buffer.h"
#include "onrecord/record.h"

/* The act of that name; ONR_ACT_STATE where there is none. */
onr_act act_called(onr_str name);

/* "denied", "accused", "thought". */
const char *act_past(onr_act act);

/* "reportedly denied", "did not promise", "would demand" (not yet said); what fits of it.
 * `speaker`: who speaks, as it is shown before, which may say no itself: "no cabinet" promised
 * something. */
void act_phrase(char *out, size_t size, onr_act act, onr_str speaker, bool negated, bool hedged,
                bool unrealised);

/* "19 Feb 2026" of "2026-02-19", "Feb 2026" of "2026-02"; stretches with "to" between. Other EDTF
 * stays as it is. */
void put_when(buffer *to, onr_str edtf);

#endif
