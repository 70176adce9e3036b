/*
 * The lists, each sorted by byte and in small letters.
 */
#include "language/forms.h"

#include "base/table.h"

/* Titles, days, months, states, firms, and what else is cut short in news. */
typedef struct stop {
    const char *form;
    stop_rule rule;
} stop;

static const stop stops[] = {
    {"adm", STOP_CAPITAL},   {"al", STOP_ALWAYS},     {"ala", STOP_CAPITAL},
    {"amb", STOP_CAPITAL},   {"approx", STOP_ALWAYS}, {"apr", STOP_ALWAYS},
    {"ariz", STOP_CAPITAL},  {"ark", STOP_CAPITAL},   {"art", STOP_NUMBER},
    {"assn", STOP_ALWAYS},   {"assoc", STOP_ALWAYS},  {"asst", STOP_ALWAYS},
    {"atty", STOP_ALWAYS},   {"aug", STOP_ALWAYS},    {"ave", STOP_ALWAYS},
    {"bldg", STOP_ALWAYS},   {"blvd", STOP_ALWAYS},   {"brig", STOP_CAPITAL},
    {"bros", STOP_ALWAYS},   {"c", STOP_NUMBER},      {"ca", STOP_NUMBER},
    {"cal", STOP_CAPITAL},   {"calif", STOP_CAPITAL}, {"capt", STOP_ALWAYS},
    {"cdr", STOP_CAPITAL},   {"cf", STOP_ALWAYS},     {"ch", STOP_NUMBER},
    {"cmdr", STOP_ALWAYS},   {"co", STOP_ALWAYS},     {"col", STOP_CAPITAL},
    {"colo", STOP_CAPITAL},  {"conn", STOP_CAPITAL},  {"corp", STOP_ALWAYS},
    {"cpl", STOP_ALWAYS},    {"dec", STOP_ALWAYS},    {"del", STOP_CAPITAL},
    {"dept", STOP_ALWAYS},   {"det", STOP_ALWAYS},    {"dr", STOP_ALWAYS},
    {"drs", STOP_ALWAYS},    {"e.g", STOP_ALWAYS},    {"eg", STOP_ALWAYS},
    {"esp", STOP_ALWAYS},    {"est", STOP_ALWAYS},    {"etc", STOP_INSIDE},
    {"ext", STOP_ALWAYS},    {"feb", STOP_ALWAYS},    {"fig", STOP_NUMBER},
    {"figs", STOP_NUMBER},   {"fla", STOP_CAPITAL},   {"fr", STOP_CAPITAL},
    {"fri", STOP_CAPITAL},   {"ft", STOP_ALWAYS},     {"ga", STOP_CAPITAL},
    {"gen", STOP_CAPITAL},   {"gov", STOP_CAPITAL},   {"govs", STOP_CAPITAL},
    {"hon", STOP_CAPITAL},   {"hwy", STOP_ALWAYS},    {"i.e", STOP_ALWAYS},
    {"ill", STOP_CAPITAL},   {"inc", STOP_ALWAYS},    {"ind", STOP_CAPITAL},
    {"insp", STOP_ALWAYS},   {"intl", STOP_ALWAYS},   {"jan", STOP_ALWAYS},
    {"jr", STOP_ALWAYS},     {"jul", STOP_CAPITAL},   {"jun", STOP_CAPITAL},
    {"kan", STOP_CAPITAL},   {"ky", STOP_CAPITAL},    {"la", STOP_CAPITAL},
    {"lb", STOP_ALWAYS},     {"lbs", STOP_ALWAYS},    {"lt", STOP_ALWAYS},
    {"ltd", STOP_ALWAYS},    {"maj", STOP_CAPITAL},   {"mar", STOP_CAPITAL},
    {"mass", STOP_CAPITAL},  {"md", STOP_CAPITAL},    {"messrs", STOP_ALWAYS},
    {"mich", STOP_CAPITAL},  {"minn", STOP_CAPITAL},  {"miss", STOP_CAPITAL},
    {"mlle", STOP_ALWAYS},   {"mme", STOP_ALWAYS},    {"mo", STOP_CAPITAL},
    {"mon", STOP_CAPITAL},   {"mont", STOP_CAPITAL},  {"mr", STOP_ALWAYS},
    {"mrs", STOP_ALWAYS},    {"ms", STOP_ALWAYS},     {"mt", STOP_ALWAYS},
    {"natl", STOP_ALWAYS},   {"neb", STOP_CAPITAL},   {"nev", STOP_CAPITAL},
    {"no", STOP_NUMBER},     {"nos", STOP_NUMBER},    {"nov", STOP_ALWAYS},
    {"oct", STOP_ALWAYS},    {"okla", STOP_CAPITAL},  {"ore", STOP_CAPITAL},
    {"oz", STOP_ALWAYS},     {"p", STOP_NUMBER},      {"pa", STOP_CAPITAL},
    {"para", STOP_NUMBER},   {"penn", STOP_CAPITAL},  {"pfc", STOP_CAPITAL},
    {"pg", STOP_NUMBER},     {"ph.d", STOP_ALWAYS},   {"pp", STOP_NUMBER},
    {"pres", STOP_CAPITAL},  {"prof", STOP_CAPITAL},  {"ps", STOP_ALWAYS},
    {"pvt", STOP_ALWAYS},    {"rep", STOP_CAPITAL},   {"reps", STOP_CAPITAL},
    {"rev", STOP_CAPITAL},   {"sat", STOP_NUMBER},    {"sec", STOP_NUMBER},
    {"sen", STOP_CAPITAL},   {"sens", STOP_CAPITAL},  {"sep", STOP_CAPITAL},
    {"sept", STOP_ALWAYS},   {"sgt", STOP_ALWAYS},    {"sr", STOP_ALWAYS},
    {"st", STOP_ALWAYS},     {"sts", STOP_ALWAYS},    {"sun", STOP_NUMBER},
    {"supt", STOP_ALWAYS},   {"tel", STOP_ALWAYS},    {"tenn", STOP_CAPITAL},
    {"tex", STOP_CAPITAL},   {"thu", STOP_CAPITAL},   {"thur", STOP_CAPITAL},
    {"thurs", STOP_CAPITAL}, {"tue", STOP_CAPITAL},   {"tues", STOP_CAPITAL},
    {"univ", STOP_ALWAYS},   {"va", STOP_CAPITAL},    {"viz", STOP_ALWAYS},
    {"vol", STOP_NUMBER},    {"vols", STOP_NUMBER},   {"vs", STOP_ALWAYS},
    {"vt", STOP_CAPITAL},    {"wash", STOP_CAPITAL},  {"wed", STOP_CAPITAL},
    {"wis", STOP_CAPITAL},   {"wyo", STOP_CAPITAL}};

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
