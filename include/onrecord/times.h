/**
 * Times: words -> the days, months and years that they mean, in EDTF.
 * Takes a text with trees and the day of publication, from which "Friday" and "last month" count.
 * Knows nothing of statements and events.
 */
#ifndef ONRECORD_TIMES_H
#define ONRECORD_TIMES_H

#include "onrecord/language.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { ONR_NO_TIME = -1 };

/** An expression of time, without its preposition. */
typedef struct onr_time {
    onr_span span;
    uint32_t first_word;
    uint32_t word_count;
    onr_str when; /**< EDTF: "2026-02-19", "2026-02", "2026-02-16/2026-02-22"; empty: unknown. */
} onr_time;

/** In the order of the text; none overlaps another. */
typedef struct onr_times {
    const onr_time *items;
    size_t count;
} onr_times;

/**
 * Finds the times of `text`. `published` is an EDTF day; where it is none, what counts from
 * it has no `when`. A bare weekday, and a month or day without a year, is the last one up to the
 * day of publication, or the next one where its verb is in the future. What comes again and again
 * ("every Monday") has no `when`; words of names ("Theresa May") are no times.
 *
 * Method: patterns over words, a function each, the longest forms first; what they mean is written
 * in EDTF (ISO 8601-2:2019, level 1) and counted as TIMEX3 does (Pustejovsky et al. 2003). The
 * result lives in `arena` and points into `text`.
 *
 * Fails with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_times_find(onr_times *out, const onr_text *text, onr_str published,
                            onr_arena *arena, onr_error *err);

/**
 * The time at which what the words in `spans` tell of happens: the first one of their sentence
 * whose governor in the tree stands in `spans`, or ONR_NO_TIME. `text` is the one that `times`
 * was found in.
 */
ONR_API int32_t onr_times_of(const onr_times *times, const onr_text *text, onr_spans spans);

/**
 * Counts a time of `text` from another day, `told`, an EDTF day: the one on which the words were
 * said. Where that is no day, nothing changes; a full `arena` leaves `when` empty.
 */
ONR_API void onr_times_count_from(onr_time *time, const onr_text *text, onr_str told,
                                  onr_arena *arena);

#ifdef __cplusplus
}
#endif

#endif
