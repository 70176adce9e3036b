#include "across/parties.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/text.h"

static uint32_t short_hash(onr_str word)
{
    uint64_t hash = hash_text(word);
    return (uint32_t)(hash ^ hash >> 32) & HASH_MASK;
}

/* In lower case, letters and digits alone, without the article in front. */
static onr_str bare_name(onr_str name, onr_arena *arena)
{
    onr_str key = text_key(name, arena);
    static const char *const articles[] = {"the ", "a ", "an "};
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (str_starts(key, articles[i])) {
            size_t len = strlen(articles[i]);
            return (onr_str){key.data + len, key.len - len};
        }
    return key;
}

static onr_str last_word(onr_str key)
{
    size_t start = key.len;
    while (start > 0 && key.data[start - 1] != ' ')
        start--;
    return (onr_str){key.data + start, key.len - start};
}

/* The noun of a phrase, its plural cut: "spokesman" of "spokesman for the ministry". */
static onr_str head_word(onr_str key)
{
    static const char *const ends[] = {" of ",   " for ",  " in ",  " at ",      " on ",
                                       " with ", " from ", " who ", " familiar "};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t at = str_find(key, str_of(ends[i]), 0);
        key.len = at == SIZE_MAX ? key.len : at;
    }
    onr_str head = last_word(key);
    head.len -= head.len > 3 && str_ends(head, "s") && !str_ends(head, "ss");
    return head;
}

static void take_names(party *p, const onr_entity *e, onr_arena *arena)
{
    p->names.count = 0;
    p->names.items = arena_array(arena, uint32_t, e->aliases.count + 1);
    if (!p->names.items)
        return;
    p->names.items[p->names.count++] = short_hash(bare_name(e->name, arena));
    for (size_t i = 0; i < e->aliases.count; i++)
        if (onr_entities_is_name(e->aliases.items[i]))
            p->names.items[p->names.count++] = short_hash(bare_name(e->aliases.items[i], arena));
    set_order(&p->names);
}

static void take_name(party *p, onr_str name, onr_arena *arena)
{
    onr_str bare = bare_name(name, arena);
    p->known = bare.len > 0;
    p->name = name;
    p->last = short_hash(last_word(bare));
    p->head = short_hash(head_word(bare));
    p->one_word = last_word(bare).len == bare.len;
    p->is_role = begins_small(last_word(name));
}

void party_read(party *out, const onr_record *record, int32_t entity, onr_spans called,
                onr_arena *arena)
{
    *out = (party){.kind = ONR_ENTITY_GROUP};
    if (entity >= 0) {
        const onr_entity *e = &record->entities.items[entity];
        take_name(out, e->name, arena);
        take_names(out, e, arena);
        out->code = e->code;
        out->kind = e->kind;
    } else if (called.count) {
        take_name(out, str_slice(record->article.text, called.items[0]), arena);
        out->names.items = arena_array(arena, uint32_t, 1);
        if (out->names.items)
            out->names.items[out->names.count++] = short_hash(bare_name(out->name, arena));
        /* A pronoun that the page does not resolve names nobody. */
        if (str_listed(out->name, "he|she|it|they|we|i|you|who|which|that|this|one|some|many"))
            *out = (party){0};
    }
}

static bool is_state(onr_entity_kind kind)
{
    return kind == ONR_ENTITY_STATE || kind == ONR_ENTITY_GOVERNMENT_BODY || kind == ONR_ENTITY_IGO;
}

/* A code says who a state or an IGO is; all that a state's citizens share is no name. */
static bool is_same_code(const party *a, const party *b)
{
    return a->code.len > 0 && str_equal(a->code, b->code) && a->kind == b->kind &&
           (a->kind == ONR_ENTITY_STATE || a->kind == ONR_ENTITY_IGO);
}

static bool holds_office(const party *p)
{
    return is_state(p->kind) ||
           (p->code.len >= 6 &&
            str_listed((onr_str){p->code.data + 3, 3}, "GOV|MIL|LEG|JUD|SPY|COP|UNO|WST|EUR"));
}

/* The state and its government, a ministry and its spokesman: one's code begins the other's. */
static bool is_same_body(const party *a, const party *b)
{
    size_t shorter = a->code.len < b->code.len ? a->code.len : b->code.len;
    shorter = shorter > 6 ? 6 : shorter;
    return shorter >= 3 && memcmp(a->code.data, b->code.data, shorter) == 0 &&
           (is_state(a->kind) || is_state(b->kind) || a->is_role || b->is_role) &&
           holds_office(a) && holds_office(b);
}

static bool is_same_person(const party *a, const party *b)
{
    return set_shared(a->names, b->names) > 0 ||
           (a->last == b->last && (a->one_word || b->one_word));
}

sameness party_compare(const party *a, const party *b)
{
    if (!a->known || !b->known)
        return PARTY_UNKNOWN;
    if (is_same_code(a, b) || is_same_person(a, b))
        return PARTY_SAME;
    if (is_same_body(a, b) || (a->head == b->head && (a->is_role || b->is_role)))
        return PARTY_BODY;
    return a->is_role || b->is_role ? PARTY_UNKNOWN : PARTY_OTHER;
}
