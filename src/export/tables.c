#include "export/tables.h"

#include "base/str.h"
#include "base/terminal.h"

const record_table *table_called(const char *name)
{
    static const record_table *const all[] = {&table_statements,  &table_events,
                                              &table_entities,    &table_disputes,
                                              &table_instruments, &table_figures};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (name && strcmp(all[i]->name, name) == 0)
            return all[i];
    return &table_statements;
}

void table_put_head(buffer *to, const record_table *table, const table_form *form)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (i)
            buffer_put_char(to, form->between);
        buffer_put(to, str_of(table->columns[i].name));
    }
    buffer_put(to, str_of(form->end));
}

static void put_row(buffer *to, buffer *cell, const record_table *table, const table_form *form,
                    const table_row *row, export_style style)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (i)
            buffer_put_char(to, form->between);
        cell->len = 0;
        if (table->columns[i].put)
            table->columns[i].put(cell, row);
        form->cell(to, (onr_str){cell->data, cell->len}, style);
    }
    buffer_put(to, str_of(form->end));
}

void table_put_rows(buffer *to, const record_table *table, const table_form *form,
                    const onr_record *record, export_style style)
{
    onr_scratch scratch = onr_scratch_begin(to->arena);
    buffer cell = {.arena = scratch.arena};
    table_row row = {.record = record,
                     .characters = characters_count(record->article.text, scratch.arena),
                     .least = style.least,
                     .index = SIZE_MAX};
    while (!onr_arena_full(to->arena) && table->next(&row))
        put_row(to, &cell, table, form, &row, style);
    onr_scratch_end(&scratch);
}

bool table_is_number(onr_str value)
{
    size_t digits = 0;
    for (size_t i = 0; i < value.len; i++) {
        digits += is_ascii_digit(value.data[i]);
        if (!is_ascii_digit(value.data[i]) && value.data[i] != '.' && (value.data[i] != '-' || i))
            return false;
    }
    return digits > 0;
}

/*
 * Spreadsheets take what begins with one of these, or with their wide forms, for a formula, also
 * behind white space. An apostrophe in front makes them show it (OWASP, "CSV Injection").
 */
static bool would_run(onr_str text)
{
    size_t at = 0;
    uint32_t c = text.len ? utf8_next(text, &at) : ' ';
    return terminal_obeys(c) || c == '=' || c == '+' || c == '-' || c == '@' || c == 0xFF1D ||
           c == 0xFF0B || c == 0xFF0D || c == 0xFF20;
}

/* Nothing that would end a cell or a row; a byte that is no UTF-8 becomes "?". */
static void put_between_tabs(buffer *to, onr_str value, export_style style)
{
    bool space = false;
    if (style.spreadsheet && would_run(value) && !table_is_number(value))
        buffer_put_char(to, '\'');
    for (size_t at = 0; at < value.len;) {
        size_t from = at;
        uint32_t c = utf8_next(value, &at);
        if (c == ' ' || terminal_obeys(c)) {
            space = true;
            continue;
        }
        if (space)
            buffer_put_char(to, ' ');
        space = false;
        if (c == 0xFFFD && at - from == 1)
            buffer_put_char(to, '?');
        else
            buffer_put(to, (onr_str){value.data + from, at - from});
    }
}

void export_put_quoted(buffer *to, onr_str text, bool spreadsheet)
{
    buffer_put_char(to, '"');
    if (spreadsheet && would_run(text))
        buffer_put_char(to, '\'');
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = utf8_next(text, &at);
        if (c == '"')
            buffer_put_char(to, '"');
        if (terminal_obeys(c) && c != '\n' && c != '\t')
            buffer_put_char(to, ' ');
        else if (c == 0xFFFD && at - from == 1)
            buffer_put_char(to, '?');
        else
            buffer_put(to, (onr_str){text.data + from, at - from});
    }
    buffer_put_char(to, '"');
}

const table_form table_tabs = {.cell = put_between_tabs, .between = '\t', .end = "\n"};

void cell_page(buffer *to, const table_row *row)
{
    buffer_put(to, str_of(row->record->id));
}

void cell_url(buffer *to, const table_row *row)
{
    buffer_put(to, row->record->article.url);
}

void cell_outlet(buffer *to, const table_row *row)
{
    buffer_put(to, row->record->article.outlet);
}

void cell_published(buffer *to, const table_row *row)
{
    buffer_put(to, row->record->article.published);
}

void cell_title(buffer *to, const table_row *row)
{
    buffer_put(to, row->record->article.title);
}

void cell_number(buffer *to, uint64_t number)
{
    buffer_format(to, "%llu", (unsigned long long)number);
}

static bool is_fact(const onr_event *e)
{
    return e->status == ONR_HAPPENED || e->status == ONR_ONGOING;
}

bool table_next_event(table_row *row, bool told_as_fact)
{
    const onr_events *all = &row->record->events;
    while (++row->index < all->count) {
        const onr_event *e = &all->items[row->index];
        if (e->confidence >= row->least && (is_fact(e) || !told_as_fact))
            return true;
    }
    return false;
}

int32_t table_first_told(const table_row *row)
{
    const onr_event *all = row->record->events.items;
    int32_t first = all[row->index].same_as;
    bool has_rows = first >= 0 && is_fact(&all[first]) && all[first].confidence >= row->least;
    return has_rows ? first : (int32_t)row->index;
}

static const onr_event *pairs_of(const table_row *row)
{
    return &row->record->events.items[table_first_told(row)];
}

/* Where all sides do the same to each other, the record has them as actors; rows of pairs have each
 * of them towards each other one, as CAMEO's coders write it. */
static bool is_mutual(const onr_event *e)
{
    return e->actor_count > 1 && e->recipient_count == 0 &&
           (e->event_class == ONR_CONSULT || e->event_class == ONR_COOPERATE ||
            e->event_class == ONR_ASSAULT);
}

/* How many rows an actor has. */
static size_t partners(const onr_event *e)
{
    if (is_mutual(e))
        return e->actor_count - 1;
    return e->recipient_count ? e->recipient_count : 1;
}

bool table_next_pair(table_row *row)
{
    if (row->index != SIZE_MAX) {
        const onr_event *e = pairs_of(row);
        if (++row->pair < (e->actor_count ? e->actor_count : 1) * partners(e))
            return true;
    }
    row->pair = 0;
    bool more = table_next_event(row, true);
    while (more && !row->repeats && (size_t)table_first_told(row) != row->index)
        more = table_next_event(row, true);
    return more;
}

int32_t table_pair_actor(const table_row *row)
{
    const onr_event *e = pairs_of(row);
    return e->actor_count ? e->actors[row->pair / partners(e)] : ONR_NO_ENTITY;
}

int32_t table_pair_recipient(const table_row *row)
{
    const onr_event *e = pairs_of(row);
    size_t place = row->pair % partners(e);
    if (is_mutual(e))
        return e->actors[place < row->pair / partners(e) ? place : place + 1];
    return e->recipient_count ? e->recipients[place] : ONR_NO_ENTITY;
}
