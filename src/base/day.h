/*
 * Days of the Gregorian calendar, counted and compared, and how EDTF (ISO 8601-2, levels 0 and 1)
 * writes days, months, years and stretches of them.
 */
#ifndef ONR_SRC_BASE_DAY_H
#define ONR_SRC_BASE_DAY_H

#include "onrecord/base.h"

/* A day that exists, as the number 20260219: year, month, day of the month. 0: none. Days compare
 * as the calendar orders them. */
typedef uint32_t day;

/* The day of these numbers; 0 where there is none such, or its year has not four digits. */
day day_of(int64_t year, int64_t month, int64_t date);

static inline int day_year(day of)
{
    return (int)(of / 10000);
}

static inline int day_month(day of)
{
    return (int)(of / 100 % 100);
}

static inline int day_date(day of)
{
    return (int)(of % 100);
}

/* The month that is called so in English, 1 to 12: "March", "Mar", "Sept", the case of ASCII
 * letters aside. 0: it is none. */
int month_called(onr_str word);

/* "March", of 1 to 12. */
const char *month_name(int month);

/*
 * Days since Monday, 29 December 1969, so that the rest by 7 is the weekday, Monday 0. A date
 * that its month does not have counts on into the next month.
 */
int32_t day_count(int year, int month, int date);

/* The same of a day; 0 has no count. */
static inline int32_t day_number(day of)
{
    return day_count(day_year(of), day_month(of), day_date(of));
}

/* The day of such a count; 0 outside the years of four digits. */
day day_of_number(int32_t number);

/* So many days after `of` (negative: before it); 0 of no day. */
day day_after(day of, int32_t days);

/* 2026-02-19, 2026-02, 2026, 2026-02-16/2026-02-22. `mark` stands behind: "", or "~" where it is
 * about then. Empty of no day. */
onr_str edtf_day(day of, const char *mark, onr_arena *arena);
onr_str edtf_month(int year, int month, const char *mark, onr_arena *arena);
onr_str edtf_year(int year, const char *mark, onr_arena *arena);
onr_str edtf_days(day first, day last, onr_arena *arena);

/* The day that stands written in full at the beginning of `edtf`; 0 where there is none. */
day edtf_read_day(onr_str edtf);

/* Whether a text is the EDTF of one day, month or year, with at most one mark of doubt. */
bool is_edtf_date(onr_str text);

/* Without its marks of doubt: "?" uncertain, "~" approximate, "%" both. */
onr_str edtf_unmarked(onr_str edtf);

#endif
