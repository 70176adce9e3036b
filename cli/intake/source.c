/*
 * Files, and what is folded in them. The raw bytes of an open member are kept in sight as long as
 * that is cheap: where it turns out to be cut, the next one begins within them.
 */
#include "intake/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"

enum {
    LARGEST_PAGE = 1 << 30,
    PIECE = 1 << 16,
    AT_ONCE = 1 << 20,    /* Of the file, for the fast way; few pages are larger. */
    MOST_KEPT = 16 << 20, /* Of an open member. */
    MOST_DICTIONARY = 64 << 20,
    LEAST_MEMBER = 18, /* gzip's head and checksums. */
    LEAST_BEGIN = 8,
};

static const char gzip_magic[] = "\x1f\x8b\x08", zstd_magic[] = "\x28\xb5\x2f\xfd";

bool source_is_standard(const char *path)
{
    return strcmp(path, "-") == 0;
}

bool source_fail(const char *path, uint64_t byte, const char *what, const char *advice,
                 onr_error *err)
{
    onr_fail(err, ONR_E_IO, byte, advice, "%s", what);
    /* A name that is empty would be taken for none. */
    if (err)
        snprintf(err->source, sizeof err->source, "%s",
                 source_is_standard(path) ? "standard input"
                 : *path                  ? path
                                          : "\"\"");
    return false;
}

/* Of a read that failed with errno `fault`. */
static bool read_fail(const char *path, uint64_t at, int fault, onr_error *err)
{
    if (fault == EBADMSG)
        return source_fail(path, at, "damaged", "fetch the file again", err);
    return source_fail(path, at, strerror(fault), "check the file", err);
}

static long read_file(void *from, char *out, size_t room)
{
    const source *s = from;
    return read(s->fd, out, room < (1u << 30) ? room : 1u << 30);
}

static bool check_path(const char *path, onr_error *err)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return source_fail(path, 0, strerror(errno), "check the path", err);
    return !S_ISDIR(status.st_mode) ||
           source_fail(path, 0, "a directory, no page", "read all files in it by -r", err);
}

/* A folder that is read may have in it what is written, which would be read without end. */
static bool check_no_output(const source *s, onr_error *err)
{
    struct stat in, out;
    bool same = fstat(s->fd, &in) == 0 && fstat(STDOUT_FILENO, &out) == 0 && S_ISREG(in.st_mode) &&
                in.st_dev == out.st_dev && in.st_ino == out.st_ino;
    return !same || source_fail(s->path, 0, "no page: the output goes into it",
                                "write to a file that is not read", err);
}

/* A number of four bytes, the lowest first. */
static size_t number_at(onr_str bytes, size_t at)
{
    size_t number = 0;
    for (size_t i = 0; i < 4; i++)
        number |= (size_t)(unsigned char)bytes.data[at + i] << (8 * i);
    return number;
}

static bool no_memory(const source *s, onr_error *err)
{
    return source_fail(s->path, 0, "no memory left to open it", "lower -j", err);
}

/*
 * The dictionary that a file of Zstandard may begin with: a frame to be skipped, in which it stands
 * as it is or folded ("Zstandard Compression for WARC", IIPC). What is cut off is told later.
 */
static bool read_dictionary(source *s, onr_str begin, onr_error *err)
{
    size_t len = begin.len < 8 ? 0 : number_at(begin, 4);
    if (len > MOST_DICTIONARY)
        return source_fail(s->path, 0, "a dictionary of more than 64 MiB", "unfold the file first",
                           err);
    if (!window_show(&s->raw, len + 8))
        return no_memory(s, err);
    onr_str view = window_view(&s->raw);
    if (len == 0 || view.len < len + 8)
        return true;
    onr_str dictionary = {view.data + 8, len};
    unfolded to = {.most = MOST_DICTIONARY};
    if (str_starts(dictionary, zstd_magic) &&
        unfold_all(&to, UNFOLD_ZSTD, dictionary) == UNFOLD_WHOLE)
        dictionary = (onr_str){to.data, to.len};
    else if ((to.data = realloc(to.data, len)))
        memcpy(to.data, dictionary.data, len);
    s->dictionary = to.data;
    s->dictionary_len = dictionary.len;
    window_pass(&s->raw, len + 8);
    return to.data || no_memory(s, err);
}

/* A frame of Zstandard that is to be skipped has one of 16 signs (RFC 8878, 3.1.2). */
static bool is_skipped(onr_str begin)
{
    return begin.len >= 4 && (begin.data[0] & 0xf0) == 0x50 &&
           memcmp(begin.data + 1, "\x2a\x4d\x18", 3) == 0;
}

static bool look_how_folded(source *s, onr_error *err)
{
    if (!window_show(&s->raw, LEAST_BEGIN))
        return no_memory(s, err);
    onr_str begin = window_view(&s->raw);
    s->folded = true;
    s->kind = UNFOLD_ZSTD;
    if (str_starts(begin, "\x5d\x2a\x4d\x18"))
        return read_dictionary(s, begin, err);
    /* By their names too: the first record's beginning may be what is damaged. */
    if (str_starts(begin, "\x1f\x8b") || str_ends(str_of(s->path), ".warc.gz"))
        s->kind = UNFOLD_GZIP;
    else
        s->folded = str_starts(begin, zstd_magic) || is_skipped(begin) ||
                    str_ends(str_of(s->path), ".warc.zst");
    return true;
}

static bool begin_unfolding(source *s, onr_error *err)
{
    onr_str dictionary = {s->dictionary, s->dictionary_len};
    s->unfolder = unfolder_new(s->kind);
    if (!s->unfolder)
        return no_memory(s, err);
    return unfolder_know(s->unfolder, dictionary) ||
           source_fail(s->path, 0, "a dictionary that cannot be used",
                       "fetch the file again, or lower -j", err);
}

bool source_begin(source *out, const char *path, window_read *read, void *from, size_t page_memory,
                  onr_error *err)
{
    size_t most = page_memory < LARGEST_PAGE ? page_memory : LARGEST_PAGE;
    *out = (source){
        .path = path,
        .most = most,
        .fd = read == read_file ? out->fd : -1,
        .raw = {.read = read,
                .from = from,
                .bytes = out->raw.bytes,
                .room = out->raw.room,
                .at = out->raw.at},
        .text = {.data = out->text.data, .room = out->text.room, .most = most + 2 * PIECE}};
    return look_how_folded(out, err) && (!out->folded || begin_unfolding(out, err)) &&
           (out->raw.fault == 0 || read_fail(path, 0, out->raw.fault, err));
}

bool source_open(source *out, const char *path, int fd, uint64_t first, size_t page_memory,
                 onr_error *err)
{
    int from = fd < 0 && source_is_standard(path) ? STDIN_FILENO : fd;
    if (from < 0 && !check_path(path, err))
        return false;
    out->fd = from >= 0 ? dup(from) : open(path, O_RDONLY | O_CLOEXEC);
    if (out->fd < 0)
        return source_fail(path, 0, strerror(errno), "check its permissions", err);
    out->raw.at = first;
    out->path = path;
    if (check_no_output(out, err) && source_begin(out, path, read_file, out, page_memory, err))
        return true;
    source_close(out);
    return false;
}

void source_close(source *s)
{
    if (s->fd >= 0 && s->path)
        close(s->fd);
    unfolder_free(s->unfolder);
    free(s->dictionary);
    *s = (source){.fd = -1,
                  .raw = {.bytes = s->raw.bytes, .room = s->raw.room},
                  .text = {.data = s->text.data, .room = s->text.room}};
}

void source_free(source *s)
{
    source_close(s);
    window_free(&s->raw);
    free(s->text.data);
    s->text = (unfolded){0};
}

/* Lets go of the member's raw bytes, to which nobody goes back. */
static void pass_taken(source *s)
{
    window_pass(&s->raw, s->taken);
    s->taken = 0;
}

static void end_member(source *s, unfold_end end)
{
    s->open = false;
    s->end = end;
    if (end == UNFOLD_WHOLE)
        pass_taken(s);
}

static bool make_room(source *s)
{
    unfolded *text = &s->text;
    if (s->start > 0) {
        memmove(text->data, text->data + s->start, text->len - s->start);
        text->len -= s->start;
        s->start = 0;
    }
    return text->len < text->room || unfolded_grow(text);
}

static void unfold_piece(source *s)
{
    if (s->taken > MOST_KEPT)
        pass_taken(s);
    if (window_view(&s->raw).len == s->taken && !window_show_more(&s->raw)) {
        end_member(s, UNFOLD_MEMORY);
        return;
    }
    onr_str view = window_view(&s->raw), in = {view.data + s->taken, view.len - s->taken};
    size_t before = in.len, len = s->text.len;
    unfold_end end = unfolder_next(s->unfolder, &in, s->text.data + s->text.len,
                                   s->text.room - s->text.len, &s->text.len);
    s->taken += before - in.len;
    if (end != UNFOLD_MORE)
        end_member(s, end);
    else if (before == in.len && len == s->text.len && s->raw.ended)
        end_member(s, UNFOLD_CUT);
}

bool source_next(source *s)
{
    size_t used;
    if (!s->folded || s->open || (s->end != UNFOLD_MORE && s->end != UNFOLD_WHOLE))
        return false;
    if (!window_show(&s->raw, AT_ONCE)) {
        s->end = UNFOLD_MEMORY;
        s->raw.ended = true;
        return false;
    }
    onr_str view = window_view(&s->raw);
    if (view.len == 0)
        return false;
    s->member = s->raw.at;
    s->begun = s->passed + s->text.len - s->start;
    if (s->start == s->text.len)
        s->start = s->text.len = 0;
    if (s->kind == UNFOLD_GZIP && unfold_fast(&s->text, s->kind, view, &used)) {
        s->taken = used;
        end_member(s, UNFOLD_WHOLE);
        return true;
    }
    unfolder_begin(s->unfolder);
    s->open = true;
    s->end = UNFOLD_MORE;
    return true;
}

static void see_within(source *s, size_t wanted)
{
    while (s->open && s->text.len - s->start < wanted) {
        if (s->text.len == s->text.room && !make_room(s))
            end_member(s, s->text.room >= s->text.most ? UNFOLD_LARGE : UNFOLD_MEMORY);
        else
            unfold_piece(s);
    }
}

/* Whether another member follows; what else follows one of gzip is padding (RFC 1952 knows none,
 * but tapes do). */
static bool member_follows(source *s)
{
    if (!window_show(&s->raw, LEAST_MEMBER))
        return false;
    onr_str view = window_view(&s->raw);
    return s->kind == UNFOLD_GZIP ? str_starts(view, "\x1f\x8b") : view.len > 0;
}

void source_see(source *s, size_t wanted, bool across)
{
    if (!s->folded) {
        if (!window_show(&s->raw, wanted))
            s->end = UNFOLD_MEMORY;
        return;
    }
    see_within(s, wanted);
    while (across && !s->open && s->text.len - s->start < wanted && s->end <= UNFOLD_WHOLE &&
           (s->end == UNFOLD_MORE || member_follows(s)) && source_next(s))
        see_within(s, wanted);
}

void source_pass(source *s, size_t count)
{
    s->passed += count;
    if (s->folded)
        s->start += count;
    else
        window_pass(&s->raw, count);
}

uint64_t source_at(const source *s)
{
    return s->folded ? s->passed : s->raw.at;
}

uint64_t source_raw_at(const source *s)
{
    return s->raw.at + s->taken;
}

bool source_is_bad(const source *s, onr_error *err)
{
    uint64_t at = source_raw_at(s);
    if (s->raw.fault)
        return !read_fail(s->path, at, s->raw.fault, err);
    switch (s->end) {
    case UNFOLD_CUT:
        return !source_fail(s->path, at, "the compressed file is cut off", "fetch the file again",
                            err);
    case UNFOLD_BAD:
        return !source_fail(s->path, at, unfolder_fault(s->unfolder), "fetch the file again", err);
    case UNFOLD_LARGE:
        return !source_fail(s->path, s->most, "too large for one page",
                            s->most < LARGEST_PAGE ? "raise --page-memory" : "split it", err);
    case UNFOLD_MEMORY:
        return !source_fail(s->path, at, "no memory left for the page", "lower -j", err);
    default: return false;
    }
}

void source_end_bad(source *s)
{
    if (s->folded && !s->raw.fault)
        return;
    s->raw.fault = 0;
    s->raw.ended = true;
    s->end = UNFOLD_MORE;
}

/* Whether what `view` begins with unfolds to what `begins` takes. */
static bool is_member(const source *s, onr_str view, bool (*begins)(onr_str bytes))
{
    char out[64];
    size_t len = 0;
    unfolder *u = unfolder_new(s->kind);
    bool known = u && unfolder_know(u, (onr_str){s->dictionary, s->dictionary_len});
    for (unfold_end end = UNFOLD_MORE; known && end == UNFOLD_MORE && len < sizeof out;) {
        size_t before = view.len, had = len;
        end = unfolder_next(u, &view, out + len, sizeof out - len, &len);
        if (before == view.len && had == len)
            break;
    }
    unfolder_free(u);
    return len > 0 && begins((onr_str){out, len});
}

void source_skip_bad(source *s, bool (*begins)(onr_str bytes))
{
    onr_str magic = s->kind == UNFOLD_GZIP ? str_of(gzip_magic) : str_of(zstd_magic);
    size_t from = 1;
    s->start = s->text.len = s->taken = 0;
    s->open = false;
    s->end = UNFOLD_MORE;
    for (;;) {
        bool shown = window_show(&s->raw, AT_ONCE);
        onr_str view = window_view(&s->raw);
        size_t at = str_find(view, magic, from);
        bool near_end = at == SIZE_MAX || view.len - at < PIECE;
        if (at != SIZE_MAX && (!near_end || s->raw.ended || !shown) &&
            is_member(s, (onr_str){view.data + at, view.len - at}, begins)) {
            window_pass(&s->raw, at);
            return;
        }
        if (near_end && (s->raw.ended || !shown) && at == SIZE_MAX) {
            window_pass(&s->raw, view.len);
            return;
        }
        /* What may be a member's beginning is looked at again with more behind it. */
        bool again = near_end && !s->raw.ended && shown;
        size_t over = at == SIZE_MAX ? (view.len > magic.len ? view.len - magic.len : 0) : at;
        window_pass(&s->raw, over);
        from = again || at == SIZE_MAX ? 0 : 1;
    }
}

static bool check_room(source *s, size_t len, onr_error *err)
{
    if (len > s->most)
        s->end = UNFOLD_LARGE;
    return !source_is_bad(s, err);
}

bool source_see_all(source *s, onr_error *err)
{
    size_t wanted = PIECE;
    for (;;) {
        source_see(s, wanted, true);
        size_t len = source_view(s).len;
        if (!check_room(s, len, err))
            return false;
        if (len < wanted)
            return true;
        wanted = len < s->most ? (len < s->most / 2 ? len * 2 : s->most) : s->most + 1;
    }
}

static void see_more(source *s)
{
    if (s->folded)
        source_see(s, source_view(s).len + 1, true);
    else if (!window_show_more(&s->raw))
        s->end = UNFOLD_MEMORY;
}

bool source_see_line(source *s, size_t *len, onr_error *err)
{
    size_t looked = 0;
    for (;;) {
        onr_str view = source_view(s);
        const char *end =
            view.len > looked ? memchr(view.data + looked, '\n', view.len - looked) : NULL;
        *len = end ? (size_t)(end - view.data) + 1 : view.len;
        if (*len > s->most && !check_room(s, *len, err))
            return false;
        if (end)
            return true;
        looked = view.len;
        see_more(s);
        if (source_view(s).len == looked)
            return check_room(s, looked, err);
    }
}

bool source_pass_line(source *s)
{
    if (s->end != UNFOLD_LARGE)
        return false;
    s->end = s->folded && !s->open ? UNFOLD_WHOLE : UNFOLD_MORE;
    for (;;) {
        onr_str view = source_view(s);
        const char *end = view.len ? memchr(view.data, '\n', view.len) : NULL;
        source_pass(s, end ? (size_t)(end - view.data) + 1 : view.len);
        if (end)
            return true;
        source_see(s, PIECE, true);
        if (source_view(s).len == 0)
            return false;
    }
}

bool source_take(source *s, size_t len, char **bytes, size_t *room)
{
    onr_str view = source_view(s);
    if (*room < len) {
        char *larger = realloc(*bytes, len);
        if (!larger)
            return false;
        *bytes = larger;
        *room = len;
    }
    if (len > 0)
        memcpy(*bytes, view.data, len);
    source_pass(s, len);
    return true;
}
