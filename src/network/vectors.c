#include "network/vectors.h"

#include "base/arena.h"
#include "network/kernels/kernels.h"

byte_rows vectors_rows_new(size_t width, int32_t zero, bool scaled, size_t count, onr_arena *arena)
{
    if (!width)
        return (byte_rows){.width = 0};
    return (byte_rows){width, zero, onr_arena_alloc_array(arena, round_up(count, ROW_STEP), width),
                       scaled ? arena_array(arena, float, count) : NULL};
}

static byte_rows rows_like(byte_rows like, size_t count, onr_arena *arena)
{
    return vectors_rows_new(like.width, like.zero, like.by != NULL, count, arena);
}

onr_vectors *vectors_new(const onr_vectors *like, size_t count, onr_arena *arena)
{
    onr_vectors *v = arena_array(arena, onr_vectors, 1);
    if (!v)
        return NULL;
    *v = (onr_vectors){.count = count,
                       .words = rows_like(like->words, count, arena),
                       .ends = rows_like(like->ends, count, arena),
                       .windows = arena_array(arena, onr_span, count)};
    return onr_arena_full(arena) ? NULL : v;
}

static void keep_rows(byte_rows to, size_t first, byte_rows from, size_t count)
{
    if (!to.width)
        return;
    memcpy(to.bytes + first * to.width, from.bytes, count * to.width);
    if (to.by)
        memcpy(to.by + first, from.by, count * sizeof *to.by);
}

void vectors_keep(onr_vectors *to, size_t first, const onr_vectors *from, size_t count)
{
    size_t room = first < to->count ? to->count - first : 0;
    keep_rows(to->words, first, from->words, count < room ? count : room);
    keep_rows(to->ends, first, from->ends, count < room ? count : room);
}
