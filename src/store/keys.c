/*
 * Merges the runs that are there, two neighbours at a time, until there is one.
 */
#include "store/keys.h"

#include "base/str.h"

/* Where the run that begins at `from` ends. */
static size_t run_end(const int64_t *items, size_t from, size_t count)
{
    size_t at = from;
    while (at < count && (at == from || items[at - 1] <= items[at]))
        at++;
    return at;
}

/* Those from `low` up to `middle`, and from there up to `high`, become one run. */
static void merge(int64_t *out, const int64_t *items, size_t low, size_t middle, size_t high)
{
    size_t a = low, b = middle;
    for (size_t at = low; at < high; at++)
        out[at] = b == high || (a < middle && items[a] <= items[b]) ? items[a++] : items[b++];
}

static void merge_runs(int64_t *out, const int64_t *items, size_t count)
{
    for (size_t low = 0, middle, high; low < count; low = high) {
        middle = run_end(items, low, count);
        high = run_end(items, middle, count);
        merge(out, items, low, middle, high);
    }
}

void keys_sort(key_list *keys, onr_arena *arena)
{
    int64_t *from = keys->items, *to = NULL;
    while (run_end(from, 0, keys->count) < keys->count) {
        to = to ? to : arena_array(arena, int64_t, keys->count);
        if (!to)
            return;
        merge_runs(to, from, keys->count);
        int64_t *other = from;
        from = to;
        to = other;
    }
    keys->items = from;
    if (to)
        keys->capacity = keys->count;
}
