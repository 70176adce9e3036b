#include "entities/sectors.h"

#include <stdlib.h>

#include "base/hash.h"
#include "language/walk.h"
#include "learn/embedded.h"
#include "learn/rows.h"

/*
 * What a feature is about. The number goes into its hash, by which the weights were learnt: a new
 * one goes to the end.
 */
typedef enum about {
    ABOUT_ALL,
    ABOUT_KIND,
    ABOUT_TABLES,
    ABOUT_TABLES_AND_KIND,
    ABOUT_MENTIONS,
    ABOUT_MAIN,
    ABOUT_SHARE,
    ABOUT_HOME,
    ABOUT_STATE,
    ABOUT_NAME_WORD,
    ABOUT_NAME_FIRST,
    ABOUT_NAME_LAST,
    ABOUT_NAME_ENDING,
    ABOUT_NAME_LENGTH,
    ABOUT_TERM,
    ABOUT_TERMS,
    ABOUT_INSIDE,
    ABOUT_BEFORE,
    ABOUT_BEFORE_AT,
    ABOUT_BEFORE_PAIR,
    ABOUT_BEHIND,
    ABOUT_BEHIND_AT,
    ABOUT_APPOSED,
    ABOUT_APPOSED_PAIR,
    ABOUT_CALLED,
    ABOUT_CALLED_MORE,
    ABOUT_VERB,
    ABOUT_CALLED_AND_KIND,
} about;

enum { LETTERS = 3, MOST_SECTORS = 32, FEWEST_NAMED = 3 };
enum { MOST_MENTIONS = 12, MOST_INSIDE = 12, BEFORE = 4, BEHIND = 6, MOST_NAME_WORDS = 12 };

typedef struct features {
    const sector_view *v;
    uint32_t *items;
    size_t count;
} features;

static uint32_t hash_of(onr_str s)
{
    uint64_t hash = hash_text_nocase(s);
    return (uint32_t)(hash ^ hash >> 32);
}

static void push(features *out, about kind, uint32_t a, uint32_t b)
{
    if (out->count < SECTOR_MOST_FEATURES)
        out->items[out->count++] = hash_mix(hash_mix(hash_mix(hash32_start, kind), a), b);
}

static uint32_t form_hash(const features *out, int32_t i)
{
    return hash_of(word_at(out->v->f, i)->form);
}

static uint32_t lemma_hash(const features *out, int32_t i)
{
    return hash_of(word_at(out->v->f, i)->lemma);
}

/* The state or organisation of states of a code, and what stands behind it. */
static onr_str state_part(onr_str code)
{
    return (onr_str){code.data, code.len < 3 ? 0 : 3};
}

static onr_str sector_part(onr_str code)
{
    return code.len > 3 ? (onr_str){code.data + 3, code.len - 3} : (onr_str){"", 0};
}

static bool is_of_states(onr_str code)
{
    return str_listed(state_part(code), "IGO|IMG");
}

static void add_tables(features *out)
{
    const entity_draft *d = out->v->draft;
    onr_str code = d->code;
    uint32_t kind = (uint32_t)d->kind;
    uint32_t sector = !code.len ? 1 : is_of_states(code) ? 2 : hash_of(sector_part(code));
    push(out, ABOUT_ALL, 0, 0);
    push(out, ABOUT_KIND, kind, 0);
    push(out, ABOUT_TABLES, sector, 0);
    push(out, ABOUT_TABLES_AND_KIND, sector, kind);
    if (code.len)
        push(out, ABOUT_STATE, hash_of(state_part(code)), 0);
    push(out, ABOUT_HOME, code.len && str_equal(state_part(code), out->v->main), 0);
    push(out, ABOUT_MAIN, hash_of(out->v->main), 0);
    push(out, ABOUT_SHARE, out->v->share, code.len > 0);
    push(out, ABOUT_MENTIONS, d->mentions.count < 5 ? (uint32_t)d->mentions.count : 5, 0);
}

/* In which sectors somebody whom the knowledge base has held offices. */
static void add_terms(features *out)
{
    const known_thing *t = out->v->person;
    const knowledge *k = &out->v->f->base;
    if (out->v->draft->kind != ONR_ENTITY_PERSON)
        return;
    push(out, ABOUT_TERMS, t ? 1 + (t->term_count < 3 ? t->term_count : 3) : 0, 0);
    for (uint32_t i = 0; t && i < t->term_count; i++)
        push(out, ABOUT_TERM,
             hash_of(sector_part(knowledge_text(k, k->terms[t->first_term + i].code))), 0);
}

/* Whether a person is called by a name. Its words tell nothing of others, and are not learnt. */
static bool is_named_person(const entity_draft *d)
{
    bool capital = d->name.len && (is_ascii_capital(d->name.data[0]) || (d->name.data[0] & 0x80));
    return d->kind == ONR_ENTITY_PERSON && capital && !d->is_guess;
}

static void add_name(features *out)
{
    onr_str name = out->v->draft->name, before = {0}, first = {0};
    size_t count = 0;
    for (size_t from = 0; from < name.len && count < MOST_NAME_WORDS;) {
        size_t blank = str_find(name, ONR_STR(" "), from);
        onr_str word = {name.data + from, (blank == SIZE_MAX ? name.len : blank) - from};
        push(out, ABOUT_NAME_WORD, hash_of(word), 0);
        from += word.len + 1;
        if (from > name.len && count)
            push(out, ABOUT_NAME_ENDING, hash_of(before), hash_of(word));
        before = word;
        first = count ? first : word;
        count++;
    }
    push(out, ABOUT_NAME_FIRST, hash_of(first), 0);
    push(out, ABOUT_NAME_LAST, hash_of(before), 0);
    push(out, ABOUT_NAME_LENGTH, count < 4 ? (uint32_t)count : 4, 0);
}

static bool ends_clause(const features *out, int32_t i)
{
    return str_listed(word_at(out->v->f, i)->form, ".|!|?|;");
}

static bool is_beside(const features *out, int32_t i, int32_t head)
{
    return i >= 0 && i < (int32_t)out->v->f->text->word_count &&
           word_at(out->v->f, i)->sentence == word_at(out->v->f, head)->sentence;
}

static void add_before(features *out, int32_t first, int32_t head)
{
    for (int32_t k = 0; k < BEFORE && is_beside(out, first - 1 - k, head); k++) {
        uint32_t form = form_hash(out, first - 1 - k);
        push(out, ABOUT_BEFORE, form, 0);
        push(out, ABOUT_BEFORE_AT, form, (uint32_t)k);
        if (k == 1)
            push(out, ABOUT_BEFORE_PAIR, form, form_hash(out, first - 1));
        if (ends_clause(out, first - 1 - k))
            break;
    }
}

static void add_behind(features *out, int32_t end, int32_t head)
{
    bool apposed = is_beside(out, end, head) && str_is(word_at(out->v->f, end)->form, ",");
    for (int32_t k = 0; k < BEHIND && is_beside(out, end + k, head); k++) {
        uint32_t form = form_hash(out, end + k);
        if (ends_clause(out, end + k))
            break;
        if (k < 2)
            push(out, ABOUT_BEHIND_AT, form, (uint32_t)k);
        push(out, apposed ? ABOUT_APPOSED : ABOUT_BEHIND, form, 0);
        if (apposed && k > 1)
            push(out, ABOUT_APPOSED_PAIR, form_hash(out, end + k - 1), form);
    }
}

/* A noun that somebody is called by, and the words below it. */
static void add_called(features *out, int32_t noun)
{
    const onr_text *text = out->v->f->text;
    uint32_t lemma = lemma_hash(out, noun);
    push(out, ABOUT_CALLED, lemma, 0);
    push(out, ABOUT_CALLED_AND_KIND, lemma, (uint32_t)out->v->draft->kind);
    for (int32_t c = walk_first(text, noun); c >= 0; c = walk_next(text, c)) {
        onr_relation way = word_at(out->v->f, c)->relation;
        if (way == ONR_AMOD || way == ONR_COMPOUND || way == ONR_NMOD || way == ONR_FLAT)
            push(out, ABOUT_CALLED_MORE, lemma_hash(out, c), (uint32_t)way);
    }
}

/* What the tree tells of a mention: nouns beside a name, what it is said to be, what it does. */
static void add_tree(features *out, int32_t head)
{
    const finder *f = out->v->f;
    const onr_word *w = word_at(f, head);
    if (!f->name_of[head])
        add_called(out, head);
    for (int32_t c = walk_first(f->text, head); c >= 0; c = walk_next(f->text, c)) {
        onr_relation way = word_at(f, c)->relation;
        if (way == ONR_APPOS || (f->name_of[head] && (way == ONR_COMPOUND || way == ONR_FLAT)))
            add_called(out, c);
    }
    if (w->head < 0)
        return;
    if (w->relation == ONR_APPOS || w->relation == ONR_FLAT ||
        (w->relation == ONR_NSUBJ && walk_child(f->text, w->head, ONR_COP, -1) >= 0))
        add_called(out, w->head);
    else if (w->relation == ONR_NSUBJ)
        push(out, ABOUT_VERB, lemma_hash(out, w->head), 0);
}

static void add_inside(features *out, int32_t first, int32_t end)
{
    for (int32_t i = first; i < end && i < first + MOST_INSIDE; i++)
        push(out, ABOUT_INSIDE, form_hash(out, i), 0);
}

/* The words of a mention; [head, head + 1) of one that has none. */
static void words_of_mention(int32_t *first, int32_t *end, const features *out,
                             const onr_mention *m)
{
    const finder *f = out->v->f;
    *first = m->head;
    *end = m->head + 1;
    while (is_beside(out, *first - 1, m->head) &&
           word_at(f, *first - 1)->span.start >= m->span.start)
        --*first;
    while (is_beside(out, *end, m->head) && word_at(f, *end)->span.end <= m->span.end)
        ++*end;
}

static void add_mention(features *out, const onr_mention *m)
{
    int32_t first, end;
    if (word_at(out->v->f, m->head)->upos == ONR_PRON)
        return;
    words_of_mention(&first, &end, out, m);
    if (!is_named_person(out->v->draft) || !out->v->f->name_of[m->head])
        add_inside(out, first, end);
    add_before(out, first, m->head);
    add_behind(out, end, m->head);
    add_tree(out, m->head);
}

static int in_order(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static size_t each_once(uint32_t *items, size_t count)
{
    size_t n = 0;
    qsort(items, count, sizeof *items, in_order);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || items[i] != items[i - 1])
            items[n++] = items[i];
    return n;
}

size_t sector_features(uint32_t out[SECTOR_MOST_FEATURES], const sector_view *v)
{
    features all = {v, out, 0};
    add_tables(&all);
    add_terms(&all);
    if (!is_named_person(v->draft))
        add_name(&all);
    int seen = 0;
    for (int32_t i = v->first; i >= 0 && seen < MOST_MENTIONS; i = v->next[i], seen++)
        add_mention(&all, &v->f->mentions.items[i]);
    return each_once(out, all.count);
}

sector_model sector_model_open(void)
{
    onr_str names = embedded_section(EMBEDDED_SECTORS, "names");
    sector_model m = {.sectors = rows_of(embedded_section(EMBEDDED_SECTORS, "sectors"),
                                         (uint32_t)names.len / LETTERS),
                      .states = rows_of(embedded_section(EMBEDDED_SECTORS, "states"), 1),
                      .names = names};
    memcpy(m.least, embedded_section(EMBEDDED_SECTORS, "least").data, sizeof m.least);
    return m;
}

/* The likeliest sector, and by how much it outweighs the next. */
static onr_str likeliest(int32_t *lead, const sector_model *m, const uint32_t *seen, size_t count)
{
    int32_t weights[MOST_SECTORS] = {0};
    uint32_t sectors = (uint32_t)m->names.len / LETTERS;
    rows_add(weights, &m->sectors, sectors, seen, count);
    size_t best = 0;
    for (size_t i = 1; i < sectors; i++)
        best = weights[i] > weights[best] ? i : best;
    *lead = INT32_MAX;
    for (size_t i = 0; i < sectors; i++)
        if (i != best && weights[best] - weights[i] < *lead)
            *lead = weights[best] - weights[i];
    onr_str name = {m->names.data + best * LETTERS, LETTERS};
    return name.data[0] == ' ' ? (onr_str){"", 0} : name;
}

onr_str sector_code(const sector_view *v, const sector_model *m, onr_arena *arena)
{
    onr_str tables = v->draft->code, state = tables.len ? state_part(tables) : v->main;
    uint32_t seen[SECTOR_MOST_FEATURES];
    /* A state that the page names once or twice need not be anybody's else. */
    if (!state.len || (!tables.len && v->named < FEWEST_NAMED))
        return tables;
    size_t count = sector_features(seen, v);
    int32_t lead = 0, of_state = 0;
    rows_add(&of_state, &m->states, 1, seen, count);
    onr_str sector = likeliest(&lead, m, seen, count);
    if (!v->draft->tells_state && of_state < m->least[!tables.len].of_state)
        return (onr_str){"", 0};
    if (lead < m->least[!tables.len].lead)
        return tables;
    /* What the tables tell more closely: "SYRKUR", "USAPTYREP". */
    bool told = sector.len && sector_part(tables).len >= LETTERS &&
                str_equal((onr_str){sector_part(tables).data, LETTERS}, sector);
    return told ? tables
                : arena_format(arena, "%.3s%.*s", state.data, (int)sector.len, sector.data);
}
