/*
 * Who takes part in an event by the words around its trigger, where these say it plainly: "talks
 * between Karst and Sylvania", "met with Sylvania".
 */
#ifndef ONR_SRC_EVENTS_SIDES_H
#define ONR_SRC_EVENTS_SIDES_H

#include "events/places.h"

enum { MOST_PARTIES = 4 };

/* Entities with their chances in one role, the likeliest first. */
typedef struct parties {
    int32_t entity[MOST_PARTIES];
    float chance[MOST_PARTIES];
    size_t count;
} parties;

bool parties_hold(const parties *p, int32_t entity);

/* Takes an entity in by its chance; of too many the least likely goes. */
void parties_add(parties *p, int32_t entity, float chance);

/* "Fighting between Karst and Sylvania": all who take part; none where the words do not say so. */
parties sides_between(const places *r, int32_t trigger);

/* "Karst mediated between Sylvania and Ostrava": whether somebody stands between them, at whom then
 * it is aimed. */
bool sides_have_mediator(const places *r, int32_t trigger);

/* Adds those whom the ones who take part meet or fight: "met with Sylvania", "fought the rebels".
 */
void sides_add_others(parties *p, const places *r, int32_t trigger);

#endif
