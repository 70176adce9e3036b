/*
 * A lemma is a form with some characters off its end and others put on; a table says which.
 */
#include "language/lemmas.h"

#include <unicode/uchar.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/str.h"
#include "language/features.h"

enum { LONGEST_SUFFIX = 8, MOST_KNOWN = 4096 };
enum { SHOUTED = 6 }; /* letters, from which on a name in capitals alone is no abbreviation */

typedef struct known_lemma {
    onr_str form, lemma;
    const char *xpos;
    onr_upos upos;
} known_lemma;

struct lemma_cache {
    size_t count;       /* a power of two */
    known_lemma *items; /* one for each remainder of hashes */
};

lemma_cache *lemma_cache_new(size_t word_count, onr_arena *scratch)
{
    size_t count = 64;
    while (count < word_count && count < MOST_KNOWN)
        count *= 2;
    lemma_cache *cache = arena_array(scratch, lemma_cache, 1);
    known_lemma *items = arena_array(scratch, known_lemma, count);
    if (!cache || !items)
        return NULL;
    *cache = (lemma_cache){count, items};
    return cache;
}

/* Lower-cased by character; `plain_quotes` makes curly apostrophes straight. */
static onr_str lower(onr_str form, bool plain_quotes, const onr_language_model *m, onr_arena *arena)
{
    char *out = onr_arena_alloc_array(arena, form.len + 1, 4);
    if (!out)
        return (onr_str){0};
    size_t len = 0;
    for (size_t at = 0; at < form.len;) {
        uint32_t c = feature_lower(&m->alphabet, utf8_next(form, &at));
        len += utf8_write(out + len, plain_quotes && (c == 0x2018 || c == 0x2019) ? '\'' : c);
    }
    return (onr_str){out, len};
}

/* The text less its last `count` characters; false: it has fewer. */
static bool strip(onr_str *text, uint32_t count)
{
    for (; count; count--) {
        if (!text->len)
            return false;
        do
            text->len--;
        while (text->len && ((unsigned char)text->data[text->len] & 0xC0) == 0x80);
    }
    return true;
}

/* A capital, then small letters. */
static onr_str title(onr_str form, const onr_language_model *m, onr_arena *arena)
{
    onr_str small = lower(form, false, m, arena);
    size_t at = 0;
    char first[4];
    if (!small.len)
        return small;
    size_t len = utf8_write(first, (uint32_t)u_toupper((UChar32)utf8_next(small, &at)));
    if (len == at)
        memcpy((char *)(uintptr_t)small.data, first, len);
    return small;
}

/* Whether a name's letters say nothing: all are small, or all are capitals and it is long. */
static bool is_flat(onr_str form)
{
    size_t small = 0, capital = 0;
    for (size_t i = 0; i < form.len; i++) {
        small += form.data[i] >= 'a' && form.data[i] <= 'z';
        capital += form.data[i] >= 'A' && form.data[i] <= 'Z';
    }
    return form.len && (small == form.len || (capital == form.len && form.len >= SHOUTED));
}

static onr_str drop_commas(onr_str number)
{
    char *out = (char *)(uintptr_t)number.data;
    size_t len = 0;
    for (size_t i = 0; i < number.len; i++)
        if (number.data[i] != ',')
            out[len++] = number.data[i];
    return (onr_str){out, len};
}

static onr_str in_letters(char letters, onr_str form, const onr_language_model *m, onr_arena *arena)
{
    switch (letters) {
    case 'k': return form;
    case 't': return title(form, m, arena);
    case 'p': return is_flat(form) ? title(form, m, arena) : form;
    case 'n': return drop_commas(lower(form, false, m, arena));
    default: return lower(form, false, m, arena);
    }
}

static bool apply(onr_str *out, uint32_t number, onr_str form, const onr_language_model *m,
                  onr_arena *arena)
{
    if (number >= m->rule_count)
        return false;
    const lemma_rule *rule = &m->rules[number];
    onr_str stem = in_letters(rule->letters, form, m, arena);
    if (!stem.data || !strip(&stem, rule->strip) || stem.len + rule->append.len == 0)
        return false;
    if (!rule->append.len) {
        *out = stem;
        return true;
    }
    char *text = onr_arena_alloc(arena, stem.len + rule->append.len);
    if (!text)
        return false;
    if (stem.len)
        memcpy(text, stem.data, stem.len);
    memcpy(text + stem.len, rule->append.data, rule->append.len);
    *out = (onr_str){text, stem.len + rule->append.len};
    return true;
}

/* A form on its way through the table. */
typedef struct search {
    onr_str form, key;
    size_t starts[LONGEST_SUFFIX + 1]; /* of its endings, the shortest first */
    size_t ending_count;
    char *buffer;
    const onr_language_model *m;
    onr_arena *arena;
} search;

static bool try_part(onr_str *lemma, const search *s, char kind, size_t start, onr_str tags)
{
    size_t len = s->key.len - start;
    memcpy(s->buffer, s->key.data + start, len);
    memcpy(s->buffer + len, tags.data, tags.len);
    uint32_t rule;
    return slot_find(&rule, s->m->lemmas,
                     feature_hash(kind, (onr_str){s->buffer, len + tags.len})) &&
           apply(lemma, rule, s->form, s->m, s->arena);
}

/* The whole form, then ever shorter endings. */
static bool try_all(onr_str *lemma, const search *s, const char kinds[2], onr_str tags)
{
    bool found = try_part(lemma, s, kinds[0], 0, tags);
    for (size_t n = s->ending_count; !found && n-- > 0;)
        found = try_part(lemma, s, kinds[1], s->starts[n], tags);
    return found;
}

/* "\1NOUN\1NNS" and, with which it begins, `*one`: "\1NOUN". */
static onr_str tags_of(onr_str *one, onr_upos upos, onr_str xpos, onr_arena *arena)
{
    const char *name = onr_upos_name(upos);
    size_t len = strlen(name);
    char *text = arena_take(arena, len + xpos.len + 2);
    if (!text)
        return *one = (onr_str){0};
    text[0] = text[len + 1] = '\1';
    memcpy(text + 1, name, len);
    if (xpos.len)
        memcpy(text + len + 2, xpos.data, xpos.len);
    *one = (onr_str){text, len + 1};
    return (onr_str){text, len + 2 + xpos.len};
}

static onr_str find_lemma(onr_str form, onr_upos upos, onr_str xpos, const onr_language_model *m,
                          onr_arena *arena)
{
    onr_scratch scratch = onr_scratch_begin(arena);
    onr_str lemma = {0}, key = lower(form, true, m, scratch.arena);
    onr_str one, both = tags_of(&one, upos, xpos, scratch.arena);
    search s = {form, key,  {key.len}, 1, onr_arena_alloc(scratch.arena, key.len + both.len + 1),
                m,    arena};
    for (onr_str rest = key; s.ending_count <= LONGEST_SUFFIX && strip(&rest, 1) && rest.len;)
        s.starts[s.ending_count++] = rest.len;
    bool found = s.buffer && (try_all(&lemma, &s, "WS", both) || try_all(&lemma, &s, "VT", one));
    onr_scratch_end(&scratch);
    if (found)
        return lemma;
    return upos == ONR_PROPN ? form : lower(form, false, m, arena);
}

onr_str lemma_find(lemma_cache *cache, onr_str form, onr_upos upos, onr_str xpos,
                   const onr_language_model *m, onr_arena *arena)
{
    known_lemma *known = &cache->items[(hash_text(form) + (size_t)upos) & (cache->count - 1)];
    if (!known->form.data || known->upos != upos || known->xpos != xpos.data ||
        !str_equal(known->form, form))
        *known = (known_lemma){form, find_lemma(form, upos, xpos, m, arena), xpos.data, upos};
    return known->lemma;
}
