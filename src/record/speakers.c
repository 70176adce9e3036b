/*
 * Who speaks and is nobody known so far is somebody by his own words: "intelligence agencies".
 */
#include "base/arena.h"
#include "base/str.h"
#include "entities/words.h"
#include "language/walk.h"
#include "onrecord/record.h"

/* Entities that are gained: a bound that no article meets, since each is sought among all. */
enum { MOST_GAINED = 64 };

/* What the record gains. */
typedef struct gained {
    const onr_record *record;
    list(onr_entity) entities;
    onr_mention
        *by_head; /* By word: the mention that has it as its head, if its span is not empty. */
    size_t mention_count;
    onr_arena *arena;
} gained;

static bool is_noun(const onr_word *w)
{
    return w->upos == ONR_NOUN || w->upos == ONR_PROPN;
}

/* "The guild's reply": without the article, nor what makes whoever it is its owner. */
static onr_span bare_phrase(const onr_text *text, onr_span phrase)
{
    size_t first = onr_text_word_from(text, phrase.start);
    size_t last = onr_text_word_from(text, phrase.end) - 1;
    if (last > first && str_is(text->words[last].xpos, "POS"))
        phrase.end = text->words[last - 1].span.end;
    bool article = first + 1 < text->word_count && text->words[first + 1].span.end <= phrase.end &&
                   str_listed(text->words[first].form, "the|a|an");
    return article ? (onr_span){text->words[first + 1].span.start, phrase.end} : phrase;
}

static onr_entity_kind kind_of(const onr_word *head)
{
    return str_listed(head->xpos, "NNS|NNPS") ? ONR_ENTITY_PEOPLE
           : noun_is_person(head->lemma)      ? ONR_ENTITY_PERSON
                                              : ONR_ENTITY_ORGANISATION;
}

/* Which of those gained is called so, one of them from now on; or none, where they are too many. */
static int32_t called(gained *g, onr_str name, const onr_word *head)
{
    size_t i = 0;
    while (i < g->entities.count && !str_equal_nocase(g->entities.items[i].name, name))
        i++;
    if (i == MOST_GAINED)
        return ONR_NO_ENTITY;
    if (i == g->entities.count) {
        onr_entity e = {.name = name, .kind = kind_of(head)};
        list_push(&g->entities, e, g->arena);
    }
    return (int32_t)(g->record->entities.count + i);
}

/* The entity that the speaker is from now on; none where his words are no noun's. */
static int32_t gain(gained *g, onr_spans speaker)
{
    const onr_text *text = &g->record->text;
    int32_t head = speaker.count == 1 ? walk_head(text, speaker, is_noun) : -1;
    if (head < 0 || onr_entities_of_word(&g->record->entities, head) != ONR_NO_ENTITY)
        return ONR_NO_ENTITY;
    if (g->by_head[head].span.end)
        return g->by_head[head].entity;
    onr_span phrase = bare_phrase(text, speaker.items[0]);
    int32_t entity = called(g, str_slice(text->text, phrase), &text->words[head]);
    if (entity == ONR_NO_ENTITY)
        return entity;
    g->by_head[head] = (onr_mention){phrase, head, entity};
    g->mention_count++;
    return entity;
}

static onr_spans mentions_of(const gained *g, int32_t entity)
{
    list(onr_span) spans = {0};
    for (size_t i = 0; i < g->record->text.word_count; i++)
        if (g->by_head[i].span.end && g->by_head[i].entity == entity)
            list_push(&spans, g->by_head[i].span, g->arena);
    return (onr_spans){spans.items, spans.count};
}

/* All mentions in the order of their heads. */
static void merge_mentions(onr_mention *out, const gained *g)
{
    const onr_entities *known = &g->record->entities;
    size_t k = 0, n = 0;
    for (size_t i = 0; i < g->record->text.word_count; i++) {
        for (; k < known->mention_count && known->mentions[k].head <= (int32_t)i; k++)
            out[n++] = known->mentions[k];
        if (g->by_head[i].span.end)
            out[n++] = g->by_head[i];
    }
}

/* Gives the record what it has gained; false: the arena is full. */
static bool join(onr_record *record, const gained *g)
{
    const onr_entities *known = &record->entities;
    size_t count = known->count + g->entities.count;
    size_t mention_count = known->mention_count + g->mention_count;
    onr_entity *items = arena_array(g->arena, onr_entity, count + 1);
    onr_mention *mentions = arena_array(g->arena, onr_mention, mention_count + 1);
    if (!items || !mentions)
        return false;
    for (size_t i = 0; i < count; i++) {
        items[i] = i < known->count ? known->items[i] : g->entities.items[i - known->count];
        if (i >= known->count)
            items[i].mentions = mentions_of(g, (int32_t)i);
    }
    merge_mentions(mentions, g);
    record->entities = (onr_entities){items, count, mentions, mention_count};
    return true;
}

bool onr_record_name_speakers(onr_record *record, onr_arena *arena, onr_error *err)
{
    size_t count = record->statements.count;
    onr_statement *items = arena_array(arena, onr_statement, count + 1);
    gained g = {.record = record, .arena = arena};
    g.by_head = arena_array(arena, onr_mention, record->text.word_count + 1);
    if (!items || !g.by_head)
        return arena_fail(err, "name who speaks");
    for (size_t i = 0; i < count; i++) {
        items[i] = record->statements.items[i];
        if (items[i].speaker_entity == ONR_NO_ENTITY)
            items[i].speaker_entity = gain(&g, items[i].speaker);
    }
    if (g.mention_count == 0) /* as of most pages */
        return !onr_arena_full(arena) || arena_fail(err, "name who speaks");
    record->statements.items = items;
    return (join(record, &g) && !onr_arena_full(arena)) || arena_fail(err, "name who speaks");
}
