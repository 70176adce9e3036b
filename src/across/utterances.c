/*
 * Which statements report one utterance: the speaker is the same or speaks for the same body, the
 * day and the act agree, and so do the words.
 */
#include "across/compare.h"

#include <math.h>

#include "base/container.h"
#include "base/span.h"
#include "learn/embedded.h"

/* A quotation is the same from this share of its runs of five words on; nothing else is asked. */
static const float same_quotation = 0.6F;

/* Days between two tellings of one utterance, at most. */
enum { DAYS_OF_ONE = 2 };

/* What was learnt: models/utterances.onr. All are log-odds. */
typedef struct model {
    const float *weights; /* One a sign. */
    float bias;
    float other_speaker; /* What another speaker costs where the words are not the very same. */
    float least;         /* From which on two reports are joined. */
} model;

static model model_read(void)
{
    container c = container_trust(embedded_model(EMBEDDED_UTTERANCES));
    const float *odds = (const void *)container_section(&c, "odds").data;
    return (model){(const void *)container_section(&c, "weights").data, odds[0], odds[1], odds[2]};
}

float set_alike(number_set a, number_set b)
{
    size_t both = a.count + b.count;
    return both ? 2 * (float)set_shared(a, b) / (float)both : 0;
}

float set_held(number_set a, number_set b)
{
    size_t fewer = a.count < b.count ? a.count : b.count;
    return fewer ? (float)set_shared(a, b) / (float)fewer : 0;
}

/* What kind of act it is: 0 says that something is so, 1 denies or refuses, 2 wants of others, 3
 * binds himself. */
static int family_of(onr_act act)
{
    switch (act) {
    case ONR_ACT_DENY:
    case ONR_ACT_REFUSE: return 1;
    case ONR_ACT_DEMAND:
    case ONR_ACT_ASK: return 2;
    case ONR_ACT_PROPOSE:
    case ONR_ACT_PROMISE:
    case ONR_ACT_AGREE: return 3;
    default: return 0;
    }
}

static float as_sign(bool holds)
{
    return holds ? 1 : 0;
}

/* What of the stems both have, and what of their weight, by how rare they are in their pages. */
static void compare_stems(float out[SIGN_COUNT], const matter *a, const matter *b)
{
    float weight = 0, less = a->all_rarity < b->all_rarity ? a->all_rarity : b->all_rarity;
    size_t shared = 0, n = a->stems.count, m = b->stems.count;
    for (size_t i = 0, k = 0; i < n && k < m;) {
        uint32_t x = a->stems.items[i], y = b->stems.items[k];
        if (x == y) {
            weight += (a->rarity[i] + b->rarity[k]) / 2;
            shared++;
        }
        i += x <= y;
        k += y <= x;
    }
    out[SIGN_STEMS] = n + m ? 2 * (float)shared / (float)(n + m) : 0;
    out[SIGN_HELD] = n && m ? (float)shared / (float)(n < m ? n : m) : 0;
    out[SIGN_RARE] = 2 * weight / (a->all_rarity + b->all_rarity);
    out[SIGN_RARE_HELD] = weight < less ? weight / less : 1;
}

static void compare_words(float out[SIGN_COUNT], const matter *a, const matter *b)
{
    size_t shorter = a->stems.count < b->stems.count ? a->stems.count : b->stems.count;
    out[SIGN_KIN] = set_alike(a->kin, b->kin);
    out[SIGN_PAIRS] = set_held(a->pairs, b->pairs);
    out[SIGN_GRAMS] = set_held(a->grams, b->grams);
    out[SIGN_NAMES] = set_held(a->names, b->names);
    out[SIGN_NAMES_APART] = as_sign(a->names.count && b->names.count && out[SIGN_NAMES] == 0);
    out[SIGN_VALUES] = set_held(a->values, b->values);
    out[SIGN_VALUES_APART] = as_sign(a->values.count && b->values.count && out[SIGN_VALUES] == 0);
    out[SIGN_SHORT] = shorter < 12 ? 1 - (float)shorter / 12 : 0;
}

static bool is_days_apart(const said *a, const said *b)
{
    int32_t apart = a->day && b->day ? a->day - b->day : 0;
    return apart > DAYS_OF_ONE || apart < -DAYS_OF_ONE;
}

/* A content of so few words is one proposition: its negation is its contrary. */
enum { WORDS_OF_ONE = 10 };

/* Denied by the act or by the words: "denied that it was open", "said it was not open". */
static bool is_negative(const said *what)
{
    return what->content.denied || family_of(what->act) == 1;
}

static bool is_contrary(const said *x, const said *y)
{
    return is_negative(x) != is_negative(y) && x->content.stems.count <= WORDS_OF_ONE &&
           y->content.stems.count <= WORDS_OF_ONE;
}

/* What is the same of two reports but for their words. */
static void compare_circumstances(float out[SIGN_COUNT], const onr_digest *a, const said *x,
                                  const onr_digest *b, const said *y)
{
    sameness speaker = party_compare(&a->parties[x->speaker], &b->parties[y->speaker]);
    out[SIGN_SAME] = as_sign(speaker == PARTY_SAME);
    out[SIGN_BODY] = as_sign(speaker == PARTY_BODY);
    out[SIGN_OTHER] = as_sign(speaker == PARTY_OTHER);
    out[SIGN_ACT] = as_sign(x->act == y->act);
    out[SIGN_FAMILY] = as_sign(family_of(x->act) == family_of(y->act));
    out[SIGN_DAYS] = as_sign(x->sure && y->sure && x->day != y->day);
    out[SIGN_DEPTH] = as_sign(x->is_inside != y->is_inside);
    out[SIGN_DENIED] = as_sign(is_negative(x) != is_negative(y));
    out[SIGN_QUOTED] = as_sign(x->quoted && y->quoted);
    out[SIGN_WITHIN] = as_sign(a == b);
}

/* The signs that cost least; false: the two cannot be the same. */
static bool first_signs(float out[SIGN_COUNT], const onr_digest *a, size_t i, const onr_digest *b,
                        size_t k)
{
    const said *x = &a->said[i], *y = &b->said[k];
    if (is_days_apart(x, y) || x->negated != y->negated || is_contrary(x, y))
        return false;
    for (size_t n = 0; n < SIGN_COUNT; n++)
        out[n] = 0;
    compare_stems(out, &x->content, &y->content);
    if (!(out[SIGN_STEMS] > 0))
        return false;
    compare_circumstances(out, a, x, b, y);
    return true;
}

bool utterance_signs(float out[SIGN_COUNT], const onr_digest *a, size_t i, const onr_digest *b,
                     size_t k)
{
    if (!first_signs(out, a, i, b, k))
        return false;
    compare_words(out, &a->said[i].content, &b->said[k].content);
    return true;
}

/* Two readings of the same words: what the one tells is no second report of the other. */
static bool is_same_place(const page_pair *pages, size_t i, size_t k)
{
    onr_spans one = pages->a->record->statements.items[i].content;
    onr_spans other = pages->a->record->statements.items[k].content;
    for (size_t n = 0; n < other.count; n++)
        if (spans_meet(one, other.items[n]))
            return true;
    return false;
}

static bool is_same_quotation(const float *signs)
{
    return signs[SIGN_GRAMS] >= same_quotation && signs[SIGN_SAME] > 0 && signs[SIGN_DEPTH] == 0 &&
           signs[SIGN_QUOTED] > 0;
}

static float weigh(const model *m, const float signs[SIGN_COUNT])
{
    float sum = m->bias;
    for (size_t i = 0; i < SIGN_COUNT; i++)
        sum += m->weights[i] * signs[i];
    bool verbatim = signs[SIGN_QUOTED] > 0 && signs[SIGN_GRAMS] >= same_quotation;
    return signs[SIGN_OTHER] > 0 && !verbatim ? sum + m->other_speaker : sum;
}

/* Whether the signs that `first_signs` leaves may still make it one utterance. What a quotation by
 * the same speaker needs is not among them. */
static bool is_in_reach(const model *m, const float signs[SIGN_COUNT])
{
    static const int others[] = {SIGN_KIN, SIGN_PAIRS, SIGN_GRAMS, SIGN_VALUES};
    float most = weigh(m, signs) + 0.01F;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        most += m->weights[others[i]];
    if (signs[SIGN_QUOTED] > 0 && signs[SIGN_OTHER] > 0)
        most -= m->other_speaker;
    return most >= m->least || (signs[SIGN_QUOTED] > 0 && signs[SIGN_SAME] > 0);
}

static const char *speaker_words(const float *signs)
{
    return signs[SIGN_SAME] > 0   ? "same speaker"
           : signs[SIGN_BODY] > 0 ? "same body"
                                  : "speaker not known";
}

static void link_reports(page_pair *pages, size_t i, size_t k, const float *signs, float score)
{
    bool quotation = is_same_quotation(signs);
    onr_str why =
        quotation
            ? arena_format(pages->arena, "same speaker, quotation: %.2f of its runs of 5 words",
                           (double)signs[SIGN_GRAMS])
            : arena_format(pages->arena, "%s, %s act, words alike %.2f", speaker_words(signs),
                           signs[SIGN_ACT] > 0 ? "same" : "like", (double)signs[SIGN_STEMS]);
    onr_link link = {ONR_LINK_UTTERANCE, {0, 1}, {(int32_t)i, (int32_t)k}, score, why};
    list_push(&pages->links, link, pages->arena);
}

static void try_reports(page_pair *pages, const model *m, size_t i, size_t k)
{
    float signs[SIGN_COUNT];
    if (!first_signs(signs, pages->a, i, pages->b, k) || !is_in_reach(m, signs) ||
        (pages->within && is_same_place(pages, i, k)))
        return;
    compare_words(signs, &pages->a->said[i].content, &pages->b->said[k].content);
    bool quotation = is_same_quotation(signs);
    float odds = weigh(m, signs);
    if (quotation || odds >= m->least)
        link_reports(pages, i, k, signs, quotation ? signs[SIGN_GRAMS] : 1 / (1 + expf(-odds)));
}

void across_utterances(page_pair *pages)
{
    model m = model_read();
    for (size_t i = 0; i < pages->a->said_count; i++)
        for (size_t k = pages->within ? i + 1 : 0; k < pages->b->said_count; k++)
            try_reports(pages, &m, i, k);
}
