#include "record/profiles.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/span.h"
#include "base/str.h"
#include "base/table.h"
#include "language/walk.h"
#include "learn/embedded.h"

typedef struct finder {
    const onr_record *record;
    const uint16_t *clusters; /* models/clusters.onr: by the low bits of a lemma's hash. */
    profile *profiles;
    size_t count;
} finder;

enum {
    WORD_FALSEHOOD = 1 << 0,
    WORD_CLAIM = 1 << 1,
    WORD_DENYING = 1 << 2,
    WORD_SUPPOSING = 1 << 3,
    WORD_BLAMING = 1 << 4,
    WORD_CORRECTING = 1 << 5,
    WORD_AFFIRMING = 1 << 6,
};

/* data/dispute_words.tsv */
static const struct dispute_word {
    const char *word;
    unsigned as;
} dispute_words[] = {
#include "record/dispute_words.inc"
};

static unsigned kinds_of(onr_str word)
{
    const struct dispute_word *found = TABLE_FIND(table_find_nocase, word, dispute_words);
    return found ? found->as : 0;
}

static bool is_word(onr_str word, unsigned as)
{
    return kinds_of(word) & as;
}

static bool carries_meaning(const onr_word *w)
{
    return w->upos == ONR_NOUN || w->upos == ONR_PROPN || w->upos == ONR_VERB ||
           w->upos == ONR_ADJ || w->upos == ONR_NUM;
}

static int by_lemma(const void *a, const void *b)
{
    uint32_t x = ((const weighted *)a)->lemma, y = ((const weighted *)b)->lemma;
    return (x > y) - (x < y);
}

/* The words of a statement's cue or content, one by one. */
typedef struct words {
    const onr_text *text;
    onr_spans spans;
    size_t piece, next;
} words;

static words words_of(const onr_text *text, onr_spans spans)
{
    size_t first = spans.count ? onr_text_word_from(text, spans.items[0].start) : 0;
    return (words){text, spans, 0, first};
}

/* The index of the next one; `word_count`: there is none. */
static size_t next_word(words *w)
{
    while (w->piece < w->spans.count) {
        onr_span span = w->spans.items[w->piece];
        if (w->next < w->text->word_count && w->text->words[w->next].span.end <= span.end)
            return w->next++;
        if (++w->piece < w->spans.count)
            w->next = onr_text_word_from(w->text, w->spans.items[w->piece].start);
    }
    return w->text->word_count;
}

static void add_entity(profile *p, int32_t entity)
{
    for (size_t i = 0; i < p->entity_count; i++)
        if (p->entities[i] == entity)
            return;
    if (entity >= 0 && p->entity_count < MOST_ENTITIES)
        p->entities[p->entity_count++] = entity;
}

bool profile_names(const profile *p, int32_t entity)
{
    for (size_t i = 0; i < p->entity_count; i++)
        if (entity >= 0 && p->entities[i] == entity)
            return true;
    return false;
}

/* Whose claim "his claim", "claims by the ministry", "the ministry's claim" is; or nobody. */
static int32_t claimant_of(const onr_record *record, size_t noun)
{
    const onr_text *text = &record->text;
    for (int32_t c = walk_first(text, (int32_t)noun); c >= 0; c = walk_next(text, c)) {
        const onr_word *w = &text->words[c];
        bool by = w->relation == ONR_NMOD &&
                  (str_is(w->subtype, "poss") || walk_child_listed(text, c, "by|from|of") >= 0);
        int32_t entity = by || w->relation == ONR_COMPOUND || w->relation == ONR_AMOD
                             ? onr_entities_of_word(&record->entities, c)
                             : ONR_NO_ENTITY;
        if (entity != ONR_NO_ENTITY)
            return entity;
    }
    return ONR_NO_ENTITY;
}

/* As models/clusters.onr has it. */
static uint32_t lemma_of(const onr_word *w)
{
    uint64_t hash = hash_text_nocase(w->lemma);
    return (uint32_t)(hash ^ hash >> 32);
}

enum { CLUSTER_ROWS = 1 << 17 };

/* The cluster of words that are used alike, else the word itself. */
static uint32_t kind_of(const finder *f, uint32_t lemma)
{
    uint16_t cluster = f->clusters[lemma & (CLUSTER_ROWS - 1)];
    return cluster ? cluster : lemma;
}

static void add_word(bag *b, uint32_t word)
{
    if (b->count < MOST_LEMMAS)
        b->items[b->count++] = (weighted){word, 1};
}

static void read_word(profile *p, const finder *f, size_t at)
{
    const onr_record *record = f->record;
    const onr_word *w = &record->text.words[at];
    if (w->upos != ONR_PUNCT)
        p->words = capped(p->words + 1u, 255);
    if (str_listed(w->form, "not|n't|n’t|never|no|none|nobody|nothing|neither|nor|without|cannot"))
        p->negations++;
    unsigned is = kinds_of(w->lemma) | kinds_of(w->form);
    if (is & WORD_FALSEHOOD)
        p->falsehoods++;
    if (w->upos == ONR_NUM)
        p->has_number = true;
    if (w->upos == ONR_NOUN && is & WORD_CLAIM) {
        p->reference = 1;
        if (p->claimant == ONR_NO_ENTITY)
            p->claimant = claimant_of(record, at);
    }
    add_entity(p, onr_entities_of_word(&record->entities, (int32_t)at));
    if (carries_meaning(w)) {
        add_word(&p->lemmas, lemma_of(w));
        add_word(&p->kinds, kind_of(f, lemma_of(w)));
    }
}

static void sort_bag(bag *b)
{
    size_t kept = 0;
    if (b->count)
        qsort(b->items, b->count, sizeof *b->items, by_lemma);
    for (size_t i = 0; i < b->count; i++)
        if (i == 0 || b->items[i].lemma != b->items[kept - 1].lemma)
            b->items[kept++] = b->items[i];
    b->count = kept;
}

/* The clause's subject, the one that stands in the content where there are several: parsers may
 * hang who speaks on what is said, too. */
static int32_t subject_of(const onr_text *text, int32_t clause, onr_spans content)
{
    int32_t first = walk_child(text, clause, ONR_NSUBJ, -1), inner = first;
    while (inner >= 0 && !spans_hold(content, text->words[inner].span))
        inner = walk_child(text, clause, ONR_NSUBJ, inner);
    return inner >= 0 ? inner : first;
}

static bool is_none(const onr_text *text, int32_t noun)
{
    return str_listed(text->words[noun].lemma, "nothing|nobody|none") ||
           walk_child_listed(text, noun, "no") >= 0;
}

static void read_clause(profile *p, const finder *f, onr_spans content)
{
    const onr_text *text = &f->record->text;
    /* The verb, or the noun, of its clause. */
    int32_t root = walk_head(text, content, carries_meaning), subject = -1;
    p->subject_entity = ONR_NO_ENTITY;
    p->root = root;
    p->subject_word = -1;
    if (root < 0)
        return;
    p->predicate = lemma_of(&text->words[root]);
    p->predicate_kind = kind_of(f, p->predicate);
    int32_t object = walk_child(text, root, ONR_OBJ, -1);
    p->negated = walk_child_listed(text, root, "not|n't|n’t|never|no") >= 0 ||
                 (object >= 0 && is_none(text, object)); /* "had no deal", "hid nothing" */
    subject = subject_of(text, root, content);
    p->negated = p->negated || (subject >= 0 && is_none(text, subject));
    if (subject < 0)
        return;
    p->subject_word = subject;
    p->subject = lemma_of(&text->words[subject]);
    p->subject_entity = onr_entities_of_word(&f->record->entities, subject);
}

/* What kind of word a cue is: 1 of denying, 2 of claiming what may be untrue, 3 of blaming, 4 of
 * correcting, 5 other verbs, 6 nouns of claiming, 7 other nouns. */
static uint8_t cue_kind(const onr_word *w)
{
    if (is_word(w->lemma, WORD_DENYING))
        return 1;
    if (w->upos == ONR_NOUN)
        return is_word(w->lemma, WORD_CLAIM) ? 6 : 7;
    if (is_word(w->lemma, WORD_SUPPOSING))
        return 2;
    if (is_word(w->lemma, WORD_BLAMING))
        return 3;
    return is_word(w->lemma, WORD_CORRECTING) ? 4 : 5;
}

static void read_cue(profile *p, const onr_record *record, const onr_statement *s)
{
    words cue = words_of(&record->text, s->cue);
    size_t at = next_word(&cue);
    if (at >= record->text.word_count)
        return;
    const onr_word *w = &record->text.words[at];
    const onr_sentence *sentence = &record->text.sentences[w->sentence];
    p->sentence = w->sentence;
    p->cue = cue_kind(w);
    p->affirms = s->act != ONR_ACT_DENY && w->upos == ONR_VERB && is_word(w->lemma, WORD_AFFIRMING);
    for (size_t i = sentence->first_word; i < at; i++)
        if (str_listed(record->text.words[i].form, "but|however|though|although|while|contrary|yet|"
                                                   "instead|despite|meanwhile"))
            p->contrast = true;
}

static profile profile_of(const finder *f, const onr_statement *s)
{
    const onr_record *record = f->record;
    profile p = {.speaker = s->speaker_entity, .claimant = ONR_NO_ENTITY};
    size_t count = record->text.word_count;
    words content = words_of(&record->text, s->content), cue = words_of(&record->text, s->cue);
    for (size_t at = next_word(&content); at < count; at = next_word(&content))
        read_word(&p, f, at);
    read_cue(&p, record, s);
    read_clause(&p, f, s->content);
    /* "It's a lie", "denied it", "any such plans": nothing but what was said before can be meant. A
     * verb with a word more may tell of something itself: "he never doubted the court". */
    if (!p.reference && p.lemmas.count <= 2 && p.words <= 8) {
        p.reference = 2;
        p.tells = p.lemmas.count == 2 && p.root >= 0 && record->text.words[p.root].upos == ONR_VERB;
    }
    /* "A denial of the report": the noun may be part of the cue. */
    for (size_t at = next_word(&cue); at < count; at = next_word(&cue))
        p.falsehoods =
            (uint8_t)(p.falsehoods + is_word(record->text.words[at].lemma, WORD_FALSEHOOD));
    sort_bag(&p.lemmas);
    sort_bag(&p.kinds);
    p.claims = s->act == ONR_ACT_STATE || s->act == ONR_ACT_ACCUSE || s->act == ONR_ACT_THINK ||
               s->act == ONR_ACT_ADMIT || s->act == ONR_ACT_WARN;
    return p;
}

static bag *bag_of(profile *p, bool kinds)
{
    return kinds ? &p->kinds : &p->lemmas;
}

/* Words that many of the page's statements have tell least. */
static bool weigh_words(finder *f, bool kinds, onr_arena *scratch)
{
    size_t total = 0, count = 0, different = 0;
    for (size_t i = 0; i < f->count; i++)
        total += bag_of(&f->profiles[i], kinds)->count;
    weighted *all = arena_array(scratch, weighted, total + 1);
    if (!all)
        return false;
    for (size_t i = 0; i < f->count; i++)
        for (size_t k = 0; k < bag_of(&f->profiles[i], kinds)->count; k++)
            all[count++] = bag_of(&f->profiles[i], kinds)->items[k];
    if (count)
        qsort(all, count, sizeof *all, by_lemma);
    for (size_t i = 0; i < count; i++) {
        if (i && all[i].lemma == all[different - 1].lemma)
            all[different - 1].weight++;
        else
            all[different++] = (weighted){all[i].lemma, 1};
    }
    for (size_t i = 0; i < f->count; i++) {
        bag *b = bag_of(&f->profiles[i], kinds);
        for (size_t k = 0; k < b->count; k++) {
            const weighted *of_all = bsearch(&b->items[k], all, different, sizeof *all, by_lemma);
            b->items[k].weight = 1 + log2f((float)f->count / of_all->weight);
            b->weight += b->items[k].weight;
        }
    }
    return true;
}

profile *profiles_of(const onr_record *record, onr_arena *arena)
{
    size_t count = record->statements.count;
    finder f = {record, NULL, arena_array(arena, profile, count + 1), count};
    f.clusters =
        (const uint16_t *)(const void *)embedded_section(EMBEDDED_CLUSTERS, "clusters").data;
    for (size_t i = 0; f.profiles && i < count; i++)
        f.profiles[i] = profile_of(&f, &record->statements.items[i]);
    bool ok = f.profiles && weigh_words(&f, false, arena) && weigh_words(&f, true, arena);
    return ok ? f.profiles : NULL;
}
