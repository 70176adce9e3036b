/*
 * Disputes: the claim in the middle, who asserts it, who denies it, who only reports it, and how
 * many of the reports are independent.
 */
#include "base/arena.h"
#include "base/str.h"
#include "web/frame.h"
#include "web/view.h"

/* A page of the list; reports of one claim that are shown, among so many statements of a page. */
enum { A_PAGE = 20, MOST_PAGES = 50, MOST_REPORTS = 50, MOST_STATEMENTS = 1000 };

typedef struct disputes {
    onr_disputed *items;
    size_t count;
    size_t from, room; /* Of those that meet the question, the first that is wanted and how many. */
    onr_str claim;     /* The id of the one claim that is wanted; empty: all. */
    onr_arena *arena;
    long page;
} disputes;

static bool keep(const onr_disputed *from, void *user)
{
    disputes *d = user;
    if (d->claim.len && !str_equal(d->claim, from->claim.id))
        return true;
    onr_disputed *out = &d->items[d->count++];
    *out = (onr_disputed){.claim = answer_copy(&from->claim, d->arena),
                          .denial = answer_copy(&from->denial, d->arena),
                          .about = arena_copy(d->arena, from->about)};
    return d->count < d->room && !onr_arena_full(d->arena);
}

/* One more than a page of them, to know whether there is a next page. */
static bool find(web_view *v, disputes *d)
{
    if (!view_ask(v) || !view_number(v, "page", MOST_PAGES, &d->page))
        return false;
    d->claim = view_value(v, "claim");
    d->from = (size_t)(d->page - 1) * A_PAGE;
    d->room = A_PAGE + 1;
    d->arena = v->arena;
    d->items = arena_array(v->arena, onr_disputed, d->room);
    if (d->claim.len) {
        v->question = (onr_question){.page = page_key(d->claim)};
    } else {
        v->question.limit = d->room;
        v->question.skip = d->from;
    }
    v->status = 500;
    if (!d->items || !onr_store_disputes(v->store, &v->question, keep, d, &v->err))
        return d->items ? false : arena_fail(&v->err, "keep disputes");
    return d->count || !d->claim.len ||
           view_fail(v, 404, "follow a link of /disputes", "no such dispute");
}

static void put_claim_link(web_view *v, const onr_disputed *d)
{
    html_put(&v->to, "/disputes?claim=");
    html_url(&v->to, d->claim.id);
}

static void put_name(web_view *v, const onr_answer *a)
{
    html_text(&v->to, a->speaker.len ? a->speaker : ONR_STR("?"));
}

static void put_list(web_view *v, const disputes *d)
{
    html_put(&v->to, "<ol class=\"cards\">\n");
    for (size_t i = 0; i < d->count && i < A_PAGE; i++) {
        html_put(&v->to, "<li><a href=\"");
        put_claim_link(v, &d->items[i]);
        html_put(&v->to, "\">");
        html_text(&v->to, d->items[i].about);
        html_put(&v->to, "</a><br>asserted by <b>");
        put_name(v, &d->items[i].claim);
        html_put(&v->to, "</b>, denied by <b>");
        put_name(v, &d->items[i].denial);
        html_put(&v->to, "</b> <span class=\"meta\">");
        html_text(&v->to, d->items[i].claim.outlet);
        html_put(&v->to, " ");
        html_text(&v->to, d->items[i].claim.published);
        html_put(&v->to, "</span></li>\n");
    }
    html_put(&v->to, "</ol>\n<nav class=\"pager\" aria-label=\"Pages\">");
    for (int step = -1; step <= 1; step += 2) {
        if ((step < 0 && d->page == 1) || (step > 0 && d->count <= A_PAGE))
            continue;
        html_put(&v->to, "<a href=\"");
        view_link(v, "/disputes", "page", arena_format(v->arena, "%ld", d->page + step));
        buffer_format(&v->to, "\">%s</a>\n", step < 0 ? "Newer" : "Older");
    }
    html_put(&v->to, "</nav>\n");
}

/* What several pages tell of one statement. */
typedef struct telling {
    web_view *v;
    onr_report *items;
    size_t count, sources;
} telling;

static bool keep_story(const onr_story *story, void *user)
{
    telling *t = user;
    t->items = arena_array(t->v->arena, onr_report, story->report_count + 1);
    for (size_t i = 0; t->items && i < story->report_count; i++) {
        t->items[i] = story->reports[i];
        t->items[i].item = arena_copy(t->v->arena, story->reports[i].item);
    }
    t->count = t->items ? story->report_count : 0;
    t->sources = story->sources;
    return true;
}

/* 3 of "17.S3". */
static int64_t statement_number(onr_str id)
{
    size_t at = str_find(id, ONR_STR(".S"), 0);
    return at == SIZE_MAX ? 0 : page_key((onr_str){id.data + at + 2, id.len - at - 2});
}

static bool find_telling(telling *out, web_view *v, const onr_answer *of)
{
    *out = (telling){.v = v};
    return onr_store_story(v->store, page_key(of->id), statement_number(of->id), keep_story, out,
                           v->arena, &v->err);
}

static void put_numbers(web_view *v, const char *what, const telling *t)
{
    buffer_format(&v->to, "%s in <b>%zu report%s, %zu independent source%s</b>", what, t->count,
                  t->count == 1 ? "" : "s", t->sources, t->sources == 1 ? "" : "s");
}

/* "Asserted in 4 reports, 2 independent sources; denied in 1 report, 1 independent source" */
static bool put_counts(web_view *v, const disputes *d, const telling *claim)
{
    html_put(&v->to, "<p>");
    put_numbers(v, "Asserted", claim);
    for (size_t i = 0; i < d->count; i++) {
        telling denial;
        if (!find_telling(&denial, v, &d->items[i].denial))
            return false;
        put_numbers(v, "; denied", &denial);
    }
    html_put(&v->to,
             " <span class=\"meta\">(pages that are copies of each other, and those that rest "
             "on one word, are one source)</span></p>\n");
    return true;
}

static bool is_side(const disputes *d, const onr_answer *a)
{
    for (size_t i = 0; i < d->count; i++)
        if (str_equal(a->id, d->items[i].claim.id) || str_equal(a->id, d->items[i].denial.id))
            return true;
    return false;
}

/* The statement that a report is, out of those of its page. */
static bool put_report(web_view *v, const disputes *d, const onr_report *report)
{
    answers all;
    v->question = (onr_question){.page = report->key};
    if (!view_collect(v, &all, MOST_STATEMENTS, 0))
        return false;
    for (size_t i = 0; i < all.count; i++)
        if (str_equal(all.items[i].statement, report->item) && !is_side(d, &all.items[i])) {
            html_put(&v->to, "<li>");
            view_answer(v, &all.items[i]);
            html_put(&v->to, "</li>\n");
        }
    return true;
}

static bool put_reports(web_view *v, const disputes *d, const telling *claim)
{
    html_put(&v->to, "<h2>Who else reports it</h2>\n<ul class=\"cards\">\n");
    for (size_t i = 0; i < claim->count && i < MOST_REPORTS; i++)
        if (!put_report(v, d, &claim->items[i]))
            return false;
    html_put(&v->to, "</ul>\n");
    return true;
}

static void put_one(web_view *v, const disputes *d)
{
    html_put(&v->to, "<div class=\"sides\">\n<section class=\"for\"><h2>Asserts</h2>");
    view_answer(v, &d->items[0].claim);
    html_put(&v->to, "</section>\n<section class=\"claim\"><h2>Claim</h2>");
    html_text(&v->to, d->items[0].about);
    html_put(&v->to, "</section>\n<section class=\"against\"><h2>Denies</h2>");
    for (size_t i = 0; i < d->count; i++) {
        html_put(&v->to, "<div>");
        view_answer(v, &d->items[i].denial);
        html_put(&v->to, "</div>");
    }
    html_put(&v->to, "</section>\n</div>\n");
}

static bool put_html(web_view *v, const disputes *d)
{
    telling claim = {0};
    if (d->claim.len && !find_telling(&claim, v, &d->items[0].claim))
        return false;
    v->question.about = (onr_str){0}; /* What was not asked for is not marked. */
    frame_begin(&v->to, ONR_STR("Disputes – onrecord"), v->kind->name);
    html_put(&v->to, "<h1>What is denied</h1>\n");
    if (d->claim.len) {
        put_one(v, d);
        if (!put_counts(v, d, &claim) || !put_reports(v, d, &claim))
            return false;
    } else {
        view_form(v);
        put_list(v, d);
    }
    view_twins(v);
    frame_end(&v->to);
    return true;
}

static void put_json(web_view *v, const disputes *d)
{
    json_writer w = {.to = &v->to};
    json_open(&w, '{');
    json_put_key(&w, "disputes");
    json_open(&w, '[');
    for (size_t i = 0; i < d->count && i < A_PAGE; i++) {
        visitor each = json_visitor(&w);
        visit_disputed(&each, &d->items[i]);
    }
    json_close(&w, ']');
    json_close(&w, '}');
}

static void put_csv(web_view *v, const disputes *d)
{
    const export_format *csv = format_called("csv");
    csv->disputed_head(&v->to);
    for (size_t i = 0; i < d->count && i < A_PAGE; i++)
        csv->disputed(&v->to, &d->items[i], (export_style){.spreadsheet = true});
}

static bool put(web_view *v)
{
    disputes d = {0};
    if (!find(v, &d))
        return false;
    switch (v->form) {
    case WEB_HTML: return put_html(v, &d);
    case WEB_JSON: put_json(v, &d); break;
    case WEB_CSV: put_csv(v, &d); break;
    }
    return true;
}

const view_kind view_disputes = {"/disputes", "Disputes", put};
