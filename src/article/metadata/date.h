/*
 * Days that texts, attributes and URLs name.
 */
#ifndef ONR_SRC_ARTICLE_METADATA_DATE_H
#define ONR_SRC_ARTICLE_METADATA_DATE_H

#include "base/arena.h"
#include "base/day.h"
#include "base/str.h"

/* A date in a text. */
typedef struct date {
    day first;  /* the day it names */
    day second; /* "3/4/2026" read the other way round, month before day; else 0 */
    size_t start;
    size_t end;
} date;

/* The next date in `text` from `*at` on, which moves behind it; false: there is none. */
bool date_next(date *out, onr_str text, size_t *at);

/* The day, and hour in UTC, of a number of seconds since 1970, or of thousandths of them. */
bool date_of_epoch(date *out, unsigned *hour, onr_str text);

/* `text` with the digits of other scripts ("١٥", "１５") as ASCII has them; the text itself where
 * it has none. */
onr_str date_digits(onr_str text, onr_arena *arena);

/* The day in the path of a URL; 0: none. `*month` is the month where no day stands: 202602. */
day date_of_url(onr_str url, uint32_t *month);

#endif
