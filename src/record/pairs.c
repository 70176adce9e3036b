#include "record/pairs.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "language/walk.h"
#include "record/opposites.h"
#include "record/profiles.h"
#include "record/stances.h"

typedef struct finder {
    const onr_record *record;
    const head_stance *stances;
    profile *profiles;
    size_t count;
} finder;

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
        entities += profile_names(d, c->entities[i]);
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
    p->signs[PAIR_DENIER_ACCUSED] = profile_names(c, d->speaker);
    p->signs[PAIR_CLAIMANT_NAMED] = profile_names(d, c->speaker);
    /* Who was accused answers that, whatever he tells. */
    p->signs[PAIR_REFERENCE] = d->tells && !p->signs[PAIR_DENIER_ACCUSED] ? 0 : d->reference;
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
    /* What is denied is a claim; who turns down a demand refuses it. */
    as_claim = as_claim && !(claim == ONR_ACT_DEMAND && p->signs[PAIR_DENIAL_ACT] == ONR_ACT_DENY);
    /* Who says that he denied something does not deny that. */
    as_claim = as_claim && !(p->signs[PAIR_NESTING] == 1 && p->signs[PAIR_SAME_SPEAKER] == 2);
    bool alike = p->signs[PAIR_OVERLAP] || p->signs[PAIR_REFERENCE] || p->signs[PAIR_NESTING];
    return as_claim && ((denies && alike) || p->is_opposite) && !p->is_affirmed &&
           !(p->signs[PAIR_CLAIM_FLAGS] & 4) && !(p->signs[PAIR_DENIAL_FLAGS] & not_said);
}

/* Compares each pair that may be with the others of its denial. */
static void rank(pairs *all, const finder *f)
{
    for (size_t i = 0; i < all->count; i++) {
        pair *p = &all->items[i];
        size_t more = 0, between = 0;
        if (!may_be(p))
            continue;
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
    finder f = {record, stances_of(record, scratch.arena), profiles_of(record, scratch.arena),
                count};
    bool ok = f.stances && f.profiles;
    if (ok)
        note_inner_denials(&f);
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
