/*
 * Which pages are copies: what the shorter one has of the other's own prose, in the same order.
 */
#include <stdlib.h>

#include "across/compare.h"

/* A page of fewer runs is too short to be told from a coincidence. */
enum { LEAST_SHINGLES = 24 };

/* The share of the shorter page's runs of words that the other one has, from which on it counts as
 * a copy. Set by hand; how it does: docs/FIGURES.md, "Across pages". */
static const float least_share = 0.25F;

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

static size_t find_meetings(meeting *out, const onr_digest *a, const onr_digest *b)
{
    const shingle *x = a->shingles, *y = b->shingles;
    size_t count = 0;
    for (size_t i = 0, k = 0; i < a->shingle_count && k < b->shingle_count;) {
        uint32_t here = x[i].hash, there = y[k].hash;
        if (here == there)
            out[count++] = (meeting){x[i].at, y[k].at};
        i += here <= there;
        k += there <= here;
    }
    if (count)
        qsort(out, count, sizeof *out, by_here);
    return count;
}

static size_t fewer_shingles(const onr_digest *a, const onr_digest *b)
{
    return a->shingle_count < b->shingle_count ? a->shingle_count : b->shingle_count;
}

static float share_of_copy(const onr_digest *a, const onr_digest *b, onr_arena *arena)
{
    onr_scratch s = onr_scratch_begin(arena);
    size_t fewer = fewer_shingles(a, b);
    meeting *meetings = arena_array(s.arena, meeting, fewer + 1);
    size_t *tops = arena_array(s.arena, size_t, fewer + 1);
    float share = 0;
    if (!onr_arena_full(arena)) {
        size_t shared = find_meetings(meetings, a, b);
        share = (float)longest_row(meetings, shared, tops) / (float)fewer;
    }
    onr_scratch_end(&s);
    return share;
}

void across_copies(page_pair *pages)
{
    const onr_digest *a = pages->a, *b = pages->b;
    if (pages->within || a->run_count < LEAST_SHINGLES || b->run_count < LEAST_SHINGLES)
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
