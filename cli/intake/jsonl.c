/*
 * JSON lines: each line of a file is a page, or says where it cannot be one.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/json.h"
#include "base/str.h"
#include "intake/intake.h"

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

static bool line_fail(const intake *from, uint64_t at, onr_error *err)
{
    onr_error fault = *err;
    const char *advice =
        fault.code == ONR_E_MEMORY ? fault.advice : "each line must be a JSON object";
    source_fail(from->name, at + fault.byte, fault.what, advice, err);
    return false;
}

static bool read_json(intake *from, job *j, size_t len, uint64_t at, onr_error *err)
{
    line l = {.arena = j->arena};
    json_begin(&l.reader, (onr_str){j->bytes, len});
    if (!read_members(&l, err))
        return line_fail(from, at, err);
    if (!take_body(j, &l))
        return source_fail(from->name, at, "a line without \"html\", \"page\" or \"text\"",
                           "give one of them", err);
    if (!take_date(j, &l))
        return source_fail(from->name, at, "a line whose \"date\" is no date",
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

/* An object, or names that end so. */
static bool is_json_lines(onr_str name, onr_str begin)
{
    onr_str text = str_trim(begin);
    if (str_ends(name, ".jsonl") || str_ends(name, ".jsonl.gz"))
        return true;
    if (text.len < 2 || text.data[0] != '{')
        return false;
    text = str_trim((onr_str){text.data + 1, text.len - 1});
    return text.len > 0 && text.data[0] == '"';
}

/* A line that cannot be read to its end is the last one. */
static bool next_line(intake *from, job *j)
{
    for (;;) {
        size_t len;
        uint64_t at = source_at(&from->in);
        if (from->taken)
            return false;
        j->ok = source_see_line(&from->in, &len, &j->err);
        from->taken = !j->ok || len == 0;
        if (from->taken)
            return !j->ok;
        onr_str text = {source_view(&from->in).data, len};
        if (str_trim(text).len == 0) {
            source_pass(&from->in, len);
            continue;
        }
        j->ok = source_take(&from->in, len, &j->bytes, &j->room);
        if (j->ok)
            j->ok = read_json(from, j, len, at, &j->err);
        else
            source_fail(from->name, at, "no memory left for the page", "lower -j", &j->err);
        intake_locate(from, j, at, len);
        return true;
    }
}

const intake_kind intake_json_lines = {"jsonl", is_json_lines, next_line};
