/*
 * How many of several reports are independent.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "onrecord/across.h"

/* A ground and a report that rests on it. */
typedef struct resting {
    uint64_t ground;
    uint32_t report;
} resting;

static int by_ground(const void *a, const void *b)
{
    const resting *x = a, *y = b;
    if (x->ground != y->ground)
        return x->ground > y->ground ? 1 : -1;
    return (x->report > y->report) - (x->report < y->report);
}

static uint32_t root_of(uint32_t *root, uint32_t at)
{
    while (root[at] != at)
        at = root[at] = root[root[at]];
    return at;
}

static size_t count_sources(const resting *all, size_t n, uint32_t *root, size_t count)
{
    size_t sources = count;
    for (uint32_t i = 0; i < count; i++)
        root[i] = i;
    for (size_t i = 1; i < n; i++) {
        uint32_t a = root_of(root, all[i - 1].report), b = root_of(root, all[i].report);
        if (all[i].ground != all[i - 1].ground || a == b)
            continue;
        root[a] = b;
        sources--;
    }
    return sources;
}

bool onr_across_sources(size_t *out, const onr_grounds *reports, size_t count, onr_arena *arena,
                        onr_error *err)
{
    onr_scratch s = onr_scratch_begin(arena);
    resting *all = arena_array(s.arena, resting, count * ONR_GROUNDS + 1);
    uint32_t *root = arena_array(s.arena, uint32_t, count + 1);
    size_t n = 0;
    *out = 0;
    if (!onr_arena_full(arena)) {
        for (uint32_t i = 0; i < count; i++)
            for (size_t k = 0; k < ONR_GROUNDS; k++)
                if (reports[i].of[k])
                    all[n++] = (resting){reports[i].of[k], i};
        if (n)
            qsort(all, n, sizeof *all, by_ground);
        *out = count_sources(all, n, root, count);
    }
    onr_scratch_end(&s);
    return !onr_arena_full(arena) || arena_fail(err, "count sources");
}
