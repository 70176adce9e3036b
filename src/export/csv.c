/*
 * A store's answers, and the tables that a record is, as CSV (RFC 4180), a head of the columns'
 * names first. A span takes two columns, from where and to where.
 */
#include <math.h>

#include "base/str.h"
#include "export/tables.h"
#include "record/visit.h"

/* A row being written: of the answer's values, or of its fields' names. */
typedef struct row {
    buffer *to;
    bool begun;
    const char *part; /* What the names of its columns begin with, and "_"; may be NULL. */
    bool names;
    bool spreadsheet;
} row;

static void next_column(row *r)
{
    if (r->begun)
        buffer_put_char(r->to, ',');
    r->begun = true;
}

static void put_name(row *r, const field *f)
{
    const char *part = r->part ? r->part : "", *line = r->part ? "_" : "";
    next_column(r);
    if (f->type != FIELD_RANGE) {
        buffer_format(r->to, "%s%s%s", part, line, f->key);
        return;
    }
    /* Of the text unless it says otherwise, as "bytes" does. */
    const char *of = strcmp(f->key, "span") == 0 ? "" : f->key, *bar = *of ? "_" : "";
    buffer_format(r->to, "%s%s%s%sstart,%s%s%s%send", part, line, of, bar, part, line, of, bar);
}

static void put_value(row *r, const field *f)
{
    unsigned thousandths;
    next_column(r);
    switch (f->type) {
    case FIELD_FLAG: buffer_put_char(r->to, f->flag ? '1' : '0'); break;
    case FIELD_RANGE:
        buffer_format(r->to, "%llu,%llu", (unsigned long long)f->range.start,
                      (unsigned long long)f->range.end);
        break;
    case FIELD_SHARE: /* by hand: printf would write the point as the locale has it */
        thousandths = (unsigned)lround(f->share * 1000);
        buffer_format(r->to, "%u.%03u", thousandths / 1000, thousandths % 1000);
        break;
    default:
        export_put_quoted(r->to, f->type == FIELD_TEXT ? f->text : (onr_str){0}, r->spreadsheet);
    }
}

static void put_column(void *user, const field *f)
{
    row *r = user;
    if (r->names)
        put_name(r, f);
    else
        put_value(r, f);
}

static void open_part(void *user, const char *key, bool is_list)
{
    row *r = user;
    (void)is_list;
    r->part = key;
}

static void close_part(void *user, bool is_list)
{
    row *r = user;
    (void)is_list;
    r->part = NULL;
}

static void put_row(buffer *to, const onr_answer *answer, bool names, export_style style)
{
    row r = {.to = to, .names = names, .spreadsheet = style.spreadsheet};
    visit_answer(
        &(visitor){.user = &r, .open = open_part, .close = close_part, .field = put_column},
        answer);
    buffer_put(to, ONR_STR("\r\n"));
}

static void put_answer(buffer *to, const onr_answer *answer, export_style style)
{
    put_row(to, answer, false, style);
}

static void put_head(buffer *to)
{
    put_row(to, &(onr_answer){0}, true, (export_style){0});
}

static void put_disputed_row(buffer *to, const onr_disputed *disputed, bool names,
                             export_style style)
{
    row r = {.to = to, .names = names, .spreadsheet = style.spreadsheet};
    visit_disputed(
        &(visitor){.user = &r, .open = open_part, .close = close_part, .field = put_column},
        disputed);
    buffer_put(to, ONR_STR("\r\n"));
}

static void put_disputed(buffer *to, const onr_disputed *disputed, export_style style)
{
    put_disputed_row(to, disputed, false, style);
}

static void put_disputed_head(buffer *to)
{
    put_disputed_row(to, &(onr_disputed){0}, true, (export_style){0});
}

static void put_count(buffer *to, const char *by, onr_str value, uint64_t count, export_style style)
{
    (void)by;
    export_put_quoted(to, value, style.spreadsheet);
    buffer_format(to, ",%llu\r\n", (unsigned long long)count);
}

static void put_count_head(buffer *to, const char *by)
{
    buffer_format(to, "%s,count\r\n", by);
}

/* Numbers go without marks, so that no reader takes them for words. */
static void put_cell(buffer *to, onr_str value, export_style style)
{
    if (table_is_number(value))
        buffer_put(to, value);
    else if (value.len)
        export_put_quoted(to, value, style.spreadsheet);
}

static const table_form commas = {.cell = put_cell, .between = ',', .end = "\r\n"};

static void put_table_head(buffer *to, export_style style)
{
    table_put_head(to, table_called(style.what), &commas);
}

static void put_record(buffer *to, const onr_record *record, export_style style)
{
    table_put_rows(to, table_called(style.what), &commas, record, style);
}

const export_format export_csv = {.name = "csv",
                                  .about = "for tables",
                                  .tables = TABLE_NAMES,
                                  .head = put_table_head,
                                  .record = put_record,
                                  .answer = put_answer,
                                  .answer_head = put_head,
                                  .disputed = put_disputed,
                                  .disputed_head = put_disputed_head,
                                  .count = put_count,
                                  .count_head = put_count_head};
