/*
 * A codebook while it is loaded, and then for good: phrases with what they mean.
 */
#ifndef ONR_SRC_CODEBOOK_BOOK_H
#define ONR_SRC_CODEBOOK_BOOK_H

#include "codebook/phrases.h"
#include "codebook/rules.h"
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

/* Verbs of one block have its patterns in common. */
typedef struct own_verb {
    uint32_t block;
    uint32_t unit; /* Of its phrase, the one that is the verb. */
    own_rule rule; /* Where no pattern matches. */
} own_verb;

enum { PATTERN_MOST_TOKENS = 24 };

typedef enum pattern_kind {
    TOKEN_WORD, /* `value`: a unit */
    TOKEN_SET,  /* `value`: a synonym set */
    TOKEN_VERB,
    TOKEN_SOURCE,
    TOKEN_TARGET,
    TOKEN_BOTH,
    TOKEN_SKIP,
} pattern_kind;

typedef struct pattern_token {
    pattern_kind kind;
    uint32_t value;
    bool joined;   /* Stands right behind the one before it. */
    uint8_t group; /* Of a phrase in brackets, its number in the pattern; 0: none. */
} pattern_token;

typedef struct own_pattern {
    uint32_t first_token, token_count;
    uint32_t verb_at;
    uint32_t next; /* With the same key. */
    int weight;    /* How much it asks for. */
    own_rule rule;
} own_pattern;

/* A set that a phrase of begins with some unit. */
typedef struct set_start {
    uint32_t set;
    uint32_t next;
} set_start;

/* What the patterns of a block are looked up by: a word or set that they have; NULL: they have
 * none. */
static inline uint64_t patterns_key(uint32_t block, const pattern_token *t)
{
    uint64_t of_token = !t ? 0 : (uint64_t)t->value << 1 | (t->kind == TOKEN_SET);
    return ((uint64_t)block + 1) << 34 | (t ? of_token + 1 : 0);
}

struct onr_codebook {
    onr_arena *arena;
    phrase_book phrases;
    uint32_t actor_root, agent_root, verb_root, discard_root, issue_root, table_root;
    list(actor) actors;
    list(actor_code) codes;
    list(agent) agents;
    list(synonyms) sets;
    number_map set_of;       /* By the unit that is its name. */
    number_map set_start_of; /* By unit and 1. */
    list(set_start) set_starts;
    uint32_t block_count;
    list(own_verb) verbs;
    list(own_pattern) patterns;
    list(pattern_token) tokens;
    number_map pattern_of; /* By patterns_key. */
    list(onr_str) issues;
    list(own_rule) table;
    bool has_discards;
    list(onr_fault) faults;
};

#endif
