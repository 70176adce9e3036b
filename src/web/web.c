/*
 * Which view answers a request, in which form, and the one form that faults have.
 */
#include "onrecord/web.h"

#include "base/str.h"
#include "web/frame.h"
#include "web/view.h"

static const view_kind *const views[] = {&view_search, &view_timeline, &view_disputes, &view_actors,
                                         &view_article};

const char *onr_web_policy(void)
{
    return frame_policy();
}

static const char *type_of(web_form form)
{
    return form == WEB_JSON  ? "application/json"
           : form == WEB_CSV ? "text/csv; charset=utf-8"
                             : "text/html; charset=utf-8";
}

/* Takes ".json" or ".csv" off the path. */
static web_form form_of(onr_str *path)
{
    web_form form = str_ends(*path, ".json")  ? WEB_JSON
                    : str_ends(*path, ".csv") ? WEB_CSV
                                              : WEB_HTML;
    path->len -= form == WEB_JSON ? strlen(".json") : form == WEB_CSV ? strlen(".csv") : 0;
    return form;
}

static const view_kind *view_at(onr_str path)
{
    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        if (str_is(path, views[i]->path))
            return views[i];
    return str_is(path, "/") ? views[0] : NULL;
}

static void put_fault_json(web_view *v)
{
    json_writer w = {.to = &v->to};
    json_open(&w, '{');
    json_put_key(&w, "error");
    json_open(&w, '{');
    json_put_key(&w, "status");
    json_put_integer(&w, v->status);
    json_put_key(&w, "what");
    json_put_string(&w, str_of(v->err.what));
    json_put_key(&w, "advice");
    json_put_string(&w, str_of(v->err.advice));
    json_close(&w, '}');
    json_close(&w, '}');
}

static void put_fault_html(web_view *v)
{
    frame_begin(&v->to, ONR_STR("Not found out – onrecord"), "");
    buffer_format(&v->to, "<h1>Error %d</h1>\n<p>", v->status);
    html_text(&v->to, str_of(v->err.what));
    html_put(&v->to, v->err.advice[0] ? "; " : "");
    html_text(&v->to, str_of(v->err.advice));
    html_put(&v->to, ".</p>\n");
    frame_end(&v->to);
}

static void put_fault(web_view *v)
{
    v->to = (buffer){.arena = v->arena};
    switch (v->form) {
    case WEB_HTML: put_fault_html(v); break;
    case WEB_JSON: put_fault_json(v); break;
    case WEB_CSV:
        buffer_format(&v->to, "status,what,advice\r\n%d,", v->status);
        view_csv_cell(v, str_of(v->err.what), false);
        view_csv_cell(v, str_of(v->err.advice), true);
        break;
    }
}

bool onr_web_refuse(onr_web_answer *out, onr_str path, int status, const char *what,
                    const char *advice, onr_arena *arena, onr_error *err)
{
    web_view v = {.arena = arena, .form = form_of(&path)};
    view_fail(&v, status, advice, "%s", what);
    put_fault(&v);
    *out = (onr_web_answer){.status = status, .type = type_of(v.form)};
    return buffer_finish(&out->body, &v.to, "write a fault", err);
}

bool onr_web_ask(onr_web_answer *out, onr_store *store, const onr_web_request *request,
                 onr_arena *arena, onr_error *err)
{
    onr_str path = request->path;
    if (str_is(path, "/favicon.ico")) { /* Browsers ask for it by themselves. */
        *out = (onr_web_answer){.status = 204, .type = "image/x-icon"};
        return true;
    }
    web_view v = {.asked = request, .store = store, .arena = arena, .to = {.arena = arena}};
    v.form = form_of(&path);
    v.kind = view_at(path);
    v.status = 500;
    bool ok = v.kind ? v.kind->put(&v) : view_fail(&v, 404, "start at /", "there is no such view");
    if (!ok)
        put_fault(&v);
    *out = (onr_web_answer){.status = ok ? 200 : v.status, .type = type_of(v.form)};
    return buffer_finish(&out->body, &v.to, "write a view", err);
}
