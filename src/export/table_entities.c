/*
 * Entities as rows.
 */
#include "base/str.h"
#include "export/tables.h"

static const onr_entity *entity_of(const table_row *row)
{
    return &row->record->entities.items[row->index];
}

static bool next(table_row *row)
{
    return ++row->index < row->record->entities.count;
}

static void number(buffer *to, const table_row *row)
{
    parts_put_id(to, 'E', (int32_t)row->index);
}

static void name(buffer *to, const table_row *row)
{
    buffer_put(to, entity_of(row)->name);
}

static void kind(buffer *to, const table_row *row)
{
    buffer_put(to, str_of(onr_entity_kind_name(entity_of(row)->kind)));
}

static void code(buffer *to, const table_row *row)
{
    buffer_put(to, entity_of(row)->code);
}

static void aliases(buffer *to, const table_row *row)
{
    onr_strs all = entity_of(row)->aliases;
    for (size_t i = 0; i < all.count; i++) {
        if (i)
            buffer_put_char(to, '|');
        buffer_put(to, all.items[i]);
    }
}

static void members(buffer *to, const table_row *row)
{
    for (size_t i = 0; i < entity_of(row)->member_count; i++) {
        if (i)
            buffer_put_char(to, '|');
        parts_put_id(to, 'E', entity_of(row)->members[i]);
    }
}

static void mentions(buffer *to, const table_row *row)
{
    cell_number(to, entity_of(row)->mentions.count);
}

/* Where it is first mentioned. */
static onr_span first_span(const table_row *row)
{
    onr_spans all = entity_of(row)->mentions;
    return all.count ? all.items[0] : (onr_span){0};
}
SPAN_CELLS(first)

static const table_column columns[] = {
    PAGE_COLUMNS,         {"entity", number},     {"name", name},
    {"kind", kind},       {"code", code},         {"aliases", aliases},
    {"members", members}, {"mentions", mentions}, SPAN_COLUMNS(first),
};
const record_table table_entities = {.name = "entities", TABLE_COLUMNS(columns), .next = next};
