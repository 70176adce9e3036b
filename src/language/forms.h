/*
 * Forms that the tokeniser knows by heart: abbreviations, prefixes, units, contractions.
 */
#ifndef ONR_SRC_LANGUAGE_FORMS_H
#define ONR_SRC_LANGUAGE_FORMS_H

#include "onrecord/base.h"

/* When a form keeps the full stop behind it. */
typedef enum stop_rule {
    STOP_NOT, /* it is no abbreviation */
    STOP_ALWAYS,
    STOP_CAPITAL, /* where it begins with a capital: "Rep.", "Miss." */
    STOP_NUMBER,  /* before a figure: "No. 5", "p. 12", "Sat. 9 May" */
    STOP_INSIDE,  /* not at a sentence's end, which EWT marks with a stop of its own: "etc ." */
} stop_rule;

/* What the full stop behind `form` is, `form` being without it. */
stop_rule form_stop(onr_str form);

/* A prefix that keeps its hyphen ("anti", "mid"); `before_capital`: also before a capital or a
 * figure. */
bool form_is_prefix(onr_str form, bool before_capital);

/* What is parted from the figures that it is glued to: "km", "pm", "bn". */
bool form_is_unit(onr_str form);

/* A word that is written without its beginning: the "em" of "'em". */
bool form_is_clipped(onr_str form);

/* The ending of a file's or a server's name: "pdf", "com". */
bool form_is_extension(onr_str form);

/* Words written as one without an apostrophe: how many bytes the first (and second) takes; 0: none.
 */
typedef struct form_cuts {
    uint32_t first, second;
} form_cuts;
form_cuts form_joined(onr_str form);

#endif
