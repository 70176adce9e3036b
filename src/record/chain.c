#include "onrecord/record.h"

#include "base/arena.h"
#include "base/str.h"
#include "language/walk.h"

/* -- Who passed it on ------------------------------------------------------------------ */

/* The links of a statement are no more than these, innermost first: the bound keeps time linear. */
enum { MOST_LINKS = 32 };

typedef list(onr_str) names;

static void add_name(names *list, onr_str name, onr_arena *arena)
{
    if (name.len > 0 && list->count < MOST_LINKS &&
        (list->count == 0 || !str_equal_nocase(list->items[list->count - 1], name)))
        list_push(list, name, arena);
}

/* The entity whose mention is the head of the phrase, else one that it mentions first; or none. */
static int32_t entity_of(const onr_record *record, onr_spans phrase)
{
    const onr_text *text = &record->text;
    int32_t first = ONR_NO_ENTITY;
    for (size_t p = 0; p < phrase.count; p++)
        for (size_t w = onr_text_word_from(text, phrase.items[p].start);
             w < text->word_count && text->words[w].span.end <= phrase.items[p].end; w++) {
            int32_t entity = onr_entities_of_word(&record->entities, (int32_t)w);
            if (entity != ONR_NO_ENTITY && walk_leads_out(text, (int32_t)w, phrase))
                return entity;
            first = first == ONR_NO_ENTITY ? entity : first;
        }
    return first;
}

static const char outlet_words[] =
    "media|newspaper|paper|channel|radio|television|tv|outlet|magazine|broadcaster|station|daily|"
    "weekly|website|news|times|post|herald|tribune|gazette|press|journal|guardian|telegraph|"
    "broadcasting|observer|chronicle|review|agency|network|podcast";

/* Whether what is told is told to an outlet. Organisations with a name that somebody tells are
 * outlets: in pages read by hand, 37 of 42. */
static bool is_outlet(const onr_record *record, const onr_statement *s, int32_t entity, size_t word)
{
    const onr_text *text = &record->text;
    const onr_word *w = &text->words[word];
    onr_entity_kind kind =
        entity >= 0 ? record->entities.items[entity].kind : ONR_ENTITY_UNNAMED_SOURCE;
    if (kind == ONR_ENTITY_OUTLET)
        return true;
    /* "A news conference" is none. */
    bool is_head = w->upos == ONR_PROPN || walk_leads_out(text, (int32_t)word, s->addressee);
    if (str_listed(w->lemma, outlet_words) && is_head)
        return kind == ONR_ENTITY_ORGANISATION || kind == ONR_ENTITY_COMPANY || entity < 0 ||
               kind == ONR_ENTITY_UNNAMED_SOURCE;
    size_t cue = s->cue.count ? onr_text_word_from(text, s->cue.items[0].start) : text->word_count;
    return kind == ONR_ENTITY_ORGANISATION && w->upos == ONR_PROPN && cue < text->word_count &&
           str_is(text->words[cue].lemma, "tell");
}

/* The outlet that the addressee is or names, "the Daily's Ada Roe", into `entity`, or its own
 * words; false: it is none. */
static bool outlet_told(int32_t *entity, const onr_record *record, const onr_statement *s)
{
    const onr_text *text = &record->text;
    *entity = s->addressee_entity;
    if (*entity >= 0 && record->entities.items[*entity].kind == ONR_ENTITY_OUTLET)
        return true;
    for (size_t p = 0; p < s->addressee.count; p++)
        for (size_t w = onr_text_word_from(text, s->addressee.items[p].start);
             w < text->word_count && text->words[w].span.end <= s->addressee.items[p].end; w++) {
            *entity = onr_entities_of_word(&record->entities, (int32_t)w);
            if (is_outlet(record, s, *entity, w))
                return true;
        }
    return false;
}

/* Those named, else the phrase's own words, of one piece. */
static void add_phrase(names *list, const onr_record *record, int32_t entity, onr_spans phrase,
                       onr_arena *arena)
{
    if (entity != ONR_NO_ENTITY)
        add_name(list, record->entities.items[entity].name, arena);
    else if (phrase.count)
        add_name(list, str_slice(record->article.text, phrase.items[0]), arena);
}

/* "As reported by the Daily": it passes the speaker's word on; else the speaker passes on theirs.
 */
static bool is_passed_on(const onr_record *record, const onr_statement *s)
{
    const onr_text *text = &record->text;
    size_t first = s->on_word_of.count ? onr_text_word_from(text, s->on_word_of.items[0].start)
                                       : text->word_count;
    return first > 0 && first < text->word_count && str_listed(text->words[first - 1].form, "by");
}

static void add_links(names *list, const onr_record *record, const onr_statement *s,
                      onr_arena *arena)
{
    bool outer = is_passed_on(record, s);
    int32_t cited = entity_of(record, s->on_word_of), told = ONR_NO_ENTITY;
    if (!outer)
        add_phrase(list, record, cited, s->on_word_of, arena);
    add_phrase(list, record, s->speaker_entity, s->speaker, arena);
    if (outer)
        add_phrase(list, record, cited, s->on_word_of, arena);
    if (outlet_told(&told, record, s))
        add_phrase(list, record, told, s->addressee, arena);
}

bool onr_record_chain(onr_strs *out, const onr_record *record, size_t i, onr_arena *arena,
                      onr_error *err)
{
    names chain = {0};
    size_t steps = 0;
    for (int32_t at = (int32_t)i; at >= 0 && steps++ < MOST_LINKS;
         at = record->statements.items[at].inside)
        add_links(&chain, record, &record->statements.items[at], arena);
    add_name(&chain, record->article.agency, arena);
    add_name(&chain, record->article.outlet.len ? record->article.outlet : ONR_STR("this page"),
             arena);
    *out = (onr_strs){chain.items, chain.count};
    return !onr_arena_full(arena) || arena_fail(err, "follow the chain of word");
}

bool onr_record_find_chains(onr_record *record, onr_arena *arena, onr_error *err)
{
    size_t count = record->statements.count;
    onr_strs *chains = arena_array(arena, onr_strs, count ? count : 1);
    for (size_t i = 0; chains && i < count; i++) {
        onr_strs inner;
        if (!onr_record_chain(&inner, record, i, arena, err))
            return false;
        onr_str *items = arena_array(arena, onr_str, inner.count);
        for (size_t k = 0; items && k < inner.count; k++)
            items[k] = inner.items[inner.count - 1 - k];
        chains[i] = (onr_strs){items, items ? inner.count : 0};
    }
    record->chains = chains;
    return !onr_arena_full(arena) || arena_fail(err, "follow the chains of word");
}
