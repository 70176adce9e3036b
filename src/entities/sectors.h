/*
 * Which sector of CAMEO's somebody is of, and whether of the state that the page speaks of: what
 * the page's words tell beyond the tables, by linear models over hashed features that were learnt
 * from annotated pages (models/MODEL-sectors.md). What the tables say is one of the features.
 */
#ifndef ONR_SRC_ENTITIES_SECTORS_H
#define ONR_SRC_ENTITIES_SECTORS_H

#include "entities/drafts.h"
#include "learn/rows.h"

enum { SECTOR_MOST_FEATURES = 640 };

/* What is known of an entity when its sector is asked for. */
typedef struct sector_view {
    const finder *f;
    const entity_draft *draft;
    const known_thing *person; /* Of the knowledge base, or NULL. */
    const int32_t *next;       /* By mention: the next one of its entity, or -1. */
    int32_t first;             /* Its first mention, or -1. */
    onr_str main;              /* The state that the page names most, or empty; */
    uint32_t share;            /* its part of all that are named, in fifths; how often it is. */
    uint32_t named;
} sector_view;

/* The hashes of what is seen of it, each once; gives their number. */
size_t sector_features(uint32_t out[SECTOR_MOST_FEATURES], const sector_view *v);

/* What was learnt; it points into the library. */
typedef struct sector_model {
    hashed_rows sectors, states;
    onr_str names; /* Of the sectors, three letters each; blanks: nothing but the state. */
    /* In 1/32 of a logit, of whom the tables code, and of whom they do not: */
    struct {
        int32_t lead;     /* by how much a sector must outweigh the next, */
        int32_t of_state; /* and what the state must weigh. */
    } least[2];
} sector_model;

sector_model sector_model_open(void);

/*
 * The code that it has by all this: the likeliest sector of the state that the tables or the page
 * tell; the tables' own where none is likely enough; none where it is hardly of that state.
 */
onr_str sector_code(const sector_view *v, const sector_model *m, onr_arena *arena);

#endif
