/*
 * Decides at whom a denial is aimed: at who claims what it denies, where the page says that in
 * another statement and its own words name nobody, or people at large ("arming the rebels").
 */
#include "record/denials.h"

#include "base/arena.h"
#include "events/classes.h"

/* The record's events, and those that are added. */
typedef struct finder {
    const onr_record *record;
    onr_event *events; /* A copy of the record's. */
    list(onr_event) added;
    int32_t *event_at; /* By word: the event whose trigger begins there, added ones behind; -1. */
    onr_arena *arena;
} finder;

static uint32_t place_of(const onr_event *e)
{
    return e->trigger.count ? e->trigger.items[0].start : 0;
}

static int32_t *slot_of(const finder *f, onr_spans words)
{
    return &f->event_at[onr_text_word_from(&f->record->text, words.items[0].start)];
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

static void add_event(finder *f, const onr_statement *denial, int32_t index, int32_t claimant)
{
    onr_event e = {.event_class = ONR_REJECT,
                   .cameo = class_cameo(ONR_REJECT),
                   .trigger = denial->cue,
                   .status = ONR_HAPPENED,
                   .vouched = index,
                   .same_as = ONR_NO_EVENT,
                   .confidence = EVENT_BY_RULE};
    e.actors = parties_of(f->record, denial->speaker_entity, &e.actor_count, f->arena);
    e.recipients = parties_of(f->record, claimant, &e.recipient_count, f->arena);
    *slot_of(f, denial->cue) = (int32_t)(f->record->events.count + f->added.count);
    list_push(&f->added, e, f->arena);
}

/* Whether the event has more than people at large on its other side. */
static bool is_aimed(const onr_record *record, const onr_event *e)
{
    for (size_t i = 0; i < e->recipient_count; i++)
        if (record->entities.items[e->recipients[i]].kind != ONR_ENTITY_PEOPLE)
            return true;
    return false;
}

static void find_event(finder *f, const onr_dispute *d)
{
    const onr_statement *denial = &f->record->statements.items[d->denial];
    int32_t claimant = f->record->statements.items[d->claim].speaker_entity;
    bool by_others =
        claimant >= 0 && denial->speaker_entity >= 0 && claimant != denial->speaker_entity;
    if (denial->act != ONR_ACT_DENY || !by_others)
        return;
    int32_t at = *slot_of(f, denial->cue);
    if (at < 0 && is_event(f->record, denial))
        add_event(f, denial, d->denial, claimant);
    onr_event *known = at >= 0 && (size_t)at < f->record->events.count ? &f->events[at] : NULL;
    if (known && known->event_class == ONR_REJECT && !is_aimed(f->record, known))
        known->recipients = parties_of(f->record, claimant, &known->recipient_count, f->arena);
}

/* The two lists as one in the text's order, which the indices that events have of others follow. */
static onr_events merge(finder *f, onr_arena *scratch)
{
    size_t old = f->record->events.count, k = 0, n = 0;
    onr_event *all = arena_array(f->arena, onr_event, old + f->added.count + 1);
    int32_t *moved = arena_array(scratch, int32_t, old + 1);
    if (!all || !moved)
        return f->record->events;
    for (size_t i = 0; i <= old; i++) {
        while (k < f->added.count &&
               (i == old || place_of(&f->added.items[k]) < place_of(&f->events[i])))
            all[n++] = f->added.items[k++];
        moved[i] = (int32_t)n;
        if (i < old)
            all[n++] = f->events[i];
    }
    for (size_t i = 0; i < n; i++)
        if (all[i].same_as != ONR_NO_EVENT)
            all[i].same_as = moved[all[i].same_as];
    return (onr_events){all, n};
}

void denials_find_events(onr_record *record, onr_arena *arena)
{
    size_t count = record->events.count, words = record->text.word_count + 1;
    onr_scratch scratch = onr_scratch_begin(arena);
    finder f = {.record = record,
                .events = arena_array(scratch.arena, onr_event, count + 1),
                .event_at = arena_array(scratch.arena, int32_t, words),
                .arena = arena};
    if (f.events && f.event_at) {
        memset(f.event_at, 0xFF, words * sizeof *f.event_at);
        for (size_t i = 0; i < count; i++) {
            f.events[i] = record->events.items[i];
            if (f.events[i].trigger.count)
                *slot_of(&f, f.events[i].trigger) = (int32_t)i;
        }
        for (size_t i = 0; i < record->dispute_count; i++)
            find_event(&f, &record->disputes[i]);
        record->events = merge(&f, scratch.arena);
    }
    onr_scratch_end(&scratch);
}
