/*
 * Names as a whole.
 */
#ifndef ONR_SRC_ENTITIES_CALLED_H
#define ONR_SRC_ENTITIES_CALLED_H

#include "entities/drafts.h"

/* Finds the names of the text by their head words; "Maria “Mimi” Holt" is one name. False: the
 * arena is full. */
bool called_begin(finder *f, onr_arena *scratch);

/* The words of a person's name: "Lotte" of "Lotte and Emil Brask" is "Lotte Brask", where nobody is
 * called Lotte so far. */
onr_str called_with_surname(const finder *f, const onr_name *name, onr_str words);

/* The words of an organisation's name with head `i`, of which the network may have read a part:
 * "Lake Board" of "Lake Board of Elections", "Relief Group" of "LANTERN Relief Group". What stands
 * behind it then is nobody's else. */
onr_span called_whole(finder *f, const onr_name *name, int32_t i);

/* Whom the words before a name in brackets, or behind ", or", name, where either is short for the
 * other: "Coastal Workers Federation (CWF)"; or none. */
int32_t called_in_full(finder *f, const onr_name *name);

/* Whether a name is one word, without a title, that is in no full name of the page's persons. */
bool called_is_bare(const finder *f, const onr_name *name);

/* Whether a word is in the full name of a person of the page. */
bool called_is_in_full(const finder *f, onr_str word);

/* Makes the words `[first, end)` one name, and none of them anybody else's. */
void called_join(finder *f, size_t first, size_t end, onr_name_kind kind, onr_arena *scratch);

#endif
