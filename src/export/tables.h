/*
 * Records as rows: a table is a list of columns, each of which writes its own cell, and says which
 * rows there are. What parts cells and rows is a form's own (csv.c, tsv.c, gdelt.c).
 */
#ifndef ONR_SRC_EXPORT_TABLES_H
#define ONR_SRC_EXPORT_TABLES_H

#include "export/parts.h"

typedef struct table_row {
    const onr_record *record;
    character_index characters; /* Of the record's text. */
    float least;                /* As export_style has it. */
    size_t index;               /* Of the entry among its kind, from 0. */
    size_t pair;                /* Of the row among those of one event: who to whom. */
    bool repeats;               /* Of pairs: events that are told again have rows, too. */
} table_row;

typedef struct table_column {
    const char *name;
    void (*put)(buffer *to, const table_row *row); /* NULL: never known */
} table_column;

typedef struct record_table {
    const char *name; /* as `--what` has it */
    const table_column *columns;
    size_t column_count;
    /* Goes on to the next row, from `index` SIZE_MAX to the first; false: that was the last. */
    bool (*next)(table_row *row);
} record_table;

#define TABLE_COLUMNS(list) .columns = (list), .column_count = sizeof(list) / sizeof *(list)

/* The tables that csv.c and tsv.c know, and their names as `export_format.tables`. */
#define TABLE_NAMES "statements|events|entities|disputes|instruments|figures"
const record_table *table_called(const char *name);

extern const record_table table_statements, table_events, table_entities, table_disputes,
    table_instruments, table_figures;

/* How cells and rows are parted. */
typedef struct table_form {
    void (*cell)(buffer *to, onr_str value, export_style style); /* escaped */
    char between;
    const char *end; /* of a row */
} table_form;

/* Tabs between cells; white space in them is one blank. */
extern const table_form table_tabs;

bool table_is_number(onr_str value);

void table_put_head(buffer *to, const record_table *table, const table_form *form);
void table_put_rows(buffer *to, const record_table *table, const table_form *form,
                    const onr_record *record, export_style style);

/* Columns that many tables have. */
void cell_page(buffer *to, const table_row *row);
void cell_url(buffer *to, const table_row *row);
void cell_outlet(buffer *to, const table_row *row);
void cell_published(buffer *to, const table_row *row);
void cell_title(buffer *to, const table_row *row);
#define PAGE_COLUMNS                                                                               \
    {"page", cell_page}, {"url", cell_url}, {"outlet", cell_outlet},                               \
    {                                                                                              \
        "published", cell_published                                                                \
    }

/* Two columns for a span of the text, two for the bytes of the page that it came from. */
void cell_number(buffer *to, uint64_t number);
#define SPAN_COLUMNS(of)                                                                           \
    {"start", of##_start}, {"end", of##_end}, {"bytes_start", of##_bytes_start},                   \
    {                                                                                              \
        "bytes_end", of##_bytes_end                                                                \
    }
#define SPAN_CELLS(of)                                                                             \
    static void of##_start(buffer *to, const table_row *row)                                       \
    {                                                                                              \
        cell_number(to, of##_span(row).start);                                                     \
    }                                                                                              \
    static void of##_end(buffer *to, const table_row *row)                                         \
    {                                                                                              \
        cell_number(to, of##_span(row).end);                                                       \
    }                                                                                              \
    static void of##_bytes_start(buffer *to, const table_row *row)                                 \
    {                                                                                              \
        cell_number(to, parts_page_bytes(&row->record->article, of##_span(row)).start);            \
    }                                                                                              \
    static void of##_bytes_end(buffer *to, const table_row *row)                                   \
    {                                                                                              \
        cell_number(to, parts_page_bytes(&row->record->article, of##_span(row)).end);              \
    }

/* The next event that is sure enough; of `told_as_fact` alone those that happened or go on. */
bool table_next_event(table_row *row, bool told_as_fact);

/* The event of which the row's is a repeat, where that has rows; else the row's own. */
int32_t table_first_told(const table_row *row);

/*
 * The same, a row for each actor and recipient; one without a recipient has a row an actor. What is
 * told again has no rows but where `row->repeats`, and then those of the first time.
 */
bool table_next_pair(table_row *row);
int32_t table_pair_actor(const table_row *row);
int32_t table_pair_recipient(const table_row *row);

#endif
