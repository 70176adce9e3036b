/*
 * Events as JSON in PLOVER's words (its manual of 2024), a line an event: actor, recipient, event,
 * mode, context, date; beside them what this record adds: status, who vouches, the passage.
 */
#include "base/str.h"
#include "export/members.h"
#include "export/scores.h"

/* "RUSGOV" as country "RUS" and sectors ["GOV"]. */
static void put_code(json_writer *w, onr_str code)
{
    onr_str country = parts_country(code);
    member_text_or_null(w, "code", code);
    member_text_or_null(w, "country", country);
    json_put_key(w, "sector");
    json_open(w, '[');
    for (size_t i = country.len ? 1 : 0; parts_code(code, i).len; i++)
        json_put_string(w, parts_code(code, i));
    json_close(w, ']');
}

static void put_parties(json_writer *w, const char *key, const onr_record *record,
                        const int32_t *entities, size_t count)
{
    json_put_key(w, key);
    json_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        const onr_entity *e = parts_entity(record, entities[i]);
        json_open(w, '{');
        member_id(w, "id", 'E', entities[i]);
        member_text(w, "name", e->name);
        member_text(w, "kind", str_of(onr_entity_kind_name(e->kind)));
        put_code(w, e->code);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_number(json_writer *w, const char *key, const char *number)
{
    json_put_key(w, key);
    buffer_put(w->to, str_of(number));
    w->comma = true;
}

static void put_class(json_writer *w, const onr_event *e)
{
    member_text(w, "event", str_of(onr_plover_name(e->event_class)));
    member_text_or_null(w, "mode", (onr_str){0});
    json_put_key(w, "context");
    json_open(w, '[');
    json_close(w, ']');
    member_text(w, "quad", str_of(score_plover_quad(e->event_class)));
    put_number(w, "score", score_plover(e->event_class));
    member_text_or_null(w, "cameo", str_of(e->cameo));
}

/* The page, and where in it the trigger stands. */
static void put_place(json_writer *w, const onr_record *record, onr_span span)
{
    onr_span bytes = parts_page_bytes(&record->article, span);
    json_put_key(w, "textInfo");
    json_open(w, '{');
    member_text(w, "page", str_of(record->id));
    member_page(w, "url", record);
    member_text_or_null(w, "publication", record->article.outlet);
    member_text_or_null(w, "published", record->article.published);
    json_put_key(w, "span");
    json_open(w, '[');
    json_put_integer(w, span.start);
    json_put_integer(w, span.end);
    json_close(w, ']');
    json_put_key(w, "bytes");
    json_open(w, '[');
    json_put_integer(w, bytes.start);
    json_put_integer(w, bytes.end);
    json_close(w, ']');
    json_close(w, '}');
}

static void put_event(json_writer *w, const onr_record *record, size_t i)
{
    const onr_event *e = &record->events.items[i];
    const onr_block *block = parts_block(&record->article, parts_whole(e->trigger).start);
    json_open(w, '{');
    member_reference(w, "id", record, 'V', i);
    member_text_or_null(w, "date", parts_event_date(record, i));
    member_text_or_null(w, "when", parts_event_when(record, i));
    put_parties(w, "actor", record, e->actors, e->actor_count);
    put_parties(w, "recipient", record, e->recipients, e->recipient_count);
    put_class(w, e);
    member_text(w, "status", str_of(onr_status_name(e->status)));
    member_id(w, "vouched", 'S', e->vouched);
    member_words(w, "trigger", record, e->trigger);
    if (block)
        member_text(w, "text", parts_text(record, block->span));
    put_place(w, record, parts_whole(e->trigger));
    member_share(w, "confidence", (double)e->confidence);
    json_close(w, '}');
}

static void put_record(buffer *to, const onr_record *record, export_style style)
{
    for (size_t i = 0; i < record->events.count; i++) {
        json_writer w = {.to = to};
        if (record->events.items[i].confidence < style.least)
            continue;
        put_event(&w, record, i);
        buffer_put_char(to, '\n');
    }
}

const export_format export_plover = {
    .name = "plover", .about = "PLOVER's events, one object a line", .record = put_record};
