/*
 * Arenas: where the memory of a page comes from, and what happens when it is used up.
 */
#include "base/arena.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#ifdef __SANITIZE_ADDRESS__
#define WATCHED
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define WATCHED
#endif
#endif

/* The address sanitizer knows what malloc gives, which is whole blocks. Where it looks, only what
 * was taken of a block and not given back may be touched, a gap parts one from the next, and what
 * is not zeroed holds what is no text, no small number and nobody's address. */
#ifdef WATCHED
#include <sanitizer/asan_interface.h>
enum { GAP = 32, RUBBISH = 0xA5 };

static void give(void *from, size_t size)
{
    ASAN_UNPOISON_MEMORY_REGION(from, size);
    memset(from, RUBBISH, size);
}

static void shut(const void *from, size_t size)
{
    ASAN_POISON_MEMORY_REGION(from, size);
}
#else
enum { GAP = 0 };

static void give(const void *from, size_t size)
{
    (void)from;
    (void)size;
}

static void shut(const void *from, size_t size)
{
    (void)from;
    (void)size;
}
#endif

enum { FIRST_BLOCK = 1 << 16, LARGEST_BLOCK = 1 << 24, HUGE_PAGE = 1 << 21 };

typedef struct block {
    struct block *before;
    size_t size;
    size_t used;
    _Alignas(64) char bytes[];
} block;

/*
 * Each arena has a scratch arena, which has one in turn; each is made when it is first asked for.
 * So a result and what is needed on the way to it never share an arena. All of them count against
 * the limit of the outermost, the root, and are full together.
 */
struct onr_arena {
    block *last;
    size_t total;     /* bytes handed out */
    size_t next_size; /* of the next block */
    block *spare; /* released last, and kept: a step that begins and ends in a loop asks the system
                     for no memory */
    onr_arena *scratch;
    onr_arena *root;
    size_t limit;      /* of the root alone, for all of them */
    size_t taken;      /* of the root alone: bytes that all of them take */
    atomic_bool full;  /* of the root alone: whether any of them is full */
    onr_bounds bounds; /* of the root alone */
};

static const onr_bounds bounds_at_first = {512, 256, 256};

/* `root` is NULL for a root. */
static onr_arena *new_arena(onr_arena *root, size_t limit)
{
    onr_arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        return NULL;
    arena->root = root ? root : arena;
    arena->limit = limit;
    arena->next_size = FIRST_BLOCK;
    arena->bounds = bounds_at_first;
    return arena;
}

onr_arena *onr_arena_new(size_t limit)
{
    return new_arena(NULL, limit);
}

/* Of a block only the first `used` bytes are anybody's from now on. */
static void cut_back(block *b, size_t used)
{
    if (used < b->used)
        shut(b->bytes + used, b->used - used);
    b->used = used;
}

/* Keeps the larger of the block and the spare one, unless only a single huge array needed it. */
static void let_go(onr_arena *arena, block *b)
{
    block *kept = arena->spare;
    cut_back(b, 0);
    if (b->size <= LARGEST_BLOCK && (!kept || kept->size < b->size)) {
        arena->spare = b;
        b = kept;
    }
    free(b);
}

static void free_blocks(onr_arena *arena, block *from, const block *until)
{
    while (from != until) {
        block *before = from->before;
        let_go(arena, from);
        from = before;
    }
}

void onr_arena_free(onr_arena *arena)
{
    if (!arena)
        return;
    onr_arena_free(arena->scratch);
    free_blocks(arena, arena->last, NULL);
    free(arena->spare);
    free(arena);
}

void onr_arena_reset(onr_arena *arena)
{
    block *first = arena->last;
    while (first && first->before) {
        block *before = first->before;
        let_go(arena, first);
        first = before;
    }
    if (first)
        cut_back(first, 0);
    arena->last = first;
    arena->root->taken -= arena->total;
    arena->total = 0;
    arena->next_size = FIRST_BLOCK;
    arena->full = false;
    if (arena->scratch)
        onr_arena_reset(arena->scratch);
}

static void *give_up(onr_arena *arena)
{
    arena->root->full = true;
    return NULL;
}

static block *take_spare(onr_arena *arena)
{
    block *b = arena->spare;
    arena->spare = NULL;
    *b = (block){.before = arena->last, .size = b->size};
    arena->last = b;
    return b;
}

static block *add_block(onr_arena *arena, size_t least)
{
    if (arena->spare && arena->spare->size >= least)
        return take_spare(arena);
    size_t whole = sizeof(block) + (arena->next_size > least ? arena->next_size : least);
    size_t alignment = whole > HUGE_PAGE ? HUGE_PAGE : 64;
    /* aligned_alloc asks for a multiple of the alignment */
    whole = (whole + alignment - 1) & ~(alignment - 1);
    block *b = aligned_alloc(alignment, whole);
    if (!b)
        return NULL;
    /* Pages of 2 MiB instead of 4 KiB: with small ones, a fifth of a large document's time goes
     * into page faults. Where the system has no huge pages, it ignores the advice. */
    if (alignment == HUGE_PAGE)
        (void)madvise(b, whole, MADV_HUGEPAGE);
    *b = (block){.before = arena->last, .size = whole - sizeof(block)};
    shut(b->bytes, b->size);
    arena->last = b;
    if (arena->next_size < LARGEST_BLOCK)
        arena->next_size *= 2;
    return b;
}

static void count(onr_arena *arena, size_t more)
{
    arena->total += more;
    arena->root->taken += more;
}

static void discount(onr_arena *arena, size_t less)
{
    arena->total -= less;
    arena->root->taken -= less;
}

size_t arena_left(const onr_arena *arena)
{
    return arena->root->full ? 0 : arena->root->limit - arena->root->taken;
}

void *arena_take(onr_arena *arena, size_t size)
{
    if (size > arena_left(arena) || arena->root->full)
        return give_up(arena);
    size_t alignment = size >= 64 ? 64 : 16;
    block *b = arena->last;
    size_t at = b ? (b->used + GAP + alignment - 1) & ~(alignment - 1) : 0;
    if (!b || at > b->size || size > b->size - at) {
        b = add_block(arena, size);
        if (!b)
            return give_up(arena);
        at = 0;
    }
    b->used = at + size;
    give(b->bytes + at, size);
    count(arena, size);
    return b->bytes + at;
}

void *onr_arena_alloc(onr_arena *arena, size_t size)
{
    void *taken = arena_take(arena, size);
    return taken ? memset(taken, 0, size) : NULL;
}

void arena_give_back(onr_arena *arena, const void *taken, size_t size, size_t kept)
{
    if (!taken)
        return;
    const char *end = (const char *)taken + size;
    for (block *b = arena->last; b; b = b->before)
        if (b->bytes + b->used == end) {
            cut_back(b, b->used - (size - kept));
            discount(arena, size - kept);
            return;
        }
}

bool arena_extend(onr_arena *arena, const void *taken, size_t size, size_t larger)
{
    block *b = arena->last;
    size_t more = larger - size;
    if (!taken || !b || (const char *)taken + size != b->bytes + b->used ||
        more > b->size - b->used || more > arena_left(arena))
        return false;
    give(b->bytes + b->used, more);
    b->used += more;
    count(arena, more);
    return true;
}

static bool is_too_large(size_t count, size_t size)
{
    return size && count > SIZE_MAX / size;
}

void *arena_take_array(onr_arena *arena, size_t count, size_t size)
{
    return is_too_large(count, size) ? give_up(arena) : arena_take(arena, count * size);
}

void *onr_arena_alloc_array(onr_arena *arena, size_t count, size_t size)
{
    return is_too_large(count, size) ? give_up(arena) : onr_arena_alloc(arena, count * size);
}

bool onr_arena_full(const onr_arena *arena)
{
    return arena->root->full;
}

void onr_arena_stop(onr_arena *arena)
{
    give_up(arena);
}

static uint32_t bound(uint32_t asked, uint32_t at_first)
{
    return asked ? asked : at_first;
}

void onr_arena_bound(onr_arena *arena, onr_bounds bounds)
{
    arena->root->bounds = (onr_bounds){bound(bounds.depth, bounds_at_first.depth),
                                       bound(bounds.sentence_words, bounds_at_first.sentence_words),
                                       bound(bounds.unfold_ratio, bounds_at_first.unfold_ratio)};
}

onr_bounds onr_arena_bounds(const onr_arena *arena)
{
    return arena->root->bounds;
}

size_t onr_arena_used(const onr_arena *arena)
{
    return arena == arena->root ? arena->taken : arena->total;
}

onr_arena_mark onr_arena_mark_take(const onr_arena *arena)
{
    return (onr_arena_mark){arena->last, arena->last ? arena->last->used : 0, arena->total};
}

void onr_arena_mark_release(onr_arena *arena, onr_arena_mark mark)
{
    free_blocks(arena, arena->last, mark.block);
    arena->last = mark.block;
    discount(arena, arena->total - mark.total);
    if (arena->last)
        cut_back(arena->last, mark.used);
}

onr_scratch onr_scratch_begin(onr_arena *result)
{
    if (!result->scratch && !(result->scratch = new_arena(result->root, 0)))
        give_up(result);
    /* Without memory for a scratch arena the result's own stands in; it is full now, so the step
     * takes nothing from it. */
    onr_arena *arena = result->scratch ? result->scratch : result;
    return (onr_scratch){arena, onr_arena_mark_take(arena)};
}

void onr_scratch_end(onr_scratch *scratch)
{
    onr_arena_mark_release(scratch->arena, scratch->mark);
    scratch->arena = NULL;
}

bool list_grow(void **items, size_t count, size_t *capacity, size_t size, onr_arena *arena)
{
    size_t larger = *capacity ? *capacity * 2 : 16;
    void *moved = larger > SIZE_MAX / size ? give_up(arena) : arena_take(arena, larger * size);
    if (!moved)
        return false;
    if (count)
        memcpy(moved, *items, count * size);
    *items = moved;
    *capacity = larger;
    return true;
}

onr_str arena_copy(onr_arena *arena, onr_str text)
{
    char *copy = arena_take(arena, text.len);
    if (!copy)
        return (onr_str){0};
    if (text.len)
        memcpy(copy, text.data, text.len);
    return (onr_str){copy, text.len};
}

onr_str arena_format(onr_arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = len >= 0 ? onr_arena_alloc(arena, (size_t)len + 1) : NULL;
    if (text)
        vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return text ? (onr_str){text, (size_t)len} : (onr_str){0};
}

bool arena_fail(onr_error *err, const char *doing)
{
    return onr_fail(err, ONR_E_MEMORY, 0, "raise --page-memory, or free memory",
                    "no room left in memory to %s", doing);
}
