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

/* Nobody is told where the addressee is a thing that is said: "offered [a commission]", "thanked
 * for [the bridge]", "promised to recall [the inspectors]". */
void addressee_leave_out_thing(const finder *f, onr_statement *s, int32_t cue, int32_t clause);

/* Of a demand: who must do something by what is said ("she must tell us"), or by what the cue
 * governs ("expects Karst to pay"); -1: nobody is named. */
int32_t addressee_who_must(const finder *f, const onr_statement *s, int32_t cue);

/* "Demanded an apology from Varga": Varga; or -1. */
int32_t addressee_wanted_from(const finder *f, int32_t cue);

/* "Asked whether the dam would hold, she said": who is asked by a passive before his own verb; -1.
 */
int32_t addressee_asked(const finder *f, int32_t cue);

/* Who stands behind the particle of "called on"; -1: nobody, as in "called on Friday". */
int32_t addressee_called_on(const finder *f, int32_t particle);

#endif
