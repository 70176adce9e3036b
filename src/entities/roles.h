/*
 * Whom a role ("the minister", "the Utah senator") or a noun of a kind ("the alliance", "the
 * union") takes up: rules, for where the network says nothing.
 */
#ifndef ONR_SRC_ENTITIES_ROLES_H
#define ONR_SRC_ENTITIES_ROLES_H

#include "entities/drafts.h"

/* Whether a name stands with the role of word `i`, which then is found by its name. */
bool role_stands_with_name(const finder *f, int32_t i);

/* Adds the mention of whom the noun `i` takes up or, if nobody has the role, is; false: it is no
 * such noun. */
bool role_find(finder *f, int32_t i);

/* The same of a role behind a place or party, of whom was just named: "the Utah senator". */
bool role_find_placed(finder *f, int32_t i);

/* "The union met. They said": the subject of the sentence before that of word `i`, the only one
 * named there who can be many; ONR_NO_ENTITY where there is none. */
int32_t role_subject_before(const finder *f, int32_t i);

#endif
