#include "record/vouchers.h"

#include <stdlib.h>

#include "base/arena.h"

/* A piece of a statement's content. */
typedef struct piece {
    onr_span span;
    int32_t statement;
} piece;

typedef struct pieces {
    piece *items;
    size_t count;
} pieces;

/* What holds others comes before them; of two over the same words the earlier statement does. */
static int by_place(const void *a, const void *b)
{
    const piece *x = a, *y = b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end)
        return x->span.end > y->span.end ? -1 : 1;
    return (x->statement > y->statement) - (x->statement < y->statement);
}

static pieces pieces_of(const onr_statements *statements, onr_arena *arena)
{
    size_t count = 0;
    for (size_t i = 0; i < statements->count; i++)
        count += statements->items[i].content.count;
    pieces out = {.items = arena_array(arena, piece, count ? count : 1)};
    for (size_t i = 0; out.items && i < statements->count; i++)
        for (size_t p = 0; p < statements->items[i].content.count; p++)
            out.items[out.count++] = (piece){statements->items[i].content.items[p], (int32_t)i};
    if (out.count)
        qsort(out.items, out.count, sizeof *out.items, by_place);
    return out;
}

const int32_t *vouchers_of_words(const onr_text *text, const onr_statements *statements,
                                 onr_arena *arena)
{
    int32_t *out = arena_array(arena, int32_t, text->word_count ? text->word_count : 1);
    onr_scratch scratch = onr_scratch_begin(arena);
    pieces all = pieces_of(statements, scratch.arena);
    const piece **open = arena_array(scratch.arena, const piece *, all.count ? all.count : 1);
    size_t depth = 0, next = 0;
    for (size_t w = 0; out && open && w < text->word_count; w++) {
        onr_span span = text->words[w].span;
        for (; next < all.count && all.items[next].span.start <= span.start; next++)
            open[depth++] = &all.items[next];
        while (depth && open[depth - 1]->span.end < span.end)
            depth--;
        out[w] = depth ? open[depth - 1]->statement : ONR_NO_STATEMENT;
    }
    onr_scratch_end(&scratch);
    return onr_arena_full(arena) ? NULL : out;
}
