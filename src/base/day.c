/*
 * Days as numbers and back (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms":
 * years begin in March, so that the leap day is the last), and days as text.
 */
#include "base/day.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"

enum { DAYS_IN_400_YEARS = 146097, FROM_MARCH_0 = 719468, FROM_MONDAY = 3 };

static int64_t month_days(int64_t year, int64_t month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

static const char *const month_names[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};

const char *month_name(int month)
{
    return month_names[month - 1];
}

int month_called(onr_str word)
{
    for (int i = 0; word.len && i < 12; i++) {
        const char *name = month_names[i];
        if (ascii_lower(*name) == ascii_lower(*word.data) &&
            (str_equal_nocase(word, str_of(name)) || str_equal_nocase(word, (onr_str){name, 3})))
            return i + 1;
    }
    return str_equal_nocase(word, ONR_STR("Sept")) ? 9 : 0;
}

day day_of(int64_t year, int64_t month, int64_t date)
{
    if (year < 1000 || year > 9999 || month < 1 || month > 12 || date < 1 ||
        date > month_days(year, month))
        return 0;
    return (day)(year * 10000 + month * 100 + date);
}

int32_t day_count(int year, int month, int date)
{
    int from_march = month <= 2 ? year - 1 : year;
    int era = from_march / 400, of_era = from_march % 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + date - 1;
    return era * DAYS_IN_400_YEARS + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
           FROM_MARCH_0 + FROM_MONDAY;
}

day day_of_number(int32_t number)
{
    int32_t days = number - FROM_MONDAY + FROM_MARCH_0;
    int era = days / DAYS_IN_400_YEARS, of_era = days % DAYS_IN_400_YEARS;
    int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year + year / 4 - year / 100);
    int from_march = (5 * of_year + 2) / 153;
    int month = from_march < 10 ? from_march + 3 : from_march - 9;
    return day_of(era * 400 + year + (month <= 2), month, of_year - (153 * from_march + 2) / 5 + 1);
}

day day_after(day of, int32_t days)
{
    return of ? day_of_number(day_number(of) + days) : 0;
}

onr_str edtf_day(day of, const char *mark, onr_arena *arena)
{
    return of ? arena_format(arena, "%04d-%02d-%02d%s", day_year(of), day_month(of), day_date(of),
                             mark)
              : (onr_str){0};
}

onr_str edtf_month(int year, int month, const char *mark, onr_arena *arena)
{
    return arena_format(arena, "%04d-%02d%s", year, month, mark);
}

onr_str edtf_year(int year, const char *mark, onr_arena *arena)
{
    return arena_format(arena, "%04d%s", year, mark);
}

onr_str edtf_days(day first, day last, onr_arena *arena)
{
    return first && last ? arena_format(arena, "%04d-%02d-%02d/%04d-%02d-%02d", day_year(first),
                                        day_month(first), day_date(first), day_year(last),
                                        day_month(last), day_date(last))
                         : (onr_str){0};
}

/* The number that `count` digits from `at` on write; -1 where they are no digits. */
static int digits(onr_str text, size_t at, size_t count)
{
    int value = 0;
    for (size_t i = at; i < at + count; i++) {
        if (i >= text.len || !is_ascii_digit(text.data[i]))
            return -1;
        value = value * 10 + (text.data[i] - '0');
    }
    return value;
}

day edtf_read_day(onr_str edtf)
{
    bool whole = edtf.len >= 10 && edtf.data[4] == '-' && edtf.data[7] == '-' &&
                 (edtf.len == 10 || !is_ascii_digit(edtf.data[10]));
    return whole ? day_of(digits(edtf, 0, 4), digits(edtf, 5, 2), digits(edtf, 8, 2)) : 0;
}

static bool is_mark(char c)
{
    return c == '?' || c == '~' || c == '%';
}

bool is_edtf_date(onr_str text)
{
    if (text.len && is_mark(text.data[text.len - 1]))
        text.len--;
    bool shaped = text.len == 4 || (text.len == 7 && text.data[4] == '-') ||
                  (text.len == 10 && text.data[4] == '-' && text.data[7] == '-');
    return shaped && day_of(digits(text, 0, 4), text.len > 4 ? digits(text, 5, 2) : 1,
                            text.len > 7 ? digits(text, 8, 2) : 1);
}

onr_str edtf_unmarked(onr_str edtf)
{
    while (edtf.len && is_mark(edtf.data[edtf.len - 1]))
        edtf.len--;
    return edtf;
}
