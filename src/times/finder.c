#include "times/finder.h"

#include "base/arena.h"
#include "base/str.h"

onr_str form_at(const finder *f, size_t at)
{
    return at < f->end ? f->text->words[at].form : (onr_str){0};
}

bool is_form(const finder *f, size_t at, const char *words)
{
    return form_at(f, at).len > 0 && str_listed(form_at(f, at), words);
}

/* "March" of "mid-March". */
static onr_str without_mid(onr_str word)
{
    return str_starts_nocase(word, "mid-") ? (onr_str){word.data + 4, word.len - 4} : word;
}

/* "Sept" of "Sept." */
static onr_str without_stop(onr_str word)
{
    return str_ends(word, ".") ? (onr_str){word.data, word.len - 1} : word;
}

bool is_named(const finder *f, size_t at)
{
    return f->named && at < f->end && f->named[at];
}

/* A word that begins with a capital, and is not part of a name. */
static bool may_be_named(const finder *f, size_t at)
{
    return str_has_capital(without_mid(form_at(f, at))) && !is_named(f, at);
}

int month_at(const finder *f, size_t at)
{
    return may_be_named(f, at) ? month_called(without_stop(without_mid(form_at(f, at)))) : 0;
}

int weekday_at(const finder *f, size_t at)
{
    if (!may_be_named(f, at))
        return 0;
    onr_str word = form_at(f, at);
    int named = str_place(word, "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday");
    return named ? named : str_place(word, "Mon.|Tue.|Wed.|Thu.|Fri.|Sat.|Sun.");
}

int season_at(const finder *f, size_t at)
{
    onr_str word = form_at(f, at);
    int season = is_named(f, at) ? 0 : str_place(word, "spring|summer|autumn|winter");
    return season ? season : str_listed(word, "fall") ? 3 : 0;
}

int number_at(const finder *f, size_t at, size_t least, size_t most, bool ordinal)
{
    onr_str word = most > 3 ? without_mid(form_at(f, at)) : form_at(f, at);
    int value = 0;
    size_t n = 0;
    for (; n < word.len && n < 5 && is_ascii_digit(word.data[n]); n++)
        value = value * 10 + (word.data[n] - '0');
    onr_str rest = {word.data + n, word.len - n};
    bool whole = rest.len == 0 || (ordinal && str_listed(rest, "st|nd|rd|th"));
    return whole && n >= least && n <= most ? value : -1;
}

int year_at(const finder *f, size_t at)
{
    int year = number_at(f, at, 4, 4, false);
    return year >= 1000 && year <= 2199 ? year : -1;
}

size_t count_at(const finder *f, size_t at, int *count)
{
    *count =
        str_place(form_at(f, at), "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve");
    if (*count)
        return 1;
    if (is_form(f, at, "a") && is_form(f, at + 1, "couple|dozen")) {
        *count = is_form(f, at + 1, "couple") ? 2 : 12;
        return 2 + (size_t)is_form(f, at + 2, "of");
    }
    *count = is_form(f, at, "a|an") ? 1 : number_at(f, at, 1, 3, false);
    return *count > 0;
}

int ordinal_at(const finder *f, size_t at)
{
    if (is_form(f, at, "last|final"))
        return -1;
    int place = str_place(form_at(f, at), "first|second|third|fourth");
    return place ? place : str_place(form_at(f, at), "1st|2nd|3rd|4th");
}

/* The verb that a word hangs on, itself or a few steps up; -1: none. */
static int32_t verb_above(const finder *f, size_t at)
{
    int32_t word = (int32_t)at;
    for (int steps = 0; steps < 6 && word >= 0; steps++) {
        onr_upos upos = f->text->words[word].upos;
        if (upos == ONR_VERB || (upos == ONR_AUX && steps > 0))
            return word;
        const onr_word *from = &f->text->words[word];
        /* The time of a noun ("a march on Friday") may be another than the tense of its verb says
         * ("announced"). */
        bool opens = from->head > word && from->head >= 0 &&
                     f->text->words[from->head].relation == ONR_NSUBJ; /* "in May the bank" */
        bool of_noun = from->relation == ONR_NMOD && from->head >= 0 && !opens &&
                       f->text->words[from->head].upos != ONR_VERB &&
                       f->text->words[from->head].upos != ONR_NUM &&
                       f->text->words[from->head].relation != ONR_OBL;
        word = of_noun ? -1 : from->head;
    }
    return -1;
}

static bool is_auxiliary_of(const onr_word *word, int32_t verb)
{
    return word->head == verb && (word->relation == ONR_AUX_REL || word->relation == ONR_COP ||
                                  word->relation == ONR_MARK);
}

/* "passed in June", of a noun; what is planned for June may be to come. */
static bool is_done(const onr_word *verb)
{
    return verb->relation == ONR_ACL && str_is(verb->xpos, "VBN") &&
           !str_listed(verb->lemma, "plan|schedule|set|expect|slate|propose|book|intend|foresee|"
                                    "project|forecast|earmark|tip|fix|promise|envisage|envision");
}

tense tense_at(const finder *f, size_t at)
{
    const onr_word *words = f->text->words;
    int32_t verb = verb_above(f, at);
    /* Without a verb a copula's noun or adjective has its tense: "it was warm in July". */
    int32_t head = verb >= 0 ? verb : words[at].relation == ONR_NMOD ? -1 : words[at].head;
    const onr_sentence *s = &f->text->sentences[words[at].sentence];
    tense found = TENSE_UNKNOWN;
    for (size_t i = s->first_word; head >= 0 && i < s->first_word + s->word_count; i++) {
        if (!is_auxiliary_of(&words[i], head))
            continue;
        if (str_listed(words[i].form, "will|'ll|’ll|wo|would|shall|may|can|should"))
            return TENSE_FUTURE;
        if (str_listed(words[i].form, "was|were|did|had|has|have"))
            found = TENSE_PAST;
        else if (str_listed(words[i].form, "to") && words[i].relation == ONR_MARK)
            found = TENSE_FUTURE;
    }
    if (found == TENSE_UNKNOWN && verb >= 0 &&
        (str_is(words[verb].xpos, "VBD") || is_done(&words[verb])))
        found = TENSE_PAST;
    return found;
}

onr_str write_day_from(const finder *f, int days, const char *mark)
{
    return edtf_day(day_after(f->published, days), mark, f->arena);
}

onr_str write_month_from(const finder *f, int months, const char *mark)
{
    int from_0 = day_year(f->published) * 12 + day_month(f->published) - 1 + months;
    return f->published ? edtf_month(from_0 / 12, from_0 % 12 + 1, mark, f->arena) : (onr_str){0};
}

onr_str write_year_from(const finder *f, int years, const char *mark)
{
    return f->published ? edtf_year(day_year(f->published) + years, mark, f->arena) : (onr_str){0};
}

/* The Monday of a week. */
static int32_t monday_of(const finder *f, int weeks)
{
    int32_t today = day_number(f->published);
    return today - today % 7 + 7 * weeks;
}

onr_str write_week_from(const finder *f, int weeks)
{
    if (!f->published)
        return (onr_str){0};
    int32_t monday = monday_of(f, weeks);
    return edtf_days(day_of_number(monday), day_of_number(monday + 6), f->arena);
}

onr_str write_weekend_from(const finder *f, int weeks)
{
    if (!f->published)
        return (onr_str){0};
    int32_t monday = monday_of(f, weeks);
    return edtf_days(day_of_number(monday + 5), day_of_number(monday + 6), f->arena);
}

onr_str write_season(const finder *f, int year, int season)
{
    return arena_format(f->arena, "%04d-%d", year, 20 + season);
}

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

/* A day so near ahead is meant, even behind a verb in the past: "proposed talks on 17 March". */
enum { SOON = 31 };

static bool is_within(const finder *f, int month, int date, int days)
{
    int32_t ahead = day_count(day_year(f->published), month, date) - day_number(f->published);
    return ahead > 0 && ahead <= days;
}

int year_of(const finder *f, int month, int date, tense looks)
{
    int now = day_year(f->published) * 10000 + day_month(f->published) * 100;
    int asked = day_year(f->published) * 10000 + month * 100 + date;
    now += date ? day_date(f->published) : 0;
    bool soon = date && looks != TENSE_OVER && asked > now && is_within(f, month, date, SOON);
    if (looks == TENSE_UNKNOWN || soon)
        return nearest_year(f, month, date ? date : 15);
    if (looks == TENSE_PAST || looks == TENSE_OVER)
        return day_year(f->published) - (asked > now);
    return day_year(f->published) + (asked < now);
}
