/*
 * Which statement of a page denies what another page's claims: who denies is another than who
 * claims, and the words are the claim's.
 */
#include "across/compare.h"

/* How much alike (Dice) claim and denial must be, and how many words both must have: a shared name
 * alone is no claim. Set by hand; nothing measures it yet. */
static const float like_words = 0.4F;
enum { LEAST_SHARED = 2 };

static bool is_claim(const said *s)
{
    return !s->negated && !s->unrealised &&
           (s->act == ONR_ACT_STATE || s->act == ONR_ACT_ACCUSE || s->act == ONR_ACT_WARN ||
            s->act == ONR_ACT_ADMIT || s->act == ONR_ACT_PROMISE || s->act == ONR_ACT_THINK);
}

static bool is_denial(const said *s)
{
    return s->act == ONR_ACT_DENY && !s->negated && !s->unrealised;
}

static float likeness(const onr_digest *of_claim, size_t claim, const onr_digest *of_denial,
                      size_t denial)
{
    const said *x = &of_claim->said[claim], *y = &of_denial->said[denial];
    if (set_shared(x->content.stems, y->content.stems) < LEAST_SHARED ||
        party_compare(&of_claim->parties[x->speaker], &of_denial->parties[y->speaker]) >=
            PARTY_BODY)
        return 0;
    return set_alike(x->content.stems, y->content.stems);
}

static void try_dispute(page_pair *pages, bool turned, size_t claim, size_t denial)
{
    const onr_digest *of_claim = turned ? pages->b : pages->a;
    const onr_digest *of_denial = turned ? pages->a : pages->b;
    if (!is_claim(&of_claim->said[claim]) || !is_denial(&of_denial->said[denial]))
        return;
    float score = likeness(of_claim, claim, of_denial, denial);
    if (score < like_words)
        return;
    onr_str why = arena_format(pages->arena, "denies it, words alike %.2f", (double)score);
    onr_link link = {
        ONR_LINK_DISPUTE, {turned, !turned}, {(int32_t)claim, (int32_t)denial}, score, why};
    list_push(&pages->links, link, pages->arena);
}

void across_disputes(page_pair *pages)
{
    if (pages->within) /* The record has found its own. */
        return;
    for (size_t i = 0; i < pages->a->said_count; i++)
        for (size_t k = 0; k < pages->b->said_count; k++) {
            try_dispute(pages, false, i, k);
            try_dispute(pages, true, k, i);
        }
}
