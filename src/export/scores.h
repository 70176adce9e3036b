/*
 * What the field's scales say of an event: data/goldstein.tsv, plover.tsv, quad_classes.tsv.
 */
#ifndef ONR_SRC_EXPORT_SCORES_H
#define ONR_SRC_EXPORT_SCORES_H

#include "onrecord/events.h"

/* Of a CAMEO code or, where the table has none for it, of the code above it; "" of no code. */
const char *score_goldstein(onr_str cameo);

/* "1" to "4", by CAMEO's root, else by PLOVER's class. */
const char *score_quad_class(onr_str cameo, onr_plover event_class);

/* "VC", "MC", "VX", "MX" and the score from -10 to 10, both as PLOVER has them. */
const char *score_plover_quad(onr_plover event_class);
const char *score_plover(onr_plover event_class);

#endif
