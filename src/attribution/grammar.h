/*
 * What a sentence's tree says of who speaks and of what, where the words near the cue do not.
 */
#ifndef ONR_SRC_ATTRIBUTION_GRAMMAR_H
#define ONR_SRC_ATTRIBUTION_GRAMMAR_H

#include "attribution/drafts.h"

/* Mends `roles`, those of the cue's window: a verb's subject is who speaks where no word is, and
 * what is said ends where another begins to speak. */
void grammar_mend(const finder *f, uint8_t *roles, window at);

/* Gives a participle behind a comma that nobody speaks by the subject of its sentence. */
void grammar_give_participle(const finder *f, uint8_t *roles, window at);

/* "Ohm should stay and demand": whether the verb has the subject, and "should", of one before. */
bool grammar_shares_modal(const finder *f, int32_t verb);

/* Whether a verb's form lets it be joined to another before it: "paid and left", "to pay and
 * leave"; a participle, in which what goes with a clause is told, to any that is of somebody. */
bool grammar_can_join(const onr_word *first, const onr_word *second);

/* Ends with a noun what it claims: "the claim that they fled is a lie". */
void grammar_end_with_noun(const finder *f, uint8_t *roles, window at);

/* Whose a participle is that goes with another clause, "Ida Lund was cross, arguing that …", by
 * that clause's subject; -1: nobody's. */
int32_t grammar_goes_with(const finder *f, int32_t cue);

/* "It “firmly rejects the charges”": the subject of a cue that stands in a quotation which begins
 * behind it; or -1. */
int32_t grammar_before_quote(const finder *f, int32_t cue);

#endif
