/*
 * Any bytes are a record's JSON, as a store keeps it, or an error that is told. What is read can be
 * written in each form; its JSON, read again, writes the same JSON. Where the first byte is odd,
 * the bytes are changes of a record that is one: each four are a place and what stands there then,
 * a number or what stands in another place. Run from the root of the source, for that record.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "export/format.h"
#include "export/seen.h"
#include "onrecord/across.h"
#include "onrecord/web.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void put_form(buffer *to, const export_format *format, const onr_record *record, bool bare)
{
    seen_names seen = {.arena = to->arena};
    export_style style = {
        .seen = &seen, .no_text = bare, .text = {.all = true, .bytes = true, .width = 60}};
    if (format->head)
        format->head(to, style);
    export_put_record(format, to, record, style);
    if (format->foot)
        format->foot(to, style);
}

static void write_forms(const onr_record *record, onr_arena *arena)
{
    const export_format *format;
    buffer to = {.arena = arena};
    onr_error err;
    onr_str report;
    const onr_digest *digest;
    for (size_t i = 0; (format = export_format_at(i)); i++) {
        if (format->record)
            put_form(&to, format, record, false);
        if (format->record && !format->needs_text)
            put_form(&to, format, record, true);
    }
    assert(onr_web_report_page(&report, record, (onr_str){0}, arena, &err) ||
           onr_arena_full(arena));
    assert(utf8_check(report) == report.len);
    assert(onr_across_digest(&digest, record, arena, &err) || onr_arena_full(arena));
}

static void write_again(const onr_record *record, onr_arena *arena)
{
    onr_str first, second;
    onr_record again;
    onr_error err = {0};
    if (!onr_record_write_json(&first, record, arena, &err)) {
        assert(err.code == ONR_E_MEMORY);
        return;
    }
    bool ok = onr_record_read_json(&again, first, (onr_str){0}, arena, &err) &&
              onr_record_write_json(&second, &again, arena, &err);
    assert(ok ? str_equal(first, second) : err.code == ONR_E_MEMORY);
}

enum { CHANGE = 4, MOST_CHANGES = 64 };

static onr_str record_once(void)
{
    static file_map file;
    onr_error err;
    if (!file.bytes.data)
        assert(file_map_open(&file, "tests/fuzz/lock.record", &err));
    return file.bytes;
}

static bool ends_number(char c)
{
    return !strchr("0123456789.-aeflnrstu", c);
}

/* A number or the like, a text, a list or an object, which begins at `from`. */
static onr_str value_at(onr_str json, size_t from)
{
    bool quoted = false;
    size_t at = from;
    int depth = 0;
    while (at < json.len) {
        char c = json.data[at++];
        if (quoted && c == '\\')
            at++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '[' || c == '{'))
            depth++;
        else if (!quoted && (c == ']' || c == '}'))
            depth--;
        if (!quoted && depth <= 0 &&
            (at >= json.len || ends_number(c) || ends_number(json.data[at])))
            break;
    }
    return (onr_str){json.data + from, (at < json.len ? at : json.len) - from};
}

/* The value behind the next colon, comma or bracket; of a key, what it holds. */
static onr_str some_value(onr_str json, size_t near)
{
    size_t at = near % json.len;
    while (at < json.len && !strchr(":,[", json.data[at]))
        at++;
    onr_str value = value_at(json, at < json.len ? at + 1 : json.len);
    size_t end = (size_t)(value.data - json.data) + value.len;
    return end < json.len && json.data[end] == ':' ? value_at(json, end + 1) : value;
}

static onr_str change(onr_str json, const uint8_t *edit, onr_arena *arena)
{
    uint16_t place, to;
    memcpy(&place, edit, sizeof place);
    memcpy(&to, edit + sizeof place, sizeof to);
    onr_str old = some_value(json, place);
    buffer changed = {.arena = arena};
    buffer_put(&changed, (onr_str){json.data, (size_t)(old.data - json.data)});
    if (to & 0x8000)
        buffer_put(&changed, some_value(json, to & 0x7FFF));
    else
        buffer_format(&changed, "%d", to - 16);
    const char *rest = old.data + old.len;
    buffer_put(&changed, (onr_str){rest, (size_t)(json.data + json.len - rest)});
    onr_str out = {0};
    return buffer_finish(&out, &changed, "change a record", NULL) ? out : json;
}

static onr_str changed_record(const uint8_t *data, size_t size, onr_arena *arena)
{
    onr_str json = record_once();
    for (size_t i = 0; i + CHANGE <= size && i < MOST_CHANGES * CHANGE; i += CHANGE)
        json = change(json, data + i, arena);
    return json;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    onr_arena *arena = size ? onr_arena_new((size_t)1 << 26) : NULL;
    onr_record record;
    onr_error err = {0};
    if (!arena)
        return 0;
    onr_str json = data[0] & 1 ? changed_record(data + 1, size - 1, arena)
                               : (onr_str){(const char *)data + 1, size - 1};
    if (onr_record_read_json(&record, json, (onr_str){0}, arena, &err)) {
        write_again(&record, arena);
        write_forms(&record, arena);
    } else
        assert(err.code != ONR_OK && err.what[0] != '\0');
    onr_arena_free(arena);
    return 0;
}
