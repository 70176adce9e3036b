#include "events/own.h"

#include "base/str.h"
#include "codebook/patterns.h"
#include "events/classes.h"
#include "language/walk.h"

typedef struct applied {
    const places *r;
    own_events own;
    event_list events;
    onr_arena *arena;
} applied;

typedef struct party_list {
    int32_t *items;
    size_t count, capacity;
} party_list;

static void add_party(party_list *out, const applied *a, int32_t entity)
{
    for (size_t i = 0; i < out->count; i++)
        if (out->items[i] == entity)
            return;
    list_push(out, entity, a->arena);
}

/* Of a group its members. */
static void add_parties(party_list *out, const applied *a, int32_t entity)
{
    const onr_entity *e = &a->r->entities->items[entity];
    for (size_t i = 0; i < e->member_count; i++)
        add_party(out, a, e->members[i]);
    if (e->member_count == 0)
        add_party(out, a, entity);
}

/* Who stands at `word`, and those that are joined to it by "and". */
static party_list parties_at(const applied *a, int32_t word)
{
    party_list found = {0};
    if (word < 0)
        return found;
    const onr_text *text = a->r->text;
    add_parties(&found, a, a->r->entity_of[word]);
    for (int32_t c = walk_child(text, word, ONR_CONJ, -1); c >= 0;
         c = walk_child(text, word, ONR_CONJ, c))
        if (a->r->entity_of[c] >= 0)
            add_parties(&found, a, a->r->entity_of[c]);
    return found;
}

static void leave_out(party_list *of, const party_list *others)
{
    size_t n = 0;
    for (size_t i = 0; i < of->count; i++) {
        bool other = false;
        for (size_t k = 0; k < others->count; k++)
            other = other || of->items[i] == others->items[k];
        if (!other)
            of->items[n++] = of->items[i];
    }
    of->count = n;
}

/* What has not happened by the words around the verb; else what the network says. */
static onr_status status_of(const onr_text *text, int32_t word)
{
    if (walk_child_listed(text, word, "not|never|n't") >= 0)
        return ONR_DENIED;
    if (walk_child_listed(text, word, "would|could|may|might|if") >= 0)
        return ONR_HYPOTHETICAL;
    if (walk_child_listed(text, word, "will|shall|'ll") >= 0)
        return ONR_PLANNED;
    return triggers_are_read(text) ? triggers_status(text, (size_t)word) : ONR_HAPPENED;
}

static size_t word_of(const applied *a, const onr_event *e)
{
    return e->trigger.count ? onr_text_word_from(a->r->text, e->trigger.items[0].start)
                            : a->r->text->word_count;
}

static onr_spans trigger_of(const applied *a, int32_t word)
{
    int32_t cue = a->r->cue_of[word];
    if (cue >= 0)
        return a->r->statements->items[cue].cue;
    onr_span *span = arena_array(a->arena, onr_span, 1);
    if (span)
        *span = a->r->text->words[word].span;
    return (onr_spans){span, span != NULL};
}

static onr_plover class_of(const char *name)
{
    onr_plover class = ONR_AGREE;
    while (class < ONR_ASSAULT && strcmp(name, onr_plover_name(class)) != 0)
        class = (onr_plover)(class + 1);
    return class;
}

static void add_event(applied *a, const own_event *by, const rule_code *code,
                      const party_list *actors, const party_list *recipients)
{
    const places *r = a->r;
    if (!code->class_name || actors->count == 0)
        return;
    int32_t cue = r->cue_of[by->trigger];
    onr_plover class = class_of(code->class_name);
    onr_event e = {.actors = actors->items,
                   .actor_count = actors->count,
                   .recipients = recipients->items,
                   .recipient_count = recipients->count,
                   .event_class = class,
                   .mode = str_of(code->mode ? code->mode : ""),
                   .cameo = code->cameo ? code->cameo : class_cameo(class),
                   .trigger = trigger_of(a, by->trigger),
                   .status = status_of(r->text, by->trigger),
                   .vouched = cue >= 0 ? cue : r->told_in[by->trigger],
                   .same_as = ONR_NO_EVENT,
                   .confidence = 1.0f};
    list_push(&a->events, e, a->arena);
}

/* Events are about what phrases of .issues stand in their sentence. */
static void tell_issues(applied *a)
{
    for (size_t i = 0; i < a->events.count; i++) {
        size_t word = word_of(a, &a->events.items[i]);
        onr_strs issues = word < a->r->text->word_count
                              ? a->own.issues_of[a->r->text->words[word].sentence]
                              : (onr_strs){0};
        onr_str *kept = arena_array(a->arena, onr_str, issues.count ? issues.count : 1);
        for (size_t k = 0; kept && k < issues.count; k++)
            kept[k] = issues.items[k];
        a->events.items[i].issues = (onr_strs){kept, kept ? issues.count : 0};
    }
}

/* The events of a trigger: of a pair of codes, one each way. */
static void apply(applied *a, const own_event *by)
{
    int32_t cue = a->r->cue_of[by->trigger];
    party_list actors = parties_at(a, by->source), recipients = parties_at(a, by->target);
    int32_t speaker = cue >= 0 ? a->r->statements->items[cue].speaker_entity : ONR_NO_ENTITY;
    if (actors.count == 0 && speaker != ONR_NO_ENTITY)
        add_parties(&actors, a, speaker);
    leave_out(&recipients, &actors);
    add_event(a, by, &by->rule.forward, &actors, &recipients);
    if (by->rule.is_paired && recipients.count)
        add_event(a, by, &by->rule.backward, &recipients, &actors);
}

static void mark_words(bool *decided, const onr_text *text, onr_spans trigger)
{
    for (size_t k = 0; k < trigger.count; k++)
        for (size_t w = onr_text_word_from(text, trigger.items[k].start);
             w < text->word_count && text->words[w].span.start < trigger.items[k].end; w++)
            decided[w] = true;
}

/* The words that the dictionaries decide about: by themselves, as a part of the same cue, or as the
 * verb of "launched an attack". */
static bool *mark_decided(const applied *a, onr_arena *scratch)
{
    const onr_text *text = a->r->text;
    bool *decided = arena_array(scratch, bool, text->word_count + 1);
    for (size_t i = 0; decided && i < a->own.count; i++) {
        const own_event *e = &a->own.items[i];
        mark_words(decided, text, trigger_of(a, e->trigger));
        if (e->taken_by >= 0)
            decided[e->taken_by] = true;
    }
    return decided;
}

static bool is_discarded(const applied *a, size_t word)
{
    const onr_text *text = a->r->text;
    return word < text->word_count && a->own.discarded[text->words[word].sentence];
}

/* The events found and those of the dictionaries, in the order of their triggers. */
static void merge(applied *a, const event_list *found, const bool *decided)
{
    size_t own = 0;
    for (size_t i = 0; i <= found->count; i++) {
        size_t at = i < found->count ? word_of(a, &found->items[i]) : a->r->text->word_count;
        for (; own < a->own.count && (size_t)a->own.items[own].trigger <= at; own++)
            if (!is_discarded(a, (size_t)a->own.items[own].trigger))
                apply(a, &a->own.items[own]);
        if (i < found->count && !decided[at] && !is_discarded(a, at))
            list_push(&a->events, found->items[i], a->arena);
    }
}

/* A note for each sentence that is left out. */
static void tell_discarded(onr_notes *out, const applied *a)
{
    list(onr_note) notes = {0};
    const onr_text *text = a->r->text;
    for (size_t i = 0; i < text->sentence_count; i++) {
        onr_note note = {"events", text->sentences[i].span.start, text->sentences[i].span.end,
                         ONR_STR("no events: a phrase of .discards")};
        if (a->own.discarded[i])
            list_push(&notes, note, a->arena);
    }
    *out = (onr_notes){notes.items, notes.count};
}

bool events_by_book(event_list *found, onr_notes *notes, const places *r, const onr_codebook *book,
                    onr_arena *arena)
{
    onr_scratch scratch = onr_scratch_begin(arena);
    applied a = {.r = r, .arena = arena};
    bool ok = own_events_find(&a.own, book, r->text, r->entity_of, scratch.arena);
    bool *decided = ok ? mark_decided(&a, scratch.arena) : NULL;
    if (decided) {
        merge(&a, found, decided);
        tell_issues(&a);
        tell_discarded(notes, &a);
        *found = a.events;
    }
    onr_scratch_end(&scratch);
    return !onr_arena_full(arena);
}
