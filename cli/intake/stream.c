/*
 * Files, standard input and gzip as bytes.
 */
#include "intake/stream.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"

enum { LARGEST_PAGE = 1 << 30 };

bool stream_is_standard(const char *path)
{
    return strcmp(path, "-") == 0;
}

bool stream_fail(const char *path, uint64_t byte, const char *what, const char *advice,
                 onr_error *err)
{
    onr_fail(err, ONR_E_IO, byte, advice, "%s", what);
    snprintf(err->source, sizeof err->source, "%s",
             stream_is_standard(path) ? "standard input" : path);
    return false;
}

static bool check_path(const char *path, onr_error *err)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return stream_fail(path, 0, strerror(errno), "check the path", err);
    return !S_ISDIR(status.st_mode) ||
           stream_fail(path, 0, "a directory, no page", "read all files in it by -r", err);
}

bool stream_open(stream *out, const char *path, int fd, size_t page_memory, onr_error *err)
{
    int from = fd < 0 && stream_is_standard(path) ? STDIN_FILENO : fd;
    *out = (stream){.path = path, .most = page_memory < LARGEST_PAGE ? page_memory : LARGEST_PAGE};
    if (from < 0 && !check_path(path, err))
        return false;
    errno = 0; /* zlib leaves it as it is where memory is short */
    out->file = from >= 0 ? gzdopen(dup(from), "rb") : gzopen(path, "rb");
    if (!out->file && errno == 0)
        return stream_fail(path, 0, "no memory left to open it", "lower -j", err);
    if (!out->file)
        return stream_fail(path, 0, strerror(errno), "check its permissions", err);
    gzbuffer(out->file, 1 << 17);
    return true;
}

void stream_close(stream *s)
{
    if (s->file)
        gzclose(s->file);
    s->file = NULL;
}

/* Whether the stream ended as it should; a cut .gz gives its bytes first and tells only then. */
static bool check_end(stream *s, onr_error *err)
{
    int fault;
    const char *what = gzerror(s->file, &fault);
    uint64_t at = (uint64_t)gzoffset(s->file);
    if (fault == Z_OK || fault == Z_STREAM_END)
        return true;
    if (fault == Z_ERRNO)
        return stream_fail(s->path, 0, strerror(errno), "check the file", err);
    if (fault == Z_MEM_ERROR)
        return stream_fail(s->path, 0, "no memory left to read it", "lower -j", err);
    /* zlib's words begin with the path, as ours do. */
    if (str_starts(str_of(what), s->path))
        what += strlen(s->path) + strlen(": ");
    return stream_fail(s->path, at, fault == Z_BUF_ERROR ? "the compressed file is cut off" : what,
                       "fetch the file again", err);
}

static bool more_room(char **bytes, size_t *room, const stream *s, onr_error *err)
{
    size_t wanted = *room * 2 + 65536;
    if (*room >= s->most)
        return stream_fail(s->path, *room, "too large for one page",
                           s->most < LARGEST_PAGE ? "raise --page-memory" : "split it", err);
    wanted = wanted < s->most ? wanted : s->most;
    char *larger = realloc(*bytes, wanted);
    if (!larger)
        return stream_fail(s->path, *room, "no memory left for the page", "lower -j", err);
    *bytes = larger;
    *room = wanted;
    return true;
}

bool stream_read_all(stream *s, char **bytes, size_t *len, onr_error *err)
{
    size_t room = 0;
    int got = 0;
    *len = 0;
    do {
        if (*len == room && !more_room(bytes, &room, s, err))
            return false;
        size_t want = room - *len < 1 << 20 ? room - *len : 1 << 20;
        got = gzread(s->file, *bytes + *len, (unsigned)want);
        *len += got > 0 ? (size_t)got : 0;
    } while (got > 0);
    return check_end(s, err);
}

bool stream_read_line(stream *s, char **bytes, size_t *len, onr_error *err)
{
    size_t room = 0;
    *len = 0;
    for (;;) {
        if (room - *len < 2 && !more_room(bytes, &room, s, err))
            return false;
        int c = gzgetc(s->file);
        if (c < 0)
            return check_end(s, err);
        (*bytes)[(*len)++] = (char)c;
        if (c == '\n')
            return true;
    }
}
