/*
 * Actors: who speaks to whom, as a network whose edges open their statements.
 */
#include <math.h>

#include "base/arena.h"
#include "base/str.h"
#include "web/frame.h"
#include "web/view.h"

enum { SAMPLE = 3000, MOST_EDGES = 60, MOST_NODES = 24, SIZE = 720 };

typedef struct edge {
    onr_str by, to;
    size_t count;
    size_t from_node, to_node;
} edge;

typedef struct network {
    answers all;
    tallies pairs;
    edge *edges;
    size_t count;
    onr_str *nodes;
    size_t node_count;
} network;

/* "speaker NUL addressee": no name holds a NUL. */
static onr_str pair_of(const onr_answer *a, onr_arena *arena)
{
    if (a->speaker.len == 0 || a->addressee.len == 0 || str_equal(a->speaker, a->addressee))
        return (onr_str){0};
    return arena_format(arena, "%.*s%c%.*s", (int)a->speaker.len, a->speaker.data, '\0',
                        (int)a->addressee.len, a->addressee.data);
}

/* The node of that name, a new one where there is room. */
static bool node_of(network *n, onr_str name, size_t *out)
{
    for (*out = 0; *out < n->node_count; (*out)++)
        if (str_equal(n->nodes[*out], name))
            return true;
    if (n->node_count == MOST_NODES)
        return false;
    n->nodes[n->node_count++] = name;
    return true;
}

static void take_edge(network *n, const tally *pair)
{
    edge *e = &n->edges[n->count];
    size_t cut = strnlen(pair->value.data, pair->value.len);
    *e = (edge){.by = {pair->value.data, cut},
                .to = {pair->value.data + cut + 1, pair->value.len - cut - 1},
                .count = pair->count};
    size_t nodes = n->node_count;
    if (node_of(n, e->by, &e->from_node) && node_of(n, e->to, &e->to_node))
        n->count++;
    else
        n->node_count = nodes; /* Whom no line meets is not drawn. */
}

static bool find(web_view *v, network *n)
{
    if (!view_ask(v) || !view_collect(v, &n->all, SAMPLE, 0))
        return false;
    onr_str *pairs = arena_array(v->arena, onr_str, n->all.count + 1);
    n->edges = arena_array(v->arena, edge, MOST_EDGES + 1);
    n->nodes = arena_array(v->arena, onr_str, MOST_NODES);
    bool ok = pairs && n->edges && n->nodes;
    for (size_t i = 0; ok && i < n->all.count; i++)
        pairs[i] = pair_of(&n->all.items[i], v->arena);
    if (!ok || !tallies_count(&n->pairs, pairs, n->all.count, v->arena))
        return arena_fail(&v->err, "draw a network");
    for (size_t i = 0; i < n->pairs.count && n->count < MOST_EDGES; i++)
        take_edge(n, &n->pairs.items[i]);
    return true;
}

static void put_pair_link(web_view *v, const edge *e)
{
    view_link_pair(v, "/search", e->by, e->to);
}

static int x_of(const network *n, size_t node)
{
    return (int)(SIZE / 2.0 + 220 * cos(2 * M_PI * (double)node / (double)n->node_count));
}

static int y_of(const network *n, size_t node)
{
    return (int)(SIZE / 2.0 + 260 * sin(2 * M_PI * (double)node / (double)n->node_count));
}

/* Bent towards the middle, so that there and back are two lines. */
static void put_edge(web_view *v, const network *n, const edge *e)
{
    int x1 = x_of(n, e->from_node), y1 = y_of(n, e->from_node);
    int x2 = x_of(n, e->to_node), y2 = y_of(n, e->to_node);
    int bend_x = (x1 + x2) * 2 / 5 + SIZE / 10 + (y2 - y1) / 8;
    int bend_y = (y1 + y2) * 2 / 5 + SIZE / 10 - (x2 - x1) / 8;
    html_put(&v->to, "<a href=\"");
    put_pair_link(v, e);
    html_put(&v->to, "\" aria-label=\"");
    html_text(&v->to, e->by);
    html_put(&v->to, " to ");
    html_text(&v->to, e->to);
    const char *many = e->count == 1 ? "" : "s";
    buffer_format(&v->to,
                  ": %zu statement%s\"><title>%zu statement%s</title><path class=\"edge\" "
                  "marker-end=\"url(#arrow)\" stroke-width=\"%d\" "
                  "d=\"M%d %dQ%d %d %d %d\"/></a>\n",
                  e->count, many, e->count, many, 2 + (int)log2((double)e->count), x1, y1, bend_x,
                  bend_y, x2, y2);
}

static void put_node(web_view *v, const network *n, size_t i)
{
    int x = x_of(n, i), y = y_of(n, i);
    bool left = x < SIZE / 2;
    html_put(&v->to, "<a href=\"");
    view_link(v, "/search", "by", n->nodes[i]);
    buffer_format(&v->to,
                  "\"><circle class=\"node\" cx=\"%d\" cy=\"%d\" r=\"7\"/>"
                  "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">",
                  x, y, left ? x - 11 : x + 11, y + 5, left ? "end" : "start");
    html_text(&v->to, n->nodes[i]);
    html_put(&v->to, "</text></a>\n");
}

static void put_picture(web_view *v, const network *n)
{
    buffer_format(&v->to,
                  "<div class=\"figure\" tabindex=\"0\" role=\"region\" aria-label=\"Network\">"
                  "<svg width=\"1000\" height=\"%d\" viewBox=\"-140 0 1000 %d\">\n<defs>"
                  "<marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"14\" refY=\"4\" "
                  "markerWidth=\"9\" markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" "
                  "orient=\"auto\"><path class=\"shape\" d=\"M0 0l8 4l-8 4z\"/></marker></defs>\n",
                  SIZE, SIZE);
    for (size_t i = 0; i < n->count; i++)
        put_edge(v, n, &n->edges[i]);
    for (size_t i = 0; i < n->node_count; i++)
        put_node(v, n, i);
    html_put(&v->to, "</svg></div>\n");
}

static void put_table(web_view *v, const network *n)
{
    html_put(&v->to, "<h2>As a table</h2>\n<table>\n<thead><tr><th scope=\"col\">Who speaks</th>"
                     "<th scope=\"col\">To whom</th><th scope=\"col\">Statements</th></tr></thead>"
                     "\n<tbody>\n");
    for (size_t i = 0; i < n->count; i++) {
        html_put(&v->to, "<tr><td>");
        html_text(&v->to, n->edges[i].by);
        html_put(&v->to, "</td><td>");
        html_text(&v->to, n->edges[i].to);
        html_put(&v->to, "</td><td><a href=\"");
        put_pair_link(v, &n->edges[i]);
        buffer_format(&v->to, "\">%zu</a></td></tr>\n", n->edges[i].count);
    }
    html_put(&v->to, "</tbody>\n</table>\n");
}

static void put_html(web_view *v, const network *n)
{
    frame_begin(&v->to, ONR_STR("Actors – onrecord"), v->kind->name);
    html_put(&v->to, "<h1>Who speaks to whom</h1>\n");
    view_form(v);
    buffer_format(
        &v->to, "<p>The %zu that speak most, of %zu pairs%s. A line opens its statements.</p>\n",
        n->count, n->pairs.count, n->all.count == SAMPLE ? " of the newest 3,000 statements" : "");
    if (n->count) {
        put_picture(v, n);
        put_table(v, n);
    }
    view_twins(v);
    frame_end(&v->to);
}

static void put_json(web_view *v, const network *n)
{
    json_writer w = {.to = &v->to};
    json_open(&w, '{');
    json_put_key(&w, "pairs");
    json_open(&w, '[');
    for (size_t i = 0; i < n->count; i++) {
        json_open(&w, '{');
        json_put_key(&w, "by");
        json_put_string(&w, n->edges[i].by);
        json_put_key(&w, "to");
        json_put_string(&w, n->edges[i].to);
        json_put_key(&w, "count");
        json_put_integer(&w, (int64_t)n->edges[i].count);
        json_close(&w, '}');
    }
    json_close(&w, ']');
    json_close(&w, '}');
}

static void put_csv(web_view *v, const network *n)
{
    html_put(&v->to, "by,to,count\r\n");
    for (size_t i = 0; i < n->count; i++) {
        view_csv_cell(v, n->edges[i].by, false);
        view_csv_cell(v, n->edges[i].to, false);
        buffer_format(&v->to, "%zu\r\n", n->edges[i].count);
    }
}

static bool put(web_view *v)
{
    network n = {0};
    if (!find(v, &n))
        return false;
    switch (v->form) {
    case WEB_HTML: put_html(v, &n); break;
    case WEB_JSON: put_json(v, &n); break;
    case WEB_CSV: put_csv(v, &n); break;
    }
    return true;
}

const view_kind view_actors = {"/actors", "Actors", put};
