/*
 * Which of those whom the knowledge base has under a name a page means, by what else it names:
 * Georgia beside Tbilisi is not Georgia beside Atlanta.
 */
#ifndef ONR_SRC_ENTITIES_CODES_H
#define ONR_SRC_ENTITIES_CODES_H

#include "base/arena.h"
#include "entities/knowledge.h"
#include "onrecord/entities.h"

/* How often a page names a state, its places, bodies and people. */
typedef struct state_count {
    uint32_t state; /* As known_thing has it. */
    uint32_t count;
} state_count;

typedef list(state_count) state_counts;

/* Counts by the names that mean one thing alone. */
void codes_count_states(state_counts *out, const knowledge *k, const onr_text *text,
                        onr_arena *arena);

/* Whether one of them is of the state. */
bool codes_names_state(const state_counts *counts, uint32_t state);

/* The state that two of three such names belong to, at least three in all; 0: none. */
uint32_t codes_main_state(const state_counts *counts);

/* The same of four in five, at least five in all: what else a page names is mostly of that state,
 * too (nine in ten of whom people gave a code: docs/FIGURES.md). */
uint32_t codes_sole_state(const state_counts *counts);

/* The state that most of them belong to, how many do, and which part of all, in fifths; 0: none is
 * named. */
uint32_t codes_most_named(uint32_t *count, uint32_t *fifths, const state_counts *counts);

/* The state of `listed` ("IRQ|SYR") that most of them belong to; 0: none is named. */
uint32_t codes_most_named_of(const state_counts *counts, const knowledge *k, const char *listed);

/* Whether a code stands in a state's place for a faith, or for Kurds, who are of some state. */
bool code_is_of_faith(onr_str code);
bool code_is_of_kurds(onr_str code);

typedef struct known_match {
    const known_thing *thing; /* NULL: nobody, or it is not certain who. */
    known_use use;
} known_match;

/*
 * The actor that `name` stands for: no person, no place. `label` is what the network takes it for,
 * or NULL. A name that may be several, or a word, is nobody's where nothing decides.
 */
known_match code_find(const knowledge *k, const state_counts *counts, onr_str name,
                      const onr_name *label);

/* The same of places, too: whose they are is known. */
known_match code_find_place(const knowledge *k, const state_counts *counts, onr_str name);

onr_entity_kind code_kind(known_kind kind);

/* "Moscow", "Kremlin" */
static inline bool code_is_government(known_use use)
{
    return use == KNOWN_BY_CAPITAL || use == KNOWN_BY_GOVERNMENT;
}

#endif
