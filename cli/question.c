/*
 * What is asked of a store, as options. Whatever names somebody or something may be given more than
 * once: one of its values must hold.
 */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/str.h"
#include "cli.h"

/* The lists of a question, in this order the rows of `settings.values`. */
enum {
    KEY_BY = 512,
    KEY_TO,
    KEY_ACT,
    KEY_QUOTE,
    KEY_OUTLET,
    KEY_CHAIN,
    KEY_CLASS,
    KEY_ACTOR,
    KEY_INSTRUMENT,
    KEY_ABOUT,
    KEY_SINCE,
    KEY_UNTIL,
    KEY_CONFIDENCE,
    KEY_LIMIT,
};

static const struct argp_option options[] = {
    {NULL, 0, NULL, 0,
     "Conditions, of which all must hold; of one given again, one of its values:", 1},
    {"by", KEY_BY, "WHO", 0, "who speaks: a name, or a code or its beginning (RUS)", 1},
    {"to", KEY_TO, "WHO", 0, "who is told", 1},
    {"act", KEY_ACT, "ACT", 0, "state, deny, demand, promise, …", 1},
    {"about", KEY_ABOUT, "WORDS", 0, "words that all stand in what was said", 1},
    {"quote", KEY_QUOTE, "HOW", 0, "direct, indirect or mixed", 1},
    {"chain", KEY_CHAIN, "NAME", 0, "who stands in the chain of word", 1},
    {"outlet", KEY_OUTLET, "NAME", 0, "the page's outlet", 1},
    {"class", KEY_CLASS, "CLASS", 0, "PLOVER class of an event that it vouches for: REJECT, …", 1},
    {"actor", KEY_ACTOR, "WHO", 0, "who takes part in an event that it vouches for", 1},
    {"instrument", KEY_INSTRUMENT, "WORD", 0,
     "kind of an instrument that it concerns, or a word of its name", 1},
    {"since", KEY_SINCE, "D", 0, "published on that day or later", 1},
    {"until", KEY_UNTIL, "D", 0, "published on that day or before", 1},
    {"min-confidence", KEY_CONFIDENCE, "P", 0, "as sure as that, from 0 to 1", 1},
    {"limit", KEY_LIMIT, "N", 0, "N answers at most", 1},
    {0}};

/* The word that `name` gives for one of `count`, whatever its case; all of them in the error. */
static onr_str read_word(const char *arg, const char *option, int count,
                         const char *(*name)(int word), struct argp_state *state)
{
    char all[512] = "";
    size_t used = 0;
    for (int i = 0; i < count; i++) {
        if (str_equal_nocase(str_of(arg), str_of(name(i))))
            return str_of(name(i));
        used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", i ? ", " : "", name(i));
    }
    wrong_usage(state, "--%s %s: give %s", option, arg, all);
    return (onr_str){0};
}

static const char *act_name(int act)
{
    return onr_act_name((onr_act)act);
}

static const char *class_name(int class)
{
    return onr_plover_name((onr_plover) class);
}

static const char *quote_name(int quote)
{
    return onr_quote_name((onr_quote)quote);
}

static onr_str read_value(int key, const char *arg, struct argp_state *state)
{
    switch (key) {
    case KEY_ACT: return read_word(arg, "act", ONR_ACT_COUNT, act_name, state);
    case KEY_QUOTE: return read_word(arg, "quote", ONR_QUOTE_MIXED + 1, quote_name, state);
    case KEY_CLASS: return read_word(arg, "class", ONR_ASSAULT + 1, class_name, state);
    default: return str_of(arg);
    }
}

static void add_value(settings *s, int key, const char *arg, struct argp_state *state)
{
    onr_question *q = &s->question;
    onr_strs *const lists[LIST_OPTIONS] = {&q->by,      &q->to,      &q->acts,
                                           &q->quotes,  &q->outlets, &q->chains,
                                           &q->classes, &q->actors,  &q->instruments};
    onr_strs *list = lists[key - KEY_BY];
    if (list->count == MOST_VALUES)
        wrong_usage(state, "an option is given more than %d times", (int)MOST_VALUES);
    s->values[key - KEY_BY][list->count] = read_value(key, arg, state);
    *list = (onr_strs){s->values[key - KEY_BY], list->count + 1};
}

static onr_str read_day(const char *arg, struct argp_state *state)
{
    if (!is_edtf_date(str_of(arg)))
        wrong_usage(state, "\"%s\" is no date: write 2026-02-19, 2026-02 or 2026", arg);
    return str_of(arg);
}

static double read_share(const char *arg, struct argp_state *state)
{
    char *end;
    double share = strtod(arg, &end);
    if (end == arg || *end || !(share >= 0 && share <= 1))
        wrong_usage(state, "--min-confidence %s: give a number from 0 to 1", arg);
    return share;
}

static uint64_t read_limit(const char *arg, struct argp_state *state)
{
    char *end;
    long n = strtol(arg, &end, 10);
    if (end == arg || *end || n < 1 || n == LONG_MAX)
        wrong_usage(state, "--limit %s: give a number from 1", arg);
    return (uint64_t)n;
}

static error_t read_option(int key, char *arg, struct argp_state *state)
{
    settings *s = state->input;
    onr_question *q = &s->question;
    switch (key) {
    case KEY_ABOUT: q->about = str_of(arg); return 0;
    case KEY_SINCE: q->since = read_day(arg, state); return 0;
    case KEY_UNTIL: q->until = read_day(arg, state); return 0;
    case KEY_CONFIDENCE: q->min_confidence = read_share(arg, state); return 0;
    case KEY_LIMIT: q->limit = read_limit(arg, state); return 0;
    default:
        if (key < KEY_BY || key > KEY_INSTRUMENT)
            return ARGP_ERR_UNKNOWN;
        add_value(s, key, arg, state);
        return 0;
    }
}

const struct argp question_options = {options, read_option, NULL, NULL, NULL, NULL, NULL};
