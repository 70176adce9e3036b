/*
 * Finds the day that a text names: ISO, "19 February 2026", "Feb. 19, 2026", "19.2.2026".
 * A day that does not exist is none. "3/4/2026" could be two days and gives none.
 */
#include "article/parts.h"

typedef struct number {
    unsigned value;
    size_t digits;
    size_t end;
} number;

/* English, then German, French, Spanish where they differ in the first letters. */
static const struct {
    const char *start;
    unsigned month;
} months[] = {
    {"jan", 1},  {"feb", 2},  {"mar", 3},  {"apr", 4},  {"may", 5},  {"jun", 6},  {"jul", 7},
    {"aug", 8},  {"sep", 9},  {"oct", 10}, {"nov", 11}, {"dec", 12}, {"mär", 3},  {"mai", 5},
    {"okt", 10}, {"dez", 12}, {"fév", 2},  {"avr", 4},  {"juin", 6}, {"juil", 7}, {"aoû", 8},
    {"déc", 12}, {"ene", 1},  {"abr", 4},  {"ago", 8},  {"dic", 12},
};

static number number_at(onr_str text, size_t at)
{
    number n = {.end = at};
    while (n.end < text.len && n.digits < 9 && is_ascii_digit(text.data[n.end])) {
        n.value = n.value * 10 + (unsigned)(text.data[n.end++] - '0');
        n.digits++;
    }
    return n;
}

static onr_str day_write(unsigned y, unsigned m, unsigned d, onr_arena *arena)
{
    static const unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (y < 1990 || y > 2099 || m < 1 || m > 12 || d < 1)
        return (onr_str){0};
    bool leap = y % 4 == 0 && y % 100 != 0;
    leap = leap || y % 400 == 0;
    if (d > days[m - 1] + (m == 2 && leap))
        return (onr_str){0};
    return arena_format(arena, "%04u-%02u-%02u", y, m, d);
}

/* The month whose name stands at `*at`; moves behind the word. 0: none. */
static unsigned month_at(onr_str text, size_t *at)
{
    for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
        size_t len = strlen(months[i].start);
        if (text.len - *at < len ||
            !str_equal_nocase((onr_str){text.data + *at, len}, (onr_str){months[i].start, len}))
            continue;
        size_t end = *at + len;
        while (end < text.len && (is_ascii_letter(text.data[end]) || (text.data[end] & 0x80)))
            end++;
        if (end - *at > 11)
            continue;
        *at = end;
        return months[i].month;
    }
    return 0;
}

static size_t over(onr_str text, size_t at, const char *marks)
{
    while (at < text.len && text.data[at] && strchr(marks, text.data[at]))
        at++;
    return at;
}

/* A date that begins with the number `a`. */
static onr_str from_number(onr_str text, number a, onr_arena *arena)
{
    char mark = a.end < text.len ? text.data[a.end] : ' ';
    if (a.digits == 8)
        return day_write(a.value / 10000, a.value / 100 % 100, a.value % 100, arena);
    if (mark == '-' || mark == '/' || mark == '.') {
        number b = number_at(text, a.end + 1);
        if (b.digits > 0 && b.digits < 3 && b.end < text.len && text.data[b.end] == mark) {
            number c = number_at(text, b.end + 1);
            if (a.digits == 4)
                return day_write(a.value, b.value, c.value, arena);
            if (c.digits == 4 && (mark == '.' || a.value > 12))
                return day_write(c.value, b.value, a.value, arena);
            if (c.digits == 4 && b.value > 12)
                return day_write(c.value, a.value, b.value, arena);
        }
    }
    if (a.digits > 2)
        return (onr_str){0};
    size_t at = a.end;
    if (text.len - at > 2 && is_ascii_letter(text.data[at]) && is_ascii_letter(text.data[at + 1]) &&
        !is_ascii_letter(text.data[at + 2]))
        at += 2; /* 1st, 2nd */
    at = over(text, at, " .-");
    if (text.len - at > 3 && str_equal((onr_str){text.data + at, 3}, ONR_STR("of ")))
        at += 3;
    unsigned month = month_at(text, &at);
    number year = number_at(text, over(text, at, " .,-"));
    return month && year.digits == 4 ? day_write(year.value, month, a.value, arena) : (onr_str){0};
}

/* A date that begins with the name of its month. */
static onr_str from_month(onr_str text, size_t at, onr_arena *arena)
{
    unsigned month = month_at(text, &at);
    if (!month)
        return (onr_str){0};
    number day = number_at(text, over(text, at, " ."));
    size_t behind = day.end;
    while (behind < text.len && is_ascii_letter(text.data[behind]))
        behind++;
    number year = number_at(text, over(text, behind, " ,"));
    return day.digits > 0 && day.digits < 3 && year.digits == 4
               ? day_write(year.value, month, day.value, arena)
               : (onr_str){0};
}

onr_str date_find(onr_str text, onr_arena *arena)
{
    for (size_t i = 0; i < text.len; i++) {
        char before = i ? text.data[i - 1] : ' ';
        if (is_ascii_digit(before) || is_ascii_letter(before))
            continue;
        onr_str found = {0};
        if (is_ascii_digit(text.data[i]))
            found = from_number(text, number_at(text, i), arena);
        else if (is_ascii_letter(text.data[i]))
            found = from_month(text, i, arena);
        if (found.len)
            return found;
    }
    return (onr_str){0};
}

onr_str date_in_url(onr_str url, onr_arena *arena)
{
    for (size_t i = 1; i + 8 < url.len; i++) {
        number year = number_at(url, i);
        if (year.digits == 4 && (url.data[i - 1] == '/' || url.data[i - 1] == '-')) {
            onr_str found = from_number(url, year, arena);
            if (found.len)
                return found;
        }
    }
    return (onr_str){0};
}
