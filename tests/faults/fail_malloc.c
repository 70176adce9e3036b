/*
 * Preloaded into a program: the allocation of number FAIL_MALLOC fails, all others are glibc's. How
 * many there were goes to the file COUNT_MALLOC.
 */
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include "counter.h"

#pragma GCC visibility push(default)

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static atomic_long made;

static bool must_fail(void)
{
    static long wanted = -1;
    if (wanted < 0)
        wanted = getenv("FAIL_MALLOC") ? atol(getenv("FAIL_MALLOC")) : 0;
    if (++made != wanted)
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return must_fail() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return must_fail() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return must_fail() ? NULL : __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return must_fail() ? NULL : __libc_memalign(alignment, size);
}

__attribute__((constructor)) static void open_count(void)
{
    counter_open(getenv("COUNT_MALLOC"), ftruncate);
}

__attribute__((destructor)) static void tell_count(void)
{
    counter_tell((long)made);
}
