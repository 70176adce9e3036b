/*
 * First names that one sex bears far more often than the other (data/first_names.tsv).
 */
#ifndef ONR_SRC_ENTITIES_FIRST_NAMES_H
#define ONR_SRC_ENTITIES_FIRST_NAMES_H

#include "onrecord/base.h"

typedef enum gender { GENDER_UNKNOWN, GENDER_MALE, GENDER_FEMALE } gender;

/* Who bears it; GENDER_UNKNOWN: it is none of them. */
gender first_name_gender(onr_str name);

bool first_name_is(onr_str name);

#endif
