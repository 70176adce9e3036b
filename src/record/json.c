/*
 * The record as JSON: docs/RECORD.md field by field, keys in its order.
 */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "onrecord/record.h"

/* JSON holds no ill-formed UTF-8; a byte of it becomes "?", so that all offsets stay true. */
static json_t *repaired(onr_str text)
{
    char *copy = malloc(text.len);
    if (!copy)
        return NULL;
    memcpy(copy, text.data, text.len);
    for (size_t at = 0; at < text.len;) {
        at += utf8_check((onr_str){copy + at, text.len - at});
        if (at < text.len)
            copy[at] = '?';
    }
    json_t *out = json_stringn(copy, text.len);
    free(copy);
    return out;
}

static json_t *string(onr_str text)
{
    if (text.len == 0)
        return json_string("");
    json_t *out = json_stringn(text.data, text.len);
    return out ? out : repaired(text);
}

static json_t *string_or_null(onr_str text)
{
    return text.len ? string(text) : json_null();
}

static json_t *name_or_null(const char *name)
{
    return name ? json_string(name) : json_null();
}

static json_t *strings(onr_strs list)
{
    json_t *out = json_array();
    for (size_t i = 0; i < list.count; i++)
        json_array_append_new(out, string(list.items[i]));
    return out;
}

static json_t *range(uint64_t start, uint64_t end)
{
    json_t *out = json_array();
    json_array_append_new(out, json_integer((json_int_t)start));
    json_array_append_new(out, json_integer((json_int_t)end));
    return out;
}

static json_t *spans(onr_spans list)
{
    json_t *out = json_array();
    for (size_t i = 0; i < list.count; i++)
        json_array_append_new(out, range(list.items[i].start, list.items[i].end));
    return out;
}

static json_t *spans_or_null(onr_spans list)
{
    return list.count ? spans(list) : json_null();
}

/* "E1" for index 0; null for none. */
static json_t *id(char letter, int32_t index)
{
    char text[16];
    if (index < 0)
        return json_null();
    snprintf(text, sizeof text, "%c%d", letter, (int)index + 1);
    return json_string(text);
}

static json_t *ids(char letter, const int32_t *indices, size_t count)
{
    json_t *out = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(out, id(letter, indices[i]));
    return out;
}

/* Three digits: more would claim what no model knows. */
static json_t *confidence(float value)
{
    return json_real(round((double)value * 1000) / 1000);
}

static void put(json_t *object, const char *key, json_t *value)
{
    json_object_set_new(object, key, value);
}

static json_t *blocks(const onr_article *article)
{
    json_t *out = json_array();
    for (size_t i = 0; i < article->block_count; i++) {
        const onr_block *block = &article->blocks[i];
        json_t *o = json_object();
        put(o, "kind", json_string(onr_block_kind_name(block->kind)));
        put(o, "span", range(block->span.start, block->span.end));
        put(o, "bytes", range(block->bytes.start, block->bytes.end));
        json_array_append_new(out, o);
    }
    return out;
}

static json_t *page(const onr_record *record)
{
    const onr_article *article = &record->article;
    json_t *o = json_object();
    put(o, "id", json_string(record->id));
    put(o, "source", string_or_null(record->source));
    put(o, "name", string_or_null(record->name));
    put(o, "url", string_or_null(article->url));
    put(o, "outlet", string_or_null(article->outlet));
    put(o, "title", string_or_null(article->title));
    put(o, "byline", strings(article->byline));
    put(o, "published", string_or_null(article->published));
    put(o, "published_from", name_or_null(onr_date_from_name(article->published_from)));
    put(o, "language", string_or_null(article->language));
    put(o, "tags", strings(article->tags));
    put(o, "sources", strings(article->sources));
    put(o, "text", string(article->text));
    put(o, "blocks", blocks(article));
    return o;
}

static json_t *entities(const onr_entities *all)
{
    json_t *out = json_array();
    for (size_t i = 0; i < all->count; i++) {
        const onr_entity *entity = &all->items[i];
        json_t *o = json_object();
        put(o, "id", id('E', (int32_t)i));
        put(o, "name", string(entity->name));
        put(o, "kind", json_string(onr_entity_kind_name(entity->kind)));
        put(o, "code", string_or_null(entity->code));
        put(o, "members", ids('E', entity->members, entity->member_count));
        put(o, "mentions", spans(entity->mentions));
        json_array_append_new(out, o);
    }
    return out;
}

/* The time that entry `i` of a record's list has, or NULL. */
static const onr_time *time_of(const onr_record *record, const int32_t *list, size_t i)
{
    return list && list[i] >= 0 ? &record->times.items[list[i]] : NULL;
}

static json_t *said(const onr_time *time)
{
    if (!time)
        return json_null();
    json_t *o = json_object();
    put(o, "span", range(time->span.start, time->span.end));
    put(o, "when", string_or_null(time->when));
    return o;
}

static json_t *statement(const onr_record *record, size_t index)
{
    const onr_statement *s = &record->statements.items[index];
    json_t *o = json_object();
    put(o, "id", id('S', (int32_t)index));
    put(o, "speaker", spans_or_null(s->speaker));
    put(o, "speaker_entity", id('E', s->speaker_entity));
    put(o, "cue", spans(s->cue));
    put(o, "content", spans(s->content));
    put(o, "addressee", spans_or_null(s->addressee));
    put(o, "addressee_entity", id('E', s->addressee_entity));
    put(o, "quote", json_string(onr_quote_name(s->quote)));
    put(o, "act", json_string(onr_act_name(s->act)));
    put(o, "negated", json_boolean(s->negated));
    put(o, "hedged", json_boolean(s->hedged));
    put(o, "unrealised", json_boolean(s->unrealised));
    put(o, "inside", id('S', s->inside));
    put(o, "on_word_of", spans_or_null(s->on_word_of));
    put(o, "said", said(time_of(record, record->said, index)));
    put(o, "confidence", confidence(s->confidence));
    return o;
}

static json_t *statements(const onr_record *record)
{
    json_t *out = json_array();
    for (size_t i = 0; i < record->statements.count; i++)
        json_array_append_new(out, statement(record, i));
    return out;
}

static json_t *event(const onr_record *record, size_t index)
{
    const onr_event *e = &record->events.items[index];
    const onr_time *time = time_of(record, record->when, index);
    json_t *o = json_object();
    put(o, "id", id('V', (int32_t)index));
    put(o, "actor", ids('E', e->actors, e->actor_count));
    put(o, "recipient", ids('E', e->recipients, e->recipient_count));
    put(o, "class", json_string(onr_plover_name(e->event_class)));
    put(o, "mode", json_null());
    put(o, "cameo", name_or_null(e->cameo));
    put(o, "trigger", spans(e->trigger));
    put(o, "when", time ? string_or_null(time->when) : json_null());
    put(o, "where", json_null());
    put(o, "status", json_string(onr_status_name(e->status)));
    put(o, "vouched", id('S', e->vouched));
    put(o, "same_as", json_null());
    put(o, "confidence", confidence(e->confidence));
    return o;
}

static json_t *events(const onr_record *record)
{
    json_t *out = json_array();
    for (size_t i = 0; i < record->events.count; i++)
        json_array_append_new(out, event(record, i));
    return out;
}

static json_t *disputes(const onr_record *record)
{
    json_t *out = json_array();
    for (size_t i = 0; i < record->dispute_count; i++) {
        const onr_dispute *dispute = &record->disputes[i];
        json_t *o = json_object();
        put(o, "claim", id('S', dispute->claim));
        put(o, "denial", id('S', dispute->denial));
        put(o, "about", range(dispute->about.start, dispute->about.end));
        json_array_append_new(out, o);
    }
    return out;
}

static json_t *number_or_null(double value)
{
    return isnan(value)                                  ? json_null()
           : value == floor(value) && fabs(value) < 9e15 ? json_integer((json_int_t)value)
                                                         : json_real(value);
}

static json_t *range_or_null(onr_span span)
{
    return span.end > span.start ? range(span.start, span.end) : json_null();
}

static json_t *figures(const onr_figures *all)
{
    json_t *out = json_array();
    for (size_t i = 0; i < all->count; i++) {
        const onr_figure *figure = &all->items[i];
        json_t *o = json_object();
        put(o, "span", range(figure->span.start, figure->span.end));
        put(o, "subject", range_or_null(figure->subject));
        put(o, "measure", range_or_null(figure->measure));
        put(o, "value", number_or_null(figure->value));
        put(o, "to", number_or_null(figure->to));
        put(o, "unit", string_or_null(figure->unit));
        put(o, "approximate", json_boolean(figure->approximate));
        put(o, "vouched", id('S', figure->vouched));
        json_array_append_new(out, o);
    }
    return out;
}

static json_t *notes(onr_notes all)
{
    json_t *out = json_array();
    for (size_t i = 0; i < all.count; i++) {
        json_t *o = json_object();
        put(o, "layer", json_string(all.items[i].layer));
        put(o, "bytes", range(all.items[i].start, all.items[i].end));
        put(o, "reason", string(all.items[i].reason));
        json_array_append_new(out, o);
    }
    return out;
}

/* Writes `root` into the arena and releases it. */
static bool write_line(onr_str *out, json_t *root, onr_arena *arena, onr_error *err)
{
    char *line = json_dumps(root, JSON_COMPACT | JSON_REAL_PRECISION(4));
    json_decref(root);
    if (line)
        *out = arena_copy(arena, str_of(line));
    bool ok = line && !onr_arena_full(arena);
    free(line);
    return ok || arena_fail(err, "write JSON");
}

bool onr_record_write_json(onr_str *out, const onr_record *record, onr_arena *arena, onr_error *err)
{
    json_t *root = json_object();
    put(root, "page", page(record));
    put(root, "entities", entities(&record->entities));
    put(root, "statements", statements(record));
    put(root, "events", events(record));
    put(root, "instruments", json_array());
    put(root, "disputes", disputes(record));
    put(root, "figures", figures(&record->figures));
    put(root, "notes", notes(record->notes));
    return write_line(out, root, arena, err);
}

bool onr_record_write_article(onr_str *out, onr_str name, const onr_article *article,
                              onr_arena *arena, onr_error *err)
{
    json_t *o = json_object();
    put(o, "name", string_or_null(name));
    put(o, "text", string(article->text));
    put(o, "title", string_or_null(article->title));
    put(o, "byline", strings(article->byline));
    put(o, "published", string_or_null(article->published));
    put(o, "published_from", name_or_null(onr_date_from_name(article->published_from)));
    put(o, "outlet", string_or_null(article->outlet));
    put(o, "url", string_or_null(article->url));
    put(o, "language", string_or_null(article->language));
    put(o, "tags", strings(article->tags));
    put(o, "sources", strings(article->sources));
    put(o, "blocks", blocks(article));
    put(o, "notes", notes(article->notes));
    return write_line(out, o, arena, err);
}
