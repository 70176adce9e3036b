#include "record/chain.h"

#include "base/arena.h"
#include "base/span.h"
#include "base/str.h"
#include "base/table.h"
#include "language/walk.h"

/* -- Whose report the page gives ------------------------------------------------------- */

/* A row of data/agencies.tsv. */
typedef struct agency_row {
    const char *written, *name;
} agency_row;

static const agency_row agencies[] = {
#include "record/agencies.inc"
};

static onr_str agency_named(onr_str words)
{
    const agency_row *row = TABLE_FIND(table_find_nocase, str_trim(words), agencies);
    return row ? str_of(row->name) : (onr_str){0};
}

/* Behind a dateline's place and agency stands a dash or a colon: bytes that it takes at `at`. */
static size_t dash_at(onr_str text, size_t at)
{
    static const char *const dashes[] = {"—", "–", "--", "-", ":"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (str_starts((onr_str){text.data + at, text.len - at}, dashes[i]))
            return strlen(dashes[i]);
    return 0;
}

/* A dateline is no longer than this. */
enum { LONGEST_DATELINE = 80 };

/* "WASHINGTON (AP) — …", "(Reuters) - …", "AFP — …" */
static onr_str agency_of_dateline(onr_str text)
{
    onr_str start = {text.data, text.len < LONGEST_DATELINE ? text.len : LONGEST_DATELINE};
    size_t open = str_find(start, ONR_STR("("), 0);
    size_t close = open == SIZE_MAX ? SIZE_MAX : str_find(start, ONR_STR(")"), open);
    if (close != SIZE_MAX) {
        size_t behind = close + 1;
        while (behind < text.len && is_ascii_space(text.data[behind]))
            behind++;
        onr_str within = {start.data + open + 1, close - open - 1};
        return behind < text.len && dash_at(text, behind) ? agency_named(within) : (onr_str){0};
    }
    for (size_t i = 1; i + 1 < start.len; i++)
        if (start.data[i - 1] == ' ' && dash_at(start, i))
            return agency_named((onr_str){start.data, i});
    return (onr_str){0};
}

/* "— Reuters", "(AFP)", "Source: AP", at the end of a block or the whole of it. */
static onr_str agency_of_end(onr_str text)
{
    text = str_trim(text);
    if (str_ends(text, ")")) {
        size_t open = text.len;
        while (open > 0 && text.data[open - 1] != '(')
            open--;
        return open ? agency_named((onr_str){text.data + open, text.len - open - 1}) : (onr_str){0};
    }
    onr_str whole = agency_named(text);
    if (whole.len)
        return whole;
    for (size_t i = text.len; i > 0 && i + 40 > text.len; i--) {
        size_t dash = dash_at(text, i - 1);
        if (dash)
            return agency_named((onr_str){text.data + i - 1 + dash, text.len - i + 1 - dash});
    }
    return (onr_str){0};
}

onr_str chain_agency(const onr_article *article)
{
    size_t paragraphs = 0;
    for (size_t i = 0; i < article->byline.count; i++)
        if (agency_named(article->byline.items[i]).len)
            return agency_named(article->byline.items[i]);
    for (size_t i = 0; i < article->block_count && paragraphs < 3; i++) {
        if (article->blocks[i].kind != ONR_BLOCK_PARAGRAPH)
            continue;
        onr_str found = agency_of_dateline(str_slice(article->text, article->blocks[i].span));
        if (found.len)
            return found;
        paragraphs++;
    }
    return article->block_count == 0
               ? (onr_str){0}
               : agency_of_end(
                     str_slice(article->text, article->blocks[article->block_count - 1].span));
}

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
            bool head = text->words[w].head < 0 ||
                        !spans_hold(phrase, text->words[text->words[w].head].span);
            if (entity != ONR_NO_ENTITY && head)
                return entity;
            first = first == ONR_NO_ENTITY ? entity : first;
        }
    return first;
}

static const char outlet_words[] =
    "media|newspaper|paper|channel|radio|television|tv|outlet|magazine|broadcaster|station|daily|"
    "weekly|website|news|times|post|herald|tribune|gazette|press|journal|guardian|telegraph|"
    "broadcasting|observer|chronicle|review|agency|network|podcast";

/* Whether what is told is told to an outlet. Organisations that somebody tells are outlets: in
 * pages read by hand, 37 of 42. */
static bool is_outlet(const onr_record *record, const onr_statement *s, int32_t entity, size_t word)
{
    const onr_text *text = &record->text;
    const onr_word *w = &text->words[word];
    onr_entity_kind kind =
        entity >= 0 ? record->entities.items[entity].kind : ONR_ENTITY_UNNAMED_SOURCE;
    if (kind == ONR_ENTITY_OUTLET)
        return true;
    if (str_listed(w->lemma, outlet_words))
        return kind == ONR_ENTITY_ORGANISATION || kind == ONR_ENTITY_COMPANY || entity < 0 ||
               kind == ONR_ENTITY_UNNAMED_SOURCE;
    size_t cue = s->cue.count ? onr_text_word_from(text, s->cue.items[0].start) : text->word_count;
    return kind == ONR_ENTITY_ORGANISATION && cue < text->word_count &&
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
    add_name(&chain, chain_agency(&record->article), arena);
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
