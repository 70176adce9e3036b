#include "web/view.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/str.h"
#include "export/format.h"
#include "export/wording.h"
#include "web/statement.h"

onr_str view_value(const web_view *v, const char *name)
{
    for (size_t i = 0; i < v->asked->count; i++)
        if (str_is(v->asked->values[i].name, name) && v->asked->values[i].value.len)
            return v->asked->values[i].value;
    return (onr_str){0};
}

bool view_fail(web_view *v, int status, const char *advice, const char *format, ...)
{
    char what[sizeof v->err.what];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    v->status = status;
    return onr_fail(&v->err, ONR_E_FORMAT, 0, advice, "%s", what);
}

bool view_number(web_view *v, const char *name, long most, long *out)
{
    onr_str text = view_value(v, name);
    *out = text.len ? 0 : 1;
    for (size_t i = 0; i < text.len && i < 9; i++)
        *out = is_ascii_digit(text.data[i]) && *out >= 0 ? *out * 10 + text.data[i] - '0' : -1;
    if (*out >= 1 && *out <= most)
        return true;
    return view_fail(v, 400, "narrow what is asked instead of going further",
                     "%s: no number from 1 to %ld", name, most);
}

/* All values called `name`. */
static onr_strs values_of(const web_view *v, const char *name)
{
    onr_str *items = arena_array(v->arena, onr_str, v->asked->count + 1);
    size_t count = 0;
    for (size_t i = 0; items && i < v->asked->count; i++)
        if (str_is(v->asked->values[i].name, name) && v->asked->values[i].value.len)
            items[count++] = v->asked->values[i].value;
    return (onr_strs){items, count};
}

static bool are_acts(web_view *v, onr_strs acts)
{
    for (size_t i = 0; i < acts.count; i++)
        if (!str_is(acts.items[i], onr_act_name(act_called(acts.items[i]))))
            return view_fail(v, 400, "choose one of the list", "act: there is no such act");
    return true;
}

static bool is_day(web_view *v, const char *name, onr_str date)
{
    return date.len == 0 || is_edtf_date(date) ||
           view_fail(v, 400, "write 2026-02-19, 2026-02 or 2026", "%s: no date", name);
}

/* "0.5", as the option of that name has it; a locale may want a comma, an address has none. */
static bool read_share(web_view *v, const char *name, double *out)
{
    onr_str text = view_value(v, name);
    unsigned number = 0, one = 1;
    bool point = false, ok = text.len <= strlen("0.12345");
    for (size_t i = 0; ok && i < text.len; i++)
        if (is_ascii_digit(text.data[i])) {
            number = 10 * number + (unsigned)(text.data[i] - '0');
            one *= point ? 10 : 1;
        } else {
            ok = text.data[i] == '.' && !point && text.len > 1;
            point = true;
        }
    *out = (double)number / one;
    return (ok && number <= one) ||
           view_fail(v, 400, "write 0.5", "%s: no number from 0 to 1", name);
}

bool view_ask(web_view *v)
{
    onr_question *q = &v->question;
    *q = (onr_question){.by = values_of(v, "by"),
                        .to = values_of(v, "to"),
                        .acts = values_of(v, "act"),
                        .outlets = values_of(v, "outlet"),
                        .about = view_value(v, "about"),
                        .since = view_value(v, "since"),
                        .until = view_value(v, "until"),
                        .sort = ONR_SORT_NEWEST};
    return are_acts(v, q->acts) && is_day(v, "since", q->since) && is_day(v, "until", q->until) &&
           read_share(v, "min-confidence", &q->min_confidence);
}

/* What a link keeps of the request: all but the number of the page and what it sets (names with
 * bars between them). */
static bool is_kept(onr_str name, const char *set)
{
    return !str_is(name, "page") && (!set || !str_listed(name, set)) &&
           str_listed(name, "about|by|to|act|outlet|since|until|min-confidence");
}

/* The path with what is kept; what stands in front of the next value. */
static const char *put_kept(web_view *v, const char *path, const char *set)
{
    const char *between = "?";
    html_put(&v->to, path);
    for (size_t i = 0; i < v->asked->count; i++) {
        const onr_web_value *one = &v->asked->values[i];
        if (!is_kept(one->name, set) || one->value.len == 0)
            continue;
        html_put(&v->to, between);
        html_url(&v->to, one->name);
        html_put(&v->to, "=");
        html_url(&v->to, one->value);
        between = "&amp;";
    }
    return between;
}

void view_link(web_view *v, const char *path, const char *name, onr_str value)
{
    const char *between = put_kept(v, path, name);
    if (!name || value.len == 0)
        return;
    buffer_format(&v->to, "%s%s=", between, name);
    html_url(&v->to, value);
}

void view_link_month(web_view *v, const char *path, onr_str month)
{
    buffer_format(&v->to, "%ssince=", put_kept(v, path, "since|until"));
    html_url(&v->to, month);
    html_put(&v->to, "&amp;until=");
    html_url(&v->to, month);
}

void view_link_pair(web_view *v, const char *path, onr_str by, onr_str to)
{
    buffer_format(&v->to, "%sby=", put_kept(v, path, "by|to"));
    html_url(&v->to, by);
    html_put(&v->to, "&amp;to=");
    html_url(&v->to, to);
}

static void put_input(web_view *v, const char *name, const char *label, const char *hint)
{
    buffer_format(
        &v->to,
        "<div><label for=\"%s\">%s</label><input id=\"%s\" name=\"%s\" placeholder=\"%s\" "
        "value=\"",
        name, label, name, name, hint);
    html_text(&v->to, view_value(v, name));
    html_put(&v->to, "\"></div>\n");
}

static void put_acts(web_view *v)
{
    onr_str now = view_value(v, "act");
    html_put(&v->to, "<div><label for=\"act\">Act</label><select id=\"act\" name=\"act\">"
                     "<option value=\"\">any</option>");
    for (int act = 0; act < ONR_ACT_COUNT; act++) {
        const char *name = onr_act_name((onr_act)act);
        buffer_format(&v->to, "<option value=\"%s\"%s>%s</option>", name,
                      str_is(now, name) ? " selected" : "", act_past((onr_act)act));
    }
    html_put(&v->to, "</select></div>\n");
}

void view_form(web_view *v)
{
    buffer_format(&v->to,
                  "<form class=\"ask\" method=\"get\" action=\"%s\" role=\"search\" "
                  "aria-label=\"What is asked\">\n",
                  v->kind->path);
    put_input(v, "about", "Words", "all of them");
    put_input(v, "by", "Who speaks", "name or code");
    put_input(v, "to", "To whom", "name or code");
    put_acts(v);
    put_input(v, "outlet", "Outlet", "its name");
    put_input(v, "since", "Since", "2026-02-19");
    put_input(v, "until", "Until", "2026-03");
    put_input(v, "min-confidence", "As sure as", "0.5");
    html_put(&v->to, "<div><button>Show</button></div>\n</form>\n");
}

void view_twins(web_view *v)
{
    char path[40];
    html_put(&v->to, "<p class=\"meta\">The same as <a href=\"");
    snprintf(path, sizeof path, "%s.json", v->kind->path);
    view_link(v, path, NULL, (onr_str){0});
    html_put(&v->to, "\">JSON</a>, <a href=\"");
    snprintf(path, sizeof path, "%s.csv", v->kind->path);
    view_link(v, path, NULL, (onr_str){0});
    html_put(&v->to, "\">CSV</a>.</p>\n");
}

typedef struct collecting {
    answers *out;
    size_t room;
    onr_arena *arena;
} collecting;

onr_answer answer_copy(const onr_answer *from, onr_arena *arena)
{
    onr_answer a = *from;
    onr_str *texts[] = {&a.id,     &a.page,      &a.source,    &a.url,     &a.title,
                        &a.outlet, &a.published, &a.statement, &a.speaker, &a.speaker_words,
                        &a.code,   &a.cue,       &a.act,       &a.content, &a.addressee,
                        &a.chain,  &a.said,      &a.quote};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = arena_copy(arena, *texts[i]);
    return a;
}

int64_t page_key(onr_str id)
{
    int64_t key = 0;
    for (size_t i = 0; i < id.len && i < 15 && is_ascii_digit(id.data[i]); i++)
        key = key * 10 + id.data[i] - '0';
    return key;
}

/* What an answer points to lasts until `each` returns. */
static bool keep_answer(const onr_answer *from, void *user)
{
    collecting *c = user;
    c->out->items[c->out->count++] = answer_copy(from, c->arena);
    return c->out->count < c->room && !onr_arena_full(c->arena);
}

bool view_collect(web_view *v, answers *out, size_t limit, size_t skip)
{
    collecting c = {.out = out, .room = limit, .arena = v->arena};
    *out = (answers){.items = arena_array(v->arena, onr_answer, limit)};
    v->question.limit = limit;
    v->question.skip = skip;
    v->status = 500;
    return (out->items || arena_fail(&v->err, "keep answers")) &&
           onr_store_query(v->store, &v->question, keep_answer, &c, &v->err) &&
           (!onr_arena_full(v->arena) || arena_fail(&v->err, "keep answers"));
}

void view_passage(web_view *v, onr_str id)
{
    size_t dot = str_find(id, ONR_STR("."), 0);
    dot = dot == SIZE_MAX ? id.len : dot;
    html_put(&v->to, "/article?page=");
    html_url(&v->to, (onr_str){id.data, dot});
    if (dot < id.len) {
        html_put(&v->to, "#");
        html_url(&v->to, (onr_str){id.data + dot + 1, id.len - dot - 1});
    }
}

/* Whether two words are likely forms of one: equal but for a few letters at their ends. */
static bool are_kin(onr_str a, onr_str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len, longer = a.len < b.len ? b.len : a.len,
           same = 0;
    while (same < shorter && ascii_lower(a.data[same]) == ascii_lower(b.data[same]))
        same++;
    return (same == shorter && same == longer) ||
           (shorter >= 4 && same + 1 >= shorter && longer - shorter <= 3);
}

static size_t word_at(onr_str text, size_t at)
{
    size_t end = at;
    while (end < text.len && (is_ascii_letter(text.data[end]) || is_ascii_digit(text.data[end]) ||
                              (unsigned char)text.data[end] >= 0x80))
        end++;
    return end - at;
}

static bool is_asked(onr_str words, onr_str word)
{
    for (size_t at = 0; at < words.len;) {
        size_t len = word_at(words, at);
        if (len && are_kin((onr_str){words.data + at, len}, word))
            return true;
        at += len ? len : 1;
    }
    return false;
}

/* The content, what was asked for marked. */
static void put_marked(web_view *v, onr_str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t len = word_at(text, at);
        onr_str word = {text.data + at, len ? len : 1};
        bool marked = len && is_asked(v->question.about, word);
        html_put(&v->to, marked ? "<mark>" : "");
        html_text(&v->to, word);
        html_put(&v->to, marked ? "</mark>" : "");
        at += word.len;
    }
}

static void put_speech(web_view *v, const onr_answer *a)
{
    char phrase[ACT_PHRASE];
    answer_phrase(phrase, a);
    html_put(&v->to, "<b>");
    html_text(&v->to, a->speaker.len ? a->speaker : ONR_STR("?"));
    html_put(&v->to, "</b>");
    if (!says_no_more(a->speaker_words, a->speaker)) {
        html_put(&v->to, " [“");
        html_text(&v->to, a->speaker_words);
        html_put(&v->to, "”]");
    }
    buffer_format(&v->to, " <span class=\"act %s\">%s</span>", act_class(act_called(a->act)),
                  phrase);
    if (a->addressee.len) {
        html_put(&v->to, " → ");
        html_text(&v->to, a->addressee);
    }
}

void view_answer(web_view *v, const onr_answer *a)
{
    put_speech(v, a);
    html_put(&v->to, ": ");
    put_marked(v, a->content);
    html_put(&v->to, " <span class=\"sure\">(");
    html_share(&v->to, a->confidence);
    html_put(&v->to, ")</span><br><span class=\"chain\">");
    html_text(&v->to, a->chain);
    html_put(&v->to, "</span><br><a href=\"");
    view_passage(v, a->id);
    html_put(&v->to, "\">");
    html_text(&v->to, a->title.len ? a->title : a->source.len ? a->source : a->id);
    html_put(&v->to, "</a> <span class=\"meta\">");
    html_text(&v->to, a->outlet);
    html_put(&v->to, a->outlet.len ? ", " : "");
    if (a->published.len)
        put_when(&v->to, a->published);
    else
        html_put(&v->to, "undated");
    html_put(&v->to, "</span>");
}

const export_format *format_called(const char *name)
{
    const export_format *format = NULL;
    for (size_t i = 0; (format = export_format_at(i)) && strcmp(format->name, name) != 0; i++)
        ;
    return format;
}

void view_csv_answers(web_view *v, const answers *all)
{
    const export_format *csv = format_called("csv");
    csv->answer_head(&v->to);
    for (size_t i = 0; i < all->count; i++)
        csv->answer(&v->to, &all->items[i], (export_style){.spreadsheet = true});
}

void view_json_answers(json_writer *w, const answers *all)
{
    json_put_key(w, "statements");
    json_open(w, '[');
    for (size_t i = 0; i < all->count; i++) {
        visitor each = json_visitor(w);
        visit_answer(&each, &all->items[i]);
    }
    json_close(w, ']');
}

void view_csv_cell(web_view *v, onr_str text, bool last)
{
    export_put_quoted(&v->to, text, true);
    html_put(&v->to, last ? "\r\n" : ",");
}
