/*
 * Who stands in a text by the researcher's dictionaries of actors and agents: what the layer of
 * entities asks.
 */
#ifndef ONR_SRC_CODEBOOK_ACTORS_H
#define ONR_SRC_CODEBOOK_ACTORS_H

#include "base/arena.h"
#include "onrecord/codebook.h"
#include "onrecord/language.h"

/* A name or noun of a dictionary in a text. */
typedef struct own_match {
    uint32_t first, end; /* Words. */
    uint32_t entry;      /* Of a phrase. */
    uint32_t value;      /* The actor or agent that it is, whatever the name. */
} own_match;

/* By word, the match that holds it. Longer ones go before shorter, earlier before later; a noun of
 * .agents within a name of .actors is none. */
typedef struct own_matches {
    const own_match **actor_of;
    const own_match **agent_of;
} own_matches;

/* Finds them; time is linear in the words. False: the arena is full. */
bool own_matches_find(own_matches *out, const onr_codebook *book, const onr_text *text,
                      onr_arena *arena);

/*
 * The code of the actor of an entry in all days from `first` to `last` (as base/day.h has them; of
 * a month or a year alone: 20150600): the first whose days hold them, else the one that has no
 * days; empty: nobody knows. Of several entries of one name the first decides that has a code then.
 */
onr_str actor_code_in(const onr_codebook *book, uint32_t entry, uint32_t first, uint32_t last);

/* An agent's code with `owner` where the dictionary has "~"; of nobody known it is "---". */
onr_str agent_code(const onr_codebook *book, const own_match *match, onr_str owner,
                   onr_arena *arena);

#endif
