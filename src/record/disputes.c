/*
 * Which statements cannot both be right: each denial with the claims that it most probably denies.
 * Two forests say whether a statement denies something that the page tells, and which of its
 * statements that is; what they ask is in pairs.h.
 */
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/container.h"
#include "base/str.h"
#include "learn/embedded.h"
#include "learn/forest.h"
#include "record/denials.h"
#include "record/pairs.h"

typedef struct model {
    forest denies, which;
    float least;  /* The log of the probability that a pair must have. */
    int32_t most; /* Claims of one denial. */
} model;

static model model_learnt(void)
{
    container c = container_trust(embedded_model(EMBEDDED_DISPUTES));
    model m = {.most = *(const int32_t *)container_section(&c, "most").data};
    m.least = (float)*(const int32_t *)container_section(&c, "least").data / FOREST_UNIT;
    forest_read(&m.denies, &c, "denies");
    forest_read(&m.which, &c, "which");
    return m;
}

/* A pair with the log of its probability. */
typedef struct weighed {
    const pair *pair;
    float score;
} weighed;

/* A denial: its pairs, which stand together, and the log-odds that it denies any of the claims. */
typedef struct denial {
    weighed *pairs;
    size_t count;
    float denies;
} denial;

/* The forest's scores of the pairs, in logits. */
static void ask_which(weighed *items, size_t count, const forest *which)
{
    for (size_t from = 0; from < count; from += TILE) {
        uint8_t columns[PAIR_COUNT][TILE] = {0};
        int32_t scores[TILE];
        size_t n = count - from < TILE ? count - from : TILE;
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < PAIR_COUNT; k++)
                columns[k][i] = items[from + i].pair->signs[k];
        forest_ask(scores, which, columns);
        for (size_t i = 0; i < n; i++)
            items[from + i].score = (float)scores[i] / FOREST_UNIT;
    }
}

static void ask_denies(denial *items, size_t count, const forest *denies)
{
    for (size_t from = 0; from < count; from += TILE) {
        uint8_t columns[DENIAL_COUNT][TILE] = {0}, signs[DENIAL_COUNT];
        int32_t scores[TILE];
        size_t n = count - from < TILE ? count - from : TILE;
        for (size_t i = 0; i < n; i++) {
            pairs_describe_denial(signs, items[from + i].pairs->pair, items[from + i].count);
            for (size_t k = 0; k < DENIAL_COUNT; k++)
                columns[k][i] = signs[k];
        }
        forest_ask(scores, denies, columns);
        for (size_t i = 0; i < n; i++)
            items[from + i].denies = (float)scores[i] / FOREST_UNIT;
    }
}

static int by_score(const void *a, const void *b)
{
    const weighed *x = a, *y = b;
    if (x->score < y->score || x->score > y->score)
        return x->score < y->score ? 1 : -1;
    return (x->pair > y->pair) - (x->pair < y->pair);
}

/* Weighs the pairs of one denial: the log of the chance that it denies something, and that it is
 * this claim. The most probable come first. */
static void weigh(const denial *d)
{
    float highest = -INFINITY, sum = 0;
    for (size_t i = 0; i < d->count; i++)
        highest = fmaxf(highest, d->pairs[i].score);
    for (size_t i = 0; i < d->count; i++)
        sum += expf(d->pairs[i].score - highest);
    for (size_t i = 0; i < d->count; i++)
        d->pairs[i].score += -log1pf(expf(-d->denies)) - highest - logf(sum);
    qsort(d->pairs, d->count, sizeof *d->pairs, by_score);
}

/* A denial in the claim's own words needs no model. */
static bool is_word_for_word(const pair *p)
{
    enum { MOSTLY = 160, SAME = 2 };
    return p->signs[PAIR_DENIAL_ACT] == ONR_ACT_DENY && p->signs[PAIR_OVERLAP] >= MOSTLY &&
           p->signs[PAIR_SHARED] >= 2 && p->signs[PAIR_DENIAL_RANK] == 0 &&
           p->signs[PAIR_SAME_SPEAKER] != SAME && p->signs[PAIR_NESTING] == 0;
}

/* Nor does one that answers the claim right before it in a few words: "denied any wrongdoing",
 * "denied the allegation", "denied it", "called it a lie". */
static bool is_answer(const pair *p)
{
    enum { NEXT = 128, NEAR = NEXT + 2, BY_NAME = NEXT + 8, FEW = 8 };
    enum { ANOTHER = 1, CLAIMANTS = 2, ANOTHERS = 3 };
    const uint8_t *is = p->signs;
    /* "Varga's story" is looked for further back */
    uint8_t far = is[PAIR_REFERENCE_OF] == CLAIMANTS ? BY_NAME : NEAR;
    uint8_t between = is[PAIR_REFERENCE_OF] == CLAIMANTS && is[PAIR_DENIAL_FALSE] ? 1 : 0;
    bool claims = is[PAIR_CLAIM_ACT] == ONR_ACT_STATE || is[PAIR_CLAIM_ACT] == ONR_ACT_ACCUSE;
    bool meant = is[PAIR_DENIER_ACCUSED] || is[PAIR_CLAIMANT_NAMED] || is[PAIR_REFERENCE];
    bool denies = is[PAIR_DENIAL_ACT] == ONR_ACT_DENY ||
                  (is[PAIR_DENIAL_ACT] == ONR_ACT_ACCUSE && is[PAIR_DENIAL_FALSE]);
    return denies && claims && meant && !is[PAIR_CLAIM_FLAGS] && !is[PAIR_DENIAL_FLAGS] &&
           is[PAIR_SAME_SPEAKER] == ANOTHER && !is[PAIR_NESTING] && is[PAIR_DISTANCE] >= NEXT &&
           is[PAIR_DISTANCE] <= far && is[PAIR_NEAREST] <= between &&
           is[PAIR_DENIAL_WORDS] <= FEW && is[PAIR_REFERENCE_OF] != ANOTHERS;
}

/* Nor what the denier says before it is told what of: "Karst denies hiding anything. Ostrava
 * accuses Karst of …". */
static bool is_denied_before(const pair *p)
{
    enum { JUST_BEFORE = 127, FEW = 8, ANOTHER = 1 };
    const uint8_t *is = p->signs;
    return is[PAIR_DENIAL_ACT] == ONR_ACT_DENY && is[PAIR_CLAIM_ACT] == ONR_ACT_ACCUSE &&
           is[PAIR_DENIER_ACCUSED] && is[PAIR_SAME_SPEAKER] == ANOTHER && !is[PAIR_NESTING] &&
           is[PAIR_DISTANCE] == JUST_BEFORE && is[PAIR_DENIAL_WORDS] <= FEW &&
           is[PAIR_REFERENCE] != 1 && !is[PAIR_CLAIM_FLAGS] && !is[PAIR_DENIAL_FLAGS];
}

/* Nor one that calls a claim untrue which stands in it: "termed invented reports by Karst that …".
 */
static bool is_called_untrue(const pair *p)
{
    enum { IN_DENIAL = 1, NOUN_OF_CLAIMING = 6, ANOTHER = 1 };
    const uint8_t *is = p->signs;
    bool claims = is[PAIR_CLAIM_ACT] == ONR_ACT_STATE || is[PAIR_CLAIM_ACT] == ONR_ACT_ACCUSE;
    bool denies = is[PAIR_DENIAL_ACT] == ONR_ACT_DENY ||
                  (is[PAIR_DENIAL_ACT] == ONR_ACT_ACCUSE && is[PAIR_DENIAL_FALSE]);
    return denies && claims && is[PAIR_NESTING] == IN_DENIAL && !is[PAIR_DENIAL_FLAGS] &&
           !is[PAIR_CLAIM_FLAGS] && is[PAIR_CLAIM_CUE] == NOUN_OF_CLAIMING &&
           is[PAIR_SAME_SPEAKER] == ANOTHER;
}

/* Nor two who say the opposite of the same: what one says was done the other says was not. */
static bool is_contradiction(const pair *p)
{
    enum { ANOTHER = 1, SAME = 2, MOSTLY = 100, NEARLY_ALL = 200, NEXT = 129, FEW = 8 };
    const uint8_t *is = p->signs;
    /* "the clinic hid two deaths": "it hid nothing" */
    bool answers =
        is[PAIR_DISTANCE] == NEXT && is[PAIR_DENIAL_WORDS] <= FEW && is[PAIR_SUBJECT] == SAME;
    return is[PAIR_POLARITY] && is[PAIR_PREDICATE] == SAME && is[PAIR_SAME_SPEAKER] == ANOTHER &&
           !is[PAIR_NESTING] && is[PAIR_DENIAL_NEGATIONS] > is[PAIR_CLAIM_NEGATIONS] &&
           (answers || is[PAIR_OVERLAP] >= NEARLY_ALL ||
            (is[PAIR_OVERLAP] >= MOSTLY && is[PAIR_SUBJECT] == SAME));
}

/* Whether the act says that something is so or is not. */
static bool says_so(uint8_t act)
{
    return act == ONR_ACT_STATE || act == ONR_ACT_ACCUSE || act == ONR_ACT_DENY;
}

/* Nor two each of whom says that the other did it, one after the other; the later one denies. */
static bool is_turned_round(const pair *p)
{
    enum { NEXT = 129, ANOTHER = 1, SAME = 2, OTHERS = 1, A_THIRD = 80 };
    const uint8_t *is = p->signs;
    return is[PAIR_PREDICATE] == SAME && is[PAIR_SUBJECT] == OTHERS && is[PAIR_DENIER_ACCUSED] &&
           is[PAIR_CLAIMANT_NAMED] && is[PAIR_SAME_SPEAKER] == ANOTHER && !is[PAIR_NESTING] &&
           !is[PAIR_POLARITY] && is[PAIR_DISTANCE] == NEXT && is[PAIR_OVERLAP] >= A_THIRD &&
           says_so(is[PAIR_CLAIM_ACT]) && says_so(is[PAIR_DENIAL_ACT]);
}

/* Nor two who say opposite things of one: "it was closed", "it was open". */
static bool is_of_opposites(const pair *p)
{
    enum { NEXT = 129, NEAR = NEXT + 1, ANOTHER = 1 };
    const uint8_t *is = p->signs;
    return p->is_opposite && is[PAIR_SAME_SPEAKER] == ANOTHER && !is[PAIR_NESTING] &&
           is[PAIR_DISTANCE] >= NEXT && is[PAIR_DISTANCE] <= NEAR && !is[PAIR_CLAIM_FLAGS] &&
           !is[PAIR_DENIAL_FLAGS] && says_so(is[PAIR_CLAIM_ACT]) && says_so(is[PAIR_DENIAL_ACT]);
}

static bool needs_no_model(const pair *p)
{
    return is_word_for_word(p) || is_answer(p) || is_denied_before(p) || is_contradiction(p) ||
           is_turned_round(p) || is_of_opposites(p) || is_called_untrue(p);
}

typedef list(onr_dispute) dispute_list;

/* Whether the two dispute one another already, the other way about. */
static bool is_listed(const dispute_list *found, const pair *p)
{
    for (size_t i = 0; i < found->count; i++)
        if (found->items[i].claim == p->denial && found->items[i].denial == p->claim)
            return true;
    return false;
}

static void keep(dispute_list *out, const pair *p, const onr_statements *all, onr_arena *arena)
{
    onr_spans words = all->items[p->claim].content;
    onr_span about = {words.items[0].start, words.items[words.count - 1].end};
    list_push(out, ((onr_dispute){p->claim, p->denial, about}), arena);
}

/* Who denies something does not dispute what he said himself, nor the words that he says it in: of
 * 13 such pairs that the forests listed on annotated pages, three were disputes. Nor is what is
 * said within his denial, by nobody else, what he denies ("he never doubted the court", "she was
 * never told where"), unless it is a claim by its word: of 91 such pairs three are disputes. */
static bool is_of_one_speaker(const pair *p)
{
    enum { NOBODY = 0, SAME = 2, APART = 0, CLAIM_IN_DENIAL = 1, DENIAL_IN_CLAIM = 2, VERB = 5 };
    uint8_t nesting = p->signs[PAIR_NESTING], speaker = p->signs[PAIR_SAME_SPEAKER];
    if (nesting == CLAIM_IN_DENIAL)
        return speaker == NOBODY && p->signs[PAIR_CLAIM_CUE] == VERB;
    return speaker == SAME && (nesting == APART || nesting == DENIAL_IN_CLAIM);
}

/* Whether both say of the same that it is not so, the one by a verb of denying perhaps ("denied
 * that the mill was hit"), the other by what he says ("said it was not hit"). */
static bool denies_as_well(const pair *p)
{
    enum { CUE_DENIES = 1 };
    const uint8_t *is = p->signs;
    bool both = is[PAIR_CLAIM_ACT] == ONR_ACT_DENY && is[PAIR_DENIAL_ACT] == ONR_ACT_DENY;
    bool claim = (is[PAIR_CLAIM_CUE] == CUE_DENIES) != (is[PAIR_CLAIM_NEGATIONS] > 0);
    bool other = (is[PAIR_DENIAL_CUE] == CUE_DENIES) != (is[PAIR_DENIAL_NEGATIONS] > 0);
    return both && claim && other && is[PAIR_OVERLAP] && !is[PAIR_REFERENCE];
}

/* First what needs no model, then the most probable ones, up to one that says the same. */
static void keep_probable(dispute_list *out, const denial *d, const model *m,
                          const onr_statements *all, onr_arena *arena)
{
    int32_t kept = 0;
    for (int sure = 1; sure >= 0; sure--)
        for (size_t i = 0; i < d->count && kept < m->most; i++) {
            const pair *p = d->pairs[i].pair;
            bool of_kind = needs_no_model(p) ? sure == 1 : !sure && d->pairs[i].score > m->least;
            if (!of_kind || is_of_one_speaker(p) || all->items[p->claim].content.count == 0 ||
                is_listed(out, p))
                continue;
            if (denies_as_well(p))
                return;
            keep(out, p, all, arena);
            kept++;
        }
}

/* The page's denials, of whose pairs each forest is asked at once. NULL: the scratch is full. */
static denial *weigh_denials(size_t *count, const pairs *all, const model *m, onr_arena *scratch)
{
    weighed *items = arena_room(scratch, weighed, all->count + 1);
    denial *denials = arena_room(scratch, denial, all->count + 1);
    size_t n = 0;
    if (!items || !denials)
        return NULL;
    for (size_t i = 0; i < all->count; i++) {
        items[i] = (weighed){&all->items[i], 0};
        if (i == 0 || all->items[i].denial != all->items[i - 1].denial)
            denials[n++] = (denial){&items[i], 0, 0};
        denials[n - 1].count++;
    }
    ask_denies(denials, n, &m->denies);
    ask_which(items, all->count, &m->which);
    for (size_t i = 0; i < n; i++)
        weigh(&denials[i]);
    *count = n;
    return denials;
}

static void find_probable(dispute_list *out, const pairs *all, const onr_statements *statements,
                          onr_arena *scratch, onr_arena *arena)
{
    model m = model_learnt();
    size_t count;
    const denial *denials = weigh_denials(&count, all, &m, scratch);
    for (size_t i = 0; denials && i < count; i++)
        keep_probable(out, &denials[i], &m, statements, arena);
}

/* A statement that says that what another claims is not so is a denial, whatever its verb:
 * "insisted that it did not". */
static void name_denials(onr_record *record, const pair *items, size_t item_count, onr_arena *arena)
{
    size_t count = record->statements.count;
    onr_statement *all = arena_array(arena, onr_statement, count + 1);
    if (!all || !count)
        return;
    memcpy(all, record->statements.items, count * sizeof *all);
    for (size_t i = 0; i < item_count; i++)
        if (is_contradiction(&items[i]) && (all[items[i].denial].act == ONR_ACT_STATE ||
                                            all[items[i].denial].act == ONR_ACT_ACCUSE))
            all[items[i].denial].act = ONR_ACT_DENY;
    record->statements.items = all;
}

bool onr_record_find_disputes(onr_record *record, onr_arena *arena, onr_error *err)
{
    onr_scratch scratch = onr_scratch_begin(arena);
    dispute_list found = {0};
    pairs all;
    bool ok = pairs_find(&all, record, scratch.arena);
    if (ok)
        find_probable(&found, &all, &record->statements, scratch.arena, arena);
    record->disputes = found.items;
    record->dispute_count = found.count;
    if (ok)
        name_denials(record, all.items, all.count, arena);
    denials_find_events(record, arena);
    onr_scratch_end(&scratch);
    return !onr_arena_full(arena) || arena_fail(err, "find disputes");
}
