/*
 * The tables that a record is, with tabs between their columns, a head of the columns' names first.
 */
#include "export/tables.h"

static void put_head(buffer *to, export_style style)
{
    table_put_head(to, table_called(style.what), &table_tabs);
}

static void put_record(buffer *to, const onr_record *record, export_style style)
{
    table_put_rows(to, table_called(style.what), &table_tabs, record, style);
}

const export_format export_tsv = {.name = "tsv",
                                  .about = "the same with tabs",
                                  .tables = TABLE_NAMES,
                                  .head = put_head,
                                  .record = put_record};
