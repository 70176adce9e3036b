/*
 * Articles: one with what its record says, or the newest to choose from.
 */
#include "base/arena.h"
#include "base/str.h"
#include "export/wording.h"
#include "web/article.h"
#include "web/frame.h"
#include "web/view.h"

enum { A_PAGE = 25, MOST_PAGES = 200, RECORD_MEMORY = 256 << 20 };

/* What the list shows of a page. */
typedef struct listed {
    int64_t key;
    onr_str title, outlet, published, source;
    size_t statements;
} listed;

typedef struct listing {
    listed items[A_PAGE + 1];
    size_t count;
    onr_arena *arena;
} listing;

static bool keep(int64_t page, const onr_record *record, void *user)
{
    listing *l = user;
    const onr_article *a = &record->article;
    l->items[l->count++] = (listed){.key = page,
                                    .title = arena_copy(l->arena, a->title),
                                    .outlet = arena_copy(l->arena, a->outlet),
                                    .published = arena_copy(l->arena, a->published),
                                    .source = arena_copy(l->arena, record->source),
                                    .statements = record->statements.count};
    return l->count <= A_PAGE;
}

static bool find(web_view *v, listing *l, long *page)
{
    /* Of a page of articles the number is called otherwise: "page" names an article. */
    if (!view_ask(v) || !view_number(v, "from", MOST_PAGES, page))
        return false;
    onr_arena *records = onr_arena_new(RECORD_MEMORY);
    v->question.limit = A_PAGE + 1;
    v->question.skip = (uint64_t)(*page - 1) * A_PAGE;
    v->status = 500;
    bool ok = records ? onr_store_pages(v->store, &v->question, keep, l, records, &v->err)
                      : arena_fail(&v->err, "read records");
    onr_arena_free(records);
    return ok;
}

static void put_rows(web_view *v, const listing *l)
{
    html_put(&v->to, "<ol class=\"cards\">\n");
    for (size_t i = 0; i < l->count && i < A_PAGE; i++) {
        const listed *one = &l->items[i];
        buffer_format(&v->to, "<li><a href=\"/article?page=%lld\">", (long long)one->key);
        html_text(&v->to, one->title.len ? one->title : one->source);
        html_put(&v->to, "</a><br><span class=\"meta\">");
        html_text(&v->to, one->outlet.len ? one->outlet : one->source);
        html_put(&v->to, " · ");
        html_text(&v->to, one->published.len ? one->published : ONR_STR("undated"));
        buffer_format(&v->to, " · %zu statement%s</span></li>\n", one->statements,
                      one->statements == 1 ? "" : "s");
    }
    html_put(&v->to, "</ol>\n");
}

static void put_pager(web_view *v, const listing *l, long page)
{
    html_put(&v->to, "<nav class=\"pager\" aria-label=\"Pages\">");
    for (int step = -1; step <= 1; step += 2) {
        if ((step < 0 && page == 1) || (step > 0 && l->count <= A_PAGE))
            continue;
        html_put(&v->to, "<a href=\"");
        view_link(v, "/article", "from", arena_format(v->arena, "%ld", page + step));
        buffer_format(&v->to, "\">%s</a>\n", step < 0 ? "Newer" : "Older");
    }
    html_put(&v->to, "</nav>\n");
}

static void put_list_json(web_view *v, const listing *l)
{
    json_writer w = {.to = &v->to};
    json_open(&w, '{');
    json_put_key(&w, "articles");
    json_open(&w, '[');
    for (size_t i = 0; i < l->count && i < A_PAGE; i++) {
        json_open(&w, '{');
        json_put_key(&w, "page");
        json_put_integer(&w, l->items[i].key);
        json_put_key(&w, "title");
        json_put_string(&w, l->items[i].title);
        json_put_key(&w, "outlet");
        json_put_string(&w, l->items[i].outlet);
        json_put_key(&w, "published");
        json_put_string(&w, l->items[i].published);
        json_put_key(&w, "source");
        json_put_string(&w, l->items[i].source);
        json_close(&w, '}');
    }
    json_close(&w, ']');
    json_close(&w, '}');
}

static void put_list_csv(web_view *v, const listing *l)
{
    html_put(&v->to, "page,title,outlet,published,source\r\n");
    for (size_t i = 0; i < l->count && i < A_PAGE; i++) {
        buffer_format(&v->to, "%lld,", (long long)l->items[i].key);
        view_csv_cell(v, l->items[i].title, false);
        view_csv_cell(v, l->items[i].outlet, false);
        view_csv_cell(v, l->items[i].published, false);
        view_csv_cell(v, l->items[i].source, true);
    }
}

static bool put_list(web_view *v)
{
    listing l = {.arena = v->arena};
    long page;
    if (!find(v, &l, &page))
        return false;
    switch (v->form) {
    case WEB_JSON: put_list_json(v, &l); return true;
    case WEB_CSV: put_list_csv(v, &l); return true;
    case WEB_HTML: break;
    }
    frame_begin(&v->to, ONR_STR("Articles – onrecord"), v->kind->name);
    html_put(&v->to, "<h1>Articles, the newest first</h1>\n");
    view_form(v);
    put_rows(v, &l);
    put_pager(v, &l, page);
    view_twins(v);
    frame_end(&v->to);
    return true;
}

static void put_record_html(web_view *v, const onr_record *record)
{
    onr_str bytes = {0};
    const onr_web_request *r = v->asked;
    if (r->bytes_of && !r->bytes_of(&bytes, record, v->arena, r->user))
        bytes = (onr_str){0};
    frame_begin(&v->to, shown_title(record), v->kind->name);
    article_put(&v->to, record, bytes, "");
    html_put(&v->to, "<p class=\"meta\">The same as <a href=\"/article.json?page=");
    html_url(&v->to, view_value(v, "page"));
    html_put(&v->to, "\">JSON</a>, its statements as <a href=\"/article.csv?page=");
    html_url(&v->to, view_value(v, "page"));
    html_put(&v->to, "\">CSV</a>.</p>\n");
    frame_end(&v->to);
}

/* More statements than any page has. */
enum { MOST_STATEMENTS = 20000 };

static bool put_statements(web_view *v, int64_t key)
{
    answers all;
    v->question = (onr_question){.page = key};
    if (!view_collect(v, &all, MOST_STATEMENTS, 0))
        return false;
    view_csv_answers(v, &all);
    return true;
}

static bool put_article(web_view *v, onr_str page)
{
    onr_record record;
    onr_str json;
    bool found;
    v->status = 500;
    if (!onr_store_page(v->store, page, &record, &found, v->arena, &v->err))
        return false;
    if (!found)
        return view_fail(v, 404, "follow a link of /article", "no such page");
    switch (v->form) {
    case WEB_CSV: return put_statements(v, page_key(page));
    case WEB_JSON:
        if (!onr_record_write_json(&json, &record, v->arena, &v->err))
            return false;
        buffer_put(&v->to, json);
        return true;
    case WEB_HTML: put_record_html(v, &record); break;
    }
    return true;
}

static bool put(web_view *v)
{
    onr_str page = view_value(v, "page");
    return page.len ? put_article(v, page) : put_list(v);
}

const view_kind view_article = {"/article", "Articles", put};
