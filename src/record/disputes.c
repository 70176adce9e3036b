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

static float ask_denies(const pair *items, size_t count, const forest *denies)
{
    uint8_t columns[DENIAL_COUNT][TILE] = {0}, signs[DENIAL_COUNT];
    int32_t scores[TILE];
    pairs_describe_denial(signs, items, count);
    for (size_t k = 0; k < DENIAL_COUNT; k++)
        columns[k][0] = signs[k];
    forest_ask(scores, denies, columns);
    return (float)scores[0] / FOREST_UNIT;
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
static void weigh(weighed *items, size_t count, const model *m)
{
    float denies = ask_denies(items[0].pair, count, &m->denies), highest = -INFINITY, sum = 0;
    ask_which(items, count, &m->which);
    for (size_t i = 0; i < count; i++)
        highest = fmaxf(highest, items[i].score);
    for (size_t i = 0; i < count; i++)
        sum += expf(items[i].score - highest);
    for (size_t i = 0; i < count; i++)
        items[i].score += -log1pf(expf(-denies)) - highest - logf(sum);
    qsort(items, count, sizeof *items, by_score);
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

/* First what needs no model, then the most probable ones. */
static void keep_probable(dispute_list *out, const weighed *items, size_t count, const model *m,
                          const onr_statements *all, onr_arena *arena)
{
    int32_t kept = 0;
    for (int sure = 1; sure >= 0; sure--)
        for (size_t i = 0; i < count && kept < m->most; i++) {
            const pair *p = items[i].pair;
            bool of_kind = needs_no_model(p) ? sure == 1 : !sure && items[i].score > m->least;
            if (!of_kind || is_of_one_speaker(p) || all->items[p->claim].content.count == 0 ||
                is_listed(out, p))
                continue;
            keep(out, p, all, arena);
            kept++;
        }
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
    model m = model_learnt();
    bool ok = pairs_find(&all, record, scratch.arena);
    weighed *items = ok ? arena_array(scratch.arena, weighed, all.count + 1) : NULL;
    for (size_t i = 0, end; items && i < all.count; i = end) {
        for (end = i; end < all.count && all.items[end].denial == all.items[i].denial;)
            end++;
        for (size_t k = i; k < end; k++)
            items[k - i] = (weighed){&all.items[k], 0};
        weigh(items, end - i, &m);
        keep_probable(&found, items, end - i, &m, &record->statements, arena);
    }
    record->disputes = found.items;
    record->dispute_count = found.count;
    if (ok)
        name_denials(record, all.items, all.count, arena);
    denials_find_events(record, arena);
    onr_scratch_end(&scratch);
    return !onr_arena_full(arena) || arena_fail(err, "find disputes");
}
