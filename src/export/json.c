/*
 * Records and articles as JSON: docs/RECORD.md, field by field.
 */
#include <math.h>
#include <stdio.h>

#include "base/str.h"
#include "export/json_visitor.h"

static void open(void *user, const char *key, bool is_list)
{
    json_writer *w = user;
    if (key)
        json_put_key(w, key);
    json_open(w, is_list ? '[' : '{');
}

static void close(void *user, bool is_list)
{
    json_close(user, is_list ? ']' : '}');
}

static void put_range(json_writer *w, uint64_t start, uint64_t end)
{
    json_open(w, '[');
    json_put_integer(w, (int64_t)start);
    json_put_integer(w, (int64_t)end);
    json_close(w, ']');
}

/* "E1" for index 0. */
static void put_id(json_writer *w, char letter, int32_t index)
{
    char text[16];
    if (index < 0) {
        json_put_null(w);
        return;
    }
    snprintf(text, sizeof text, "%c%d", letter, (int)index + 1);
    json_put_string(w, str_of(text));
}

static void put_texts(json_writer *w, onr_strs texts)
{
    json_open(w, '[');
    for (size_t i = 0; i < texts.count; i++)
        json_put_string(w, texts.items[i]);
    json_close(w, ']');
}

static void put_spans(json_writer *w, onr_spans spans)
{
    json_open(w, '[');
    for (size_t i = 0; i < spans.count; i++)
        put_range(w, spans.items[i].start, spans.items[i].end);
    json_close(w, ']');
}

static void put_ids(json_writer *w, const field *f)
{
    json_open(w, '[');
    for (size_t i = 0; i < f->indices.count; i++)
        put_id(w, f->letter, f->indices.items[i]);
    json_close(w, ']');
}

static bool is_nothing(const field *f)
{
    switch (f->type) {
    case FIELD_NOTHING: return true;
    case FIELD_TEXT: return f->optional && f->text.len == 0;
    case FIELD_RANGE: return f->optional && f->range.start == f->range.end;
    case FIELD_SPANS: return f->optional && f->spans.count == 0;
    case FIELD_NUMBER: return isnan(f->number);
    default: return false;
    }
}

/* What is counted is whole, and no whole number is written with an exponent. */
static void put_number(json_writer *w, double number)
{
    if (number == floor(number) && fabs(number) < 9e15)
        json_put_integer(w, (int64_t)number);
    else
        json_put_number(w, number);
}

static void put_field(void *user, const field *f)
{
    json_writer *w = user;
    json_put_key(w, f->key);
    if (is_nothing(f)) {
        json_put_null(w);
        return;
    }
    switch (f->type) {
    case FIELD_NOTHING: break;
    case FIELD_TEXT: json_put_string(w, f->text); break;
    case FIELD_TEXTS: put_texts(w, f->texts); break;
    case FIELD_RANGE: put_range(w, f->range.start, f->range.end); break;
    case FIELD_SPANS: put_spans(w, f->spans); break;
    case FIELD_ID: put_id(w, f->letter, f->index); break;
    case FIELD_IDS: put_ids(w, f); break;
    case FIELD_FLAG: json_put_bool(w, f->flag); break;
    /* Three digits: more would claim what no model knows. */
    case FIELD_SHARE: json_put_thousandths(w, f->share); break;
    case FIELD_NUMBER: put_number(w, f->number); break;
    }
}

visitor json_visitor(json_writer *w)
{
    return (visitor){.user = w, .open = open, .close = close, .field = put_field};
}

void json_put_record(buffer *to, const onr_record *record, float least)
{
    json_writer w = {.to = to};
    visitor v = json_visitor(&w);
    v.least = least;
    visit_record(&v, record);
}

void json_put_article(buffer *to, onr_str name, const onr_article *article)
{
    json_writer w = {.to = to};
    visitor v = json_visitor(&w);
    visit_article(&v, name, article);
}

bool onr_record_write_json(onr_str *out, const onr_record *record, onr_arena *arena, onr_error *err)
{
    buffer to = {.arena = arena};
    json_put_record(&to, record, 0);
    return buffer_finish(out, &to, "write JSON", err);
}

bool onr_record_write_article(onr_str *out, onr_str name, const onr_article *article,
                              onr_arena *arena, onr_error *err)
{
    buffer to = {.arena = arena};
    json_put_article(&to, name, article);
    return buffer_finish(out, &to, "write JSON", err);
}
