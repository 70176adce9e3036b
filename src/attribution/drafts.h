/*
 * Statements while they are being found: what each step knows of a cue and leaves to the next.
 */
#ifndef ONR_SRC_ATTRIBUTION_DRAFTS_H
#define ONR_SRC_ATTRIBUTION_DRAFTS_H

#include "attribution/model.h"
#include "base/arena.h"
#include "network/heads.h"
#include "onrecord/attribution.h"

/* A cue as the record's heads look at it (heard.h), and the words that they read with it. */
typedef struct heard {
    head_at at;
    onr_span window;
} heard;

/* Of a cue outside all contents and inside one: how probable it is, 0 to 1, or how probable it must
 * be for its statement to be kept. */
typedef struct certainty {
    float outside, inside;
} certainty;

/* One cue with what the model says of the words around it. */
typedef struct finding {
    int32_t cue;
    int32_t particle; /* That makes one expression with it ("rule out"), or -1. */
    window at;
    const uint8_t *roles; /* By word of the window. */
    bool is_heard;        /* Whether the heads know the cue. */
    heard heard;
    const int32_t *scores; /* Of each role for each word of the window, by the heads. */
    certainty sure;
} finding;

/* A statement that may be kept, and what speaks for it. */
typedef struct draft {
    onr_statement statement;
    int32_t cue;
    certainty sure, least;
    float rest;     /* How probable all but the cue is, by the heads; 1 where they do not know. */
    bool is_heard;  /* Whether the heads know the cue. */
    bool is_layout; /* Whether the layout tells it, and not the words (voices.h). */
} draft;

/* Whether it is sure enough, outside or inside. */
static inline bool draft_may_be_kept(const draft *d)
{
    return d->sure.outside >= d->least.outside || d->sure.inside >= d->least.inside;
}

typedef struct finder {
    const onr_text *text;
    const onr_entities *entities;
    reading reading;
    model model;
    const bool *answers; /* By word: of an interview without labels (turns.h); NULL: none is. */
    list(draft) drafts;
    list(onr_statement) found;
    list(bool) is_told; /* By `found`: whether the layout tells it, so that its words are spoken. */
    onr_arena *arena;
} finder;

static inline const onr_word *word_at(const finder *f, int32_t i)
{
    return &f->text->words[i];
}

#endif
