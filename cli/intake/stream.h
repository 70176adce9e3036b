/*
 * Files and standard input as bytes, whatever of them gzip has compressed unfolded.
 */
#ifndef ONR_CLI_STREAM_H
#define ONR_CLI_STREAM_H

#include <zlib.h>

#include "onrecord/base.h"

typedef struct stream {
    const char *path;
    size_t most; /* Bytes of one piece: no page takes more, so no file that unfolds without end. */
    gzFile file;
} stream;

bool stream_is_standard(const char *path);

/* Fills `err` with what is wrong with `path` at `byte`. Returns false. */
bool stream_fail(const char *path, uint64_t byte, const char *what, const char *advice,
                 onr_error *err);

/*
 * Opens `path`, "-" being standard input, or reads `fd` where that is it (else -1), which stays the
 * caller's; `page_memory` is a page's bytes. Fails with ONR_E_IO.
 */
bool stream_open(stream *out, const char *path, int fd, size_t page_memory, onr_error *err);
void stream_close(stream *s);

/*
 * All that is left, or the next line with its newline (length 0: the end). `*bytes` is owned by
 * the caller and grows; it may hold a part where they fail.
 */
bool stream_read_all(stream *s, char **bytes, size_t *len, onr_error *err);
bool stream_read_line(stream *s, char **bytes, size_t *len, onr_error *err);

#endif
