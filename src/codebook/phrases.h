/*
 * Phrases of dictionaries: a trie over units, which are stretches of letters and digits in lower
 * case; what stands between them ("_", "-", a blank) does not matter. A walk over a text takes as
 * long as its longest phrase, however many there are.
 */
#ifndef ONR_SRC_CODEBOOK_PHRASES_H
#define ONR_SRC_CODEBOOK_PHRASES_H

#include "base/arena.h"

enum { PHRASE_MOST_UNITS = 24 };

/* No unit, no node, no entry. */
enum { PHRASE_NONE = UINT32_MAX };

/* Numbers by numbers; open addressing. */
typedef struct number_map {
    uint64_t *keys; /* 0: empty */
    uint32_t *values;
    size_t room;
    size_t count;
} number_map;

/* False: the arena is full. */
bool map_put(number_map *map, uint64_t key, uint32_t value, onr_arena *arena);

/* PHRASE_NONE: there is none. */
uint32_t map_get(const number_map *map, uint64_t key);

/* What a phrase means to who entered it; of several at a node the first comes first. */
typedef struct phrase_entry {
    uint32_t value;
    uint32_t next;
    uint32_t dictionary, line;
    bool exact; /* The last unit may not be inflected. */
} phrase_entry;

typedef struct phrase_node {
    uint32_t first_entry;
    uint32_t sets; /* The first of the synonym sets that may follow, or PHRASE_NONE. */
} phrase_node;

typedef struct set_edge {
    uint32_t root; /* The set's own trie. */
    uint32_t to;
    uint32_t next;
} set_edge;

typedef struct phrase_book {
    number_map unit_of; /* By hash of its letters. */
    list(onr_str) units;
    number_map edges; /* By node and unit. */
    list(phrase_node) nodes;
    list(phrase_entry) entries;
    list(set_edge) set_edges;
    onr_arena *arena;
} phrase_book;

/* The next unit of a text from `*at` on, in lower case in `room`; moves `*at` behind it. False:
 * there is none left. What is longer than `room` is cut there. */
bool unit_next(onr_str *out, onr_str text, size_t *at, char *room, size_t size);

/* A synonym set's name ("&MONEY") as the unit that stands for it; the length written. */
size_t unit_name(char *room, size_t size, onr_str name);

/* The number of a unit; PHRASE_NONE where no phrase has it. */
uint32_t unit_find(const phrase_book *book, onr_str unit);

/* The same; one that is new gets a number. */
uint32_t unit_add(phrase_book *book, onr_str unit);

uint32_t node_new(phrase_book *book);

/* The node behind `node` by a unit, made where there is none. */
uint32_t node_go(phrase_book *book, uint32_t node, uint32_t unit);

/* The node behind `node` by a synonym set. */
uint32_t node_go_set(phrase_book *book, uint32_t node, uint32_t root);

/* PHRASE_NONE: there is none. */
uint32_t node_child(const phrase_book *book, uint32_t node, uint32_t unit);

/* Enters a meaning behind those that stand there, the first sixteen. */
void node_enter(phrase_book *book, uint32_t node, phrase_entry entry);

#endif
