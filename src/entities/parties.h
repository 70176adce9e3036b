/*
 * Those who speak, act or are addressed and are no name: whom a pronoun or a noun phrase stands
 * for, and several that are named together.
 */
#ifndef ONR_SRC_ENTITIES_PARTIES_H
#define ONR_SRC_ENTITIES_PARTIES_H

#include "entities/drafts.h"

/* The entity that pronoun `i` stands for, or none. */
int32_t party_meant(finder *f, int32_t i);

/* Whom a noun phrase with head `i` takes up for certain; none where that is not known. */
int32_t party_taken_up(finder *f, int32_t i);

/* A noun phrase with head `i`, which is somebody mentioned before or somebody new, known by its
 * words alone. */
void party_find(finder *f, int32_t i);

/* The entity of a word, or of the name that stands beside it ("the sailor Jonas Ohm"), among the
 * latest mentions; or none. */
int32_t party_at(const finder *f, int32_t word);

/* Whether a word is people in general where it speaks or acts alone: "many", "everyone". */
bool party_is_crowd(onr_str form);

/* Whether the word ends what tells somebody's age and stands for him: "the 68-year-old". */
bool party_is_aged(const finder *f, int32_t i);

/* "Norway and Denmark", where `i` is the last of them and they speak or act together: an entity of
 * kind group. Its mention's head is the word that joins them. */
void party_find_group(finder *f, int32_t i);

/* The group of those joined from word `head` to `i`, its last conjunct, with a mention of it; or
 * none.
 */
int32_t party_join(finder *f, int32_t head, int32_t i);

/* Whom "who" or "which" means by the clause that it begins: the noun before, or those joined whose
 * last that noun is; or nobody. */
int32_t party_before_clause(finder *f, int32_t i);

/* For "they": the group of those whom the subject of the sentence before joins; none where it is no
 * such. */
int32_t party_group_before(finder *f, int32_t i);

#endif
