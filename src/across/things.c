/*
 * Which events and which instruments are the same.
 */
#include "across/compare.h"
#include "base/str.h"

/* Days between which one event lies, by pages that tell different ones. */
enum { DAYS_OF_ONE = 2 };

/* How much alike (Dice) the words around two triggers, and the names of two instruments, must be.
 * Set by hand; nothing measures it yet. */
static const float like_words = 0.4F, like_names = 0.6F;

static bool has_same(const onr_digest *a, party_list some, const onr_digest *b, party_list others)
{
    for (size_t i = 0; i < some.count; i++)
        for (size_t k = 0; k < others.count; k++)
            if (party_compare(&a->parties[some.items[i]], &b->parties[others.items[k]]) >=
                PARTY_BODY)
                return true;
    return false;
}

/* Both name nobody, or somebody who is the same. */
static bool agree(const onr_digest *a, party_list some, const onr_digest *b, party_list others)
{
    return (some.count == 0 && others.count == 0) || has_same(a, some, b, others);
}

static bool is_same_time(const happened *e, const happened *f)
{
    int32_t apart = e->day && f->day ? e->day - f->day : 0;
    return apart <= DAYS_OF_ONE && apart >= -DAYS_OF_ONE;
}

static float likeness_of_events(const page_pair *pages, size_t i, size_t k)
{
    const onr_digest *a = pages->a, *b = pages->b;
    const happened *e = &a->events[i], *f = &b->events[k];
    if (e->event_class != f->event_class || !is_same_time(e, f) ||
        !agree(a, e->actors, b, f->actors) || !agree(a, e->recipients, b, f->recipients))
        return 0;
    return set_alike(e->around, f->around);
}

static void link_things(page_pair *pages, onr_link_kind kind, size_t i, size_t k, float score,
                        onr_str why)
{
    onr_link link = {kind, {0, 1}, {(int32_t)i, (int32_t)k}, score, why};
    list_push(&pages->links, link, pages->arena);
}

void across_events(page_pair *pages)
{
    for (size_t i = 0; i < pages->a->event_count; i++)
        for (size_t k = pages->within ? i + 1 : 0; k < pages->b->event_count; k++) {
            float score = likeness_of_events(pages, i, k);
            if (score >= like_words)
                link_things(pages, ONR_LINK_EVENT, i, k, score,
                            arena_format(pages->arena,
                                         "same class, actors and recipients, words alike %.2f",
                                         (double)score));
        }
}

/* A name that names nothing ("the accord") is the same only among the same parties. */
static float likeness_of_instruments(const page_pair *pages, size_t i, size_t k)
{
    const onr_digest *a = pages->a, *b = pages->b;
    const named *x = &a->instruments[i], *y = &b->instruments[k];
    bool parties = has_same(a, x->parties, b, y->parties);
    bool apart = x->parties.count && y->parties.count && !parties;
    bool by_name = set_shared(x->names, y->names) > 0;
    if (x->kind != y->kind || apart || (!by_name && !parties))
        return 0;
    return set_alike(x->stems, y->stems);
}

void across_instruments(page_pair *pages)
{
    if (pages->within) /* The record has joined its mentions already. */
        return;
    for (size_t i = 0; i < pages->a->instrument_count; i++)
        for (size_t k = 0; k < pages->b->instrument_count; k++) {
            float score = likeness_of_instruments(pages, i, k);
            if (score >= like_names)
                link_things(
                    pages, ONR_LINK_INSTRUMENT, i, k, score,
                    arena_format(pages->arena, "same kind, names alike %.2f", (double)score));
        }
}
