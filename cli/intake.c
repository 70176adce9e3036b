/*
 * The intake: files, standard input, gzip and JSON lines become pages. Whatever is wrong
 * with one of them is told with its path and byte.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/json.h"
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

/* What a line may say of its page, in the order of `names`. */
enum { LINE_HTML, LINE_PAGE, LINE_TEXT, LINE_ID, LINE_URL, LINE_DATE, LINE_COUNT };

typedef struct line {
    json_reader reader;
    bool is_string[LINE_COUNT], is_number[LINE_COUNT];
    onr_str values[LINE_COUNT];
    onr_arena *arena;
} line;

/* The value behind a key; of members with one name the last counts. */
static bool read_member(line *l, onr_error *err)
{
    static const char *const names[LINE_COUNT] = {"html", "page", "text", "id", "url", "date"};
    onr_str key = json_text(&l->reader, l->arena);
    int name = 0;
    while (name < LINE_COUNT && !str_is(key, names[name]))
        name++;
    json_piece piece = json_next(&l->reader, err);
    if (name < LINE_COUNT && piece != JSON_FAULT) {
        l->is_string[name] = piece == JSON_STRING;
        l->is_number[name] = piece == JSON_NUMBER;
        if (piece == JSON_STRING || piece == JSON_NUMBER)
            l->values[name] = json_text(&l->reader, l->arena);
    }
    return json_skip(&l->reader, piece, err);
}

static bool read_members(line *l, onr_error *err)
{
    json_piece piece = json_next(&l->reader, err);
    if (piece != JSON_OPEN_OBJECT && piece != JSON_FAULT)
        return onr_fail(err, ONR_E_FORMAT, 0, NULL, "a line that is no object");
    while (piece != JSON_FAULT && (piece = json_next(&l->reader, err)) == JSON_KEY)
        if (!read_member(l, err))
            return false;
    return piece != JSON_FAULT && json_ends(&l->reader, err) &&
           (!onr_arena_full(l->arena) || arena_fail(err, "read a line of JSON"));
}

static bool take_body(job *j, const line *l)
{
    static const onr_form forms[] = {ONR_FORM_HTML, ONR_FORM_PAGE, ONR_FORM_ARTICLE};
    for (size_t i = LINE_HTML; i <= LINE_TEXT; i++)
        if (l->is_string[i]) {
            j->input.bytes = l->values[i];
            j->input.form = forms[i];
            return true;
        }
    return false;
}

/* A day, or a point of time, of which the day counts. */
static bool take_date(job *j, const line *l)
{
    onr_str given = l->values[LINE_DATE];
    if (!l->is_string[LINE_DATE] || given.len == 0)
        return true;
    if (given.len > 10 && (given.data[10] == 'T' || given.data[10] == ' '))
        given.len = 10;
    j->input.given.date = given;
    return is_edtf_date(given);
}

static bool line_fail(const source *from, uint64_t at, onr_error *err)
{
    onr_error fault = *err;
    const char *advice =
        fault.code == ONR_E_MEMORY ? fault.advice : "each line must be a JSON object";
    io_fail(from->path, at + fault.byte, fault.what, advice, err);
    return false;
}

static bool read_json(source *from, job *j, size_t len, uint64_t at, onr_error *err)
{
    line l = {.arena = j->arena};
    json_begin(&l.reader, (onr_str){j->bytes, len});
    if (!read_members(&l, err))
        return line_fail(from, at, err);
    if (!take_body(j, &l))
        return io_fail(from->path, at, "a line without \"html\", \"page\" or \"text\"",
                       "give one of them", err);
    if (!take_date(j, &l))
        return io_fail(from->path, at, "a line whose \"date\" is no date",
                       "write 2026-02-19, 2026-02 or 2026", err);
    /* An id may be a number, kept as it is written. */
    if (l.is_string[LINE_ID] || l.is_number[LINE_ID])
        j->input.name = l.values[LINE_ID];
    if (l.is_string[LINE_URL])
        j->input.given.url = l.values[LINE_URL];
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
