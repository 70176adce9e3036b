/*
 * Any bytes are a record's JSON, as a store keeps it, or an error that is told. What is read can be
 * written in each form; its JSON, read again, writes the same JSON.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    onr_arena *arena = size ? onr_arena_new((size_t)1 << 26) : NULL;
    onr_str json = {(const char *)data + 1, size - 1};
    onr_record record;
    onr_error err = {0};
    if (!arena)
        return 0;
    if (onr_record_read_json(&record, json, (onr_str){0}, arena, &err)) {
        write_again(&record, arena);
        write_forms(&record, arena);
    } else
        assert(err.code != ONR_OK && err.what[0] != '\0');
    onr_arena_free(arena);
    return 0;
}
