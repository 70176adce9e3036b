/*
 * Keys of rows, in order, in which one is quickly found.
 */
#ifndef ONR_SRC_STORE_KEYS_H
#define ONR_SRC_STORE_KEYS_H

#include "base/arena.h"

typedef list(int64_t) key_list;

/* Puts them in order. Indexes give them in a few runs, each in order: so many times, halved and
 * halved again, are all gone through. On a full arena nothing changes. */
void keys_sort(key_list *keys, onr_arena *arena);

/* The first of those from `low` up to `high` that is `key` or behind it, in a list in order. */
static inline size_t keys_from(const key_list *keys, size_t low, size_t high, int64_t key)
{
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keys->items[middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether it is among those from `low` up to `high`, in a list in order. */
static inline bool keys_have(const key_list *keys, size_t low, size_t high, int64_t key)
{
    size_t at = keys_from(keys, low, high, key);
    return at < high && keys->items[at] == key;
}

#endif
