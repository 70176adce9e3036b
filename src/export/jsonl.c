/*
 * A store's answers as JSON, one object a line.
 */
#include "export/format.h"
#include "export/json_visitor.h"

static void put_answer(buffer *to, const onr_answer *answer, export_style style)
{
    (void)style;
    json_writer w = {.to = to};
    visitor v = json_visitor(&w);
    visit_answer(&v, answer);
    buffer_put_char(to, '\n');
}

const export_format export_jsonl = {
    .name = "jsonl", .about = "one object a line", .answer = put_answer};
