/*
 * Search: statements, the newest first, and by what they can be narrowed.
 */
#include "base/arena.h"
#include "base/str.h"
#include "web/frame.h"
#include "web/view.h"

enum { A_PAGE = 25, MOST_PAGES = 80, MOST_FACETS = 8, SAMPLE = A_PAGE * MOST_PAGES };

/* A facet: what it is called in an address and for people. */
static const struct facet {
    const char *name, *title;
} facets[] = {{"by", "Speaker"},
              {"act", "Act"},
              {"to", "Addressee"},
              {"outlet", "Outlet"},
              {"since", "Month"}};
enum { FACET_COUNT = sizeof facets / sizeof *facets };

typedef struct search {
    answers all;   /* The newest that meet the question, SAMPLE at most. */
    answers shown; /* Those of the page that is asked for. */
    long page;
    tallies counts[FACET_COUNT];
} search;

static onr_str facet_of(const onr_answer *a, size_t facet)
{
    switch (facet) {
    case 0: return a->speaker;
    case 1: return a->act;
    case 2: return a->addressee;
    case 3: return a->outlet;
    default: return a->published.len >= 7 ? (onr_str){a->published.data, 7} : (onr_str){0};
    }
}

static bool count_facets(web_view *v, search *s)
{
    onr_str *values = arena_array(v->arena, onr_str, s->all.count + 1);
    bool ok = values;
    for (size_t f = 0; ok && f < FACET_COUNT; f++) {
        for (size_t i = 0; i < s->all.count; i++)
            values[i] = facet_of(&s->all.items[i], f);
        ok = tallies_count(&s->counts[f], values, s->all.count, v->arena);
    }
    return ok || arena_fail(&v->err, "count what was found");
}

static bool find(web_view *v, search *s)
{
    if (!view_ask(v) || !view_number(v, "page", MOST_PAGES, &s->page) ||
        !view_collect(v, &s->all, SAMPLE, 0) || !count_facets(v, s))
        return false;
    size_t from = (size_t)(s->page - 1) * A_PAGE;
    from = from < s->all.count ? from : s->all.count;
    size_t left = s->all.count - from;
    s->shown = (answers){s->all.items + from, left < A_PAGE ? left : A_PAGE};
    return true;
}

/* The link that narrows to a value; a month is all of it. */
static void put_facet_link(web_view *v, size_t facet, onr_str value)
{
    bool is_month = str_is(str_of(facets[facet].name), "since");
    html_put(&v->to, "<li><a href=\"");
    if (is_month)
        view_link_month(v, v->kind->path, value);
    else
        view_link(v, v->kind->path, facets[facet].name, value);
    html_put(&v->to, "\">");
    html_text(&v->to, value);
}

static void put_facet(web_view *v, const search *s, size_t facet)
{
    const tallies *all = &s->counts[facet];
    if (all->count == 0)
        return;
    buffer_format(&v->to, "<h2>%s</h2>\n<ul>\n", facets[facet].title);
    for (size_t i = 0; i < all->count && i < MOST_FACETS; i++) {
        put_facet_link(v, facet, all->items[i].value);
        buffer_format(&v->to, "</a> <span class=\"meta\">%zu</span></li>\n", all->items[i].count);
    }
    html_put(&v->to, "</ul>\n");
}

static void put_way(web_view *v, const char *words, long page)
{
    html_put(&v->to, "<a href=\"");
    view_link(v, v->kind->path, "page", arena_format(v->arena, "%ld", page));
    buffer_format(&v->to, "\">%s</a>\n", words);
}

static void put_pager(web_view *v, const search *s)
{
    html_put(&v->to, "<nav class=\"pager\" aria-label=\"Pages\">\n");
    if (s->page > 1)
        put_way(v, "Newer", s->page - 1);
    if ((size_t)s->page * A_PAGE < s->all.count)
        put_way(v, "Older", s->page + 1);
    html_put(&v->to, "</nav>\n");
}

static void put_found(web_view *v, const search *s)
{
    if (s->all.count == SAMPLE)
        buffer_format(&v->to, "<p>More than %d statements; what is counted is the newest %d.</p>\n",
                      SAMPLE, SAMPLE);
    else
        buffer_format(&v->to, "<p>%zu statement%s.</p>\n", s->all.count,
                      s->all.count == 1 ? "" : "s");
    html_put(&v->to, "<ol class=\"cards\">\n");
    for (size_t i = 0; i < s->shown.count; i++) {
        html_put(&v->to, "<li>");
        view_answer(v, &s->shown.items[i]);
        html_put(&v->to, "</li>\n");
    }
    html_put(&v->to, "</ol>\n");
    put_pager(v, s);
}

static void put_html(web_view *v, const search *s)
{
    frame_begin(&v->to, ONR_STR("Search – onrecord"), v->kind->name);
    html_put(&v->to, "<h1>Who said what</h1>\n");
    view_form(v);
    html_put(&v->to, "<div class=\"two\">\n<section class=\"facets\" aria-label=\"Narrow\">\n");
    for (size_t f = 0; f < FACET_COUNT; f++)
        put_facet(v, s, f);
    html_put(&v->to, "</section>\n<section aria-label=\"Statements\">\n");
    put_found(v, s);
    view_twins(v);
    html_put(&v->to, "</section>\n</div>\n");
    frame_end(&v->to);
}

static void put_json(web_view *v, const search *s)
{
    json_writer w = {.to = &v->to};
    json_open(&w, '{');
    json_put_key(&w, "page");
    json_put_integer(&w, s->page);
    json_put_key(&w, "found");
    json_put_integer(&w, (int64_t)s->all.count);
    json_put_key(&w, "more");
    json_put_bool(&w, s->all.count == SAMPLE);
    json_put_key(&w, "facets");
    json_open(&w, '{');
    for (size_t f = 0; f < FACET_COUNT; f++) {
        json_put_key(&w, facets[f].name);
        json_open(&w, '[');
        for (size_t i = 0; i < s->counts[f].count && i < MOST_FACETS; i++) {
            json_open(&w, '{');
            json_put_key(&w, "value");
            json_put_string(&w, s->counts[f].items[i].value);
            json_put_key(&w, "count");
            json_put_integer(&w, (int64_t)s->counts[f].items[i].count);
            json_close(&w, '}');
        }
        json_close(&w, ']');
    }
    json_close(&w, '}');
    view_json_answers(&w, &s->shown);
    json_close(&w, '}');
}

static bool put(web_view *v)
{
    search s = {0};
    if (!find(v, &s))
        return false;
    switch (v->form) {
    case WEB_HTML: put_html(v, &s); break;
    case WEB_JSON: put_json(v, &s); break;
    case WEB_CSV: view_csv_answers(v, &s.shown); break;
    }
    return true;
}

const view_kind view_search = {"/search", "Search", put};
