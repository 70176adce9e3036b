/*
 * Which events and which instruments are the same.
 */
#include "across/compare.h"
#include "base/day.h"
#include "base/str.h"

/* Days between which one event lies, by pages that tell different ones. */
enum { DAYS_OF_ONE = 2 };

/* How much alike the words around two triggers, and the names of two instruments, must be. */
static const float like_words = 0.4F, like_names = 0.6F;

static bool has_same(const onr_digest *a, const int32_t *some, size_t n, const onr_digest *b,
                     const int32_t *others, size_t m)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < m; k++)
            if (party_compare(&a->parties[some[i]], &b->parties[others[k]]) >= PARTY_BODY)
                return true;
    return false;
}

/* Both name nobody, or somebody who is the same. */
static bool agree(const onr_digest *a, const int32_t *some, size_t n, const onr_digest *b,
                  const int32_t *others, size_t m)
{
    return (n == 0 && m == 0) || has_same(a, some, n, b, others, m);
}

static int32_t day_of_event(const onr_digest *d, size_t i)
{
    int32_t time = d->record->when ? d->record->when[i] : ONR_NO_TIME;
    day told = time >= 0 ? edtf_read_day(d->record->times.items[time].when) : 0;
    return told ? day_number(told) : d->day;
}

static bool is_same_time(const page_pair *pages, size_t i, size_t k)
{
    int32_t one = day_of_event(pages->a, i), other = day_of_event(pages->b, k);
    int32_t apart = one && other ? one - other : 0;
    return apart <= DAYS_OF_ONE && apart >= -DAYS_OF_ONE;
}

static float likeness_of_events(const page_pair *pages, size_t i, size_t k)
{
    const onr_digest *a = pages->a, *b = pages->b;
    const onr_event *e = &a->record->events.items[i], *f = &b->record->events.items[k];
    if (e->event_class != f->event_class || !is_same_time(pages, i, k) ||
        !agree(a, e->actors, e->actor_count, b, f->actors, f->actor_count) ||
        !agree(a, e->recipients, e->recipient_count, b, f->recipients, f->recipient_count))
        return 0;
    return set_alike(a->events[i].stems, b->events[k].stems);
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
    const onr_instrument *x = &a->record->instruments.items[i];
    const onr_instrument *y = &b->record->instruments.items[k];
    const matter *m = &a->instruments[i], *n = &b->instruments[k];
    bool parties = has_same(a, x->parties, x->party_count, b, y->parties, y->party_count);
    bool apart = x->party_count && y->party_count && !parties;
    bool named = set_shared(m->names, n->names) > 0;
    if (x->kind != y->kind || apart || (!named && !parties))
        return 0;
    return set_alike(m->stems, n->stems);
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
