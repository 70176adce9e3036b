/* Candidates and their weighing. */
#include "article/metadata/choice.h"

#include <stdio.h>

#include "learn/embedded.h"

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

static const float *numbers(const char *of, const char *which)
{
    char name[32];
    snprintf(name, sizeof name, "%s.%s", of, which);
    return (const float *)(const void *)embedded_section(EMBEDDED_METADATA, name).data;
}

const choice *choice_best(const choices *all, const char *of)
{
    size_t best = signs_best(all->items, all->count, sizeof *all->items, offsetof(choice, signs),
                             numbers(of, "weights"), *numbers(of, "least"));
    return best == SIZE_MAX ? NULL : &all->items[best];
}
