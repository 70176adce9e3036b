/*
 * JSON: each line of a file is a page, or says where it cannot be one; or the file is one object,
 * or an array of them. Besides names of our own those count that news-please, newspaper4k and
 * trafilatura write.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/json.h"
#include "base/str.h"
#include "intake/intake.h"

/* What a line may say of its page. */
typedef enum line_field {
    LINE_HTML,
    LINE_PAGE,
    LINE_TEXT,
    LINE_ID,
    LINE_URL,
    LINE_DATE,
    LINE_PUBLISHED, /* As others write it; where it is no date, nobody knows it. */
    LINE_TITLE,
    LINE_OUTLET,
    LINE_LANGUAGE,
    LINE_SOURCE, /* trafilatura's address of the page; of others a word. */
    LINE_COUNT
} line_field;

/* Names of fields; the first of two for one field is the better one. */
static const struct {
    const char *name;
    line_field field;
} field_names[] = {
    {"html", LINE_HTML},
    {"page", LINE_PAGE},
    {"text", LINE_TEXT},
    {"maintext", LINE_TEXT},
    {"id", LINE_ID},
    {"url", LINE_URL},
    {"canonical_link", LINE_URL},
    {"date", LINE_DATE},
    {"date_publish", LINE_PUBLISHED},
    {"publish_date", LINE_PUBLISHED},
    {"title", LINE_TITLE},
    {"source-hostname", LINE_OUTLET},
    {"sitename", LINE_OUTLET},
    {"meta_site_name", LINE_OUTLET},
    {"source_domain", LINE_OUTLET},
    {"hostname", LINE_OUTLET},
    {"language", LINE_LANGUAGE},
    {"meta_lang", LINE_LANGUAGE},
    {"source", LINE_SOURCE},
};
enum { NAME_COUNT = sizeof field_names / sizeof *field_names };

typedef struct line {
    json_reader reader;
    bool is_string[LINE_COUNT], is_number[LINE_COUNT];
    onr_str values[LINE_COUNT];
    int from[LINE_COUNT]; /* The name that a value came by, from 1. */
    list(onr_str) authors;
    onr_arena *arena;
} line;

/* "authors" is a list, "author" one or several, parted by semicolons. */
static bool read_authors(line *l, json_piece piece, onr_error *err)
{
    if (piece == JSON_STRING) {
        onr_str all = json_text(&l->reader, l->arena);
        for (size_t from = 0, i = 0; i <= all.len; i++)
            if (i == all.len || all.data[i] == ';') {
                onr_str author = str_trim((onr_str){all.data + from, i - from});
                if (author.len)
                    list_push(&l->authors, author, l->arena);
                from = i + 1;
            }
    }
    if (piece != JSON_OPEN_ARRAY)
        return json_skip(&l->reader, piece, err);
    while ((piece = json_next(&l->reader, err)) != JSON_CLOSE_ARRAY) {
        if (piece == JSON_FAULT)
            return false;
        onr_str author = piece == JSON_STRING ? json_text(&l->reader, l->arena) : (onr_str){0};
        if (author.len)
            list_push(&l->authors, author, l->arena);
        if (!json_skip(&l->reader, piece, err))
            return false;
    }
    return true;
}

static void take_value(line *l, int name, json_piece piece)
{
    line_field field = field_names[name].field;
    bool usable = piece == JSON_STRING || piece == JSON_NUMBER;
    /* Of one name's members the last counts; of two names the better that has something to say. */
    if (l->from[field] && l->from[field] != name + 1 &&
        (!usable || (l->from[field] < name + 1 && l->is_string[field])))
        return;
    l->from[field] = name + 1;
    l->is_string[field] = piece == JSON_STRING;
    l->is_number[field] = piece == JSON_NUMBER;
    if (usable)
        l->values[field] = json_text(&l->reader, l->arena);
}

static bool read_member(line *l, onr_error *err)
{
    onr_str key = json_text(&l->reader, l->arena);
    int name = 0;
    while (name < NAME_COUNT && !str_is(key, field_names[name].name))
        name++;
    json_piece piece = json_next(&l->reader, err);
    if (str_is(key, "authors") || str_is(key, "author"))
        return read_authors(l, piece, err);
    if (name < NAME_COUNT && piece != JSON_FAULT)
        take_value(l, name, piece);
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

static onr_str string_of(const line *l, line_field field)
{
    return l->is_string[field] ? l->values[field] : (onr_str){0};
}

static void take_known(job *j, const line *l)
{
    onr_given *given = &j->input.given;
    onr_str published = string_of(l, LINE_PUBLISHED), address = string_of(l, LINE_SOURCE);
    /* An id may be a number, kept as it is written. */
    if (l->is_string[LINE_ID] || l->is_number[LINE_ID])
        j->input.name = l->values[LINE_ID];
    if (l->is_string[LINE_URL])
        given->url = l->values[LINE_URL];
    else if (str_starts(address, "http"))
        given->url = address;
    if (!given->date.len && edtf_read_day(published))
        given->date = (onr_str){published.data, 10};
    given->title = string_of(l, LINE_TITLE);
    given->outlet = string_of(l, LINE_OUTLET);
    given->language = string_of(l, LINE_LANGUAGE);
    given->byline = (onr_strs){l->authors.items, l->authors.count};
}

static bool line_fail(const intake *from, uint64_t at, onr_error *err)
{
    onr_error fault = *err;
    const char *advice =
        fault.code == ONR_E_MEMORY ? fault.advice : "each line must be a JSON object";
    source_fail(from->name, at + fault.byte, fault.what, advice, err);
    return false;
}

static bool read_json(const intake *from, job *j, size_t len, uint64_t at, onr_error *err)
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
    take_known(j, &l);
    /* A JSON string is UTF-8, whatever the page in it once declared. */
    j->input.charset = (onr_str){"utf-8", 5};
    return true;
}

static bool is_object(onr_str text)
{
    text = str_trim(text);
    if (text.len < 2 || text.data[0] != '{')
        return false;
    text = str_trim((onr_str){text.data + 1, text.len - 1});
    return text.len > 0 && text.data[0] == '"';
}

/* An object, or names that end so. */
static bool is_json_lines(onr_str name, onr_str begin)
{
    return str_ends(name, ".jsonl") || str_ends(name, ".jsonl.gz") || is_object(begin);
}

/* An array of objects, or an object that goes on behind its first line. */
static bool is_json(onr_str name, onr_str begin)
{
    onr_str text = str_trim(begin);
    const char *end = text.len ? memchr(text.data, '\n', text.len) : NULL;
    json_reader reader;
    if (str_ends(name, ".jsonl") || str_ends(name, ".jsonl.gz"))
        return false;
    if (text.len > 0 && text.data[0] == '[')
        return is_object((onr_str){text.data + 1, text.len - 1});
    if (!is_object(text) || !end)
        return false;
    json_begin(&reader, (onr_str){text.data, (size_t)(end - text.data)});
    return !json_skip(&reader, json_next(&reader, NULL), NULL);
}

/* Up to the next object of what is visible; false: there is none. */
static bool pass_to_object(source *in)
{
    onr_str view = source_view(in);
    size_t at = 0;
    while (at < view.len && (is_ascii_space(view.data[at]) || view.data[at] == '[' ||
                             view.data[at] == ',' || view.data[at] == ']'))
        at++;
    source_pass(in, at);
    return at < view.len;
}

static bool next_object(intake *from, job *j)
{
    json_reader reader;
    onr_error fault = {0};
    j->ok = false;
    if (!from->taken && !source_see_all(&from->in, &j->err)) {
        source_pass(&from->in, source_view(&from->in).len);
        return from->taken = true;
    }
    from->taken = true;
    if (source_is_bad(&from->in, NULL) || !pass_to_object(&from->in))
        return false;
    uint64_t at = source_at(&from->in);
    json_begin(&reader, source_view(&from->in));
    bool whole = json_skip(&reader, json_next(&reader, &fault), &fault);
    size_t len = whole ? reader.at : source_view(&from->in).len;
    if (!whole)
        line_fail(from, at, (j->err = fault, &j->err));
    else if (!source_take(&from->in, len, &j->bytes, &j->room))
        source_fail(from->name, at, "no memory left for the page", "lower -j", &j->err);
    else
        j->ok = read_json(from, j, len, at, &j->err);
    if (!whole)
        source_pass(&from->in, len);
    intake_locate(j, at, len);
    return true;
}

const intake_kind intake_json = {"json", is_json, next_object};

/* A line that is too large is passed; one that cannot be read to its end is the last one. */
static bool next_line(intake *from, job *j)
{
    for (;;) {
        size_t len;
        uint64_t at = source_at(&from->in);
        if (from->taken)
            return false;
        j->ok = source_see_line(&from->in, &len, &j->err);
        if (!j->ok) {
            from->taken = !source_pass_line(&from->in);
            return true;
        }
        from->taken = len == 0;
        if (from->taken)
            return false;
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
        intake_locate(j, at, len);
        return true;
    }
}

const intake_kind intake_json_lines = {"jsonl", is_json_lines, next_line};
