/*
 * Words that cannot both be true of one thing.
 */
#ifndef ONR_SRC_RECORD_OPPOSITES_H
#define ONR_SRC_RECORD_OPPOSITES_H

#include "onrecord/base.h"

/* Whether one of the lemmas says that the other is not so: "open" and "closed", "fair" and
 * "unfair". */
bool opposites_are(onr_str a, onr_str b);

#endif
