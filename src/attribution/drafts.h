/*
 * Statements while they are being found: what each step knows of a cue and leaves to the next.
 */
#ifndef ONR_SRC_ATTRIBUTION_DRAFTS_H
#define ONR_SRC_ATTRIBUTION_DRAFTS_H

#include "attribution/model.h"
#include "base/arena.h"
#include "onrecord/attribution.h"

/* One cue with what the model says of the words around it. */
typedef struct finding {
    int32_t cue;
    int32_t particle; /* That makes one expression with it ("rule out"), or -1. */
    window at;
    const uint8_t *roles; /* By word of the window. */
    float sure;           /* How probable it is that the word is a cue, 0 to 1. */
} finding;

/* How sure a cue must be for its statement to be kept, outside all contents and inside one. */
typedef struct sure_enough {
    float outside, inside;
} sure_enough;

/* A statement that may be kept, and what speaks for it. */
typedef struct draft {
    onr_statement statement;
    int32_t cue;
    const sure_enough *least;
} draft;

typedef struct finder {
    const onr_text *text;
    const onr_entities *entities;
    reading reading;
    model model;
    list(draft) drafts;
    list(onr_statement) found;
    onr_arena *arena;
} finder;

static inline const onr_word *word_at(const finder *f, int32_t i)
{
    return &f->text->words[i];
}

#endif
