/*
 * Preloaded into a program: its call number FAIL_AT of the kind FAIL_CALL ("read", "write", "sync",
 * "size") fails, or, where FAIL_HOW is "short", does half of what it was asked, and where it is
 * "lasting", all behind it fail, too; all others are the system's. How many there were goes to the
 * file COUNT_CALLS. Calls that glibc makes for stdio do not pass here.
 */
/* Both pread and pread64, which otherwise are one name. */
#undef _FILE_OFFSET_BITS
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "counter.h"

#pragma GCC visibility push(default)

static atomic_long made;
static long failing;
static const char *kind = "";
static bool in_part, lasting;

static ssize_t (*real_read)(int, void *, size_t), (*real_write)(int, const void *, size_t),
    (*real_pread)(int, void *, size_t, off_t), (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_fsync)(int), (*real_fdatasync)(int), (*real_ftruncate)(int, off_t);

__attribute__((constructor)) static void begin(void)
{
    *(void **)&real_read = dlsym(RTLD_NEXT, "read");
    *(void **)&real_write = dlsym(RTLD_NEXT, "write");
    *(void **)&real_pread = dlsym(RTLD_NEXT, "pread64");
    *(void **)&real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    *(void **)&real_fsync = dlsym(RTLD_NEXT, "fsync");
    *(void **)&real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    *(void **)&real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    counter_open(getenv("COUNT_CALLS"), real_ftruncate);
    kind = getenv("FAIL_CALL") ? getenv("FAIL_CALL") : "";
    failing = getenv("FAIL_AT") ? atol(getenv("FAIL_AT")) : 0;
    const char *how = getenv("FAIL_HOW") ? getenv("FAIL_HOW") : "";
    in_part = strcmp(how, "short") == 0;
    lasting = strcmp(how, "lasting") == 0;
    made = 0;
}

__attribute__((destructor)) static void tell_count(void)
{
    counter_tell((long)made);
}

static bool is_it(const char *call)
{
    if (strcmp(call, kind) != 0)
        return false;
    long number = ++made;
    return number == failing || (lasting && failing && number > failing);
}

/* What is left to be done of `len` bytes; 0: the call fails with `fault`. */
static size_t left_of(const char *call, size_t len, int fault)
{
    if (!is_it(call))
        return len;
    if (in_part && len > 1)
        return len / 2;
    errno = fault;
    return 0;
}

ssize_t read(int fd, void *out, size_t len)
{
    size_t left = left_of("read", len, EIO);
    return len && !left ? -1 : real_read(fd, out, left);
}

ssize_t pread64(int fd, void *out, size_t len, off_t at)
{
    size_t left = left_of("read", len, EIO);
    return len && !left ? -1 : real_pread(fd, out, left, at);
}

ssize_t pread(int fd, void *out, size_t len, off_t at)
{
    return pread64(fd, out, len, at);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
    size_t left = left_of("write", len, ENOSPC);
    return len && !left ? -1 : real_write(fd, bytes, left);
}

ssize_t pwrite64(int fd, const void *bytes, size_t len, off_t at)
{
    size_t left = left_of("write", len, ENOSPC);
    return len && !left ? -1 : real_pwrite(fd, bytes, left, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at)
{
    return pwrite64(fd, bytes, len, at);
}

int fsync(int fd)
{
    return left_of("sync", 1, EIO) ? real_fsync(fd) : -1;
}

int fdatasync(int fd)
{
    return left_of("sync", 1, EIO) ? real_fdatasync(fd) : -1;
}

int ftruncate64(int fd, off_t len)
{
    return left_of("size", 1, EIO) ? real_ftruncate(fd, len) : -1;
}

int ftruncate(int fd, off_t len)
{
    return ftruncate64(fd, len);
}
