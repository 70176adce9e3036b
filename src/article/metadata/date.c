/*
 * Finds the days that a text names: ISO, "19 February 2026", "Feb. 19, 2026", "19.2.2026",
 * "2026年2月19日", with the names of the months in the languages of Europe and many more, in
 * Thailand's years and Iran's calendar too. Dates are looked for at digits, so a text without any
 * costs one look at each byte. A day that the calendar has not is none.
 */
#include "article/metadata/date.h"

#include "base/table.h"
#include "base/text.h"

enum {
    FIRST_YEAR = 1990,
    LAST_YEAR = 2099,
    BUDDHIST = 543,            /* Thailand's years are ahead by that */
    IRANIAN = 12,              /* months of the Iranian year are numbered from 13 on */
    FIRST_IRANIAN_YEAR = 1369, /* began in 1990 */
    LAST_IRANIAN_YEAR = 1477,  /* ends in 2099 */
    LONGEST_WORD = 44,         /* bytes of a month's name */
};

typedef struct number {
    uint64_t value;
    size_t digits;
    size_t end;
} number;

/* By name, in lower case: data/months.tsv. */
static const struct month {
    const char *name;
    unsigned number;
} months[] = {
#include "article/metadata/months.inc"
};

static number number_at(onr_str text, size_t at)
{
    number n = {.end = at};
    while (n.end < text.len && n.digits < 16 && is_ascii_digit(text.data[n.end])) {
        n.value = n.value * 10 + (uint64_t)(text.data[n.end++] - '0');
        n.digits++;
    }
    return n;
}

static bool is_within(uint64_t value, uint64_t first, uint64_t last)
{
    return value >= first && value <= last;
}

/*
 * Days up to one of the Iranian calendar, as `day_number` counts them. Its leap years come by
 * cycles of 33, eight of them, as the common arithmetic rule has it: true of all years here. Its
 * first six months have 31 days.
 */
static int32_t iranian_number(int32_t y, int32_t m, int32_t d)
{
    const int32_t zero = -1075193; /* so that the year 1399 begins on 20 March 2020 */
    int32_t years = y + 1595, before = m - 1;
    int32_t leaps = years / 33 * 8 + (years % 33 + 3) / 4;
    return zero + 365 * years + leaps + (before < 6 ? before * 31 : before * 30 + 6) + d;
}

static day iranian_day(uint64_t y, uint64_t m, uint64_t d)
{
    if (!is_within(y, FIRST_IRANIAN_YEAR, LAST_IRANIAN_YEAR) || !is_within(m, 1, 12) ||
        !is_within(d, 1, m < 7 ? 31 : 30))
        return 0;
    int32_t count = iranian_number((int32_t)y, (int32_t)m, (int32_t)d);
    bool next = count >= iranian_number((int32_t)y + 1, 1, 1); /* 30 of a short last month */
    return next ? 0 : day_of_number(count);
}

/* The day of these numbers, in the years in which pages of the web were written; else 0. */
static day web_day(uint64_t y, uint64_t m, uint64_t d)
{
    if (m > IRANIAN)
        return iranian_day(y, m - IRANIAN, d);
    if (is_within(y, FIRST_YEAR + BUDDHIST, LAST_YEAR + BUDDHIST))
        y -= BUDDHIST;
    bool written = is_within(y, FIRST_YEAR, LAST_YEAR);
    return written ? day_of((int64_t)y, (int64_t)m, (int64_t)d) : 0;
}

static bool is_iranian_year(number n)
{
    return n.digits == 4 && is_within(n.value, FIRST_IRANIAN_YEAR, LAST_IRANIAN_YEAR);
}

static bool is_common_year(number n)
{
    return n.digits == 4 && is_within(n.value, FIRST_YEAR, LAST_YEAR);
}

static bool is_year(number n)
{
    return is_common_year(n) || is_iranian_year(n) ||
           (n.digits == 4 && is_within(n.value, FIRST_YEAR + BUDDHIST, LAST_YEAR + BUDDHIST));
}

/* The month that `word` names; 0: none. */
static unsigned month_of(onr_str word)
{
    char lower[LONGEST_WORD + 8];
    onr_str name = {lower, text_lower(lower, sizeof lower, word)};
    const struct month *found = TABLE_FIND(table_find, name, months);
    return found ? found->number : 0;
}

static bool is_word_byte(char c)
{
    return is_ascii_letter(c) || (c & 0x80);
}

/* Where the blanks (no-break ones too) and the characters of `marks` from `at` on end. */
static size_t over(onr_str text, size_t at, const char *marks)
{
    for (; at < text.len; at++) {
        if (text.data[at] == '\xC2' && at + 1 < text.len && text.data[at + 1] == '\xA0')
            at++;
        else if (!is_ascii_space(text.data[at]) &&
                 (!text.data[at] || !strchr(marks, text.data[at])))
            break;
    }
    return at;
}

/* Whether a full stop stands within a word: Thai months are shortened to "มี.ค." */
static bool is_inner_dot(onr_str text, size_t at)
{
    return text.data[at] == '.' && at && text.data[at - 1] & 0x80 && at + 1 < text.len &&
           text.data[at + 1] == '\xE0';
}

static size_t word_end(onr_str text, size_t at)
{
    size_t from = at;
    while (at < text.len && at - from < LONGEST_WORD &&
           (is_word_byte(text.data[at]) || is_inner_dot(text, at)) &&
           !(text.data[at] == '\xC2' && at + 1 < text.len && text.data[at + 1] == '\xA0'))
        at++;
    return at;
}

static size_t over_word(onr_str text, size_t at, const char *words)
{
    size_t end = word_end(text, at);
    return end > at && str_listed((onr_str){text.data + at, end - at}, words) ? end : at;
}

static bool keep(date *out, day first, size_t start, size_t end)
{
    *out = (date){.first = first, .start = start, .end = end};
    return first > 0;
}

/* "2026-02-19", "2026/2/19", "2026. 2. 19.", "2026年2月19日" */
static bool read_year_first(date *out, onr_str text, size_t at, number year)
{
    static const char *const marks[][2] = {{"-", "-"},   {"/", "/"},   {".", "."},
                                           {"年", "月"}, {"년", "월"}, {"-", "月"}};
    onr_str rest = {text.data + year.end, text.len - year.end};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!str_starts(rest, marks[i][0]))
            continue;
        number month = number_at(text, over(text, year.end + strlen(marks[i][0]), ""));
        onr_str behind = {text.data + month.end, text.len - month.end};
        if (month.digits < 1 || month.digits > 2 || !str_starts(behind, marks[i][1]))
            continue;
        number date_ = number_at(text, over(text, month.end + strlen(marks[i][1]), ""));
        if (month.value <= 12 && date_.digits > 0 && date_.digits < 3) {
            uint64_t m = month.value + (is_iranian_year(year) ? IRANIAN : 0);
            return keep(out, web_day(year.value, m, date_.value), at, date_.end);
        }
    }
    size_t from = over(text, year.end, ".,-/");
    size_t to = word_end(text, from);
    number last = number_at(text, over(text, to, ".-/"));
    if (to == from || last.digits < 1 || last.digits > 2 || is_ascii_digit(text.data[to]))
        return false; /* "/2021/jan21/" names a month */
    unsigned month = month_of((onr_str){text.data + from, to - from});
    return month && keep(out, web_day(year.value, month, last.value), at, last.end);
}

/* "19.2.2026", "19.02.26", "19/2/2026"; "3/4/2026" is the third of April, or the fourth of March */
static bool read_numeric(date *out, onr_str text, size_t at, number a)
{
    char mark = a.end < text.len ? text.data[a.end] : ' ';
    if (mark != '.' && mark != '/' && mark != '-')
        return false;
    number b = number_at(text, mark == '.' ? over(text, a.end + 1, "") : a.end + 1);
    if (b.digits < 1 || b.digits > 2 || b.end >= text.len || text.data[b.end] != mark)
        return false;
    number c = number_at(text, mark == '.' ? over(text, b.end + 1, "") : b.end + 1);
    if (c.digits == 2 && a.digits == 2 && b.digits == 2 && mark != '-' &&
        (c.end >= text.len || (text.data[c.end] != mark && text.data[c.end] != ':')))
        c = (number){2000 + c.value, 4, c.end};
    if (c.digits != 4)
        return false;
    day first = web_day(c.value, b.value, a.value);
    day second = mark == '.' && first ? 0 : web_day(c.value, a.value, b.value);
    *out = (date){first ? first : second, first && second != first ? second : 0, at, c.end};
    return out->first > 0;
}

static bool ends_no_break(onr_str text, size_t end)
{
    return end > 1 && text.data[end - 2] == '\xC2' && text.data[end - 1] == '\xA0';
}

/* The month whose name stands before `at`: "February 19". */
static unsigned month_before(onr_str text, size_t *at)
{
    size_t end = *at;
    while (end > 0 && (is_ascii_space(text.data[end - 1]) || strchr(".-/", text.data[end - 1]) ||
                       ends_no_break(text, end)))
        end -= ends_no_break(text, end) ? 2 : 1;
    size_t start = end;
    while (start > 0 && end - start < LONGEST_WORD && is_word_byte(text.data[start - 1]) &&
           !ends_no_break(text, start))
        start--;
    if (start == end)
        return 0;
    *at = start;
    return month_of((onr_str){text.data + start, end - start});
}

/* A year of four digits, or "'26". */
static number year_at(onr_str text, size_t at)
{
    number year = number_at(text, at);
    static const char *const marks[] = {"'", "’", "‘"};
    for (size_t i = 0; i < 3; i++) {
        onr_str rest = {text.data + at, at < text.len ? text.len - at : 0};
        number in_century = number_at(text, at + strlen(marks[i]));
        if (str_starts(rest, marks[i]) && in_century.digits == 2)
            return (number){2000 + in_century.value, 4, in_century.end};
    }
    return year;
}

/* "15 tháng 3 năm 2026": Vietnamese counts its months, and may leave out the word for the year. */
static bool read_counted(date *out, onr_str text, size_t at, number date_)
{
    size_t from = over(text, date_.end, "");
    size_t behind = over_word(text, from, "tháng|Tháng|thg");
    number month = number_at(text, over(text, behind, ""));
    if (behind == from || month.digits < 1 || month.digits > 2)
        return false;
    size_t next = over(text, month.end, ",-/");
    number year = number_at(text, over(text, over_word(text, next, "năm"), ""));
    return year.digits == 4 &&
           keep(out, web_day(year.value, month.value, date_.value), at, year.end);
}

/* "19 February 2026", "19. Feb. 2026", "19 de febrero de 2026", "February 19th, 2026" */
static bool read_named(date *out, onr_str text, size_t at, number date_)
{
    size_t behind = over_word(text, date_.end, "st|nd|rd|th|er|ère|º|ª|°");
    number year = year_at(text, over(text, behind, ",.-/"));
    size_t start = at;
    if (is_year(year)) {
        unsigned month = month_before(text, &start);
        return month && keep(out, web_day(year.value, month, date_.value), start, year.end);
    }
    size_t from = over(text, behind, ".-/");
    from = over(text, over_word(text, from, "of|de|di|d|ta"), "");
    size_t to = word_end(text, from);
    size_t next = over(text, to, ".,-/");
    year = number_at(text, over(text, over_word(text, next, "of|de|del"), ",'"));
    if (to == from || !is_year(year))
        return false;
    unsigned month = month_of((onr_str){text.data + from, to - from});
    return month && keep(out, web_day(year.value, month, date_.value), at, year.end);
}

static bool read_at(date *out, onr_str text, size_t at)
{
    number a = number_at(text, at);
    if (is_year(a))
        return read_year_first(out, text, at, a);
    if (a.digits == 14) /* and the time of day: "20260219083000" */
        a.value /= 1000000;
    if ((a.digits == 8 || a.digits == 14) && a.value / 10000 <= LAST_YEAR)
        return keep(out, web_day(a.value / 10000, a.value / 100 % 100, a.value % 100), at, a.end);
    return a.digits > 0 && a.digits < 3 &&
           (read_numeric(out, text, at, a) || read_named(out, text, at, a) ||
            read_counted(out, text, at, a));
}

/* Digits of other scripts, each followed by the other nine; the last byte is that of zero. */
static const char *const zeros[] = {"٠", "۰", "०", "০", "๐", "０"};

/* The digit that stands at `at` in another script, `*len` bytes long; -1: none. */
static int other_digit(onr_str text, size_t at, size_t *len)
{
    if (!(text.data[at] & 0x80))
        return -1;
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++) {
        *len = strlen(zeros[i]);
        if (at + *len > text.len || memcmp(text.data + at, zeros[i], *len - 1) != 0)
            continue;
        int digit = (unsigned char)text.data[at + *len - 1] - (unsigned char)zeros[i][*len - 1];
        if (digit >= 0 && digit < 10)
            return digit;
    }
    return -1;
}

onr_str date_digits(onr_str text, onr_arena *arena)
{
    size_t len, from = 0, n = 0;
    while (from < text.len && other_digit(text, from, &len) < 0)
        from++;
    char *copy = from < text.len ? arena_array(arena, char, text.len) : NULL;
    if (!copy)
        return text;
    for (size_t at = 0; at < text.len;) {
        int digit = other_digit(text, at, &len);
        copy[n++] = digit < 0 ? text.data[at] : (char)('0' + digit);
        at += digit < 0 ? 1 : len;
    }
    return (onr_str){copy, n};
}

bool date_next(date *out, onr_str text, size_t *at)
{
    for (size_t i = *at; i < text.len; i++) {
        if (!is_ascii_digit(text.data[i]))
            continue;
        bool inside = i && (is_ascii_letter(text.data[i - 1]) || text.data[i - 1] == '_');
        if (!inside && read_at(out, text, i)) {
            *at = out->end;
            return true;
        }
        while (i + 1 < text.len && is_ascii_digit(text.data[i + 1]))
            i++;
    }
    *at = text.len;
    return false;
}

bool date_of_epoch(date *out, unsigned *hour, onr_str text)
{
    const int32_t first = day_count(1970, 1, 1);
    text = str_trim(text);
    number n = number_at(text, 0);
    uint64_t seconds = n.digits == 13 ? n.value / 1000 : n.value;
    bool whole = n.end == text.len || (n.end < text.len && text.data[n.end] == '.');
    if (!whole || (n.digits != 10 && n.digits != 13))
        return false;
    *hour = (unsigned)(seconds % 86400 / 3600);
    day of = day_of_number(first + (int32_t)(seconds / 86400));
    return keep(out, web_day(of / 10000, of / 100 % 100, of % 100), 0, text.len);
}

onr_str date_find(onr_str text, onr_arena *arena)
{
    date found;
    for (size_t at = 0; date_next(&found, text, &at);)
        if (!found.second)
            return edtf_day(found.first, "", arena);
    return (onr_str){0};
}

static bool is_path_mark(char c)
{
    return c == '/' || c == '-' || c == '_' || c == '.' || c == '=';
}

/* Where the number begins that a letter stands before, as in "/t20260219_"; else `at`. */
static size_t behind_letter(onr_str url, size_t at)
{
    bool letter = at + 1 < url.len && is_ascii_letter(url.data[at]);
    return letter && number_at(url, at + 1).digits == 8 ? at + 1 : at;
}

/* "/2026/02/19/", "/2026/feb/19/", "-20260219-", "/2026-02-19-", "/t20260219_" */
day date_of_url(onr_str url, uint32_t *month)
{
    *month = 0;
    for (size_t from = 1; from < url.len; from++) {
        date found;
        size_t i = is_path_mark(url.data[from - 1]) ? behind_letter(url, from) : url.len;
        if (i == url.len || !is_ascii_digit(url.data[i]))
            continue;
        number y = number_at(url, i);
        if (y.digits < 9 && read_at(&found, url, i) && !found.second)
            return found.first; /* 14 digits are when an archive fetched the page */
        number m = {0};
        if (is_common_year(y) && y.end < url.len && is_path_mark(url.data[y.end]))
            m = number_at(url, y.end + 1);
        if (m.digits == 2 && m.value > 0 && m.value < 13 && !*month)
            *month = (uint32_t)(y.value * 100 + m.value);
    }
    return 0;
}
