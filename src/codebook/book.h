/*
 * A codebook while it is loaded, and then for good: phrases with what they mean.
 */
#ifndef ONR_SRC_CODEBOOK_BOOK_H
#define ONR_SRC_CODEBOOK_BOOK_H

#include "codebook/phrases.h"
#include "onrecord/codebook.h"

/* A code of an actor, and the days of it, as base/day.h writes them, both ends in it. */
typedef struct actor_code {
    onr_str code;
    uint32_t from, to;
    bool dated;
} actor_code;

/* An actor's codes stand one behind the other. */
typedef struct actor {
    uint32_t first_code, code_count;
} actor;

/* "[~GOV]", "[CHN~]": what stands before and behind the code of whose agent it is. */
typedef struct agent {
    onr_str before, behind;
} agent;

/* "&MONEY", and the root of the trie of its words. */
typedef struct synonyms {
    uint32_t root;
    uint32_t line;
    bool is_empty;
} synonyms;

struct onr_codebook {
    onr_arena *arena;
    phrase_book phrases;
    uint32_t actor_root, agent_root;
    list(actor) actors;
    list(actor_code) codes;
    list(agent) agents;
    list(synonyms) sets;
    number_map set_of; /* By the unit that is its name. */
    list(onr_fault) faults;
};

#endif
