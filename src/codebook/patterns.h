/*
 * What the researcher's dictionaries say that a text tells: which words are an event, of which
 * class, and where in the tree those stand who do it and suffer it. What the layer of events asks.
 */
#ifndef ONR_SRC_CODEBOOK_PATTERNS_H
#define ONR_SRC_CODEBOOK_PATTERNS_H

#include "base/arena.h"
#include "codebook/rules.h"
#include "onrecord/codebook.h"
#include "onrecord/language.h"

/* A word that a dictionary decides on. */
typedef struct own_event {
    int32_t trigger;        /* Word. */
    int32_t taken_by;       /* The verb whose object it is: "launched an attack"; or -1. */
    int32_t source, target; /* Words with somebody; -1: nobody. */
    bool both;              /* "%": those of `source` do it to one another. */
    own_rule rule;
} own_event;

typedef struct own_events {
    const own_event *items; /* In the order of their triggers, one a word. */
    size_t count;
    const bool *discarded;     /* By sentence. */
    const onr_strs *issues_of; /* By sentence: codes of .issues, each once. */
} own_events;

/* Finds them; `somebody` is by word whether it mentions an entity: its index, or -1. Time is linear
 * in the words. False: the arena is full. */
bool own_events_find(own_events *out, const onr_codebook *book, const onr_text *text,
                     const int32_t *somebody, onr_arena *arena);

/* Whether there is anything of events in the book. */
bool own_has_events(const onr_codebook *book);

#endif
