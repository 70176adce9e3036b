/*
 * What a text tells as not done: "stopped short of accusing", "no proof that she ordered it".
 */
#ifndef ONR_SRC_LANGUAGE_UNDONE_H
#define ONR_SRC_LANGUAGE_UNDONE_H

#include "onrecord/language.h"

/* Whether the words above the verb say that nobody did, or is known to have done, what it tells. A
 * "not" of its own is not looked for. */
bool undone_is(const onr_text *text, int32_t verb);

/* Whether nobody is its subject: "no official said", "none of them", "neither side"; and not "the
 * No 10 spokeswoman". */
bool undone_by_nobody(const onr_text *text, int32_t verb);

/* "Criticised its haste, threatening the lake": whether the verb tells what a deed endangers, a
 * thing that is known, and not what somebody will do ("threatening sanctions"). */
bool undone_endangers(const onr_text *text, int32_t verb);

#endif
