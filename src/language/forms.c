/*
 * The lists, each sorted by byte and in small letters.
 */
#include "language/forms.h"

#include "base/str.h"

/* Orders like strcmp, the form's ASCII capitals as small letters. */
static int compare(onr_str form, const char *listed)
{
    for (size_t i = 0; i < form.len; i++) {
        int difference = (unsigned char)ascii_lower(form.data[i]) - (unsigned char)listed[i];
        if (difference || !listed[i])
            return difference ? difference : 1;
    }
    return -(unsigned char)listed[form.len];
}

/* Where `form` stands in a table whose rows begin with their form; SIZE_MAX where nowhere. */
static size_t find_row(onr_str form, const void *table, size_t count, size_t row)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *listed;
        memcpy(&listed, (const char *)table + middle * row, sizeof listed);
        int order = compare(form, listed);
        if (!order)
            return middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return SIZE_MAX;
}
#define FIND(form, table)                                                                          \
    find_row((form), (table), sizeof(table) / sizeof *(table), sizeof *(table))

/* Titles, days, months, states, firms, and what else is cut short in news. */
static const struct {
    const char *form;
    stop_rule rule;
} stops[] = {{"adm", STOP_CAPITAL},   {"al", STOP_ALWAYS},     {"ala", STOP_CAPITAL},
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
    size_t found = FIND(form, stops);
    return found == SIZE_MAX ? STOP_NOT : stops[found].rule;
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
    return FIND(form, before_all) != SIZE_MAX ||
           (!before_capital && FIND(form, before_small) != SIZE_MAX);
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
    return FIND(form, units) != SIZE_MAX;
}

static const char *const clipped[] = {"bout", "cause", "coz", "cuz", "em", "n", "til", "twas"};

bool form_is_clipped(onr_str form)
{
    return FIND(form, clipped) != SIZE_MAX;
}

static const char *const extensions[] = {
    "asp",  "aspx", "biz",  "com", "csv", "doc", "docx", "edu", "exe",  "gif", "gov", "htm", "html",
    "info", "int",  "jpeg", "jpg", "mil", "mov", "mp3",  "mp4", "net",  "org", "pdf", "php", "png",
    "ppt",  "pptx", "rtf",  "tif", "txt", "uk",  "wav",  "xls", "xlsx", "xml", "zip"};

bool form_is_extension(onr_str form)
{
    return FIND(form, extensions) != SIZE_MAX;
}

static const struct {
    const char *form;
    form_cuts cuts;
} joined[] = {{"aint", {2, 0}},     {"arent", {3, 0}}, {"cannot", {3, 0}},  {"cant", {2, 0}},
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
    size_t found = form.len < 2 || form.len > 8 ? SIZE_MAX : FIND(form, joined);
    /* "IM" and "Ive" are names */
    if (found == SIZE_MAX || (form.len < 4 && form.data[0] < 'a'))
        return (form_cuts){0, 0};
    return joined[found].cuts;
}
