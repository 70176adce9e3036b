/*
 * Events in the columns of POLECAT (Halterman et al. 2023), with a head. A row is somebody towards
 * somebody; what its coder knows and this one does not (contexts, places, Wikipedia's ids, numbers
 * of the Correlates of War) is empty; what is planned, denied or supposed is left out.
 */
#include "base/day.h"
#include "base/str.h"
#include "export/scores.h"
#include "export/tables.h"

static const onr_event *event_of(const table_row *row)
{
    return &row->record->events.items[row->index];
}

static void id(buffer *to, const table_row *row)
{
    parts_put_reference(to, row->record, 'V', row->index);
    buffer_format(to, ".%zu", row->pair + 1);
}

static void date(buffer *to, const table_row *row)
{
    onr_str when = parts_event_date(row->record, row->index);
    if (edtf_read_day(when))
        buffer_put(to, (onr_str){when.data, 10});
}

static void type(buffer *to, const table_row *row)
{
    buffer_put(to, str_of(onr_plover_name(event_of(row)->event_class)));
}

static void intensity(buffer *to, const table_row *row)
{
    buffer_put(to, str_of(score_plover(event_of(row)->event_class)));
}

static void quad(buffer *to, const table_row *row)
{
    const char *code = score_plover_quad(event_of(row)->event_class);
    buffer_format(to, "%s %s", code[0] == 'V' ? "VERBAL" : "MATERIAL",
                  code[1] == 'C' ? "COOPERATION" : "CONFLICT");
}

static const onr_entity *actor_of(const table_row *row)
{
    return parts_entity(row->record, table_pair_actor(row));
}

static const onr_entity *recipient_of(const table_row *row)
{
    return parts_entity(row->record, table_pair_recipient(row));
}

static void put_name(buffer *to, const onr_entity *e)
{
    if (e)
        buffer_put(to, e->name);
}

static void put_country(buffer *to, const onr_entity *e)
{
    if (e)
        buffer_put(to, parts_country(e->code));
}

/* The sectors of a code: the first, or all of them. */
static void put_sectors(buffer *to, const onr_entity *e, size_t most)
{
    if (!e)
        return;
    for (size_t i = parts_country(e->code).len ? 1 : 0, n = 0;
         n < most && parts_code(e->code, i).len; i++, n++) {
        if (n)
            buffer_put_char(to, ';');
        buffer_put(to, parts_code(e->code, i));
    }
}

static void put_raw_name(buffer *to, const table_row *row, const onr_entity *e)
{
    if (e && e->mentions.count)
        buffer_put(to, parts_text(row->record, e->mentions.items[0]));
}

#define SIDE(side, entity_of)                                                                      \
    static void side##_name(buffer *to, const table_row *row)                                      \
    {                                                                                              \
        put_name(to, entity_of(row));                                                              \
    }                                                                                              \
    static void side##_country(buffer *to, const table_row *row)                                   \
    {                                                                                              \
        put_country(to, entity_of(row));                                                           \
    }                                                                                              \
    static void side##_sector(buffer *to, const table_row *row)                                    \
    {                                                                                              \
        put_sectors(to, entity_of(row), 1);                                                        \
    }                                                                                              \
    static void side##_sectors(buffer *to, const table_row *row)                                   \
    {                                                                                              \
        put_sectors(to, entity_of(row), SIZE_MAX);                                                 \
    }                                                                                              \
    static void side##_raw(buffer *to, const table_row *row)                                       \
    {                                                                                              \
        put_raw_name(to, row, entity_of(row));                                                     \
    }
SIDE(actor, actor_of)
SIDE(recipient, recipient_of)

/* Of a page's entities so many count: each row has all of them. */
enum { MOST_IN_STORY = 50 };

/* Those of a page of some kinds, one behind the other. */
static void put_story(buffer *to, const table_row *row, bool people)
{
    bool any = false;
    size_t count = row->record->entities.count;
    for (size_t i = 0; i < count && i < MOST_IN_STORY; i++) {
        const onr_entity *e = &row->record->entities.items[i];
        bool is_other = e->kind == ONR_ENTITY_PEOPLE || e->kind == ONR_ENTITY_UNNAMED_SOURCE ||
                        e->kind == ONR_ENTITY_GROUP || e->kind == ONR_ENTITY_STATE;
        if (is_other || (e->kind == ONR_ENTITY_PERSON) != people)
            continue;
        if (any)
            buffer_put_char(to, ';');
        buffer_put(to, e->name);
        any = true;
    }
}

static void people(buffer *to, const table_row *row)
{
    put_story(to, row, true);
}

static void organisations(buffer *to, const table_row *row)
{
    put_story(to, row, false);
}

static void language(buffer *to, const table_row *row)
{
    buffer_put(to, row->record->article.language);
}

#define SIDE_COLUMNS(name, side)                                                                   \
    {name " Name", side##_name}, {name " Country", side##_country}, {name " COW", NULL},           \
        {"Primary " name " Sector", side##_sector}, {name " Sectors", side##_sectors},             \
        {name " Title", NULL}, {name " Name Raw", side##_raw},                                     \
    {                                                                                              \
        "Wikipedia " name " ID", NULL                                                              \
    }
static const table_column columns[] = {
    {"Event ID", id},
    {"Event Date", date},
    {"Event Type", type},
    {"Event Mode", NULL},
    {"Intensity", intensity},
    {"Quad Code", quad},
    {"Contexts", NULL},
    SIDE_COLUMNS("Actor", actor),
    SIDE_COLUMNS("Recipient", recipient),
    {"Placename", NULL},
    {"City", NULL},
    {"District", NULL},
    {"Province", NULL},
    {"Country", NULL},
    {"Latitude", NULL},
    {"Longitude", NULL},
    {"GeoNames ID", NULL},
    {"Raw Placename", NULL},
    {"Feature Type", NULL},
    {"Source", cell_outlet},
    {"Publication Date", cell_published},
    {"Story People", people},
    {"Story Organizations", organisations},
    {"Story Locations", NULL},
    {"Language", language},
    {"Version", NULL},
};
static const record_table events = {
    .name = "events", TABLE_COLUMNS(columns), .next = table_next_pair};

static void put_head(buffer *to, export_style style)
{
    (void)style;
    table_put_head(to, &events, &table_tabs);
}

static void put_record(buffer *to, const onr_record *record, export_style style)
{
    table_put_rows(to, &events, &table_tabs, record, style);
}

const export_format export_polecat = {
    .name = "polecat", .about = "POLECAT's columns", .head = put_head, .record = put_record};
