/*
 * Quantities as rows.
 */
#include <math.h>

#include "base/json.h"
#include "base/str.h"
#include "export/tables.h"

static const onr_figure *figure_of(const table_row *row)
{
    return &row->record->figures.items[row->index];
}

static bool next(table_row *row)
{
    return ++row->index < row->record->figures.count;
}

static void put_value(buffer *to, double value)
{
    json_writer w = {.to = to};
    if (!isnan(value))
        json_put_number(&w, value);
}

static void words(buffer *to, const table_row *row)
{
    buffer_put(to, parts_text(row->record, figure_of(row)->span));
}

static void subject(buffer *to, const table_row *row)
{
    buffer_put(to, parts_text(row->record, figure_of(row)->subject));
}

static void measure(buffer *to, const table_row *row)
{
    buffer_put(to, parts_text(row->record, figure_of(row)->measure));
}

static void value(buffer *to, const table_row *row)
{
    put_value(to, figure_of(row)->value);
}

static void upper(buffer *to, const table_row *row)
{
    put_value(to, figure_of(row)->to);
}

static void unit(buffer *to, const table_row *row)
{
    buffer_put(to, figure_of(row)->unit);
}

static void approximate(buffer *to, const table_row *row)
{
    buffer_put_char(to, figure_of(row)->approximate ? '1' : '0');
}

static void vouched(buffer *to, const table_row *row)
{
    parts_put_id(to, 'S', figure_of(row)->vouched);
}

static onr_span words_span(const table_row *row)
{
    return figure_of(row)->span;
}
SPAN_CELLS(words)

static const table_column columns[] = {
    PAGE_COLUMNS,         {"words", words},    {"subject", subject}, {"measure", measure},
    {"value", value},     {"to", upper},       {"unit", unit},       {"approximate", approximate},
    {"vouched", vouched}, SPAN_COLUMNS(words),
};
const record_table table_figures = {.name = "figures", TABLE_COLUMNS(columns), .next = next};
