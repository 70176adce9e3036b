/*
 * References as JSON, and the bytes that they name.
 */
#include "queue/reference.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"

static void put_text(json_writer *w, const char *key, onr_str text)
{
    if (text.len == 0)
        return;
    json_put_key(w, key);
    json_put_string(w, text);
}

static void put_number(json_writer *w, const char *key, uint64_t number)
{
    json_put_key(w, key);
    json_put_integer(w, (int64_t)number);
}

bool message_write(onr_str *out, const reference *r, onr_arena *arena, onr_error *err)
{
    buffer to = {.arena = arena};
    json_writer w = {.to = &to};
    json_open(&w, '{');
    put_text(&w, "file", r->file);
    put_number(&w, "offset", r->offset);
    put_number(&w, "length", r->length);
    put_text(&w, "digest", r->digest);
    put_text(&w, "as", r->as);
    put_text(&w, "url", r->given.url);
    put_text(&w, "date", r->given.date);
    json_close(&w, '}');
    return buffer_finish(out, &to, "write a reference", err);
}

static bool read_size(uint64_t *out, const json_value *object, const char *key)
{
    int64_t number;
    if (!json_integer_of(&number, json_member(object, key)) || number < 0)
        return false;
    *out = (uint64_t)number;
    return true;
}

bool message_read(reference *out, onr_str text, onr_arena *arena, onr_error *err)
{
    const json_value *object;
    if (!json_read(&object, text, NULL, arena, err))
        return false;
    *out = (reference){
        .file = json_string_of(json_member(object, "file")),
        .digest = json_string_of(json_member(object, "digest")),
        .as = json_string_of(json_member(object, "as")),
        .given = {.url = json_string_of(json_member(object, "url")),
                  .date = json_string_of(json_member(object, "date"))},
    };
    bool whole = out->file.len > 0 && out->digest.len > 0 &&
                 read_size(&out->offset, object, "offset") &&
                 read_size(&out->length, object, "length");
    if (whole)
        return true;
    return onr_fail(err, ONR_E_FORMAT, 0, "put pages in with `onrecord enqueue`",
                    "a message without \"file\", \"offset\", \"length\" or \"digest\"");
}

static void write_digest(char out[DIGEST_SIZE], struct sha256_ctx *context)
{
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(context, sizeof digest, digest);
    size_t len = (size_t)snprintf(out, DIGEST_SIZE, "sha256:");
    for (size_t i = 0; i < sizeof digest; i++)
        len += (size_t)snprintf(out + len, DIGEST_SIZE - len, "%02x", digest[i]);
}

void digest_of(char out[DIGEST_SIZE], onr_str bytes)
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, bytes.len, (const uint8_t *)bytes.data);
    write_digest(out, &context);
}

static bool io_fail(const reference *r, const char *advice, onr_error *err)
{
    onr_fail(err, ONR_E_IO, 0, advice, "%s", strerror(errno));
    snprintf(err->source, sizeof err->source, "%.*s", (int)r->file.len, r->file.data);
    return false;
}

static bool changed(const reference *r, const char *how, onr_error *err)
{
    onr_fail(err, ONR_E_FORMAT, r->offset, "enqueue it again",
             "the bytes are no longer what was enqueued: %s", how);
    snprintf(err->source, sizeof err->source, "%.*s", (int)r->file.len, r->file.data);
    return false;
}

/* Where the file is read from stays at its beginning. */
static bool write_all(int to, const char *data, size_t len, uint64_t at)
{
    while (len > 0) {
        ssize_t n = pwrite(to, data, len, (off_t)at);
        if (n < 0)
            return false;
        data += n;
        len -= (size_t)n;
        at += (uint64_t)n;
    }
    return true;
}

static bool copy(int to, int from, const reference *r, onr_error *err)
{
    char data[1 << 16], digest[DIGEST_SIZE];
    struct sha256_ctx context;
    uint64_t left = r->length;
    sha256_init(&context);
    while (left > 0) {
        size_t want = left < sizeof data ? (size_t)left : sizeof data;
        ssize_t got = pread(from, data, want, (off_t)(r->offset + r->length - left));
        if (got < 0)
            return io_fail(r, "check the file", err);
        if (got == 0)
            return changed(r, "it ends earlier", err);
        sha256_update(&context, (size_t)got, (const uint8_t *)data);
        if (!write_all(to, data, (size_t)got, r->length - left))
            return io_fail(r, "free some memory", err);
        left -= (uint64_t)got;
    }
    write_digest(digest, &context);
    if (!str_is(r->digest, digest))
        return changed(r, "another digest", err);
    return true;
}

int reference_open(const reference *r, onr_error *err)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%.*s", (int)r->file.len, r->file.data);
    int from = open(path, O_RDONLY | O_CLOEXEC);
    if (from < 0) {
        io_fail(r, "workers need the files where they were when they were enqueued", err);
        return -1;
    }
    int to = memfd_create("page", MFD_CLOEXEC);
    bool ok = to >= 0 ? copy(to, from, r, err) : io_fail(r, "free some memory", err);
    close(from);
    if (ok)
        return to;
    if (to >= 0)
        close(to);
    return -1;
}
