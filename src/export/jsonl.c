/*
 * JSON lines: one object a line, of whatever is written.
 */
#include "export/format.h"
#include "export/json_visitor.h"

static void put_record(buffer *to, const onr_record *record, export_style style)
{
    json_put_record(to, record, style.least);
    buffer_put_char(to, '\n');
}

static void put_article(buffer *to, onr_str name, const onr_article *article, export_style style)
{
    (void)style;
    json_put_article(to, name, article);
    buffer_put_char(to, '\n');
}

static void put_answer(buffer *to, const onr_answer *answer, export_style style)
{
    (void)style;
    json_writer w = {.to = to};
    visitor v = json_visitor(&w);
    visit_answer(&v, answer);
    buffer_put_char(to, '\n');
}

static void put_disputed(buffer *to, const onr_disputed *disputed, export_style style)
{
    (void)style;
    json_writer w = {.to = to};
    visitor v = json_visitor(&w);
    visit_disputed(&v, disputed);
    buffer_put_char(to, '\n');
}

/* {"act":"deny","count":12} */
static void put_count(buffer *to, const char *by, onr_str value, uint64_t count, export_style style)
{
    (void)style;
    json_writer w = {.to = to};
    json_open(&w, '{');
    json_put_key(&w, by);
    if (value.len)
        json_put_string(&w, value);
    else
        json_put_null(&w);
    json_put_key(&w, "count");
    json_put_integer(&w, (int64_t)count);
    json_close(&w, '}');
    buffer_put_char(to, '\n');
}

static void put_entry(buffer *to, const onr_record *record, onr_str called, char letter, size_t i,
                      export_style style)
{
    (void)style;
    json_writer w = {.to = to};
    visitor v = json_visitor(&w);
    visit_entry(&v, record, called, letter, i);
    buffer_put_char(to, '\n');
}

const export_format export_jsonl = {.name = "jsonl",
                                    .about = "one object a line",
                                    .record = put_record,
                                    .article = put_article,
                                    .answer = put_answer,
                                    .disputed = put_disputed,
                                    .count = put_count,
                                    .entry = put_entry};
