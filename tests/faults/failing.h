/*
 * The n-th call fails: what test programs here count, and what of the arena they have fail. The
 * linker (--wrap) puts the counting between the layers and the arena; only arena_format is not
 * counted, as its arguments cannot be passed on.
 */
#ifndef ONR_TESTS_FAULTS_FAILING_H
#define ONR_TESTS_FAULTS_FAILING_H

#include "base/arena.h"

/* Calls that were made; the one that fails, 0: none. */
static size_t made, failing;

static bool must_fail(onr_arena *arena);

#define COUNTED(type, failed, name, parameters, ...)                                               \
    type __real_##name parameters;                                                                 \
    type __wrap_##name parameters;                                                                 \
    type __wrap_##name parameters                                                                  \
    {                                                                                              \
        return must_fail(arena) ? failed : __real_##name(__VA_ARGS__);                             \
    }

COUNTED(void *, NULL, arena_take, (onr_arena * arena, size_t size), arena, size)
COUNTED(void *, NULL, onr_arena_alloc, (onr_arena * arena, size_t size), arena, size)
COUNTED(void *, NULL, onr_arena_alloc_array, (onr_arena * arena, size_t count, size_t size), arena,
        count, size)
COUNTED(onr_str, (onr_str){0}, arena_copy, (onr_arena * arena, onr_str text), arena, text)
COUNTED(bool, false, list_grow,
        (void **items, size_t count, size_t *capacity, size_t size, onr_arena *arena), items, count,
        capacity, size, arena)

static bool must_fail(onr_arena *arena)
{
    if (++made != failing)
        return false;
    /* More than there can be: the arena, and whose scratch it is, are full from now on. */
    return __real_onr_arena_alloc_array(arena, SIZE_MAX, 2) == NULL;
}

#endif
