#include "entities/index.h"

/* Entries with one key, stale ones and those of colliding hashes, which a page may be made of. */
enum { MOST_PROBES = 64 };

bool index_begin(entity_index *out, size_t word_count, onr_arena *arena)
{
    size_t buckets = 64;
    while (buckets < word_count)
        buckets *= 2;
    *out = (entity_index){
        .latest = arena_array(arena, int32_t, buckets), .mask = buckets - 1, .arena = arena};
    if (out->latest)
        memset(out->latest, 0xFF, buckets * sizeof *out->latest);
    return out->latest != NULL;
}

static size_t bucket_of(const entity_index *index, uint64_t key)
{
    return (size_t)(key ^ key >> 32) & index->mask;
}

void index_add(entity_index *index, uint64_t key, int32_t entity)
{
    size_t bucket = bucket_of(index, key), count = index->entries.count;
    index_entry entry = {key, entity, index->latest[bucket]};
    list_push(&index->entries, entry, index->arena);
    if (index->entries.count > count)
        index->latest[bucket] = (int32_t)count;
}

static int32_t with_key(const entity_index *index, int32_t entry, uint64_t key)
{
    for (int probes = 0; entry >= 0 && probes < MOST_PROBES; probes++) {
        if (index->entries.items[entry].key == key)
            return entry;
        entry = index->entries.items[entry].before;
    }
    return -1;
}

int32_t index_first(const entity_index *index, uint64_t key)
{
    return with_key(index, index->latest[bucket_of(index, key)], key);
}

int32_t index_next(const entity_index *index, int32_t entry)
{
    const index_entry *e = &index->entries.items[entry];
    return with_key(index, e->before, e->key);
}
