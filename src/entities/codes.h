/*
 * What is known of the world: states, organisations of states, outlets and their codes.
 */
#ifndef ONR_SRC_ENTITIES_CODES_H
#define ONR_SRC_ENTITIES_CODES_H

#include "onrecord/entities.h"

typedef struct code_known {
    const char *code;
    onr_entity_kind kind;
    const char *name;
    const char *others;     /* Adjectives and other names, parted by '|'. */
    const char *government; /* A state's: names that stand for its government. */
} code_known;

/* The entry that `name` names; NULL where none does. */
const code_known *code_find(onr_str name);

/* Whether `name` stands for the government of `known`. */
bool code_is_government(const code_known *known, onr_str name);

#endif
