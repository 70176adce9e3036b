/*
 * What the forms of times share: the words that they look at, and how what they mean is written.
 */
#ifndef ONR_SRC_TIMES_FINDER_H
#define ONR_SRC_TIMES_FINDER_H

#include "base/day.h"
#include "onrecord/times.h"

typedef struct finder {
    const onr_text *text;
    size_t end; /* Of the sentence; nothing is found across it. */
    onr_arena *arena;
    day published;  /* 0: not known */
    uint8_t *named; /* By word: it is part of somebody's or something's name. NULL: none is. */
} finder;

/* How many words an expression takes from a place on, 0: none there; and what they mean. */
typedef struct match {
    size_t words;
    onr_str when;
} match;

static const match no_match = {0};

/* The tense of the verb that a time hangs on: it says whether the time is past or to come. */
typedef enum tense {
    TENSE_UNKNOWN,
    TENSE_PAST,
    TENSE_OVER, /* of what was said then, which no day to come can be */
    TENSE_FUTURE
} tense;

onr_str form_at(const finder *f, size_t at);
bool is_form(const finder *f, size_t at, const char *words);

/* Whether the word is part of somebody's or something's name. */
bool is_named(const finder *f, size_t at);

/* 0: none there. `month_at` takes short ones, too: "Sept.". Seasons count from 1, spring. */
int month_at(const finder *f, size_t at);
int weekday_at(const finder *f, size_t at);
int season_at(const finder *f, size_t at);

/* A number of `least` to `most` digits, "1st" and "22nd" included where `ordinal`; -1: none. */
int number_at(const finder *f, size_t at, size_t least, size_t most, bool ordinal);
int year_at(const finder *f, size_t at);

/* "two", "12", "a", "a couple of": how many words it takes, and the number; 0: none. */
size_t count_at(const finder *f, size_t at, int *count);

/* "first" to "fourth", 1 to 4; "last" -1; 0: none. */
int ordinal_at(const finder *f, size_t at);

tense tense_at(const finder *f, size_t at);

/* Day, month, year, week, weekend, so many behind that of publication. */
onr_str write_day_from(const finder *f, int days, const char *mark);
onr_str write_month_from(const finder *f, int months, const char *mark);
onr_str write_year_from(const finder *f, int years, const char *mark);
onr_str write_week_from(const finder *f, int weeks);
onr_str write_weekend_from(const finder *f, int weeks);

/* A season, EDTF's 21 to 24. */
onr_str write_season(const finder *f, int year, int season);

/* The year of a month or day without one, by the tense of its verb; the nearest one where that is
 * not known. `date` 0: of the whole month. */
int year_of(const finder *f, int month, int date, tense looks);

/* Each looks for its forms at a place, the longest first. */
match calendar_at(const finder *f, size_t at);
match relative_at(const finder *f, size_t at);

#endif
