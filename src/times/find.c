/*
 * Finds expressions of time, word by word: dates, months, years, weekdays and what counts
 * from the day of publication ("yesterday", "last month", "two days ago").
 */
#include "base/arena.h"
#include "base/day.h"
#include "base/str.h"
#include "onrecord/times.h"

typedef struct finder {
    const onr_text *text;
    size_t end; /* Of the sentence; nothing is found across it. */
    onr_arena *arena;
    day published; /* 0: not known */
} finder;

/* How many words an expression takes from a place on, 0: none there; and what they mean. */
typedef struct match {
    size_t words;
    onr_str when;
} match;

static const match none = {0};

static onr_str form(const finder *f, size_t at)
{
    return at < f->end ? f->text->words[at].form : (onr_str){0};
}

static bool is_form(const finder *f, size_t at, const char *words)
{
    return form(f, at).len > 0 && str_listed(form(f, at), words);
}

static bool is_capital(onr_str word)
{
    return word.len && word.data[0] >= 'A' && word.data[0] <= 'Z';
}

static int month_at(const finder *f, size_t at)
{
    onr_str word = form(f, at);
    if (!is_capital(word))
        return 0;
    int month = str_place(word, "January|February|March|April|May|June|July|August|September|"
                                "October|November|December");
    return month ? month : str_place(word, "Jan.|Feb.|Mar.|Apr.|-|-|-|Aug.|Sept.|Oct.|Nov.|Dec.");
}

static int weekday_at(const finder *f, size_t at)
{
    onr_str word = form(f, at);
    return is_capital(word)
               ? str_place(word, "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday")
               : 0;
}

/* A number of `least` to `most` digits, "1st" and "22nd" included where `ordinal`; -1: none. */
static int number_at(const finder *f, size_t at, size_t least, size_t most, bool ordinal)
{
    onr_str word = form(f, at);
    int value = 0;
    size_t n = 0;
    for (; n < word.len && n < 5 && is_ascii_digit(word.data[n]); n++)
        value = value * 10 + (word.data[n] - '0');
    onr_str rest = {word.data + n, word.len - n};
    bool whole = rest.len == 0 || (ordinal && str_listed(rest, "st|nd|rd|th"));
    return whole && n >= least && n <= most ? value : -1;
}

static int year_at(const finder *f, size_t at)
{
    int year = number_at(f, at, 4, 4, false);
    return year >= 1000 && year <= 2199 ? year : -1;
}

/* A day so many days behind the day of publication (negative: before it). */
static onr_str write_from_today(const finder *f, int days)
{
    return edtf_day(day_after(f->published, days), "", f->arena);
}

static onr_str write_about(const finder *f, int days)
{
    return edtf_day(day_after(f->published, days), "~", f->arena);
}

/* A month so many months behind that of publication; `mark` "~" where it is about then. */
static onr_str write_month(const finder *f, int months, const char *mark)
{
    int from_0 = day_year(f->published) * 12 + day_month(f->published) - 1 + months;
    return f->published ? edtf_month(from_0 / 12, from_0 % 12 + 1, mark, f->arena) : (onr_str){0};
}

static onr_str write_year(const finder *f, int years, const char *mark)
{
    return f->published ? edtf_year(day_year(f->published) + years, mark, f->arena) : (onr_str){0};
}

/* From its Monday to its Sunday. */
static onr_str write_week(const finder *f, int weeks)
{
    if (!f->published)
        return (onr_str){0};
    int32_t today = day_number(f->published), monday = today - today % 7 + 7 * weeks;
    return edtf_days(day_of_number(monday), day_of_number(monday + 6), f->arena);
}

/* The year in which a day lies nearest to the day of publication. */
static int nearest_year(const finder *f, int month, int date)
{
    int now = day_year(f->published), best = now;
    int32_t today = day_number(f->published), least = INT32_MAX;
    for (int year = now - 1; year <= now + 1; year++) {
        int32_t away = day_count(year, month, date) - today;
        away = away < 0 ? -away : away;
        if (away < least) {
            least = away;
            best = year;
        }
    }
    return best;
}

/* Where a year stands at `at`, a comma in front of it aside, its value; moves `*at` behind it. */
static int take_year(const finder *f, size_t *at)
{
    size_t comma = is_form(f, *at, ",");
    int year = year_at(f, *at + comma);
    *at += year < 0 ? 0 : comma + 1;
    return year;
}

static match day_of_month(const finder *f, size_t at, size_t end, int month, int date)
{
    int year = take_year(f, &end);
    if (year < 0 && !f->published)
        return (match){end - at, {0}};
    year = year < 0 ? nearest_year(f, month, date) : year;
    onr_str when = edtf_day(day_of(year, month, date), "", f->arena);
    return when.len ? (match){end - at, when} : none;
}

/* "12 March", "the 12th of March 2026" */
static match day_then_month(const finder *f, size_t at)
{
    int date = number_at(f, at, 1, 2, true);
    size_t of = is_form(f, at + 1, "of");
    int month = date > 0 ? month_at(f, at + 1 + of) : 0;
    return month && date <= 31 ? day_of_month(f, at, at + 2 + of, month, date) : none;
}

/* "March 12", "March 12th, 2026" */
static match month_then_day(const finder *f, size_t at)
{
    int month = month_at(f, at);
    int date = month ? number_at(f, at + 1, 1, 2, true) : 0;
    return date > 0 && date <= 31 ? day_of_month(f, at, at + 2, month, date) : none;
}

/* "March 2026"; "March" alone where a word before it says that it is a month. */
static match month_alone(const finder *f, size_t at)
{
    int month = month_at(f, at);
    size_t end = at + 1;
    if (!month)
        return none;
    int year = take_year(f, &end);
    bool told = at > 0 && is_form(f, at - 1, "in|since|until|by|early|late|mid|last|this|next|of");
    if (year < 0 && (!told || f->text->words[at].upos != ONR_PROPN))
        return none;
    if (year < 0 && !f->published)
        return (match){1, {0}};
    year = year < 0 ? nearest_year(f, month, 15) : year;
    return (match){end - at, edtf_month(year, month, "", f->arena)};
}

static match iso_day(const finder *f, size_t at)
{
    onr_str word = form(f, at);
    day of = word.len == 10 ? edtf_read_day(word) : 0;
    return of ? (match){1, edtf_day(of, "", f->arena)} : none;
}

/* "2014" behind a word that makes it a year. */
static match year_alone(const finder *f, size_t at)
{
    int year = year_at(f, at);
    bool told = at > 0 && is_form(f, at - 1, "in|since|until|by|before|after|from|during");
    return year > 0 && told ? (match){1, edtf_year(year, "", f->arena)} : none;
}

/* Whether the verb that the word hangs on tells of what is to come. */
static bool is_future(const finder *f, size_t at)
{
    const onr_word *words = f->text->words;
    const onr_sentence *s = &f->text->sentences[words[at].sentence];
    int32_t verb = words[at].head;
    for (size_t i = s->first_word; i < s->first_word + s->word_count; i++)
        if (words[i].head == verb &&
            (words[i].relation == ONR_AUX_REL || words[i].relation == ONR_MARK) &&
            str_listed(words[i].form, "will|'ll|’ll|wo|would|shall|to"))
            return true;
    return false;
}

static size_t part_of_day(const finder *f, size_t at)
{
    return is_form(f, at, "morning|afternoon|evening|night");
}

/* Days from the day of publication to a weekday, Monday 1. */
static int days_to(const finder *f, int weekday, bool next, bool last, bool future)
{
    int today = f->published ? day_number(f->published) % 7 + 1 : 0;
    int ahead = (weekday - today + 7) % 7;
    if (next)
        return ahead ? ahead : 7;
    if (last)
        return ahead ? ahead - 7 : -7;
    return future || ahead == 0 ? ahead : ahead - 7;
}

/* "Friday", "last Friday", "Wednesday evening", "Wednesday, March 4" */
static match weekday(const finder *f, size_t at)
{
    bool next = is_form(f, at, "next"), last = is_form(f, at, "last");
    size_t name = at + (next || last || is_form(f, at, "this"));
    int named = weekday_at(f, name);
    if (!named)
        return none;
    size_t comma = is_form(f, name + 1, ",");
    match dated = month_then_day(f, name + 1 + comma);
    dated = dated.words ? dated : day_then_month(f, name + 1 + comma);
    if (dated.words)
        return (match){name + 1 + comma + dated.words - at, dated.when};
    int days = days_to(f, named, next, last, is_future(f, name));
    return (match){name + 1 + part_of_day(f, name + 1) - at, write_from_today(f, days)};
}

/* "today", "yesterday morning", "last night", "this evening" */
static match near_day(const finder *f, size_t at)
{
    int named = str_place(form(f, at), "yesterday|today|tomorrow");
    if (named)
        return (match){1 + part_of_day(f, at + 1), write_from_today(f, named - 2)};
    if (is_form(f, at, "tonight"))
        return (match){1, write_from_today(f, 0)};
    if (is_form(f, at, "last") && is_form(f, at + 1, "night"))
        return (match){2, write_from_today(f, -1)};
    if (is_form(f, at, "this") && part_of_day(f, at + 1))
        return (match){2, write_from_today(f, 0)};
    return none;
}

/* "last week", "this month", "next year" */
static match near_span(const finder *f, size_t at)
{
    int which = str_place(form(f, at), "last|this|next") - 2;
    if (which < -1)
        return none;
    switch (str_place(form(f, at + 1), "week|month|year")) {
    case 1: return (match){2, write_week(f, which)};
    case 2: return (match){2, write_month(f, which, "")};
    case 3: return (match){2, write_year(f, which, "")};
    default: return none;
    }
}

/* "two days ago"; days are counted, what is longer is only about then. */
static match ago(const finder *f, size_t at)
{
    int count = str_place(form(f, at), "one|two|three|four|five|six|seven|eight|nine|ten");
    count = is_form(f, at, "a|an") ? 1 : count ? count : number_at(f, at, 1, 3, false);
    if (count <= 0 || !is_form(f, at + 2, "ago"))
        return none;
    onr_str unit = form(f, at + 1);
    if (str_listed(unit, "day|days"))
        return (match){3, write_from_today(f, -count)};
    if (str_listed(unit, "week|weeks"))
        return (match){3, write_about(f, -7 * count)};
    if (str_listed(unit, "month|months"))
        return (match){3, write_month(f, -count, "~")};
    if (str_listed(unit, "year|years"))
        return (match){3, write_year(f, -count, "~")};
    return none;
}

/* The longer forms first: "March 12" before "March". */
static match time_at(const finder *f, size_t at)
{
    static match (*const forms[])(const finder *, size_t) = {
        iso_day, day_then_month, month_then_day, month_alone, weekday, near_day, near_span,
        ago,     year_alone,
    };
    match found = none;
    for (size_t i = 0; i < sizeof forms / sizeof *forms && !found.words; i++)
        found = forms[i](f, at);
    return found;
}

typedef list(onr_time) time_list;

static void find_in_sentence(time_list *out, finder *f, const onr_sentence *s)
{
    f->end = s->first_word + s->word_count;
    for (size_t i = s->first_word; i < f->end;) {
        match found = time_at(f, i);
        if (found.words) {
            onr_span span = {f->text->words[i].span.start,
                             f->text->words[i + found.words - 1].span.end};
            onr_time t = {span, (uint32_t)i, (uint32_t)found.words, found.when};
            list_push(out, t, f->arena);
        }
        i += found.words ? found.words : 1;
    }
}

bool onr_times_find(onr_times *out, const onr_text *text, onr_str published, onr_arena *arena,
                    onr_error *err)
{
    finder f = {.text = text, .arena = arena, .published = edtf_read_day(published)};
    time_list times = {0};
    for (size_t i = 0; i < text->sentence_count; i++)
        find_in_sentence(&times, &f, &text->sentences[i]);
    *out = (onr_times){times.items, times.count};
    return !onr_arena_full(arena) || arena_fail(err, "find times");
}
