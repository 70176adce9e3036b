/*
 * Decides at whom a denial is aimed: at who claims what it denies, where the page says that in
 * another statement and its own words name nobody.
 */
#include "record/denials.h"

#include "base/arena.h"
#include "events/classes.h"

/* As probable as an event must be that is found by its words: events/triggers.c. */
static const float LEAST = 0.78f;

typedef struct event_list {
    onr_event *items;
    size_t count;
} event_list;

static uint32_t place_of(const onr_event *e)
{
    return e->trigger.count ? e->trigger.items[0].start : 0;
}

/* The event that stands at the statement's cue, or NULL. */
static onr_event *event_at(const event_list *all, const onr_statement *s)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].trigger.count && place_of(&all->items[i]) == s->cue.items[0].start)
            return &all->items[i];
    return NULL;
}

/* Those who have the part: of a group its members. */
static const int32_t *parties_of(const onr_record *record, int32_t entity, size_t *count,
                                 onr_arena *arena)
{
    const onr_entity *e = &record->entities.items[entity];
    int32_t *one = e->member_count ? NULL : arena_array(arena, int32_t, 1);
    *count = e->member_count ? e->member_count : one != NULL;
    if (one)
        *one = entity;
    return e->member_count ? e->members : one;
}

/* Whether turning down what somebody claims is an event: of 90 such denials on annotated pages, 60
 * are. */
static bool is_event(const onr_record *record, const onr_statement *denial)
{
    return !denial->negated && !denial->unrealised &&
           actor_is_political(&record->entities.items[denial->speaker_entity]);
}

/* Adds an event in the text's order. */
static void insert(event_list *all, const onr_event *e)
{
    size_t at = all->count++;
    for (; at > 0 && place_of(&all->items[at - 1]) > place_of(e); at--)
        all->items[at] = all->items[at - 1];
    all->items[at] = *e;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].same_as != ONR_NO_EVENT && all->items[i].same_as >= (int32_t)at)
            all->items[i].same_as++;
}

static void add_event(event_list *all, const onr_record *record, const onr_dispute *d,
                      onr_arena *arena)
{
    const onr_statement *denial = &record->statements.items[d->denial],
                        *claim = &record->statements.items[d->claim];
    onr_event e = {.event_class = ONR_REJECT,
                   .cameo = class_cameo(ONR_REJECT),
                   .trigger = denial->cue,
                   .status = ONR_HAPPENED,
                   .vouched = d->denial,
                   .same_as = ONR_NO_EVENT,
                   .confidence = LEAST};
    e.actors = parties_of(record, denial->speaker_entity, &e.actor_count, arena);
    e.recipients = parties_of(record, claim->speaker_entity, &e.recipient_count, arena);
    insert(all, &e);
}

static void find_event(event_list *all, const onr_record *record, const onr_dispute *d,
                       onr_arena *arena)
{
    const onr_statement *denial = &record->statements.items[d->denial];
    int32_t claimant = record->statements.items[d->claim].speaker_entity;
    bool by_others =
        claimant >= 0 && denial->speaker_entity >= 0 && claimant != denial->speaker_entity;
    if (denial->act != ONR_ACT_DENY || !by_others)
        return;
    onr_event *known = event_at(all, denial);
    if (!known && is_event(record, denial))
        add_event(all, record, d, arena);
    else if (known && known->event_class == ONR_REJECT && !known->recipient_count)
        known->recipients = parties_of(record, claimant, &known->recipient_count, arena);
}

void denials_find_events(onr_record *record, onr_arena *arena)
{
    event_list all = {
        arena_array(arena, onr_event, record->events.count + record->dispute_count + 1),
        record->events.count};
    if (!all.items)
        return;
    if (all.count)
        memcpy(all.items, record->events.items, all.count * sizeof *all.items);
    for (size_t i = 0; i < record->dispute_count; i++)
        find_event(&all, record, &record->disputes[i], arena);
    record->events = (onr_events){all.items, all.count};
}
