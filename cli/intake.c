/*
 * The intake: files, standard input, gzip and JSON lines become pages. Whatever is wrong
 * with one of them is told with its path and byte.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/day.h"
#include "base/str.h"
#include "intake.h"

enum { LARGEST_PAGE = 1 << 30 };

static bool is_standard_input(const char *path)
{
    return strcmp(path, "-") == 0;
}

static bool io_fail(const char *path, uint64_t byte, const char *what, const char *advice,
                    onr_error *err)
{
    onr_fail(err, ONR_E_IO, byte, advice, "%s", what);
    snprintf(err->source, sizeof err->source, "%s",
             is_standard_input(path) ? "standard input" : path);
    return false;
}

static bool is_json_lines(const source *from)
{
    onr_str path = str_of(from->path);
    return from->s->lines ||
           (from->s->detect && (str_ends(path, ".jsonl") || str_ends(path, ".jsonl.gz")));
}

static bool open_file(source *from, onr_error *err)
{
    struct stat status;
    bool standard = is_standard_input(from->path);
    if (!standard && stat(from->path, &status) != 0)
        return io_fail(from->path, 0, strerror(errno), "check the path", err);
    if (!standard && S_ISDIR(status.st_mode))
        return io_fail(from->path, 0, "a directory, no page", "name the files in it", err);
    from->file = standard ? gzdopen(dup(STDIN_FILENO), "rb") : gzopen(from->path, "rb");
    from->at = 0;
    if (!from->file)
        return io_fail(from->path, 0, strerror(errno), "check its permissions", err);
    gzbuffer(from->file, 1 << 17);
    return true;
}

void close_file(source *from)
{
    if (from->file)
        gzclose(from->file);
    from->file = NULL;
}

/* No page takes more than its memory, so no file that unfolds without end does. */
static size_t largest_page(const source *from)
{
    size_t memory = (size_t)from->s->page_memory << 20;
    return memory < LARGEST_PAGE ? memory : LARGEST_PAGE;
}

/* Whether the stream ended as it should; a cut .gz gives its bytes first and tells only then. */
static bool check_stream(source *from, onr_error *err)
{
    int fault;
    const char *what = gzerror(from->file, &fault);
    uint64_t at = (uint64_t)gzoffset(from->file);
    if (fault == Z_OK || fault == Z_STREAM_END)
        return true;
    if (fault == Z_ERRNO)
        return io_fail(from->path, 0, strerror(errno), "check the file", err);
    /* zlib's words begin with the path, as ours do. */
    if (str_starts(str_of(what), from->path))
        what += strlen(from->path) + strlen(": ");
    return io_fail(from->path, at, fault == Z_BUF_ERROR ? "the compressed file is cut off" : what,
                   "fetch the file again", err);
}

static bool more_room(char **bytes, size_t *room, const source *from, onr_error *err)
{
    size_t most = largest_page(from), wanted = *room * 2 + 65536;
    if (*room >= most)
        return io_fail(from->path, *room, "too large for one page",
                       most < LARGEST_PAGE ? "raise --page-memory" : "split it", err);
    wanted = wanted < most ? wanted : most;
    char *larger = realloc(*bytes, wanted);
    if (!larger)
        return io_fail(from->path, *room, "no memory left for the page", "lower -j", err);
    *bytes = larger;
    *room = wanted;
    return true;
}

static bool read_whole(source *from, job *j, onr_error *err)
{
    size_t room = 0, len = 0;
    int got = 0;
    do {
        if (len == room && !more_room(&j->bytes, &room, from, err))
            return false;
        size_t want = room - len < 1 << 20 ? room - len : 1 << 20;
        got = gzread(from->file, j->bytes + len, (unsigned)want);
        len += got > 0 ? (size_t)got : 0;
    } while (got > 0);
    j->input.bytes = (onr_str){j->bytes, len};
    return check_stream(from, err);
}

/* The next line with its newline; `*len` 0 at the end of the file. */
static bool read_line(source *from, job *j, size_t *len, onr_error *err)
{
    size_t room = 0;
    *len = 0;
    for (;;) {
        if (room - *len < 2 && !more_room(&j->bytes, &room, from, err))
            return false;
        int c = gzgetc(from->file);
        if (c < 0)
            return check_stream(from, err);
        j->bytes[(*len)++] = (char)c;
        if (c == '\n')
            return true;
    }
}

static bool take_string(onr_str *out, json_t *line, const char *key)
{
    json_t *value = json_object_get(line, key);
    if (!json_is_string(value))
        return false;
    *out = (onr_str){json_string_value(value), json_string_length(value)};
    return true;
}

static bool take_body(job *j)
{
    static const struct {
        const char *key;
        onr_form form;
    } bodies[] = {{"html", ONR_FORM_HTML}, {"page", ONR_FORM_PAGE}, {"text", ONR_FORM_ARTICLE}};
    for (size_t i = 0; i < 3; i++)
        if (take_string(&j->input.bytes, j->line, bodies[i].key)) {
            j->input.form = bodies[i].form;
            return true;
        }
    return false;
}

/* An id may be a number. Kept where the line's own strings are. */
static void take_id(job *j)
{
    json_t *id = json_object_get(j->line, "id");
    if (json_is_number(id)) {
        char *digits = json_dumps(id, JSON_ENCODE_ANY);
        json_object_set_new(j->line, "id", json_string(digits ? digits : ""));
        free(digits);
    }
    take_string(&j->input.name, j->line, "id");
}

/* A day, or a point of time, of which the day counts. */
static bool take_date(job *j)
{
    onr_str given;
    if (!take_string(&given, j->line, "date") || given.len == 0)
        return true;
    if (given.len > 10 && (given.data[10] == 'T' || given.data[10] == ' '))
        given.len = 10;
    j->input.given.date = given;
    return is_edtf_date(given);
}

static bool read_json(source *from, job *j, size_t len, uint64_t at, onr_error *err)
{
    json_error_t fault;
    j->line = json_loadb(j->bytes, len, JSON_ALLOW_NUL, &fault);
    if (!j->line)
        return io_fail(from->path, at + (uint64_t)(fault.position > 0 ? fault.position : 0),
                       fault.text, "each line must be a JSON object", err);
    if (!take_body(j))
        return io_fail(from->path, at, "a line without \"html\", \"page\" or \"text\"",
                       "give one of them", err);
    if (!take_date(j))
        return io_fail(from->path, at, "a line whose \"date\" is no date",
                       "write 2026-02-19, 2026-02 or 2026", err);
    take_id(j);
    take_string(&j->input.given.url, j->line, "url");
    /* A JSON string is UTF-8, whatever the page in it once declared. */
    j->input.charset = (onr_str){"utf-8", 5};
    return true;
}

static void name_page(source *from, job *j)
{
    const char *slash = strrchr(from->path, '/');
    const char *base = slash ? slash + 1 : from->path;
    j->input = (onr_input){.form = from->s->form,
                           .name = str_of(base),
                           .source = str_of(from->path),
                           .given = from->s->given};
    if (is_standard_input(from->path))
        j->input.name = j->input.source = (onr_str){"", 0};
}

/* The next line of the open file; false: there is none. */
static bool next_line(source *from, job *j)
{
    size_t len;
    for (;;) {
        uint64_t at = from->at;
        j->ok = read_line(from, j, &len, &j->err);
        from->at += len;
        if (!j->ok || len == 0) {
            close_file(from);
            return !j->ok;
        }
        if (str_trim((onr_str){j->bytes, len}).len > 0) {
            j->ok = read_json(from, j, len, at, &j->err);
            return true;
        }
        free(j->bytes);
        j->bytes = NULL;
    }
}

void clear_job(job *j)
{
    json_decref(j->line);
    free(j->bytes);
    onr_arena_reset(j->arena);
    *j = (job){.arena = j->arena};
}

bool next_page(source *from, job *j)
{
    for (;;) {
        if (from->file) {
            name_page(from, j);
            if (next_line(from, j))
                return true;
            clear_job(j);
        }
        if (from->next_file == from->s->file_count)
            return false;
        from->path = from->s->files[from->next_file++];
        name_page(from, j);
        j->ok = open_file(from, &j->err);
        if (!j->ok)
            return true;
        if (is_json_lines(from))
            continue;
        j->ok = read_whole(from, j, &j->err);
        close_file(from);
        return true;
    }
}
