/*
 * Timeline: a lane a speaker, a shape an act, as wide as the day is unsure.
 */
#include "base/arena.h"
#include "base/day.h"
#include "base/str.h"
#include "export/wording.h"
#include "web/frame.h"
#include "web/statement.h"
#include "web/view.h"

enum { MOST = 250, LANES = 12, LANE = 44, LEFT = 190, RIGHT = 950, TOP = 30 };

/* Within a square of 16 around its middle; an act without a shape of its own has that of
 * ONR_ACT_STATE. */
static const char *const shapes[ONR_ACT_COUNT] = {
    [ONR_ACT_STATE] = "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0",
    [ONR_ACT_DENY] = "M-7 -4l3 -3l4 4l4 -4l3 3l-4 4l4 4l-3 3l-4 -4l-4 4l-3 -3l4 -4z",
    [ONR_ACT_ADMIT] = "M-6 0a6 6 0 0 0 12 0z",
    [ONR_ACT_ACCUSE] = "M-7 6l7 -13l7 13z",
    [ONR_ACT_DEMAND] = "M-6 -6h12v12h-12z",
    [ONR_ACT_PROPOSE] = "M0 -8l8 8l-8 8l-8 -8z",
    [ONR_ACT_PROMISE] =
        "M0 -8l2.4 5l5.6 .7l-4.2 3.8l1.2 5.5l-5 -2.8l-5 2.8l1.2 -5.5l-4.2 -3.8l5.6 -.7z",
    [ONR_ACT_REFUSE] = "M-8 -2.5h16v5h-16z",
    [ONR_ACT_AGREE] = "M-2.5 -8h5v5.5h5.5v5h-5.5v5.5h-5v-5.5h-5.5v-5h5.5z",
    [ONR_ACT_THREATEN] = "M1 -8l-7 9h4l-2 7l8 -10h-4l4 -6z",
    [ONR_ACT_WARN] = "M-7 -6l7 13l7 -13z",
    [ONR_ACT_PRAISE] = "M0 7l-7 -7a4 4 0 0 1 7 -4a4 4 0 0 1 7 4z",
    [ONR_ACT_THINK] = "M-6 0a6 6 0 0 1 12 0z",
    [ONR_ACT_ASK] = "M-4 -7h8l4 7l-4 7h-8l-4 -7z",
};

static const char *shape_of(onr_act act)
{
    return shapes[shapes[act] ? act : ONR_ACT_STATE];
}

/* A statement with the days between which it was made. */
typedef struct point {
    const onr_answer *answer;
    int32_t from, to; /* Numbers of days (base/day.h). */
    size_t lane;
} point;

typedef struct timeline {
    answers all;
    point *points;
    size_t count;
    tallies speakers;
    int32_t from, to;
} timeline;

static int number_at(onr_str text, size_t at, size_t len)
{
    int number = 0;
    for (size_t i = at; i < at + len; i++) {
        if (i >= text.len || !is_ascii_digit(text.data[i]))
            return 0;
        number = number * 10 + text.data[i] - '0';
    }
    return number;
}

/* The first or the last day that a day, month or year may mean; 0: none. */
static int32_t edge_of(onr_str edtf, bool last)
{
    day whole = edtf_read_day(edtf);
    int year = number_at(edtf, 0, 4), month = edtf.len >= 7 ? number_at(edtf, 5, 2) : 0;
    if (whole)
        return day_number(whole);
    if (year == 0)
        return 0;
    if (month >= 1 && month <= 12)
        return last ? day_count(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1) - 1
                    : day_count(year, month, 1);
    return last ? day_count(year + 1, 1, 1) - 1 : day_count(year, 1, 1);
}

/* When it was said, where that is known, else when it was published. */
static bool place(point *p, const onr_answer *a)
{
    onr_str when = a->said.len ? a->said : a->published;
    size_t slash = str_find(when, ONR_STR("/"), 0);
    onr_str first = slash == SIZE_MAX ? when : (onr_str){when.data, slash};
    onr_str last =
        slash == SIZE_MAX ? when : (onr_str){when.data + slash + 1, when.len - slash - 1};
    *p = (point){.answer = a, .from = edge_of(first, false), .to = edge_of(last, true)};
    return p->from && p->to >= p->from;
}

static size_t lane_of(const timeline *t, onr_str speaker)
{
    size_t lane = 0, most = t->speakers.count < LANES ? t->speakers.count : LANES;
    while (lane < most && !str_equal(t->speakers.items[lane].value, speaker))
        lane++;
    return lane;
}

static bool find(web_view *v, timeline *t)
{
    if (!view_ask(v) || !view_collect(v, &t->all, MOST, 0))
        return false;
    onr_str *speakers = arena_array(v->arena, onr_str, t->all.count + 1);
    t->points = arena_array(v->arena, point, t->all.count + 1);
    if (!speakers || !t->points)
        return arena_fail(&v->err, "draw a timeline");
    for (size_t i = 0; i < t->all.count; i++)
        speakers[i] = t->all.items[i].speaker;
    if (!tallies_count(&t->speakers, speakers, t->all.count, v->arena))
        return arena_fail(&v->err, "draw a timeline");
    for (size_t i = 0; i < t->all.count; i++) {
        point *p = &t->points[t->count];
        if (!place(p, &t->all.items[i]))
            continue;
        p->lane = lane_of(t, t->all.items[i].speaker);
        t->from = t->count == 0 || p->from < t->from ? p->from : t->from;
        t->to = t->count == 0 || p->to > t->to ? p->to : t->to;
        t->count++;
    }
    return true;
}

static int x_of(const timeline *t, int32_t number)
{
    int64_t days = t->to > t->from ? t->to - t->from : 1;
    return LEFT + (int)((int64_t)(number - t->from) * (RIGHT - LEFT) / days);
}

static size_t lanes_of(const timeline *t)
{
    return t->speakers.count < LANES ? t->speakers.count : LANES;
}

static void put_lane(web_view *v, onr_str name, size_t lane)
{
    int y = TOP + (int)lane * LANE;
    buffer_format(&v->to,
                  "<line class=\"rule\" x1=\"0\" x2=\"1000\" y1=\"%d\" y2=\"%d\"/>"
                  "<text x=\"4\" y=\"%d\">",
                  y + LANE, y + LANE, y + LANE / 2 + 5);
    /* What does not fit is in the table. */
    onr_str cut = name;
    if (cut.len > 26) {
        cut.len = 24;
        while (cut.len && ((unsigned char)cut.data[cut.len] & 0xC0) == 0x80)
            cut.len--;
    }
    html_text(&v->to, cut);
    html_put(&v->to, cut.len < name.len ? "…</text>\n" : "</text>\n");
}

static void put_axis(web_view *v, const timeline *t, int height)
{
    enum { TICKS = 5 };
    int32_t days = t->to - t->from, ticks = days < TICKS ? days : TICKS;
    for (int32_t i = 0; i <= ticks; i++) {
        int32_t number = t->from + (ticks ? days * i / ticks : 0);
        int x = x_of(t, number);
        buffer_format(&v->to,
                      "<line class=\"rule\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>"
                      "<text class=\"soft\" x=\"%d\" y=\"16\" text-anchor=\"middle\">",
                      x, x, TOP - 8, height, x);
        put_when(&v->to, edtf_day(day_of_number(number), "", v->arena));
        html_put(&v->to, "</text>\n");
    }
}

static void put_point(web_view *v, const timeline *t, const point *p, size_t number)
{
    onr_act act = act_called(p->answer->act);
    int from = x_of(t, p->from), to = x_of(t, p->to);
    /* Those of one day lie a little apart. */
    int y = TOP + (int)p->lane * LANE + LANE / 2 + (int)(number % 3) * 9 - 9;
    html_put(&v->to, "<a href=\"");
    view_passage(v, p->answer->id);
    html_put(&v->to, "\" aria-label=\"");
    html_text(&v->to, p->answer->speaker);
    buffer_format(&v->to, " %s, ", act_past(act));
    put_when(&v->to, p->answer->said.len ? p->answer->said : p->answer->published);
    html_put(&v->to, ": ");
    html_text(&v->to, p->answer->content);
    buffer_format(&v->to, "\" class=\"%s\">", act_class(act));
    if (p->to > p->from)
        buffer_format(&v->to, "<rect class=\"span\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"6\"/>",
                      from, y - 3, to - from);
    html_put(&v->to, "<title>");
    html_text(&v->to, p->answer->content);
    buffer_format(&v->to,
                  "</title><path class=\"shape\" transform=\"translate(%d %d)\" "
                  "d=\"%s\"/></a>\n",
                  (from + to) / 2, y, shape_of(act));
}

static void put_shapes(web_view *v)
{
    html_put(&v->to, "<ul class=\"legend\" aria-label=\"Shapes\">");
    for (int act = 0; act < ONR_ACT_COUNT; act++)
        buffer_format(&v->to,
                      "<li class=\"%s\"><svg width=\"18\" height=\"18\" viewBox=\"-9 -9 18 18\" "
                      "aria-hidden=\"true\"><path class=\"shape\" d=\"%s\"/></svg> %s</li>",
                      act_class((onr_act)act), shape_of((onr_act)act), act_past((onr_act)act));
    html_put(&v->to, "</ul>\n");
}

static void put_picture(web_view *v, const timeline *t)
{
    size_t lanes = lanes_of(t), others = t->speakers.count > lanes;
    int height = TOP + (int)(lanes + others) * LANE;
    buffer_format(&v->to,
                  "<div class=\"figure\" tabindex=\"0\" role=\"region\" aria-label=\"Timeline\">"
                  "<svg width=\"1000\" height=\"%d\" viewBox=\"0 0 1000 %d\">\n",
                  height + 4, height + 4);
    put_axis(v, t, height);
    for (size_t i = 0; i < lanes; i++)
        put_lane(v, t->speakers.items[i].value, i);
    if (others)
        put_lane(v, ONR_STR("others"), lanes);
    for (size_t i = t->count; i-- > 0;)
        put_point(v, t, &t->points[i], i);
    html_put(&v->to, "</svg></div>\n");
}

static void put_html(web_view *v, const timeline *t)
{
    frame_begin(&v->to, ONR_STR("Timeline – onrecord"), v->kind->name);
    html_put(&v->to, "<h1>When it was said</h1>\n");
    view_form(v);
    buffer_format(&v->to,
                  "<p>%zu statement%s with a day%s. A bar is as wide as the day is unsure."
                  "</p>\n",
                  t->count, t->count == 1 ? "" : "s",
                  t->all.count == MOST ? ", of the newest that meet what is asked" : "");
    put_shapes(v);
    if (t->count)
        put_picture(v, t);
    html_put(&v->to, "<details><summary>As a list</summary>\n<ol class=\"cards\">\n");
    for (size_t i = 0; i < t->count; i++) {
        html_put(&v->to, "<li>");
        view_answer(v, t->points[i].answer);
        html_put(&v->to, "</li>\n");
    }
    html_put(&v->to, "</ol></details>\n");
    view_twins(v);
    frame_end(&v->to);
}

static bool put(web_view *v)
{
    timeline t = {0};
    json_writer w = {.to = &v->to};
    if (!find(v, &t))
        return false;
    switch (v->form) {
    case WEB_HTML: put_html(v, &t); break;
    case WEB_CSV: view_csv_answers(v, &t.all); break;
    case WEB_JSON:
        json_open(&w, '{');
        view_json_answers(&w, &t.all);
        json_close(&w, '}');
        break;
    }
    return true;
}

const view_kind view_timeline = {"/timeline", "Timeline", put};
