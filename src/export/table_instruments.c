/*
 * Instruments as rows, one a standing; one without standings has a row, too.
 */
#include "base/str.h"
#include "export/tables.h"

static const onr_instrument *instrument_of(const table_row *row)
{
    return &row->record->instruments.items[row->index];
}

static bool next(table_row *row)
{
    const onr_instruments *all = &row->record->instruments;
    if (row->index != SIZE_MAX && row->pair + 1 < instrument_of(row)->standing_count) {
        row->pair++;
        return true;
    }
    row->pair = 0;
    while (++row->index < all->count)
        if (instrument_of(row)->confidence >= row->least)
            return true;
    return false;
}

static const onr_standing_by *standing_of(const table_row *row)
{
    const onr_instrument *i = instrument_of(row);
    return row->pair < i->standing_count ? &i->standings[row->pair] : NULL;
}

static void number(buffer *to, const table_row *row)
{
    parts_put_id(to, 'I', (int32_t)row->index);
}

static void name(buffer *to, const table_row *row)
{
    buffer_put(to, parts_text(row->record, instrument_of(row)->name));
}

static void kind(buffer *to, const table_row *row)
{
    buffer_put(to, str_of(onr_instrument_kind_name(instrument_of(row)->kind)));
}

static void parties(buffer *to, const table_row *row)
{
    const onr_instrument *i = instrument_of(row);
    for (size_t at = 0; at < i->party_count; at++) {
        if (at)
            buffer_put_char(to, '|');
        buffer_put(to, parts_entity(row->record, i->parties[at])->name);
    }
}

static void when(buffer *to, const table_row *row)
{
    buffer_put(to, instrument_of(row)->when);
}

static void standing(buffer *to, const table_row *row)
{
    if (standing_of(row))
        buffer_put(to, str_of(onr_standing_name(standing_of(row)->standing)));
}

static void by(buffer *to, const table_row *row)
{
    if (standing_of(row))
        parts_put_id(to, 'S', standing_of(row)->statement);
}

static void confidence(buffer *to, const table_row *row)
{
    parts_put_share(to, (double)instrument_of(row)->confidence);
}

static onr_span name_span(const table_row *row)
{
    return instrument_of(row)->name;
}
SPAN_CELLS(name)

static const table_column columns[] = {
    PAGE_COLUMNS,           {"instrument", number},
    {"name", name},         {"kind", kind},
    {"parties", parties},   {"when", when},
    {"standing", standing}, {"statement", by},
    SPAN_COLUMNS(name),     {"confidence", confidence},
};
const record_table table_instruments = {
    .name = "instruments", TABLE_COLUMNS(columns), .next = next};
