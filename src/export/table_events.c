/*
 * Events as rows: who did what to whom, with the field's scales beside.
 */
#include "base/str.h"
#include "export/scores.h"
#include "export/tables.h"

static const onr_event *event_of(const table_row *row)
{
    return &row->record->events.items[row->index];
}

static bool next(table_row *row)
{
    return table_next_event(row, false);
}

static void put_names(buffer *to, const table_row *row, const int32_t *entities, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i)
            buffer_put_char(to, '|');
        buffer_put(to, parts_entity(row->record, entities[i])->name);
    }
}

static void put_codes(buffer *to, const table_row *row, const int32_t *entities, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i)
            buffer_put_char(to, '|');
        buffer_put(to, parts_entity(row->record, entities[i])->code);
    }
}

static void number(buffer *to, const table_row *row)
{
    parts_put_id(to, 'V', (int32_t)row->index);
}

static void actor(buffer *to, const table_row *row)
{
    put_names(to, row, event_of(row)->actors, event_of(row)->actor_count);
}

static void actor_code(buffer *to, const table_row *row)
{
    put_codes(to, row, event_of(row)->actors, event_of(row)->actor_count);
}

static void recipient(buffer *to, const table_row *row)
{
    put_names(to, row, event_of(row)->recipients, event_of(row)->recipient_count);
}

static void recipient_code(buffer *to, const table_row *row)
{
    put_codes(to, row, event_of(row)->recipients, event_of(row)->recipient_count);
}

static void event_class(buffer *to, const table_row *row)
{
    buffer_put(to, str_of(onr_plover_name(event_of(row)->event_class)));
}

static void cameo(buffer *to, const table_row *row)
{
    buffer_put(to, str_of(event_of(row)->cameo));
}

static void quad(buffer *to, const table_row *row)
{
    buffer_put(to, str_of(score_plover_quad(event_of(row)->event_class)));
}

static void goldstein(buffer *to, const table_row *row)
{
    buffer_put(to, str_of(score_goldstein(str_of(event_of(row)->cameo))));
}

static void plover(buffer *to, const table_row *row)
{
    buffer_put(to, str_of(score_plover(event_of(row)->event_class)));
}

static void trigger(buffer *to, const table_row *row)
{
    parts_put_words(to, row->record, event_of(row)->trigger);
}

static void when(buffer *to, const table_row *row)
{
    buffer_put(to, parts_event_when(row->record, row->index));
}

static void where(buffer *to, const table_row *row)
{
    buffer_put(to, event_of(row)->where);
}

static void same_as(buffer *to, const table_row *row)
{
    parts_put_id(to, 'V', event_of(row)->same_as);
}

static void status(buffer *to, const table_row *row)
{
    buffer_put(to, str_of(onr_status_name(event_of(row)->status)));
}

static void vouched(buffer *to, const table_row *row)
{
    parts_put_id(to, 'S', event_of(row)->vouched);
}

static void vouched_by(buffer *to, const table_row *row)
{
    int32_t i = event_of(row)->vouched;
    if (i >= 0) {
        const onr_statement *s = &row->record->statements.items[i];
        parts_put_party(to, row->record, s->speaker_entity, s->speaker);
    }
}

static void confidence(buffer *to, const table_row *row)
{
    parts_put_share(to, (double)event_of(row)->confidence);
}

static onr_span trigger_span(const table_row *row)
{
    return parts_whole(event_of(row)->trigger);
}
SPAN_CELLS(trigger)

static const table_column columns[] = {
    PAGE_COLUMNS,
    {"title", cell_title},
    {"event", number},
    {"actor", actor},
    {"actor_code", actor_code},
    {"recipient", recipient},
    {"recipient_code", recipient_code},
    {"class", event_class},
    {"mode", NULL},
    {"cameo", cameo},
    {"quad", quad},
    {"goldstein", goldstein},
    {"plover_score", plover},
    {"trigger", trigger},
    {"when", when},
    {"where", where},
    {"status", status},
    {"vouched", vouched},
    {"vouched_by", vouched_by},
    {"same_as", same_as},
    SPAN_COLUMNS(trigger),
    {"confidence", confidence},
};
const record_table table_events = {.name = "events", TABLE_COLUMNS(columns), .next = next};
