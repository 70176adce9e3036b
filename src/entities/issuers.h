/*
 * Documents that speak or act stand for who issued them: "Lund's letter", "a statement by the
 * ministry", "a lawsuit filed by Ohm" mention Lund, the ministry and Ohm.
 */
#ifndef ONR_SRC_ENTITIES_ISSUERS_H
#define ONR_SRC_ENTITIES_ISSUERS_H

#include "entities/drafts.h"

/* Finds which documents among the parties have an issuer, and makes him a party as well. False: the
 * scratch is full. */
bool issuers_begin(finder *f, onr_arena *scratch);

/* Whether noun `i` is a document of somebody's: its mention then is taken in here, or with the word
 * behind it that names him. */
bool issuer_find(finder *f, int32_t i);

/* Word `i` having been taken in, takes in the document before it that it issued, if any. */
void issuer_read(finder *f, int32_t i);

#endif
