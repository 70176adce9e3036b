/*
 * A lemma is a form with some characters off its end and others put on; a table says which.
 */
#include "language/lemmas.h"

#include "base/arena.h"
#include "base/str.h"
#include "language/features.h"

enum { LONGEST_SUFFIX = 8, MOST_KNOWN = 4096 };

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
        uint32_t c = feature_lower(m, utf8_next(form, &at));
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

static bool apply(onr_str *out, uint32_t number, onr_str form, const onr_language_model *m,
                  onr_arena *arena)
{
    if (number >= m->rule_count)
        return false;
    const lemma_rule *rule = &m->rules[number];
    onr_str stem = rule->keep_case ? form : lower(form, false, m, arena);
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

static bool look_up(uint32_t *rule, char kind, onr_str part, onr_str tags,
                    const onr_language_model *m, char *buffer)
{
    memcpy(buffer, part.data, part.len);
    memcpy(buffer + part.len, tags.data, tags.len);
    return slot_find(rule, m->lemmas, feature_hash(kind, (onr_str){buffer, part.len + tags.len}));
}

static onr_str find_lemma(onr_str form, onr_upos upos, onr_str xpos, const onr_language_model *m,
                          onr_arena *arena)
{
    onr_arena *scratch = onr_arena_scratch(arena);
    onr_arena_mark mark = onr_arena_mark_take(scratch);
    onr_str key = lower(form, true, m, scratch);
    onr_str tags =
        arena_format(scratch, "\1%s\1%.*s", onr_upos_name(upos), (int)xpos.len, xpos.data);
    char *buffer = onr_arena_alloc(scratch, key.len + tags.len + 1);
    onr_str lemma = {0};
    uint32_t rule;
    bool found =
        buffer && look_up(&rule, 'W', key, tags, m, buffer) && apply(&lemma, rule, form, m, arena);
    size_t starts[LONGEST_SUFFIX + 1] = {key.len}, count = 0;
    onr_str rest = key;
    while (count < LONGEST_SUFFIX && strip(&rest, 1) && rest.len)
        starts[++count] = rest.len;
    for (size_t n = count + 1; buffer && !found && n-- > 0;) {
        onr_str suffix = {key.data + starts[n], key.len - starts[n]};
        found = look_up(&rule, 'S', suffix, tags, m, buffer) && apply(&lemma, rule, form, m, arena);
    }
    onr_arena_mark_release(scratch, mark);
    if (found)
        return lemma;
    return upos == ONR_PROPN ? form : lower(form, false, m, arena);
}

onr_str lemma_find(lemma_cache *cache, onr_str form, onr_upos upos, onr_str xpos,
                   const onr_language_model *m, onr_arena *arena)
{
    known_lemma *known = &cache->items[(str_hash(form) + (size_t)upos) & (cache->count - 1)];
    if (!known->form.data || known->upos != upos || known->xpos != xpos.data ||
        !str_equal(known->form, form))
        *known = (known_lemma){form, find_lemma(form, upos, xpos, m, arena), xpos.data, upos};
    return known->lemma;
}
