/*
 * FollowTheMoney's statements (followthemoney 4, CSV): a row is one value of one property of one
 * entity, and `origin` says on whose word it stands, from the page inwards. Who is named is a
 * person, a body or an organisation; the page an Article; a statement the Documentation of its
 * speaker by the page; an event an UnknownLink between those who take part.
 */
#include <stdio.h>

#include "base/day.h"
#include "base/str.h"
#include "export/tables.h"

typedef struct rows {
    buffer *to;
    const onr_record *record;
    onr_str origin;
    const char *schema;
    char id[64];
} rows;

/* "onr-5b1c…-S3": of this page, as `type` says it. */
static void name_entity(char id[64], const onr_record *record, char letter, int32_t index)
{
    const char *hash = strchr(record->id, ':');
    snprintf(id, 64, "onr-%.24s-%c%d", hash ? hash + 1 : "page", letter, (int)index + 1);
}

static void put_value(const rows *r, const char *property, const char *type, onr_str value)
{
    if (value.len == 0)
        return;
    buffer_format(r->to, "%s,%s,%s,%s,%s,", r->id, r->id, property, type, r->schema);
    export_put_quoted(r->to, value, false);
    buffer_put(r->to, ONR_STR(",onrecord,"));
    export_put_quoted(r->to, r->origin, false);
    buffer_put(r->to, ONR_STR(",,,f,,,\n"));
}

static void put_link(const rows *r, const char *property, char letter, int32_t index)
{
    char id[64];
    if (index < 0)
        return;
    name_entity(id, r->record, letter, index);
    put_value(r, property, "entity", str_of(id));
}

/* FollowTheMoney's dates are days, months or years. */
static void put_date(const rows *r, const char *property, onr_str edtf)
{
    onr_str date = edtf_unmarked(edtf);
    if (is_edtf_date(date))
        put_value(r, property, "date", date);
}

static rows rows_of(buffer *to, const onr_record *record, const char *schema, char letter,
                    int32_t index, onr_str origin)
{
    rows r = {.to = to, .record = record, .origin = origin, .schema = schema};
    name_entity(r.id, record, letter, index);
    return r;
}

static onr_str page_origin(const onr_record *record)
{
    return record->article.outlet.len ? record->article.outlet : str_of(record->id);
}

static void put_page(buffer *to, const onr_record *record)
{
    const onr_article *a = &record->article;
    rows r = rows_of(to, record, "Article", 'P', 0, page_origin(record));
    put_value(&r, "title", "string", a->title.len ? a->title : str_of(record->id));
    put_value(&r, "sourceUrl", "url", a->url);
    put_value(&r, "publisher", "string", a->outlet);
    for (size_t i = 0; i < a->byline.count; i++)
        put_value(&r, "author", "string", a->byline.items[i]);
    put_date(&r, "publishedAt", a->published);
}

static const char *schema_of(onr_entity_kind kind)
{
    switch (kind) {
    case ONR_ENTITY_PERSON: return "Person";
    case ONR_ENTITY_STATE:
    case ONR_ENTITY_GOVERNMENT_BODY: return "PublicBody";
    case ONR_ENTITY_COMPANY: return "Company";
    case ONR_ENTITY_IGO:
    case ONR_ENTITY_ORGANISATION:
    case ONR_ENTITY_ARMED_GROUP:
    case ONR_ENTITY_OUTLET: return "Organization";
    default: return "LegalEntity";
    }
}

static void put_entity(buffer *to, const onr_record *record, size_t i)
{
    const onr_entity *e = &record->entities.items[i];
    rows r = rows_of(to, record, schema_of(e->kind), 'E', (int32_t)i, page_origin(record));
    put_value(&r, "name", "name", e->name);
    for (size_t n = 0; n < e->aliases.count; n++)
        put_value(&r, "alias", "name", e->aliases.items[n]);
    put_value(&r, "keywords", "string", e->code);
}

/* On whose word it stands; without chains, the page's. */
static void put_origin(buffer *to, const onr_record *record, int32_t statement)
{
    if (statement < 0 || !record->chains) {
        buffer_put(to, page_origin(record));
        return;
    }
    onr_strs chain = record->chains[statement];
    for (size_t i = 0; i < chain.count; i++) {
        if (i)
            buffer_put(to, ONR_STR(" ← "));
        buffer_put(to, chain.items[i]);
    }
}

static void put_statement(const rows *r, int32_t i, buffer *words)
{
    const onr_statement *s = &r->record->statements.items[i];
    put_link(r, "document", 'P', 0);
    put_link(r, "entity", 'E', s->speaker_entity);
    put_value(r, "role", "string", str_of(onr_act_name(s->act)));
    words->len = 0;
    parts_put_words(words, r->record, s->content);
    put_value(r, "summary", "text", (onr_str){words->data, words->len});
    put_date(r, "date", parts_statement_when(r->record, (size_t)i));
}

static void put_statements(buffer *to, const onr_record *record, float least)
{
    onr_scratch scratch = onr_scratch_begin(to->arena);
    buffer origin = {.arena = scratch.arena}, words = {.arena = scratch.arena};
    for (int32_t i = 0; i < (int32_t)record->statements.count; i++) {
        const onr_statement *s = &record->statements.items[i];
        if (s->confidence < least || s->speaker_entity < 0)
            continue;
        origin.len = 0;
        put_origin(&origin, record, i);
        rows r = rows_of(to, record, "Documentation", 'S', i, (onr_str){origin.data, origin.len});
        put_statement(&r, i, &words);
    }
    onr_scratch_end(&scratch);
}

static void put_event(const rows *r, size_t i)
{
    const onr_event *e = &r->record->events.items[i];
    for (size_t n = 0; n < e->actor_count; n++)
        put_link(r, "subject", 'E', e->actors[n]);
    for (size_t n = 0; n < e->recipient_count; n++)
        put_link(r, "object", 'E', e->recipients[n]);
    put_value(r, "role", "string", str_of(onr_plover_name(e->event_class)));
    put_value(r, "status", "string", str_of(onr_status_name(e->status)));
    put_date(r, "date", parts_event_date(r->record, i));
    put_value(r, "sourceUrl", "url", r->record->article.url);
}

static void put_events(buffer *to, const onr_record *record, float least)
{
    onr_scratch scratch = onr_scratch_begin(to->arena);
    buffer origin = {.arena = scratch.arena};
    for (size_t i = 0; i < record->events.count; i++) {
        const onr_event *e = &record->events.items[i];
        if (e->confidence < least || e->actor_count == 0 || e->recipient_count == 0)
            continue;
        origin.len = 0;
        put_origin(&origin, record, e->vouched);
        rows r =
            rows_of(to, record, "UnknownLink", 'V', (int32_t)i, (onr_str){origin.data, origin.len});
        put_event(&r, i);
    }
    onr_scratch_end(&scratch);
}

static void put_record(buffer *to, const onr_record *record, export_style style)
{
    put_page(to, record);
    for (size_t i = 0; i < record->entities.count; i++)
        put_entity(to, record, i);
    put_statements(to, record, style.least);
    put_events(to, record, style.least);
}

static void put_head(buffer *to, export_style style)
{
    (void)style;
    buffer_put(to, ONR_STR("canonical_id,entity_id,prop,prop_type,schema,value,dataset,origin,lang,"
                           "original_value,external,first_seen,last_seen,id\n"));
}

const export_format export_ftm = {
    .name = "ftm", .about = "FollowTheMoney's statements", .head = put_head, .record = put_record};
