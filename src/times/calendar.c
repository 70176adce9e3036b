/*
 * Days as numbers and back (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms":
 * years begin in March, so that the leap day is the last).
 */
#include "times/calendar.h"

#include "base/str.h"

enum { DAYS_IN_400_YEARS = 146097, FROM_MARCH_0 = 719468, FROM_MONDAY = 3 };

int32_t date_number(date d)
{
    int year = d.month <= 2 ? d.year - 1 : d.year;
    int era = year / 400, of_era = year % 400;
    int of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    return era * DAYS_IN_400_YEARS + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
           FROM_MARCH_0 + FROM_MONDAY;
}

date date_of(int32_t number)
{
    int32_t days = number - FROM_MONDAY + FROM_MARCH_0;
    int era = days / DAYS_IN_400_YEARS, of_era = days % DAYS_IN_400_YEARS;
    int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year + year / 4 - year / 100);
    int from_march = (5 * of_year + 2) / 153;
    int month = from_march < 10 ? from_march + 3 : from_march - 9;
    return (date){era * 400 + year + (month <= 2), month, of_year - (153 * from_march + 2) / 5 + 1};
}

bool is_date(date d)
{
    if (d.year < 1000 || d.year > 9999 || d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31)
        return false;
    date same = date_of(date_number(d));
    return same.month == d.month && same.day == d.day;
}

static int digits(onr_str text, size_t from, size_t count)
{
    int value = 0;
    for (size_t i = from; i < from + count; i++)
        value = is_ascii_digit(text.data[i]) && value >= 0 ? value * 10 + (text.data[i] - '0') : -1;
    return value;
}

bool date_read(date *out, onr_str edtf)
{
    if (edtf.len < 10 || edtf.data[4] != '-' || edtf.data[7] != '-' ||
        (edtf.len > 10 && is_ascii_digit(edtf.data[10])))
        return false;
    *out = (date){digits(edtf, 0, 4), digits(edtf, 5, 2), digits(edtf, 8, 2)};
    return is_date(*out);
}
