/*
 * Which act a statement is: its cue's, unless its content says otherwise.
 */
#ifndef ONR_SRC_ATTRIBUTION_ACT_H
#define ONR_SRC_ATTRIBUTION_ACT_H

#include "onrecord/attribution.h"

/* The act of a cue by itself; ONR_ACT_STATE where the lexicon does not know it. */
onr_act act_typical(const onr_word *cue);
bool act_is_known(const onr_word *cue);

/* The statement's act: what the cue governs decides first ("calls on", "wants … to"), then what the
 * content's clauses do, then `typical`. `clause` is the head of the content's clause, or -1. Sets
 * `negated`, but not where the negation makes the act ("does not accept" is a refusal). */
onr_act act_find(const onr_text *text, int32_t cue, onr_spans content, int32_t clause,
                 onr_act typical, bool *negated);

/* Whether of two acts in one content the first counts: a demand, say, beside a promise. */
bool act_prevails(onr_act act, onr_act over);

/* Whether the cue tells what somebody calls somebody or something: "branded", "described". */
bool act_is_naming(const onr_word *cue);

/* Whether a cue's act is its own whatever is said: of 61 contents of "accuse" on annotated pages,
 * and of 17 of "urge", none had another. */
bool act_is_fixed(const onr_word *cue);

/* "Repeated his accusation that they lied": the noun whose act the cue's is, too, or -1. */
int32_t act_repeated(const onr_text *text, int32_t cue);

/* Whether somebody vows to do what harms others: "vowed to avenge it", "to respond". */
bool act_vows_harm(const onr_text *text, int32_t cue);

/* "Warned the owners against felling the oaks": the head word of who is to leave it; -1: nobody is
 * warned so. */
int32_t act_warned_against(const onr_text *text, int32_t cue);

/* "Asked that Karst free them": no question. */
bool act_asks_that(const onr_text *text, int32_t cue);

/* Whether what is said only concludes that something must be so, and demands nothing. */
bool act_guesses(const onr_text *text, int32_t cue, onr_spans content);

/* Whether who speaks says of himself that he is against something: "she will vote against it". */
bool act_opposes(const onr_text *text, int32_t cue, onr_spans content);

/* Whether what is said names its act by more than a verb: "she would take him to court", "he had
 * made it up", "the charge was an invention". */
bool act_is_in_phrase(const onr_text *text, int32_t cue, onr_spans content);

/* Whether what is said is that somebody else did what one is blamed for: no denial. */
bool act_blames(const onr_text *text, int32_t cue, onr_spans content);

/* Whether it is what somebody else did, or is: nothing that one can admit by claiming it. */
bool act_is_of_another(const onr_text *text, int32_t cue, onr_spans content);

/* Whether no word of what is said says that something is not so. */
bool act_affirms(const onr_text *text, onr_spans content);

/* Whether a clause of the content is one of those that it is made of, not one within another. */
bool act_is_main(const onr_text *text, int32_t cue, onr_spans content, int32_t clause);

/* "Citizens are advised to leave": whether a passive asks its subject to act. */
bool act_moves_subject(const onr_text *text, int32_t cue);

#endif
