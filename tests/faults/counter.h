/*
 * How many calls a library that is preloaded has counted, in a file that a test reads. The file is
 * in memory: the program forbids itself to write to others than its own.
 */
#ifndef ONR_TESTS_FAULTS_COUNTER_H
#define ONR_TESTS_FAULTS_COUNTER_H

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { COUNT_WIDTH = 16 };
static char *count_text = MAP_FAILED;

/* Makes the file at `path` (NULL: none) with the system's own `set_size`. */
static void counter_open(const char *path, int (*set_size)(int, off_t))
{
    int fd = path ? open(path, O_CREAT | O_RDWR | O_TRUNC, 0600) : -1;
    if (fd < 0)
        return;
    if (set_size(fd, COUNT_WIDTH) == 0)
        count_text = mmap(NULL, COUNT_WIDTH, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
}

static void counter_tell(long count)
{
    char text[COUNT_WIDTH + 1];
    if (count_text == MAP_FAILED)
        return;
    snprintf(text, sizeof text, "%-*ld\n", COUNT_WIDTH - 1, count);
    memcpy(count_text, text, COUNT_WIDTH);
}

#endif
