/*
 * Entities by what they are called, so that the latest that is the same is found without looking
 * at all there are.
 */
#ifndef ONR_SRC_ENTITIES_INDEX_H
#define ONR_SRC_ENTITIES_INDEX_H

#include "base/arena.h"

typedef struct index_entry {
    uint64_t key; /* a hash */
    int32_t entity;
    int32_t before; /* The entry before it in its bucket, or -1. */
} index_entry;

typedef struct entity_index {
    int32_t *latest; /* By bucket: an entry, or -1. */
    size_t mask;
    list(index_entry) entries;
    onr_arena *arena;
} entity_index;

/* Readies `out` for a text of so many words. False: the arena is full. */
bool index_begin(entity_index *out, size_t word_count, onr_arena *arena);

void index_add(entity_index *index, uint64_t key, int32_t entity);

/*
 * The entities with a key, the latest first: `for (int32_t e = index_first(i, key); e >= 0;
 * e = index_next(i, e))` gives entries, whose `entity` may have the key's hash only by chance.
 */
int32_t index_first(const entity_index *index, uint64_t key);
int32_t index_next(const entity_index *index, int32_t entry);

#endif
