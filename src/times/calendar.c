/*
 * Times that a calendar has: days, months, years, seasons, quarters, decades, days of feasts.
 */
#include "base/arena.h"
#include "base/str.h"
#include "times/finder.h"

/* Words in front of a month or a year that say that it is one. */
static const char before_month[] = "in|since|until|till|by|early|late|mid|last|this|next|of|from|"
                                   "through|during|before|after|past|"
                                   "between|around|throughout";
static const char before_year[] = "in|since|until|till|by|before|after|from|during|early|late|mid|"
                                  "through|year|around|between|circa|"
                                  "throughout|fiscal|for";

static bool is_dash(const finder *f, size_t at)
{
    return is_form(f, at, "-|–|—");
}

/* Behind one of the words; "mid-March", in one word or in three. */
static bool is_behind(const finder *f, size_t at, const char *words)
{
    if (str_starts_nocase(form_at(f, at), "mid-"))
        return true;
    if (at > 1 && is_dash(f, at - 1))
        return is_form(f, at - 2, "mid|early|late");
    return at > 0 && is_form(f, at - 1, words);
}

/* "last year", "this year", "next year": -1: none of them, or not known from when. */
static int near_year_at(const finder *f, size_t at)
{
    int which = str_place(form_at(f, at), "last|this|next");
    bool told = which && f->published && is_form(f, at + 1, "year") && !is_form(f, at + 2, "'s|’s");
    return told ? day_year(f->published) + which - 2 : -1;
}

/* Where a year stands at `at`, a comma or "of" in front of it aside, its value; moves `*at` behind
 * it. */
static int take_year(const finder *f, size_t *at)
{
    size_t comma = is_form(f, *at, ",|of");
    int year = year_at(f, *at + comma), near = near_year_at(f, *at + comma);
    *at += year >= 0 ? comma + 1 : near >= 0 ? comma + 2 : 0;
    return year >= 0 ? year : near;
}

/* "of that year", "of the same year", "the following year", behind a day or month: a year that the
 * page told before. How many words. */
static size_t year_told_before(const finder *f, size_t at)
{
    size_t of = is_form(f, at, "of"), the = is_form(f, at + of, "the");
    bool told = the ? is_form(f, at + of + 1, "same|following|next|previous|preceding")
                    : is_form(f, at + of, "that");
    return told && is_form(f, at + of + the + 1, "year") ? of + the + 2 : 0;
}

/* "Denied on 30 March that": what was said on that day begins behind it. */
static tense tense_before(const finder *f, size_t at, size_t end)
{
    tense looks = tense_at(f, at);
    return looks == TENSE_PAST && is_form(f, end, "that") ? TENSE_OVER : looks;
}

static match day_of_month(const finder *f, size_t at, size_t end, int month, int date)
{
    int year = take_year(f, &end);
    if (year < 0 && !f->published)
        return (match){end - at, {0}};
    year = year < 0 ? year_of(f, month, date, tense_before(f, at, end)) : year;
    onr_str when = edtf_day(day_of(year, month, date), "", f->arena);
    return when.len ? (match){end - at, when} : no_match;
}

static int date_at(const finder *f, size_t at)
{
    int date = number_at(f, at, 1, 2, true);
    return date >= 1 && date <= 31 ? date : 0;
}

/* "12 March", "the 12th of March 2026" */
static match day_then_month(const finder *f, size_t at)
{
    int date = date_at(f, at);
    size_t of = is_form(f, at + 1, "of");
    int month = date ? month_at(f, at + 1 + of) : 0;
    return month ? day_of_month(f, at, at + 2 + of, month, date) : no_match;
}

/* "March 12", "March 12th, 2026" */
static match month_then_day(const finder *f, size_t at)
{
    int month = month_at(f, at);
    size_t the = month && is_form(f, at + 1, "the");
    int date = month ? date_at(f, at + 1 + the) : 0;
    return date ? day_of_month(f, at, at + 2 + the, month, date) : no_match;
}

static match write_range(const finder *f, size_t at, size_t end, int month, int first, int last)
{
    int year = take_year(f, &end);
    if (year < 0 && !f->published)
        return (match){end - at, {0}};
    year = year < 0 ? year_of(f, month, first, tense_at(f, at)) : year;
    onr_str when = edtf_days(day_of(year, month, first), day_of(year, month, last), f->arena);
    return when.len && first < last ? (match){end - at, when} : no_match;
}

/* "12-14 March", "March 12 to 14, 2024" */
static match days_of_month(const finder *f, size_t at)
{
    int month = month_at(f, at);
    size_t first = at + (month > 0);
    bool joined = is_dash(f, first + 1) || is_form(f, first + 1, "to|and");
    int from = date_at(f, first), to = from && joined ? date_at(f, first + 2) : 0;
    if (!to)
        return no_match;
    if (month)
        return month_at(f, first + 3) ? no_match : write_range(f, at, first + 3, month, from, to);
    month = month_at(f, first + 3);
    return month ? write_range(f, at, first + 4, month, from, to) : no_match;
}

/* "March 2026"; "March" alone where a word before it says that it is a month. */
static match month_alone(const finder *f, size_t at)
{
    int month = month_at(f, at);
    size_t end = at + 1;
    if (!month)
        return no_match;
    int year = take_year(f, &end);
    if (year < 0 && (!is_behind(f, at, before_month) || f->text->words[at].upos != ONR_PROPN))
        return no_match;
    if (year < 0 && !f->published)
        return (match){1, {0}};
    year = year < 0 ? year_of(f, month, 0, tense_at(f, at)) : year;
    return (match){end - at, edtf_month(year, month, "", f->arena)};
}

/* The parts of "19-Nov-2012", "12.03.2024", "2024/03/12": up to three numbers or names. */
static size_t split_parts(onr_str word, onr_str parts[3])
{
    size_t count = 0, start = 0;
    for (size_t i = 0; i <= word.len; i++)
        if (i == word.len || strchr("-./", word.data[i])) {
            if (count == 3 || i == start)
                return 0;
            parts[count++] = (onr_str){word.data + start, i - start};
            start = i + 1;
        }
    return count;
}

static int number_of(onr_str digits)
{
    int value = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (!is_ascii_digit(digits.data[i]) || digits.len > 4)
            return -1;
        value = value * 10 + (digits.data[i] - '0');
    }
    return digits.len ? value : -1;
}

/* Years of two digits are those nearest to ours. */
static int whole_year(onr_str digits)
{
    int year = number_of(digits);
    return digits.len == 4 ? year : digits.len == 2 ? year + (year < 50 ? 2000 : 1900) : -1;
}

static day day_of_parts(const onr_str parts[3])
{
    int month = str_place(parts[1], "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec");
    if (month)
        return day_of(whole_year(parts[2]), month, number_of(parts[0]));
    if (parts[0].len == 4)
        return day_of(number_of(parts[0]), number_of(parts[1]), number_of(parts[2]));
    if (parts[2].len != 4)
        return 0;
    /* With slashes Americans put the month first: what only one of both can be is known. */
    int first = number_of(parts[0]), second = number_of(parts[1]);
    bool dots = parts[0].data[parts[0].len] == '.';
    if (dots || first > 12)
        return day_of(number_of(parts[2]), second, first);
    return second > 12 ? day_of(number_of(parts[2]), first, second) : 0;
}

/* "2024-03-12", "19-Nov-2012", in one word or in five. */
static match written_day(const finder *f, size_t at)
{
    size_t words = is_dash(f, at + 1) && is_dash(f, at + 3) ? 5 : 1;
    if (at + words > f->end)
        return no_match;
    onr_span span = {f->text->words[at].span.start, f->text->words[at + words - 1].span.end};
    onr_str parts[3], word = str_slice(f->text->text, span);
    size_t time = str_find(word, ONR_STR("T"), 8);
    word.len = time == 10 && word.len > 10 ? time : word.len;
    day of = split_parts(word, parts) == 3 ? day_of_parts(parts) : 0;
    return of ? (match){words, edtf_day(of, "", f->arena)} : no_match;
}

/* The later year of "between 2014 and 2016", "from 2014 to 2016", "2014-2016"; -1: there is none.
 */
static int last_year_of(const finder *f, size_t at)
{
    bool joined = is_dash(f, at + 1) ||
                  (is_behind(f, at, "between") && is_form(f, at + 1, "and")) ||
                  (is_behind(f, at, "from") && is_form(f, at + 1, "to|until|till|through"));
    return joined ? year_at(f, at + 2) : -1;
}

/* "2014" behind a word that makes it a year, or behind another year; "2014-2016". */
static match year_alone(const finder *f, size_t at)
{
    int year = year_at(f, at);
    bool counts =
        f->text->words[at].relation == ONR_NUMMOD && f->text->words[at].head == (int32_t)at + 1;
    bool second = at > 1 && is_form(f, at - 1, "and|to|or") && year_at(f, at - 2) > 0;
    if (year < 0 || counts || (!is_behind(f, at, before_year) && !second))
        return no_match;
    int last = last_year_of(f, at);
    if (last > year)
        return (match){3, arena_format(f->arena, "%04d/%04d", year, last)};
    return (match){1, edtf_year(year, "", f->arena)};
}

/* "the accord of 1994" */
static match year_behind_of(const finder *f, size_t at)
{
    bool told = at > 1 && is_form(f, at - 1, "of") && year_at(f, at) > 0;
    bool counts = told && f->text->words[at].relation == ONR_NUMMOD;
    return told && !counts ? (match){1, edtf_year(year_at(f, at), "", f->arena)} : no_match;
}

/* "the 1990s", "the '90s" is not told of which century */
static match decade(const finder *f, size_t at)
{
    onr_str word = form_at(f, at);
    onr_str digits = {word.data, word.len > 4 ? 4 : 0};
    int year = number_of(digits);
    bool plural = word.len == 5 && word.data[4] == 's';
    if (word.len == 4 && is_form(f, at + 1, "s")) {
        year = number_of(word);
        plural = f->text->words[at].span.end == f->text->words[at + 1].span.start;
    }
    if (!plural || year < 1000 || year > 2199 || year % 10 != 0)
        return no_match;
    return (match){word.len == 5 ? 1 : 2, arena_format(f->arena, "%03dX", year / 10)};
}

/* "the 19th century" */
static match century(const finder *f, size_t at)
{
    int number = number_at(f, at, 1, 2, true);
    if (number < 11 || number > 21 || !is_form(f, at + 1, "century"))
        return no_match;
    return (match){2, arena_format(f->arena, "%02dXX", number - 1)};
}

/* The spring of a year begins it, its winter ends it. */
static int season_year(const finder *f, int season, tense looks)
{
    int month = day_month(f->published), first = 3 * season, year = day_year(f->published);
    bool begun = month >= first;
    if (looks == TENSE_PAST)
        return begun ? year : year - 1;
    if (looks == TENSE_FUTURE)
        return month > first + 2 ? year + 1 : year;
    /* Nearest: a winter that has just gone is last year's. */
    return season == 4 && month < 6 ? year - 1 : year;
}

/* "summer 2014", "the summer of 2014"; "in the summer" */
static match season(const finder *f, size_t at)
{
    int named = season_at(f, at);
    size_t end = at + 1;
    if (!named)
        return no_match;
    int year = take_year(f, &end);
    if (year > 0)
        return (match){end - at, write_season(f, year, named)};
    size_t the = at > 0 && is_form(f, at - 1, "the");
    bool fall = is_form(f, at, "fall") && f->text->words[at].upos != ONR_NOUN;
    if (fall || at <= the || !is_form(f, at - 1 - the, "in|during|since|until|by|last|this|next"))
        return no_match;
    if (!f->published)
        return (match){1, {0}};
    return (match){1, write_season(f, season_year(f, named, tense_at(f, at)), named)};
}

/* "the first quarter of 2025", "Q1 2025" */
static match quarter(const finder *f, size_t at)
{
    int number = str_place(form_at(f, at), "Q1|Q2|Q3|Q4");
    size_t end = at + 1;
    if (!number) {
        number = ordinal_at(f, at);
        if (number < 1 || !is_form(f, at + 1, "quarter"))
            return no_match;
        end++;
    }
    int year = take_year(f, &end);
    if (year < 0 && !f->published)
        return (match){end - at, {0}};
    if (year < 0)
        year = year_of(f, 3 * number - 2, 0, tense_at(f, at));
    return (match){end - at, arena_format(f->arena, "%04d-%02d/%04d-%02d", year, 3 * number - 2,
                                          year, 3 * number)};
}

/* "Christmas Eve", "New Year's Day 2024" */
static match feast(const finder *f, size_t at)
{
    size_t end = at + 1;
    int month = 0, date = 0;
    if (is_form(f, at, "Christmas")) {
        month = 12;
        date = is_form(f, at + 1, "Eve") ? 24 : 25;
        end += is_form(f, at + 1, "Eve|Day");
    } else if (is_form(f, at, "New") && is_form(f, at + 1, "Year") && is_form(f, at + 2, "'s|’s") &&
               is_form(f, at + 3, "Eve|Day")) {
        month = is_form(f, at + 3, "Eve") ? 12 : 1;
        date = month == 12 ? 31 : 1;
        end += 3;
    }
    bool alone =
        end == at + 1 && (at == 0 || !is_form(f, at - 1, "at|before|after|by|until|on|last|this"));
    return month && !alone ? day_of_month(f, at, end, month, date) : no_match;
}

match calendar_at(const finder *f, size_t at)
{
    static match (*const forms[])(const finder *, size_t) = {
        written_day, days_of_month, day_then_month, month_then_day, quarter,    feast,
        month_alone, season,        decade,         century,        year_alone, year_behind_of,
    };
    match found = no_match;
    for (size_t i = 0; i < sizeof forms / sizeof *forms && !found.words; i++)
        found = forms[i](f, at);
    size_t before = found.words ? year_told_before(f, at + found.words) : 0;
    return before ? (match){found.words + before, {0}} : found;
}
