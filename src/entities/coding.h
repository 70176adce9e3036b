/*
 * The codes of a page's entities, once all are found: of persons by their offices on the page's
 * day, else by what the page calls them; of bodies and peoples by their nouns and whose they are.
 */
#ifndef ONR_SRC_ENTITIES_CODING_H
#define ONR_SRC_ENTITIES_CODING_H

#include "entities/sectors.h"

/* `published`: an EDTF date, or none: then the offices that the page gives to persons tell when it
 * was written, as far as they do. False: the arena is full. */
bool coding_give(finder *f, onr_str published);

/* Gives the codes that tables and rules tell, and shows whoever the page's words may tell more of
 * to `look`: so that train/sectors.c sees what sectors.c does. */
typedef void coding_look(entity_draft *d, const sector_view *v, void *to);
bool coding_look_at(finder *f, onr_str published, coding_look *look, void *to);

#endif
