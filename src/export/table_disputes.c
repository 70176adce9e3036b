/*
 * Disputes as rows: who claims it, who denies it. One is left out with either of its statements.
 */
#include "base/str.h"
#include "export/tables.h"

static const onr_dispute *dispute_of(const table_row *row)
{
    return &row->record->disputes[row->index];
}

static const onr_statement *statement_at(const table_row *row, int32_t index)
{
    return &row->record->statements.items[index];
}

static bool next(table_row *row)
{
    while (++row->index < row->record->dispute_count) {
        const onr_dispute *d = dispute_of(row);
        if (statement_at(row, d->claim)->confidence >= row->least &&
            statement_at(row, d->denial)->confidence >= row->least)
            return true;
    }
    return false;
}

static void put_speaker(buffer *to, const table_row *row, int32_t index)
{
    const onr_statement *s = statement_at(row, index);
    parts_put_party(to, row->record, s->speaker_entity, s->speaker);
}

static void claim(buffer *to, const table_row *row)
{
    parts_put_id(to, 'S', dispute_of(row)->claim);
}

static void claimed_by(buffer *to, const table_row *row)
{
    put_speaker(to, row, dispute_of(row)->claim);
}

static void denial(buffer *to, const table_row *row)
{
    parts_put_id(to, 'S', dispute_of(row)->denial);
}

static void denied_by(buffer *to, const table_row *row)
{
    put_speaker(to, row, dispute_of(row)->denial);
}

static void about(buffer *to, const table_row *row)
{
    buffer_put(to, parts_text(row->record, dispute_of(row)->about));
}

static onr_span about_span(const table_row *row)
{
    return dispute_of(row)->about;
}
SPAN_CELLS(about)

static const table_column columns[] = {
    PAGE_COLUMNS,        {"claim", claim},         {"claimed_by", claimed_by},
    {"denial", denial},  {"denied_by", denied_by}, {"about", about},
    SPAN_COLUMNS(about),
};
const record_table table_disputes = {.name = "disputes", TABLE_COLUMNS(columns), .next = next};
