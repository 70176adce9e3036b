/*
 * A verb's clause in the tree: who does it, to whom it is done, and which words stand on which side
 * of it.
 */
#ifndef ONR_SRC_CODEBOOK_CLAUSES_H
#define ONR_SRC_CODEBOOK_CLAUSES_H

#include "onrecord/language.h"

typedef struct clause {
    int32_t verb;
    int32_t subject; /* As the words have it, also where another verb's is meant; or -1. */
    int32_t agent;   /* Of a passive: whom "by" names; or -1. */
    bool passive;
} clause;

clause clause_read(const onr_text *text, int32_t verb);

/* Whether the words below a child of the verb stand on its right side: objects, complements. */
bool clause_is_right(const onr_word *child);

/* The first word of `top` and those below it, the first so many, that has somebody; or -1. */
int32_t clause_somebody(const onr_text *text, int32_t top, const int32_t *somebody);

/* Where somebody stands to whom the verb is done: a word, or -1. `but`: a word that it is not. */
int32_t clause_target(const onr_text *text, const clause *c, const int32_t *somebody, int32_t but);

#endif
