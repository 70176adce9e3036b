/*
 * Preloaded into a program: the allocation of number FAIL_MALLOC fails, all others are glibc's. How
 * many there were goes to the file COUNT_MALLOC.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

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

/* A file in memory: the program forbids itself to write to others than its own. */
enum { COUNT_WIDTH = 16 };
static char *count_text = MAP_FAILED;

__attribute__((constructor)) static void open_count(void)
{
    const char *path = getenv("COUNT_MALLOC");
    int fd = path ? open(path, O_CREAT | O_RDWR | O_TRUNC, 0600) : -1;
    if (fd < 0)
        return;
    if (ftruncate(fd, COUNT_WIDTH) == 0)
        count_text = mmap(NULL, COUNT_WIDTH, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
}

__attribute__((destructor)) static void tell_count(void)
{
    char text[COUNT_WIDTH + 1];
    if (count_text == MAP_FAILED)
        return;
    snprintf(text, sizeof text, "%-*ld\n", COUNT_WIDTH - 1, (long)made);
    memcpy(count_text, text, COUNT_WIDTH);
}
