/*
 * What a page says that somebody is: "the Kenyan police spokesman", ", a professor at Harvard".
 */
#ifndef ONR_SRC_ENTITIES_DESCRIPTIONS_H
#define ONR_SRC_ENTITIES_DESCRIPTIONS_H

#include "entities/drafts.h"
#include "entities/titles.h"

typedef struct description {
    onr_str sector;           /* Of title or noun; empty where neither tells. */
    const known_title *title; /* NULL: called by a noun, or by none that is known. */
    const known_thing *owner; /* Whose: a state, body, organisation, outlet; or NULL. */
    uint32_t state;           /* The state's code as an offset in the knowledge base, or 0. */
    bool former;
} description;

/* What the phrase with head word `head` says. */
description description_of_phrase(const finder *f, int32_t head);

/* The first that stands with the name whose head is `head` and has a sector or an owner. */
description description_beside(const finder *f, int32_t head);

/* What the words of a name say: "Mexican Senate", "Las Vegas Sands Corp". */
description description_of_name(const finder *f, onr_str name);

#endif
