/*
 * Typed allocation and growing lists on an arena, for all layers.
 */
#ifndef ONR_SRC_BASE_ARENA_H
#define ONR_SRC_BASE_ARENA_H

#include <string.h>

#include "onrecord/base.h"

#define arena_array(arena, type, count)                                                            \
    ((type *)onr_arena_alloc_array((arena), (count), sizeof(type)))

/* As onr_arena_alloc, but not zeroed: for what is written before it is read. */
void *arena_take(onr_arena *arena, size_t size);
void *arena_take_array(onr_arena *arena, size_t count, size_t size);

#define arena_room(arena, type, count) ((type *)arena_take_array((arena), (count), sizeof(type)))

/* Gives back all but the first `kept` of `size` bytes, where nothing was taken behind them. */
void arena_give_back(onr_arena *arena, const void *taken, size_t size, size_t kept);

/* Makes `size` bytes `larger` where they stand. False, and nothing has changed: something was taken
 * behind them, or there is no room there. */
bool arena_extend(onr_arena *arena, const void *taken, size_t size, size_t larger);

/* Bytes until it is full. */
size_t arena_left(const onr_arena *arena);

/* A list that grows: `list(onr_span) spans = {0};`. On a full arena a push does nothing. */
#define list(type)                                                                                 \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count;                                                                              \
        size_t capacity;                                                                           \
    }

/* Room for one element more; false: the arena is full. */
bool list_grow(void **items, size_t count, size_t *capacity, size_t size, onr_arena *arena);

#define list_push(l, value, arena)                                                                 \
    ((l)->count < (l)->capacity || list_grow((void **)&(l)->items, (l)->count, &(l)->capacity,     \
                                             sizeof *(l)->items, (arena))                          \
         ? (void)((l)->items[(l)->count++] = (value))                                              \
         : (void)0)

/* A copy of a string in the arena. */
onr_str arena_copy(onr_arena *arena, onr_str text);

/* A formatted string in the arena. */
onr_str arena_format(onr_arena *arena, const char *format, ...) ONR_PRINTF(2, 3);

/* The error that a layer gives when its arena is full; `doing` as in "no room left to …". */
bool arena_fail(onr_error *err, const char *doing);

#endif
