/* Candidates and their weighing. */
#include "article/metadata/choice.h"

size_t choice_add(choices *all, onr_str value, onr_str key, uint64_t signs, onr_arena *arena)
{
    for (size_t i = 0; i < all->count; i++)
        if (str_equal(all->items[i].key, key)) {
            all->items[i].signs |= signs;
            return i;
        }
    list_push(all, ((choice){value, arena_copy(arena, key), signs}), arena);
    return onr_arena_full(arena) ? SIZE_MAX : all->count - 1;
}

const choice *choice_best(const choices *all, const float *weights, float least)
{
    const choice *best = NULL;
    float highest = least;
    for (size_t i = 0; i < all->count; i++) {
        float score = 0;
        for (unsigned n = 0; n < 64 && all->items[i].signs >> n; n++)
            score += all->items[i].signs >> n & 1 ? weights[n] : 0;
        if (score > highest) {
            highest = score;
            best = &all->items[i];
        }
    }
    return best;
}
