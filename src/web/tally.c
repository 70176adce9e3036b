/*
 * Counts values. What is compared is sorted, so that no choice of values makes it slow.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "web/view.h"

static int by_value(const void *a, const void *b)
{
    const onr_str *x = a, *y = b;
    size_t shorter = x->len < y->len ? x->len : y->len;
    int order = shorter ? memcmp(x->data, y->data, shorter) : 0;
    return order ? order : (x->len > y->len) - (x->len < y->len);
}

static int by_count(const void *a, const void *b)
{
    const tally *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return by_value(&x->value, &y->value);
}

bool tallies_count(tallies *out, const onr_str *values, size_t count, onr_arena *arena)
{
    onr_str *sorted = arena_array(arena, onr_str, count + 1);
    size_t n = 0;
    *out = (tallies){.items = arena_array(arena, tally, count + 1)};
    if (!sorted || !out->items)
        return false;
    for (size_t i = 0; i < count; i++)
        if (values[i].len)
            sorted[n++] = values[i];
    qsort(sorted, n, sizeof *sorted, by_value);
    for (size_t i = 0; i < n; i++) {
        if (out->count == 0 || !str_equal(out->items[out->count - 1].value, sorted[i]))
            out->items[out->count++].value = sorted[i];
        out->items[out->count - 1].count++;
    }
    qsort(out->items, out->count, sizeof *out->items, by_count);
    return true;
}
