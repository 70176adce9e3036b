/*
 * What the views share: the request as a question, addresses that keep it, answers that were
 * collected, the end in a fault.
 */
#ifndef ONR_SRC_WEB_VIEW_H
#define ONR_SRC_WEB_VIEW_H

#include "base/json.h"
#include "export/format.h"
#include "export/json_visitor.h"
#include "onrecord/web.h"
#include "web/html.h"

typedef enum web_form { WEB_HTML, WEB_JSON, WEB_CSV } web_form;

/* A view at work. A view that meets a fault fills `status` and `err` and gives false. */
typedef struct web_view {
    const struct view_kind *kind;
    const onr_web_request *asked;
    onr_store *store;
    onr_arena *arena;
    web_form form;
    onr_question question;
    buffer to;
    int status;
    onr_error err;
} web_view;

/* A view: its address, its name, what writes it in all three forms. */
typedef struct view_kind {
    const char *path;
    const char *name;
    bool (*put)(web_view *v);
} view_kind;

extern const view_kind view_search, view_timeline, view_disputes, view_actors, view_article;

/* The first value called `name` in the request; empty: there is none. */
onr_str view_value(const web_view *v, const char *name);

/* The number in it, from 1 to `most`; 1 where there is none. False: it is no such number. */
bool view_number(web_view *v, const char *name, long most, long *out);

/* Reads `v->question` out of the request. */
bool view_ask(web_view *v);

/* Ends in a fault: its status, what is wrong and what to do. */
bool view_fail(web_view *v, int status, const char *advice, const char *format, ...)
    ONR_PRINTF(4, 5);

/*
 * The address of `path` with the request's values, `name` set to `value` (NULL: nothing is set) and
 * the number of the page left out; ready for an attribute.
 */
void view_link(web_view *v, const char *path, const char *name, onr_str value);

/* The same, set to what was published in a month; to what one says to another. */
void view_link_month(web_view *v, const char *path, onr_str month);
void view_link_pair(web_view *v, const char *path, onr_str by, onr_str to);

/* The form in which all that can be asked is asked, for `path`, with what is asked now in it. */
void view_form(web_view *v);

/* Links to the twins in JSON and CSV. */
void view_twins(web_view *v);

/* Answers that the store gave, kept. */
typedef struct answers {
    onr_answer *items;
    size_t count;
} answers;

/* The answers to `v->question`, `limit` of them behind `skip`. */
bool view_collect(web_view *v, answers *out, size_t limit, size_t skip);

/* What an answer points to, in the arena. */
onr_answer answer_copy(const onr_answer *from, onr_arena *arena);

/* The key of the page in a page's key or an id: 17 of "17" and "17.S3"; 0: none. */
int64_t page_key(onr_str id);

/* The form of output of that name. */
const export_format *format_called(const char *name);

/* An answer as all views list it: a sentence, its chain, its article. */
void view_answer(web_view *v, const onr_answer *a);

/* The address of the passage that an answer or an id ("17.S3") stands for. */
void view_passage(web_view *v, onr_str id);

/* Rows in CSV, as `query --format csv` has them, and members of JSON. */
void view_csv_answers(web_view *v, const answers *all);
void view_json_answers(json_writer *w, const answers *all);
void view_csv_cell(web_view *v, onr_str text, bool last);

/* How often each value stands in a list, the most frequent first. */
typedef struct tally {
    onr_str value;
    size_t count;
} tally;

typedef struct tallies {
    tally *items;
    size_t count;
} tallies;

/* Of `values`, empty ones left out; false: the arena is full. */
bool tallies_count(tallies *out, const onr_str *values, size_t count, onr_arena *arena);

#endif
