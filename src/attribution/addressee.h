/*
 * Who is told, asked, urged.
 */
#ifndef ONR_SRC_ATTRIBUTION_ADDRESSEE_H
#define ONR_SRC_ATTRIBUTION_ADDRESSEE_H

#include "attribution/drafts.h"

/* Fills addressee and addressee_entity; the act must be known. `clause` is the head of the
 * content's clause, or -1. */
void addressee_find(const finder *f, onr_statement *s, int32_t cue, int32_t clause);

/* The addressee is the phrase of word `who` (-1: nobody is). */
void addressee_of(const finder *f, onr_statement *s, int32_t who);

/* Whether the word is a thing that is said, not somebody who is told: "offered [a commission]",
 * "promised to recall [the inspectors]". */
bool addressee_is_thing(const finder *f, const onr_statement *s, int32_t who, int32_t clause);

#endif
