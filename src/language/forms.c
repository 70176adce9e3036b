/*
 * The lists, each sorted by byte and in small letters.
 */
#include "language/forms.h"

#include "base/table.h"

/* Titles, days, months, states, firms, and what else is cut short in news: data/abbreviations.tsv.
 */
typedef struct stop {
    const char *form;
    stop_rule rule;
} stop;

static const stop stops[] = {
#include "language/abbreviations.inc"
};

stop_rule form_stop(onr_str form)
{
    const stop *found = TABLE_FIND(table_find_nocase, form, stops);
    return found ? found->rule : STOP_NOT;
}

/* Prefixes that EWT and GUM leave on their word, in most of their cases. */
static const char *const before_all[] = {"anti", "ex",  "mid", "neo",  "non",
                                         "post", "pre", "pro", "trans"};

static const char *const before_small[] = {
    "arch",   "bi",   "co",   "counter", "cross", "e",     "extra", "infra", "inter", "intra",
    "macro",  "mega", "meta", "micro",   "mini",  "multi", "over",  "poly",  "proto", "pseudo",
    "psycho", "re",   "semi", "socio",   "sub",   "super", "ultra", "un",    "under"};

bool form_is_prefix(onr_str form, bool before_capital)
{
    return TABLE_FIND(table_find_nocase, form, before_all) != NULL ||
           (!before_capital && TABLE_FIND(table_find_nocase, form, before_small) != NULL);
}

static const char *const units[] = {
    "am",   "b",   "bn",  "c",   "cc",  "cm",      "days", "f",   "ft",  "g",   "gb",
    "ghz",  "gw",  "ha",  "hh",  "hp",  "hrs",     "hz",   "in",  "k",   "kb",  "kbps",
    "kg",   "khz", "km",  "kmh", "kph", "kw",      "kwh",  "lb",  "lbs", "m",   "mb",
    "mbps", "mg",  "mhz", "mi",  "min", "mins",    "ml",   "mm",  "mn",  "mph", "mw",
    "mwh",  "o",   "oz",  "p",   "pc",  "percent", "pm",   "pt",  "px",  "sec", "sq",
    "t",    "tb",  "tn",  "trn", "w",   "x",       "yd",   "yds", "yrs", "°",   "º"};

bool form_is_unit(onr_str form)
{
    return TABLE_FIND(table_find_nocase, form, units) != NULL;
}

static const char *const clipped[] = {"bout", "cause", "coz", "cuz", "em", "n", "til", "twas"};

bool form_is_clipped(onr_str form)
{
    return TABLE_FIND(table_find_nocase, form, clipped) != NULL;
}

static const char *const extensions[] = {
    "asp",  "aspx", "biz",  "com", "csv", "doc", "docx", "edu", "exe",  "gif", "gov", "htm", "html",
    "info", "int",  "jpeg", "jpg", "mil", "mov", "mp3",  "mp4", "net",  "org", "pdf", "php", "png",
    "ppt",  "pptx", "rtf",  "tif", "txt", "uk",  "wav",  "xls", "xlsx", "xml", "zip"};

bool form_is_extension(onr_str form)
{
    return TABLE_FIND(table_find_nocase, form, extensions) != NULL;
}

typedef struct joined_form {
    const char *form;
    form_cuts cuts;
} joined_form;

static const joined_form joined[] = {
    {"aint", {2, 0}},     {"arent", {3, 0}}, {"cannot", {3, 0}},  {"cant", {2, 0}},
    {"couldnt", {5, 0}},  {"didnt", {3, 0}}, {"doesnt", {4, 0}},  {"dont", {2, 0}},
    {"dunno", {2, 3}},    {"gimme", {3, 0}}, {"gonna", {3, 0}},   {"gotta", {3, 0}},
    {"hadnt", {3, 0}},    {"hasnt", {3, 0}}, {"havent", {4, 0}},  {"im", {1, 0}},
    {"isnt", {2, 0}},     {"ive", {1, 0}},   {"lemme", {3, 0}},   {"outta", {3, 0}},
    {"shouldnt", {6, 0}}, {"thats", {4, 0}}, {"theres", {5, 0}},  {"theyre", {4, 0}},
    {"theyve", {4, 0}},   {"wanna", {3, 0}}, {"wasnt", {3, 0}},   {"werent", {4, 0}},
    {"whats", {4, 0}},    {"wont", {2, 0}},  {"wouldnt", {5, 0}}, {"youll", {3, 0}},
    {"youre", {3, 0}},    {"youve", {3, 0}}};

form_cuts form_joined(onr_str form)
{
    const joined_form *found =
        form.len < 2 || form.len > 8 ? NULL : TABLE_FIND(table_find_nocase, form, joined);
    /* "IM" and "Ive" are names */
    if (!found || (form.len < 4 && form.data[0] < 'a'))
        return (form_cuts){0, 0};
    return found->cuts;
}
