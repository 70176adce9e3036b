/*
 * Which pages are copies: what the shorter one has of the other's own prose, in the same order.
 */
#include <stdlib.h>

#include "across/compare.h"

/* A page of fewer runs is too short to be told from a coincidence. */
enum { LEAST_SHINGLES = 24 };

/* Of the shorter page's runs of words, from here on the prose is not its own. */
static const float least_share = 0.25F;

/* A run of words and where it stands; of equal ones the first. */
typedef struct place {
    uint64_t hash;
    size_t at;
} place;

static int by_hash(const void *a, const void *b)
{
    const place *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash > y->hash ? 1 : -1;
    return (x->at > y->at) - (x->at < y->at);
}

/* Sorted, without doubles. */
static size_t order(place *out, const onr_digest *d)
{
    size_t kept = 0;
    for (size_t i = 0; i < d->shingle_count; i++)
        out[i] = (place){d->shingles[i], i};
    if (d->shingle_count)
        qsort(out, d->shingle_count, sizeof *out, by_hash);
    for (size_t i = 0; i < d->shingle_count; i++)
        if (kept == 0 || out[i].hash != out[kept - 1].hash)
            out[kept++] = out[i];
    return kept;
}

/* Where a run stands in both pages. */
typedef struct meeting {
    size_t here, there;
} meeting;

static int by_here(const void *a, const void *b)
{
    const meeting *x = a, *y = b;
    return (x->here > y->here) - (x->here < y->here);
}

/* The longest row of meetings in which both pages go forward: by piles, as in patience (Fredman
 * 1975). `tops` has room for all of them. */
static size_t longest_row(const meeting *all, size_t count, size_t *tops)
{
    size_t piles = 0;
    for (size_t i = 0; i < count; i++) {
        size_t low = 0, high = piles;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (tops[middle] < all[i].there)
                low = middle + 1;
            else
                high = middle;
        }
        tops[low] = all[i].there;
        piles += low == piles;
    }
    return piles;
}

static size_t find_meetings(meeting *out, const place *a, size_t n, const place *b, size_t m)
{
    size_t count = 0;
    for (size_t i = 0, k = 0; i < n && k < m;) {
        if (a[i].hash == b[k].hash)
            out[count++] = (meeting){a[i++].at, b[k++].at};
        else if (a[i].hash < b[k].hash)
            i++;
        else
            k++;
    }
    if (count)
        qsort(out, count, sizeof *out, by_here);
    return count;
}

static float share_of_copy(const onr_digest *a, const onr_digest *b, onr_arena *arena)
{
    onr_scratch s = onr_scratch_begin(arena);
    size_t most = a->shingle_count > b->shingle_count ? a->shingle_count : b->shingle_count;
    place *here = arena_array(s.arena, place, most + 1);
    place *there = arena_array(s.arena, place, most + 1);
    meeting *meetings = arena_array(s.arena, meeting, most + 1);
    size_t *tops = arena_array(s.arena, size_t, most + 1);
    float share = 0;
    if (!onr_arena_full(arena)) {
        size_t n = order(here, a), m = order(there, b);
        size_t shared = find_meetings(meetings, here, n, there, m);
        share = (float)longest_row(meetings, shared, tops) / (float)(n < m ? n : m);
    }
    onr_scratch_end(&s);
    return share;
}

void across_copies(page_pair *pages)
{
    const onr_digest *a = pages->a, *b = pages->b;
    if (pages->within || a->shingle_count < LEAST_SHINGLES || b->shingle_count < LEAST_SHINGLES)
        return;
    float share = share_of_copy(a, b, pages->arena);
    if (share < least_share)
        return;
    onr_str why =
        arena_format(pages->arena, "%.0f %% of the shorter page's runs of 4 words, in order",
                     100 * (double)share);
    onr_link link = {ONR_LINK_COPY, {0, 1}, {0, 0}, share, why};
    list_push(&pages->links, link, pages->arena);
}
