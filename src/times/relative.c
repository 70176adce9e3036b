/*
 * Times that count from the day of publication: "yesterday", "last July", "two weeks ago", "the
 * last Friday of last month".
 */
#include "base/arena.h"
#include "base/str.h"
#include "times/finder.h"

static const char part_of_day[] = "morning|afternoon|evening|night";

/* "the last year", "in the next week": behind an article no week or year of the calendar. */
static bool is_behind_article(const finder *f, size_t at)
{
    return at > 0 && is_form(f, at - 1, "the");
}

/* "last", "this", "next" as -1, 0, 1, and how many words that takes; `*words` 0: none of them. */
static int which_at(const finder *f, size_t at, size_t *words)
{
    *words = 1;
    if (is_form(f, at, "this") && is_form(f, at + 1, "past|coming|week's"))
        return *words = 2, is_form(f, at + 1, "past") ? -1 : 1;
    if (is_form(f, at, "last"))
        return -1;
    if (is_form(f, at, "next|coming"))
        return 1;
    *words = is_form(f, at, "this|current");
    return 0;
}

/* Days from the day of publication to a weekday, Monday 1. */
static int days_to(const finder *f, int weekday, bool told, int which, tense looks)
{
    int today = day_number(f->published) % 7 + 1;
    int ahead = (weekday - today + 7) % 7;
    if (told && which > 0)
        return ahead ? ahead : 7;
    if (told && which < 0)
        return ahead ? ahead - 7 : -7;
    if (told)
        return weekday - today;
    return looks == TENSE_FUTURE || ahead == 0 ? ahead : ahead - 7;
}

/* "Friday last week", "Friday of next week": how many words follow the day, and which week. */
static size_t week_behind(const finder *f, size_t at, int *week)
{
    size_t of = is_form(f, at, "of"), words;
    *week = which_at(f, at + of, &words);
    return words && is_form(f, at + of + words, "week") ? of + words + 1 : 0;
}

static onr_str write_weekday(const finder *f, int weekday, int week)
{
    int today = f->published ? day_number(f->published) % 7 + 1 : 0;
    return write_day_from(f, weekday - today + 7 * week, "");
}

/* A date behind a weekday: "Wednesday, March 4". */
static match dated(const finder *f, size_t at)
{
    size_t comma = is_form(f, at + 1, ","), the = is_form(f, at + 1 + comma, "the");
    match date = calendar_at(f, at + 1 + comma + the);
    bool is_day = date.words > 1 && (date.when.len == 10 || date.when.len == 0);
    return is_day ? (match){date.words + 1 + comma + the, date.when} : no_match;
}

/* "Friday", "last Friday", "Wednesday evening", "Wednesday, March 4", "Friday of last week" */
static match weekday(const finder *f, size_t at)
{
    size_t told, behind, name;
    int which = which_at(f, at, &told), week;
    name = at + told;
    int named = weekday_at(f, name);
    if (!named)
        return no_match;
    match date = dated(f, name);
    if (date.words)
        return (match){told + date.words, date.when};
    size_t part = is_form(f, name + 1, part_of_day);
    if ((behind = week_behind(f, name + 1 + part, &week)) > 0)
        return (match){told + 1 + part + behind, write_weekday(f, named, week)};
    int days = f->published ? days_to(f, named, told > 0, which, tense_at(f, name)) : 0;
    return (match){told + 1 + part, write_day_from(f, days, "")};
}

/* "the Friday before last", "Friday before last" */
static match weekday_before_last(const finder *f, size_t at)
{
    int named = weekday_at(f, at);
    if (!named || !is_form(f, at + 1, "before") || !is_form(f, at + 2, "last"))
        return no_match;
    int days = f->published ? days_to(f, named, true, -1, TENSE_PAST) - 7 : 0;
    return (match){3, write_day_from(f, days, "")};
}

/* "every Monday", "Mondays", "each year": again and again, which is no day. */
static match again(const finder *f, size_t at)
{
    onr_str word = form_at(f, at);
    if (word.len > 6 && str_listed(word, "Mondays|Tuesdays|Wednesdays|Thursdays|Fridays|Saturdays|"
                                         "Sundays|weekdays|weekends"))
        return (match){1, {0}};
    if (!is_form(f, at, "every|each"))
        return no_match;
    size_t other = is_form(f, at + 1, "other|second|third|few|two|three|four|five|six|ten");
    size_t unit = at + 1 + other;
    bool named = weekday_at(f, unit) || month_at(f, unit) || season_at(f, unit);
    if (named || is_form(f, unit,
                         "day|week|weekend|month|year|night|morning|evening|days|weeks|"
                         "months|years|quarter|decade"))
        return (match){2 + other, {0}};
    return no_match;
}

/* "today", "yesterday morning", "last night", "the day before yesterday" */
static match near_day(const finder *f, size_t at)
{
    if (is_named(f, at))
        return no_match;
    if (is_form(f, at, "day") && is_form(f, at + 1, "before") && is_form(f, at + 2, "yesterday"))
        return (match){3, write_day_from(f, -2, "")};
    if (is_form(f, at, "day") && is_form(f, at + 1, "after") && is_form(f, at + 2, "tomorrow"))
        return (match){3, write_day_from(f, 2, "")};
    int named = str_place(form_at(f, at), "yesterday|today|tomorrow");
    if (named)
        return (match){1 + (size_t)is_form(f, at + 1, part_of_day),
                       write_day_from(f, named - 2, "")};
    if (is_form(f, at, "tonight"))
        return (match){1, write_day_from(f, 0, "")};
    if (is_form(f, at, "last") && is_form(f, at + 1, "night|evening"))
        return (match){2, write_day_from(f, -1, "")};
    if (is_form(f, at, "this") && is_form(f, at + 1, part_of_day))
        return (match){2, write_day_from(f, 0, "")};
    return no_match;
}

/* A month of its name: "last July" is the latest that is over, "next July" the first to come. */
static onr_str write_named_month(const finder *f, int month, int which)
{
    int now = day_month(f->published), year = day_year(f->published);
    if (which < 0)
        year -= month >= now;
    if (which > 0)
        year += month <= now;
    return f->published ? edtf_month(year, month, "", f->arena) : (onr_str){0};
}

static onr_str write_named_season(const finder *f, int season, int which, tense looks)
{
    int now = day_month(f->published) / 3, year = day_year(f->published);
    if (!f->published)
        return (onr_str){0};
    /* January and February belong to the winter that began the year before. */
    if (now == 0) {
        now = 4;
        year--;
    }
    if (which < 0)
        year -= season >= now;
    else if (which > 0)
        year += season <= now;
    else if (season == 4 && now == 1 && looks != TENSE_FUTURE)
        year--;
    return write_season(f, year, season);
}

static onr_str write_quarter_from(const finder *f, int quarters)
{
    if (!f->published)
        return (onr_str){0};
    int from_0 = day_year(f->published) * 4 + (day_month(f->published) - 1) / 3 + quarters;
    int year = from_0 / 4, first = from_0 % 4 * 3 + 1;
    return arena_format(f->arena, "%04d-%02d/%04d-%02d", year, first, year, first + 2);
}

/* A weekend is the one to come, or by a verb in the past the one that is over. */
static onr_str write_near_weekend(const finder *f, int which, bool told, tense looks)
{
    bool weekend_now = f->published && day_number(f->published) % 7 >= 5;
    if (!told || which == 0)
        which = looks == TENSE_PAST && !weekend_now ? -1 : 0;
    return write_weekend_from(f, which);
}

static onr_str write_digits(const finder *f, int which, int digits, const char *unknown)
{
    int unit = digits == 1 ? 10 : 100;
    return f->published ? arena_format(f->arena, "%0*d%s", 4 - digits,
                                       day_year(f->published) / unit + which, unknown)
                        : (onr_str){0};
}

static const char near_units[] = "week|month|year|weekend|quarter|decade|century";

/* "the previous month", "the following year", "the next year": from a time that the page told. */
static match span_beside(const finder *f, size_t at)
{
    bool beside = is_form(f, at, "previous|preceding|following") ||
                  (is_form(f, at, "next") && is_behind_article(f, at) &&
                   !is_form(f, at + 1, "decade|century"));
    bool named = beside && (weekday_at(f, at + 1) || month_at(f, at + 1) || season_at(f, at + 1));
    return beside && (named || is_form(f, at + 1, near_units)) ? (match){2, {0}} : no_match;
}

/* "last week", "this month", "next summer", "last July", "this weekend", "last quarter" */
static match near_span(const finder *f, size_t at)
{
    size_t words;
    int which = which_at(f, at, &words), month, season;
    if (!words)
        return no_match;
    size_t unit = at + words;
    tense looks = unit < f->end ? tense_at(f, unit) : TENSE_UNKNOWN;
    if ((month = month_at(f, unit)) > 0)
        return (match){words + 1, write_named_month(f, month, which)};
    if ((season = season_at(f, unit)) > 0)
        return (match){words + 1, write_named_season(f, season, which, looks)};
    switch (str_place(form_at(f, unit), near_units)) {
    case 1: return (match){words + 1, write_week_from(f, which)};
    case 2: return (match){words + 1, write_month_from(f, which, "")};
    case 3: return (match){words + 1, write_year_from(f, which, "")};
    case 4: return (match){words + 1, write_near_weekend(f, which, which != 0, looks)};
    case 5: return (match){words + 1, write_quarter_from(f, which)};
    case 6: return (match){words + 1, write_digits(f, which, 1, "X")};
    case 7: return (match){words + 1, write_digits(f, which, 2, "XX")};
    default: return no_match;
    }
}

/* "at the weekend", "over the weekend" */
static match weekend(const finder *f, size_t at)
{
    bool told = is_form(f, at, "weekend") && at > 1 && is_form(f, at - 1, "the") &&
                is_form(f, at - 2, "at|on|over|during|by|until|before|after");
    return told ? (match){1, write_near_weekend(f, 0, false, tense_at(f, at))} : no_match;
}

enum { UNIT_DAY = 1, UNIT_WEEK, UNIT_FORTNIGHT, UNIT_MONTH, UNIT_YEAR, UNIT_DECADE };

static int unit_at(const finder *f, size_t at)
{
    int one = str_place(form_at(f, at), "day|week|fortnight|month|year|decade");
    return one ? one : str_place(form_at(f, at), "days|weeks|fortnights|months|years|decades");
}

/* So many units from the day of publication; days are counted, what is longer is only about then.
 */
static onr_str write_units_from(const finder *f, int unit, int count)
{
    switch (unit) {
    case UNIT_DAY: return write_day_from(f, count, "");
    case UNIT_WEEK: return write_day_from(f, 7 * count, "~");
    case UNIT_FORTNIGHT: return write_day_from(f, 14 * count, "~");
    case UNIT_MONTH: return write_month_from(f, count, "~");
    case UNIT_YEAR: return write_year_from(f, count, "~");
    default: return write_year_from(f, 10 * count, "~");
    }
}

/* From then to now, or from now to then. */
static onr_str write_stretch(const finder *f, int unit, int count)
{
    onr_str then = edtf_unmarked(write_units_from(f, unit, count));
    onr_str now = unit >= UNIT_YEAR    ? write_year_from(f, 0, "")
                  : unit == UNIT_MONTH ? write_month_from(f, 0, "")
                                       : write_day_from(f, 0, "");
    onr_str first = count < 0 ? then : now, last = count < 0 ? now : then;
    return then.len ? arena_format(f->arena, "%.*s/%.*s", (int)first.len, first.data, (int)last.len,
                                   last.data)
                    : (onr_str){0};
}

/* "a few", "several", "some": how many is not told. */
static size_t vague_at(const finder *f, size_t at)
{
    if (is_form(f, at, "a") && is_form(f, at + 1, "few"))
        return 2;
    return is_form(f, at, "several|many|few|some");
}

/* "two weeks ago", "a few days ago", "years ago"; "two years earlier", from what is not told */
static match ago(const finder *f, size_t at)
{
    int count = 0;
    size_t words = vague_at(f, at);
    bool vague = words > 0;
    words = vague ? words : count_at(f, at, &count);
    int unit = unit_at(f, at + words);
    if (!unit)
        return no_match;
    if (is_form(f, at + words + 1, "ago"))
        return (match){words + 2,
                       vague || !words ? (onr_str){0} : write_units_from(f, unit, -count)};
    return words && is_form(f, at + words + 1, "earlier|later") ? (match){words + 2, {0}}
                                                                : no_match;
}

/* "in two weeks", "two days from now", "in three months' time": of what is to come */
static match from_now(const finder *f, size_t at)
{
    int count = 0;
    size_t words = count_at(f, at, &count);
    int unit = words ? unit_at(f, at + words) : 0;
    if (!unit)
        return no_match;
    size_t end = at + words + 1;
    if (is_form(f, end, "from") && is_form(f, end + 1, "now|today"))
        return (match){words + 3, write_units_from(f, unit, count)};
    if (is_form(f, end, "'|’|'s|’s") && is_form(f, end + 1, "time"))
        return (match){words + 3, write_units_from(f, unit, count)};
    bool within = at > 0 && is_form(f, at - 1, "in|within") && tense_at(f, at) == TENSE_FUTURE;
    return within ? (match){words + 1, write_units_from(f, unit, count)} : no_match;
}

/* "in the last year", "over the next week", but "in the last year of his term" */
static bool is_whole_stretch(const finder *f, size_t at)
{
    return at > 1 && is_behind_article(f, at) && is_form(f, at, "last|next") &&
           is_form(f, at - 2, "in|over|during|within|for") && !is_form(f, at + 2, "of|before");
}

/* "the past three weeks", "the next five years", "the past year", "over the last month" */
static match stretch(const finder *f, size_t at)
{
    int count = 1, way = is_form(f, at, "past|last|previous")      ? -1
                         : is_form(f, at, "next|coming|following") ? 1
                                                                   : 0;
    if (!way)
        return no_match;
    size_t words = count_at(f, at + 1, &count);
    int unit = unit_at(f, at + 1 + words);
    bool told = is_form(f, at, "past") || unit == UNIT_FORTNIGHT ||
                (unit < UNIT_DECADE && is_whole_stretch(f, at));
    if (!words && !told)
        return no_match;
    return unit ? (match){words + 2, write_stretch(f, unit, way * (words ? count : 1))} : no_match;
}

/* The month that an expression means: "May", "last month", "November 2014". */
static bool month_of(const finder *f, size_t at, size_t *words, int *year, int *month)
{
    match found = near_span(f, at);
    found = found.words ? found : calendar_at(f, at);
    *words = found.words;
    if (found.when.len != 7 || found.when.data[4] != '-' || found.when.data[5] == '2')
        return false;
    *year = (found.when.data[0] - '0') * 1000 + (found.when.data[1] - '0') * 100 +
            (found.when.data[2] - '0') * 10 + (found.when.data[3] - '0');
    *month = (found.when.data[5] - '0') * 10 + (found.when.data[6] - '0');
    return true;
}

/* The n-th such weekday of a month, 0 any day; n -1: the last. */
static day nth_day(int year, int month, int weekday, int n)
{
    int32_t first = day_count(year, month, 1);
    int32_t next = day_count(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1);
    if (weekday == 0)
        return day_of_number(n < 0 ? next - 1 : first + n - 1);
    int32_t ahead = (weekday - 1 - first % 7 + 7) % 7;
    if (n > 0)
        return day_of_number(first + ahead + 7 * (n - 1));
    int32_t last = next - 1;
    return day_of_number(last - (last % 7 - (weekday - 1) + 7) % 7);
}

/* "the last Friday of last month", "the first Monday in May 2024", "the last day of March" */
static match nth_of_month(const finder *f, size_t at)
{
    int n = ordinal_at(f, at), weekday = n ? weekday_at(f, at + 1) : 0, year, month;
    if (!n || (!weekday && !is_form(f, at + 1, "day")) || !is_form(f, at + 2, "of|in"))
        return no_match;
    size_t words;
    bool known = month_of(f, at + 3, &words, &year, &month);
    if (!words)
        return no_match;
    onr_str when = known ? edtf_day(nth_day(year, month, weekday, n), "", f->arena) : (onr_str){0};
    return (match){3 + words, when};
}

match relative_at(const finder *f, size_t at)
{
    static match (*const forms[])(const finder *, size_t) = {
        again,    nth_of_month, weekday_before_last, weekday, near_day,
        stretch,  span_beside,  near_span,           weekend, ago,
        from_now,
    };
    match found = no_match;
    for (size_t i = 0; i < sizeof forms / sizeof *forms && !found.words; i++)
        found = forms[i](f, at);
    return found;
}
