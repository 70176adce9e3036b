/*
 * Who speaks to whom, or does what to whom, as a network in GraphML (1.0): a node somebody, an edge
 * a statement or an event, of all pages together. Those of one name are one node; whom a page calls
 * by words alone ("two officials") is a node of that page.
 */
#include "base/str.h"
#include "export/parts.h"
#include "export/seen.h"

/* As XML 1.0 allows it: no control characters, nothing that is no UTF-8. */
static void put_escaped(buffer *to, onr_str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = utf8_next(text, &at);
        switch (c) {
        case '<': buffer_put(to, ONR_STR("&lt;")); break;
        case '>': buffer_put(to, ONR_STR("&gt;")); break;
        case '&': buffer_put(to, ONR_STR("&amp;")); break;
        case '"': buffer_put(to, ONR_STR("&quot;")); break;
        default:
            if (c < 0x20 || c == 0xFFFE || c == 0xFFFF)
                buffer_put_char(to, ' ');
            else if (c == 0xFFFD && at - from == 1)
                buffer_put_char(to, '?');
            else
                buffer_put(to, (onr_str){text.data + from, at - from});
        }
    }
}

static void put_data(buffer *to, const char *key, onr_str value)
{
    if (value.len == 0)
        return;
    buffer_format(to, "<data key=\"%s\">", key);
    put_escaped(to, value);
    buffer_put(to, ONR_STR("</data>"));
}

/* Its node's name: what it is called, else its place in its page. */
static void put_node_id(buffer *to, const onr_record *record, int32_t entity)
{
    const onr_entity *e = parts_entity(record, entity);
    bool own_name = e->kind != ONR_ENTITY_GROUP && e->kind != ONR_ENTITY_UNNAMED_SOURCE &&
                    e->kind != ONR_ENTITY_PEOPLE;
    if (own_name)
        put_escaped(to, e->name);
    else
        parts_put_reference(to, record, 'E', (size_t)entity);
}

static void put_node(buffer *to, const onr_record *record, int32_t entity, seen_names *seen)
{
    const onr_entity *e = parts_entity(record, entity);
    onr_scratch scratch = onr_scratch_begin(to->arena);
    buffer id = {.arena = scratch.arena};
    put_node_id(&id, record, entity);
    if (seen_first(seen, (onr_str){id.data, id.len})) {
        buffer_put(to, ONR_STR("<node id=\""));
        buffer_put(to, (onr_str){id.data, id.len});
        buffer_put(to, ONR_STR("\">"));
        put_data(to, "label", e->name);
        put_data(to, "kind", str_of(onr_entity_kind_name(e->kind)));
        put_data(to, "code", e->code);
        buffer_put(to, ONR_STR("</node>\n"));
    }
    onr_scratch_end(&scratch);
}

/* What statements and events have in common as edges. */
typedef struct edge {
    char letter;
    size_t index;
    size_t pair;
    int32_t from, towards;
    const char *what;
    onr_str when;
    double confidence;
} edge;

static void put_edge(buffer *to, const onr_record *record, const edge *e, seen_names *seen)
{
    if (e->from < 0 || e->towards < 0)
        return;
    put_node(to, record, e->from, seen);
    put_node(to, record, e->towards, seen);
    buffer_put(to, ONR_STR("<edge id=\""));
    parts_put_reference(to, record, e->letter, e->index);
    buffer_format(to, ".%zu\" source=\"", e->pair);
    put_node_id(to, record, e->from);
    buffer_put(to, ONR_STR("\" target=\""));
    put_node_id(to, record, e->towards);
    buffer_put(to, ONR_STR("\">"));
    put_data(to, "what", str_of(e->what));
    put_data(to, "when", e->when);
    put_data(to, "published", record->article.published);
    put_data(to, "outlet", record->article.outlet);
    put_data(to, "url", record->article.url);
    buffer_put(to, ONR_STR("<data key=\"confidence\">"));
    parts_put_share(to, e->confidence);
    buffer_put(to, ONR_STR("</data></edge>\n"));
}

static void put_statements(buffer *to, const onr_record *record, export_style style)
{
    for (size_t i = 0; i < record->statements.count; i++) {
        const onr_statement *s = &record->statements.items[i];
        if (s->confidence >= style.least)
            put_edge(to, record,
                     &(edge){'S', i, 1, s->speaker_entity, s->addressee_entity,
                             onr_act_name(s->act), parts_statement_when(record, i),
                             (double)s->confidence},
                     style.seen);
    }
}

static void put_event(buffer *to, const onr_record *record, size_t i, seen_names *seen)
{
    const onr_event *e = &record->events.items[i];
    size_t pair = 0;
    for (size_t a = 0; a < e->actor_count; a++)
        for (size_t r = 0; r < e->recipient_count; r++)
            put_edge(to, record,
                     &(edge){'V', i, ++pair, e->actors[a], e->recipients[r],
                             onr_plover_name(e->event_class), parts_event_when(record, i),
                             (double)e->confidence},
                     seen);
}

static void put_record(buffer *to, const onr_record *record, export_style style)
{
    if (!style.what || strcmp(style.what, "events") != 0) {
        put_statements(to, record, style);
        return;
    }
    for (size_t i = 0; i < record->events.count; i++)
        if (record->events.items[i].confidence >= style.least)
            put_event(to, record, i, style.seen);
}

static void put_head(buffer *to, export_style style)
{
    static const struct {
        const char *of, *name, *type;
    } keys[] = {
        {"node", "label", "string"},  {"node", "kind", "string"}, {"node", "code", "string"},
        {"edge", "what", "string"},   {"edge", "when", "string"}, {"edge", "published", "string"},
        {"edge", "outlet", "string"}, {"edge", "url", "string"},  {"edge", "confidence", "double"}};
    (void)style;
    buffer_put(to, ONR_STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        buffer_format(to, "<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n",
                      keys[i].name, keys[i].of, keys[i].name, keys[i].type);
    buffer_put(to, ONR_STR("<graph edgedefault=\"directed\">\n"));
}

static void put_foot(buffer *to, export_style style)
{
    (void)style;
    buffer_put(to, ONR_STR("</graph>\n</graphml>\n"));
}

const export_format export_graphml = {.name = "graphml",
                                      .about = "who speaks to whom, as a network",
                                      .tables = "statements|events",
                                      .remembers = true,
                                      .head = put_head,
                                      .record = put_record,
                                      .foot = put_foot};
