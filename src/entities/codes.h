/*
 * What is known of the world: states, organisations of states, outlets and their codes, out of
 * data/actors.tsv.
 */
#ifndef ONR_SRC_ENTITIES_CODES_H
#define ONR_SRC_ENTITIES_CODES_H

#include "onrecord/entities.h"

typedef struct code_known {
    const char *name;
    const char *code;
    onr_entity_kind kind;
} code_known;

/* The entry that `name` names; NULL where none does. */
const code_known *code_find(onr_str name);

/* Whether `name` stands for the government of the state `known` ("Moscow"). */
bool code_is_government(const code_known *known, onr_str name);

#endif
