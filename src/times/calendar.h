/*
 * Days of the Gregorian calendar as numbers, so that they can be counted.
 */
#ifndef ONR_SRC_TIMES_CALENDAR_H
#define ONR_SRC_TIMES_CALENDAR_H

#include "onrecord/base.h"

typedef struct date {
    int year;
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
} date;

/* Days since Monday, 29 December 1969, so that the rest by 7 is the weekday, Monday 0. */
int32_t date_number(date d);
date date_of(int32_t number);
bool is_date(date d);

/* A day written in full at the beginning of `edtf`; false where there is none. */
bool date_read(date *out, onr_str edtf);

#endif
