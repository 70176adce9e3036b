/*
 * Whether two names may be those of one person.
 */
#ifndef ONR_SRC_ENTITIES_BEARERS_H
#define ONR_SRC_ENTITIES_BEARERS_H

#include "onrecord/base.h"

/* The last word of a name but for "Jr.", "II" and the like. */
onr_str bearer_surname(onr_str name);

/* The first word of a name of several; empty of one that is a single word. */
onr_str bearer_first_name(onr_str name);

/* Of two surnames the first, by which others go on to call somebody: "Rivera" of "Luis Rivera
 * Gomez"; empty of a name without room for it, or with another first name there. */
onr_str bearer_first_of_two(onr_str name);

/* The first letters of a name's words, in capitals, but for its generation: "RFK" of "Robert F.
 * Kennedy Jr."; empty of a name of less than three words or more than `room`. */
onr_str bearer_initials(char *out, size_t room, onr_str name);

/*
 * Whether both may be one person's: the surnames are the same and no first name, initial or
 * generation says otherwise; or one is the other's first name alone, the first of his two
 * surnames, or his initials ("RFK", "RFK Jr.").
 */
bool bearer_may_be_same(onr_str a, onr_str b);

#endif
