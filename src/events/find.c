/*
 * The events that statements are: who demands, promises, refuses, accuses of whom.
 */
#include "base/span.h"
#include "base/str.h"
#include "base/table.h"
#include "events/classes.h"
#include "codebook/patterns.h"
#include "events/own.h"
#include "events/repeats.h"
#include "events/triggers.h"

/* The first political actor but the speaker who is named whole within a span, or ONR_NO_ENTITY. */
static int32_t actor_within(const onr_text *text, const onr_entities *all, onr_span span,
                            int32_t speaker)
{
    const onr_mention *mentions = all->mentions;
    uint32_t word = (uint32_t)onr_text_word_from(text, span.start);
    size_t i = table_first_from(word, mentions, all->mention_count, sizeof *mentions,
                                offsetof(onr_mention, head));
    for (; i < all->mention_count && text->words[mentions[i].head].span.end <= span.end; i++)
        if (mentions[i].entity != speaker && actor_is_political(&all->items[mentions[i].entity]) &&
            span_holds(span, mentions[i].span))
            return mentions[i].entity;
    return ONR_NO_ENTITY;
}

/* Whom the words are aimed at: the addressee, else the first actor that the content names. */
static int32_t recipient_of(const onr_text *text, const onr_entities *entities,
                            const onr_statement *s)
{
    int32_t found = s->addressee_entity;
    for (size_t i = 0; found == ONR_NO_ENTITY && i < s->content.count; i++)
        found = actor_within(text, entities, s->content.items[i], s->speaker_entity);
    return found;
}

/* How sure an event is where its statement is sure: that a demand was made is less certain than
 * that somebody was quoted with it. Set by hand; no gold says better yet. */
static const float LIKELY = 0.8f;

static const int32_t *one(int32_t entity, size_t *count, onr_arena *arena)
{
    int32_t *item = entity == ONR_NO_ENTITY ? NULL : arena_array(arena, int32_t, 1);
    *count = item != NULL;
    if (item)
        *item = entity;
    return item;
}

/* The events that the statements' own acts are, by the act alone. */
static void add_acts(event_list *out, const onr_text *text, const onr_entities *entities,
                     const onr_statements *statements, onr_arena *arena)
{
    for (size_t i = 0; i < statements->count; i++) {
        const onr_statement *s = &statements->items[i];
        int class = class_of_act(s->act);
        if (class < 0 || s->negated || s->unrealised || s->speaker_entity == ONR_NO_ENTITY ||
            !actor_is_political(&entities->items[s->speaker_entity]))
            continue;
        onr_event e = {.event_class = (onr_plover) class,
                       .cameo = class_cameo((onr_plover) class),
                       .trigger = s->cue,
                       .status = ONR_HAPPENED,
                       .vouched = (int32_t)i,
                       .same_as = ONR_NO_EVENT,
                       .confidence = s->confidence * LIKELY};
        e.actors = one(s->speaker_entity, &e.actor_count, arena);
        e.recipients = one(recipient_of(text, entities, s), &e.recipient_count, arena);
        list_push(out, e, arena);
    }
}

/* Whether a page names somebody of politics: a state, its body, those who are armed, whoever has a
 * code, or an office before a name. One that names nobody tells of courts, sport, firms, films,
 * whose acts are no events. */
static bool names_politics(const onr_text *text, const onr_entities *entities)
{
    static const char offices[] = "minister|senator|parliament|chancellor|ambassador|premier";
    for (size_t i = 0; i < entities->count; i++)
        if (entities->items[i].code.len || kind_is_political(entities->items[i].kind))
            return true;
    for (size_t i = 0; i + 1 < text->word_count; i++) {
        const onr_word *w = &text->words[i];
        bool heads = str_is(w->form, "President") && w[1].upos == ONR_PROPN && w[1].head >= 0;
        if (w->upos == ONR_PROPN && (heads || str_listed(w->form, offices)))
            return true;
    }
    return false;
}

/* The events of the page, then what the researcher's dictionaries make of them. */
static bool find_all(event_list *found, onr_notes *notes, const places *r, const onr_codebook *own,
                     onr_arena *arena)
{
    if (triggers_are_read(r->text) && names_politics(r->text, r->entities))
        triggers_find(found, r, arena);
    else if (!triggers_are_read(r->text))
        add_acts(found, r->text, r->entities, r->statements, arena);
    return !own_has_events(own) || events_by_book(found, notes, r, own, arena);
}

bool onr_events_find(onr_events *out, onr_notes *notes, const onr_text *text,
                     const onr_entities *entities, const onr_statements *statements,
                     const onr_codebook *own, onr_arena *arena, onr_error *err)
{
    event_list found = {0};
    *notes = (onr_notes){0};
    onr_scratch scratch = onr_scratch_begin(arena);
    places r;
    bool ok = places_find(&r, text, entities, statements, scratch.arena) &&
              find_all(&found, notes, &r, own, arena);
    onr_scratch_end(&scratch);
    /* Where the arena is full, an event may have no trigger to look from. */
    if (!ok || onr_arena_full(arena))
        return arena_fail(err, "find events");
    for (size_t i = 0; i < found.count; i++)
        repeats_place(&found.items[i], text);
    if (!repeats_find(found.items, found.count, arena))
        return arena_fail(err, "find events");
    *out = (onr_events){found.items, found.count};
    return !onr_arena_full(arena) || arena_fail(err, "find events");
}
