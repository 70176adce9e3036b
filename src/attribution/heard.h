/*
 * What the record's heads (network/heads.h) say of a cue: how probable it is, what the words around
 * it are to it, what its statement does, whom it is told. Where the model has no such heads, or did
 * not read a word, `heard_at` says so, and rules decide.
 */
#ifndef ONR_SRC_ATTRIBUTION_HEARD_H
#define ONR_SRC_ATTRIBUTION_HEARD_H

#include "attribution/drafts.h"

/* False: nothing is known of the word; or `arena` is full. */
bool heard_at(heard *out, const finder *f, int32_t word, onr_arena *arena);

/* Log-odds of being the cue of a statement that stands in no other's content, and of one that
 * does. */
typedef struct heard_cue {
    float outside, inside;
} heard_cue;
bool heard_cue_of(heard_cue *out, const finder *f, int32_t word);

/* Log-odds of being the cue's content, on average of the words `[from, end)`; -INFINITY where one
 * was not read with it. */
float heard_content_of(const heard *h, int32_t from, int32_t end);

/* The window with the sentences before and behind it, or what is left of the cue's own, that the
 * heads take for content: a quotation that the layout or a mark has cut off ("“Why?” Falk asked"),
 * one quoted within another. */
window heard_widen(const finder *f, const heard *h, window at);

/* Scores of each role for the words of a window, in the model's units. NULL: `arena` is full.
 */
const int32_t *heard_roles(const heard *h, window at, onr_arena *arena);

/* Log-odds of the word's being part of the source; of one that was not read with the cue it is
 * -INFINITY. */
float heard_source(const finding *g, int32_t word);

/* Sets the statement's act and flags, from the words that are its content and its source; the act
 * that is set already, by rule, is heard too. Gives how probable the act is. */
float heard_nature(const finder *f, onr_statement *s, const finding *g);

/* How probable the content is, which is the mean of its words'. */
float heard_content(const finding *g);

/* How probable it is that a statement is wholly right, from the product of its parts' chances: as
 * often as it was on pages that the heads were not taught by. */
float heard_confidence(const finder *f, float product);

/* The head word of who does what the cue tells, where no words of its own name a speaker; or -1,
 * also where the model is too small to tell whom pronouns mean. */
int32_t heard_doer(const finding *g);

/* The head word of whom it is told, or -1. */
int32_t heard_addressee(const finding *g);

#endif
