/*
 * Whose "I" it is where nobody is quoted: of whoever wrote the page.
 */
#ifndef ONR_SRC_ENTITIES_NARRATOR_H
#define ONR_SRC_ENTITIES_NARRATOR_H

#include "onrecord/language.h"

/* The words of whoever wrote a page, where nobody is quoted. */
typedef struct narrator {
    onr_strs byline; /* The page's, else "By Ida Voss" below the title; nobody: then no word is
                        known to be an author's own. */
    const bool *is_narrated; /* By word; NULL: of no word. */
} narrator;

/* False: the arena is full. A page that asks "you" in a paragraph of its own may be an interview,
 * none of whose words are known to be its author's. */
bool narrator_begin(narrator *out, const onr_text *text, onr_strs byline, onr_arena *arena);

/* Whether word `i` is "I" or one of its forms, and nobody's whom the page names but an author's. */
bool narrator_is_meant(const narrator *n, const onr_text *text, int32_t i);

/* Whether an author is called so. */
bool narrator_is_author(const narrator *n, onr_str name);

#endif
