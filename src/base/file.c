/*
 * Files as bytes.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static bool map_descriptor(file_map *out, int fd, onr_error *err)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return onr_fail(err, ONR_E_IO, 0, "check the file", "%s", strerror(errno));
    if (!S_ISREG(info.st_mode))
        return onr_fail(err, ONR_E_IO, 0, "name a regular file", "not a regular file");
    *out = (file_map){0};
    if (info.st_size == 0)
        return true;
    void *bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (bytes == MAP_FAILED)
        return onr_fail(err, ONR_E_IO, 0, "free some memory", "cannot map the file: %s",
                        strerror(errno));
    out->bytes = (onr_str){bytes, (size_t)info.st_size};
    return true;
}

bool file_map_open(file_map *out, const char *path, onr_error *err)
{
    /* A pipe would be waited for until somebody writes to it. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool ok = fd >= 0 ? map_descriptor(out, fd, err)
                      : onr_fail(err, ONR_E_IO, 0, "check the path and its permissions", "%s",
                                 strerror(errno));
    if (fd >= 0)
        close(fd);
    if (!ok && err)
        snprintf(err->source, sizeof err->source, "%s", path);
    return ok;
}

void file_map_close(file_map *map)
{
    if (map->bytes.len)
        munmap((void *)(uintptr_t)map->bytes.data, map->bytes.len);
    *map = (file_map){0};
}
