#include "export/seen.h"

#include "base/arena.h"
#include "base/hash.h"

enum { FIRST_SLOTS = 1024 };

/* Where `name` is or would be. At least half of the slots are free. */
static onr_str *slot_of(onr_str *slots, size_t slot_count, onr_str name)
{
    size_t at = hash_text(name) & (slot_count - 1);
    while (slots[at].data && !str_equal(slots[at], name))
        at = (at + 1) & (slot_count - 1);
    return &slots[at];
}

static bool grow(seen_names *all)
{
    size_t slot_count = all->slot_count ? all->slot_count * 2 : FIRST_SLOTS;
    onr_str *slots = arena_array(all->arena, onr_str, slot_count);
    if (!slots)
        return false;
    for (size_t i = 0; i < all->slot_count; i++)
        if (all->slots[i].data)
            *slot_of(slots, slot_count, all->slots[i]) = all->slots[i];
    all->slots = slots;
    all->slot_count = slot_count;
    return true;
}

bool seen_first(seen_names *all, onr_str name)
{
    if (all->count * 2 >= all->slot_count && !grow(all))
        return true;
    onr_str *slot = slot_of(all->slots, all->slot_count, name);
    if (slot->data)
        return false;
    onr_str kept = arena_copy(all->arena, name);
    if (kept.data) {
        *slot = kept;
        all->count++;
    }
    return true;
}
