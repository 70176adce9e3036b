/*
 * A text as this layer looks at it: by word, which entity it mentions and which statement holds it.
 */
#ifndef ONR_SRC_EVENTS_PLACES_H
#define ONR_SRC_EVENTS_PLACES_H

#include "onrecord/events.h"

typedef struct places {
    const onr_text *text;
    const onr_entities *entities;
    const onr_statements *statements;
    int32_t *entity_of; /* By word: the entity of the shortest mention that holds it, or none. */
    int32_t *part_of;   /* By word: that of the longest one, or none. */
    int32_t *told_in;   /* By word: the statement whose content it stands in, the innermost. */
    int32_t *cue_of;    /* By word: the statement whose cue it is. */
} places;

/* False: the arena is full. */
bool places_find(places *out, const onr_text *text, const onr_entities *entities,
                 const onr_statements *statements, onr_arena *arena);

#endif
