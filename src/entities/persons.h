/*
 * What words tell of a person: whether a man or a woman, and which role.
 */
#ifndef ONR_SRC_ENTITIES_PERSONS_H
#define ONR_SRC_ENTITIES_PERSONS_H

#include "entities/drafts.h"

/* The bit of a role's lemma ("minister"); 0 where it is none. */
uint32_t person_role(onr_str lemma);

/* The roles that somebody may have who is taken up by this one's name (data/role_kin.tsv). */
uint32_t person_kin(onr_str lemma);

/* Whether a word is letters that stand for a role: "the PM". */
bool person_is_short(const onr_word *w);

/* Whether a lemma is what a party's member is called: "Republican". */
bool person_is_partisan(onr_str lemma);

/* Whether the noun right before a name, whose head is `head`, is read beside it and not with it:
 * "lawmaker Ida Lund blamed" with two subjects. */
bool person_noun_beside(const onr_text *text, int32_t noun, int32_t head);

/* Whether a role is another than the word for it alone: "deputy president", "former mayor". */
bool person_is_lesser(const onr_text *text, int32_t word);

/* The roles that stand with the name whose head is `head`: "Prime Minister", ", the envoy";
 * `lesser` ones or those in full. */
uint32_t person_roles(const onr_text *text, int32_t head, bool lesser);

/* By the title in front of the name, its role, or its first word (data/first_names.tsv). */
gender person_gender(const onr_text *text, const onr_name *name, int32_t head);

/* What "he" or "hers" says; GENDER_UNKNOWN of other words. */
gender person_pronoun(onr_str form);

#endif
