/*
 * What the record's heads (network/heads.h) say of mentions: which words speak, act or are
 * addressed, and whom a word stands for.
 */
#ifndef ONR_SRC_ENTITIES_LINKS_H
#define ONR_SRC_ENTITIES_LINKS_H

#include "entities/drafts.h"

/* By word: whether it is the head of a phrase that speaks, acts, is addressed or acted on. NULL
 * where the model has no such heads, or the scratch is full. */
bool *link_parties(const onr_text *text, onr_arena *scratch);

/* Whom a word stands for: an entity and how probable it is; and that it is nobody who was mentioned
 * before. */
typedef struct link_choice {
    int32_t entity;
    float chance, none;
} link_choice;

/* Whether word `i` may stand for an entity at all. */
typedef bool (*link_filter)(const finder *f, int32_t i, const entity_draft *entity);

/* Word `i` against the mentions before it. False: the heads did not read it. */
bool link_antecedent(link_choice *out, finder *f, int32_t i, link_filter may);

#endif
