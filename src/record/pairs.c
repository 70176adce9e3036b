#include "record/pairs.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/span.h"
#include "base/str.h"
#include "base/table.h"
#include "language/walk.h"
#include "learn/embedded.h"
#include "record/opposites.h"
#include "record/stances.h"

/* A content longer than this is no single proposition. */
enum { MOST_LEMMAS = 48, MOST_ENTITIES = 12 };

/* A lemma of a content, by its hash, and how much it tells. */
typedef struct weighted {
    uint32_t lemma;
    float weight;
} weighted;

/* Sorted, without doubles. */
typedef struct bag {
    weighted items[MOST_LEMMAS];
    size_t count;
    float weight; /* Of all of them. */
} bag;

/* What is known of a statement alone. */
typedef struct profile {
    bag lemmas;
    bag kinds;                                   /* Of words that are used alike. */
    uint32_t predicate, predicate_kind, subject; /* Of the content's clause; 0: none. */
    int32_t root, subject_word;                  /* The words themselves; -1: none. */
    int32_t subject_entity;
    bool negated; /* The predicate is. */
    int32_t entities[MOST_ENTITIES];
    size_t entity_count;
    int32_t speaker, claimant; /* Entities; the claimant is whose claim the content speaks of. */
    uint32_t sentence;
    uint8_t words, negations, falsehoods, reference, cue, holds_denial;
    bool contrast, claims, has_number, affirms;
} profile;

typedef struct finder {
    const onr_record *record;
    const uint16_t *clusters; /* models/clusters.onr: by the low bits of a lemma's hash. */
    const head_stance *stances;
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

static bool is_word(onr_str word, unsigned as)
{
    const struct dispute_word *found = TABLE_FIND(table_find_nocase, word, dispute_words);
    return found && found->as & as;
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

static uint8_t capped(size_t value, uint8_t most)
{
    return value < most ? (uint8_t)value : most;
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

static bool names(const profile *p, int32_t entity)
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
    if (is_word(w->lemma, WORD_FALSEHOOD) || is_word(w->form, WORD_FALSEHOOD))
        p->falsehoods++;
    if (w->upos == ONR_NUM)
        p->has_number = true;
    bool claim = is_word(w->lemma, WORD_CLAIM) || is_word(w->form, WORD_CLAIM);
    if (w->upos == ONR_NOUN && claim) {
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
    /* "It's a lie", "denied it": nothing but what was said before can be meant. */
    if (!p.reference && p.lemmas.count <= 2 && p.words <= 8)
        p.reference = 2;
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

/* The weight of the words that both have, and how many they are. */
static float shared_weight(const bag *a, const bag *b, size_t *count)
{
    float sum = 0;
    *count = 0;
    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        if (a->items[i].lemma == b->items[k].lemma) {
            sum += a->items[i].weight;
            ++*count;
            i++;
            k++;
        } else if (a->items[i].lemma < b->items[k].lemma) {
            i++;
        } else {
            k++;
        }
    }
    return sum;
}

static uint8_t share(float part, float whole)
{
    float value = whole > 0 ? 255 * part / whole : 0;
    return (uint8_t)(value < 255 ? value : 255);
}

static uint8_t around_128(int64_t value)
{
    int64_t moved = value + 128;
    return (uint8_t)(moved < 0 ? 0 : moved > 255 ? 255 : moved);
}

static uint8_t nesting(const onr_statements *all, int32_t claim, int32_t denial)
{
    const onr_statement *c = &all->items[claim], *d = &all->items[denial];
    if (c->inside == denial)
        return 1;
    if (d->inside == claim)
        return 2;
    if (c->inside >= 0 && all->items[c->inside].inside == denial)
        return 3;
    return c->inside >= 0 && c->inside == d->inside ? 4 : 0;
}

static uint8_t flags_of(const onr_statement *s)
{
    return (uint8_t)(s->negated + 2 * s->hedged + 4 * s->unrealised + 8 * (s->speaker.count == 0));
}

static void compare_contents(pair *p, const profile *c, const profile *d)
{
    size_t shared, entities = 0;
    float weight = shared_weight(&c->lemmas, &d->lemmas, &shared);
    size_t alike;
    float likeness = shared_weight(&c->kinds, &d->kinds, &alike);
    for (size_t i = 0; i < c->entity_count; i++)
        entities += names(d, c->entities[i]);
    p->signs[PAIR_OVERLAP] = share(2 * weight, c->lemmas.weight + d->lemmas.weight);
    p->signs[PAIR_CLAIM_COVERED] = share(weight, c->lemmas.weight);
    p->signs[PAIR_DENIAL_COVERED] = share(weight, d->lemmas.weight);
    p->signs[PAIR_SHARED] = capped(shared, 20);
    p->signs[PAIR_ENTITIES] = capped(entities, 10);
    p->signs[PAIR_ALIKE] = share(2 * likeness, c->kinds.weight + d->kinds.weight);
    p->signs[PAIR_NUMBERS] = (uint8_t)(c->has_number + d->has_number);
}

/* Whether the word, which is nobody's mention, is what the entity's name ends with: "the bank". */
static bool ends_name(const finder *f, int32_t word, int32_t word_entity, int32_t entity)
{
    if (entity < 0 || word_entity >= 0)
        return false;
    onr_str name = f->record->entities.items[entity].name, form = f->record->text.words[word].form;
    return name.len >= form.len &&
           str_equal_nocase((onr_str){name.data + (name.len - form.len), form.len}, form);
}

/* Whether both clauses are about the same word or entity. */
static bool is_of_one(const finder *f, const profile *c, const profile *d)
{
    if (c->subject_word < 0 || d->subject_word < 0)
        return false;
    return c->subject == d->subject ||
           (c->subject_entity >= 0 && c->subject_entity == d->subject_entity) ||
           ends_name(f, c->subject_word, c->subject_entity, d->subject_entity) ||
           ends_name(f, d->subject_word, d->subject_entity, c->subject_entity);
}

static bool is_opposite(const finder *f, const profile *c, const profile *d)
{
    const onr_word *of = f->record->text.words;
    bool one = is_of_one(f, c, d) || (c->subject_word >= 0 && d->subject_word >= 0 &&
                                      str_listed(of[d->subject_word].form, "it|they|that|this"));
    return one && c->root >= 0 && d->root >= 0 && c->negated == d->negated &&
           opposites_are(of[c->root].lemma, of[d->root].lemma);
}

static void compare_clauses(pair *p, const finder *f, const profile *c, const profile *d)
{
    if (c->predicate && d->predicate)
        p->signs[PAIR_PREDICATE] = c->predicate == d->predicate             ? 2
                                   : c->predicate_kind == d->predicate_kind ? 1
                                                                            : 0;
    if (c->subject && d->subject)
        p->signs[PAIR_SUBJECT] = is_of_one(f, c, d) ? 2 : 1;
    p->signs[PAIR_POLARITY] = c->negated != d->negated;
}

static void compare_speakers(pair *p, const profile *c, const profile *d)
{
    bool known = c->speaker >= 0 && d->speaker >= 0;
    p->signs[PAIR_SAME_SPEAKER] = (uint8_t)(known ? 1 + (c->speaker == d->speaker) : 0);
    p->signs[PAIR_DENIER_ACCUSED] = names(c, d->speaker);
    p->signs[PAIR_CLAIMANT_NAMED] = names(d, c->speaker);
    p->signs[PAIR_REFERENCE] = d->reference;
    p->signs[PAIR_REFERENCE_OF] = d->reference == 1 ? d->claimant < 0             ? 1
                                                      : d->claimant == c->speaker ? 2
                                                                                  : 3
                                                    : 0;
}

static pair compare(const finder *f, int32_t claim, int32_t denial)
{
    const onr_statements *all = &f->record->statements;
    const onr_statement *a = &all->items[claim], *b = &all->items[denial];
    const profile *c = &f->profiles[claim], *d = &f->profiles[denial];
    pair p = {.claim = claim, .denial = denial};
    p.signs[PAIR_CLAIM_ACT] = (uint8_t)a->act;
    p.signs[PAIR_DENIAL_ACT] = (uint8_t)b->act;
    p.signs[PAIR_CLAIM_CUE] = c->cue;
    p.signs[PAIR_DENIAL_CUE] = d->cue;
    p.signs[PAIR_CLAIM_FLAGS] = flags_of(a);
    p.signs[PAIR_DENIAL_FLAGS] = flags_of(b);
    p.signs[PAIR_CLAIM_WORDS] = c->words;
    p.signs[PAIR_DENIAL_WORDS] = d->words;
    p.signs[PAIR_CLAIM_NEGATIONS] = c->negations;
    p.signs[PAIR_DENIAL_NEGATIONS] = d->negations;
    p.signs[PAIR_CLAIM_FALSE] = c->falsehoods;
    p.signs[PAIR_DENIAL_FALSE] = d->falsehoods;
    p.signs[PAIR_DISTANCE] = around_128((int64_t)denial - claim);
    p.signs[PAIR_SENTENCES] = around_128((int64_t)d->sentence - c->sentence);
    p.signs[PAIR_NESTING] = nesting(all, claim, denial);
    p.signs[PAIR_CONTRAST] = claim < denial ? d->contrast : c->contrast;
    p.signs[PAIR_CLAIM_PLACE] = capped(c->sentence, 60);
    p.signs[PAIR_DENIAL_HOLDS] = d->holds_denial;
    compare_contents(&p, c, d);
    compare_clauses(&p, f, c, d);
    compare_speakers(&p, c, d);
    p.is_opposite = is_opposite(f, c, d);
    p.is_affirmed = d->affirms && (d->reference || p.signs[PAIR_NESTING]);
    return p;
}

/* Whether a claim stands within the claim of `p`, and covers as much of the denial. */
static void note_inner_claim(pair *p, const pair *other, const finder *f)
{
    const onr_statement *inner = &f->record->statements.items[other->claim];
    if (inner->inside != p->claim || !f->profiles[other->claim].claims)
        return;
    bool as_much = 5 * other->signs[PAIR_DENIAL_COVERED] >= 4 * p->signs[PAIR_DENIAL_COVERED];
    p->signs[PAIR_CLAIM_HOLDS] = as_much || p->signs[PAIR_CLAIM_HOLDS] == 2 ? 2 : 1;
}

/* Of each statement, whether a denial stands in it, and of whom. */
static void note_inner_denials(finder *f)
{
    const onr_statements *all = &f->record->statements;
    for (size_t i = 0; i < f->count; i++) {
        int32_t outer = all->items[i].inside;
        if (outer < 0 || (all->items[i].act != ONR_ACT_DENY && f->profiles[i].cue != 1))
            continue;
        bool own =
            f->profiles[i].speaker >= 0 && f->profiles[i].speaker == f->profiles[outer].speaker;
        f->profiles[outer].holds_denial = own || f->profiles[outer].holds_denial == 2 ? 2 : 1;
    }
}

/* Counts another pair of the same denial whose claim, of another speaker, stands nearer to it on
 * the same side; and whether it stands in it. */
static void is_nearer(size_t *nearer, bool *nested, const pair *other, const pair *p,
                      const finder *f)
{
    const profile *c = &f->profiles[other->claim];
    bool others =
        f->profiles[p->denial].speaker < 0 || c->speaker != f->profiles[p->denial].speaker;
    bool side = (other->claim < p->denial) == (p->claim < p->denial);
    bool near = abs(other->claim - p->denial) < abs(p->claim - p->denial);
    *nearer += c->claims && others && side && near;
    *nested = *nested || (other->signs[PAIR_NESTING] == 1 && c->claims);
}

static uint8_t as_byte(float value)
{
    return (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : lrintf(value));
}

/* What the network says of a denial's pairs, which stand in `[from, end)`. */
static void weigh_stances(pair *from, const pair *end, const finder *f)
{
    const head_stance *denial = &f->stances[from->denial];
    float scores[2 * PAIR_REACH], best = -INFINITY, second = -INFINITY, sum = 0;
    size_t count = (size_t)(end - from);
    for (size_t i = 0; i < count; i++) {
        scores[i] = heads_denied(denial, &f->stances[from[i].claim]);
        second = fmaxf(second, fminf(scores[i], best));
        best = fmaxf(best, scores[i]);
    }
    for (size_t i = 0; i < count; i++)
        sum += expf(scores[i] - best);
    uint8_t denies = as_byte(255 / (1 + expf(-denial->denies)));
    for (size_t i = 0; i < count; i++) {
        float other = scores[i] < best ? best : second > -INFINITY ? second : scores[i];
        from[i].signs[PAIR_CHOSEN] = as_byte(255 + 40 * (scores[i] - best - logf(sum)));
        from[i].signs[PAIR_LEAD] = as_byte(128 + 10 * (scores[i] - other));
        from[i].signs[PAIR_DENIES] = denies;
    }
}

/* Compares a denial's pairs with one another. */
static void rank(pairs *all, const finder *f)
{
    for (size_t i = 0; i < all->count; i++) {
        pair *p = &all->items[i];
        size_t more = 0, between = 0;
        /* Pairs of one denial stand together. */
        for (size_t k = i; k-- > 0 && all->items[k].denial == p->denial;)
            more += all->items[k].signs[PAIR_OVERLAP] > p->signs[PAIR_OVERLAP];
        for (size_t k = i + 1; k < all->count && all->items[k].denial == p->denial; k++)
            more += all->items[k].signs[PAIR_OVERLAP] > p->signs[PAIR_OVERLAP];
        int32_t from = p->claim < p->denial ? p->claim : p->denial;
        int32_t to = p->claim < p->denial ? p->denial : p->claim;
        for (int32_t k = from + 1; k < to; k++)
            between += f->profiles[k].claims;
        size_t nearer = 0;
        bool nested = false;
        for (size_t k = i; k-- > 0 && all->items[k].denial == p->denial;) {
            note_inner_claim(p, &all->items[k], f);
            is_nearer(&nearer, &nested, &all->items[k], p, f);
        }
        for (size_t k = i + 1; k < all->count && all->items[k].denial == p->denial; k++) {
            note_inner_claim(p, &all->items[k], f);
            is_nearer(&nearer, &nested, &all->items[k], p, f);
        }
        p->signs[PAIR_NEAREST] = capped(nearer, 40);
        p->signs[PAIR_HAS_NESTED] = nested;
        p->signs[PAIR_DENIAL_RANK] = capped(more, 20);
        p->signs[PAIR_CLAIMS_BETWEEN] = capped(between, 40);
    }
}

/* What the words alone rule out is not weighed: most pairs of a page. */
static bool may_be(const pair *p)
{
    static const uint8_t not_said = 1 + 4; /* negated, unrealised */
    onr_act claim = (onr_act)p->signs[PAIR_CLAIM_ACT];
    bool as_claim = claim == ONR_ACT_STATE || claim == ONR_ACT_DENY || claim == ONR_ACT_ADMIT ||
                    claim == ONR_ACT_ACCUSE || claim == ONR_ACT_DEMAND || claim == ONR_ACT_AGREE ||
                    claim == ONR_ACT_THINK || claim == ONR_ACT_WARN;
    bool denies = p->signs[PAIR_DENIAL_ACT] == ONR_ACT_DENY || p->signs[PAIR_DENIAL_FALSE] ||
                  p->signs[PAIR_DENIAL_NEGATIONS] || p->signs[PAIR_DENIAL_CUE] == 1 ||
                  p->signs[PAIR_DENIAL_CUE] == 4 || p->signs[PAIR_OVERLAP] > 60;
    /* "Called the story untrue" is no claim that somebody could deny. */
    as_claim = as_claim && !(claim == ONR_ACT_DENY && p->signs[PAIR_CLAIM_FALSE]);
    bool alike = p->signs[PAIR_OVERLAP] || p->signs[PAIR_REFERENCE] || p->signs[PAIR_NESTING];
    return as_claim && ((denies && alike) || p->is_opposite) && !p->is_affirmed &&
           !(p->signs[PAIR_CLAIM_FLAGS] & 4) && !(p->signs[PAIR_DENIAL_FLAGS] & not_said);
}

static void keep_those(pairs *all)
{
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++)
        if (may_be(&all->items[i]))
            all->items[kept++] = all->items[i];
    all->count = kept;
}

static uint8_t more_of(uint8_t a, uint8_t b)
{
    return a > b ? a : b;
}

void pairs_describe_denial(uint8_t signs[DENIAL_COUNT], const pair *items, size_t count)
{
    static const pair_sign own[] = {PAIR_DENIAL_ACT,   PAIR_DENIAL_CUE,   PAIR_DENIAL_FLAGS,
                                    PAIR_DENIAL_WORDS, PAIR_DENIAL_FALSE, PAIR_DENIAL_NEGATIONS,
                                    PAIR_REFERENCE,    PAIR_CONTRAST,     PAIR_HAS_NESTED,
                                    PAIR_DENIAL_HOLDS, PAIR_DENIES};
    static const pair_sign most[] = {PAIR_OVERLAP,       PAIR_CLAIM_COVERED, PAIR_ALIKE,
                                     PAIR_SHARED,        PAIR_ENTITIES,      PAIR_CLAIMANT_NAMED,
                                     PAIR_DENIER_ACCUSED};
    memset(signs, 0, DENIAL_COUNT);
    for (size_t k = 0; k < sizeof own / sizeof *own; k++)
        signs[k] = items[0].signs[own[k]];
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < sizeof most / sizeof *most; k++)
            signs[DENIAL_MOST_OVERLAP + k] =
                more_of(signs[DENIAL_MOST_OVERLAP + k], items[i].signs[most[k]]);
        signs[DENIAL_OF_CLAIMANT] =
            (uint8_t)(signs[DENIAL_OF_CLAIMANT] + (items[i].signs[PAIR_REFERENCE_OF] == 2));
        signs[DENIAL_OF_OTHERS] =
            (uint8_t)(signs[DENIAL_OF_OTHERS] + (items[i].signs[PAIR_SAME_SPEAKER] == 1));
    }
    signs[DENIAL_PAIRS] = capped(count, 255);
}

bool pairs_find(pairs *out, const onr_record *record, onr_arena *arena)
{
    onr_scratch scratch = onr_scratch_begin(arena);
    size_t count = record->statements.count;
    list(pair) found = {0};
    finder f = {record, NULL, stances_of(record, scratch.arena),
                arena_array(scratch.arena, profile, count + 1), count};
    f.clusters =
        (const uint16_t *)(const void *)embedded_section(EMBEDDED_CLUSTERS, "clusters").data;
    bool ok = f.stances && f.profiles;
    for (size_t i = 0; ok && i < count; i++)
        f.profiles[i] = profile_of(&f, &record->statements.items[i]);
    if (ok)
        note_inner_denials(&f);
    ok = ok && weigh_words(&f, false, scratch.arena) && weigh_words(&f, true, scratch.arena);
    for (size_t d = 0; ok && d < count; d++) {
        size_t before = found.count;
        for (size_t c = d > PAIR_REACH ? d - PAIR_REACH : 0; c < count && c <= d + PAIR_REACH; c++)
            if (c != d)
                list_push(&found, compare(&f, (int32_t)c, (int32_t)d), arena);
        if (found.count > before)
            weigh_stances(found.items + before, found.items + found.count, &f);
    }
    *out = (pairs){found.items, found.count};
    if (ok) {
        rank(out, &f);
        keep_those(out);
    }
    onr_scratch_end(&scratch);
    return ok && !onr_arena_full(arena);
}
