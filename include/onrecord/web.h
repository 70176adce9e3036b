/**
 * Web: records and stores as pages of HTML, to be looked at.
 * Decides what a view shows; knows neither sockets nor files. What it writes needs no script, and
 * what comes from a page or a request stands in it as text.
 */
#ifndef ONRECORD_WEB_H
#define ONRECORD_WEB_H

#include "onrecord/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The beginning of a report, which is one document of HTML that needs nothing else: this, then
 * `onr_web_report_page` for each record, then `onr_web_report_end`, one behind the other. Fails
 * with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_web_report_begin(onr_str *out, onr_str title, onr_arena *arena, onr_error *err);

/** The part of a report that one record is. `bytes` are the page as it was read
 * (`onr_input.bytes`); where they are empty, they are not shown. Fails with ONR_E_MEMORY when the
 * arena is full. */
ONR_API bool onr_web_report_page(onr_str *out, const onr_record *record, onr_str bytes,
                                 onr_arena *arena, onr_error *err);

/** The end of a report. Fails with ONR_E_MEMORY when the arena is full. */
ONR_API bool onr_web_report_end(onr_str *out, onr_arena *arena, onr_error *err);

/** A value of a request, decoded: "about" and "water" of "?about=water". */
typedef struct onr_web_value {
    onr_str name;
    onr_str value;
} onr_web_value;

/** What is asked for. */
typedef struct onr_web_request {
    onr_str path; /**< "/search", "/search.json" */
    const onr_web_value *values;
    size_t count;
    /**
     * Gives the page as it was read, of `record`, into `arena`; false: it is not at hand. NULL: it
     * never is.
     */
    bool (*bytes_of)(onr_str *out, const onr_record *record, onr_arena *arena, void *user);
    void *user;
} onr_web_request;

/** What is sent. */
typedef struct onr_web_answer {
    int status;       /**< Of HTTP. */
    const char *type; /**< "text/html; charset=utf-8", … */
    onr_str body;
} onr_web_answer;

/** The Content-Security-Policy of all that is sent. The string is static. */
ONR_API const char *onr_web_policy(void);

/**
 * Answers a request for a view of `store`: search, timeline, disputes, actors, article, each also
 * as ".json" and ".csv". What is wrong with a request, or with the store, is an answer, too, in the
 * form that was asked for.
 *
 * Fails with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_web_ask(onr_web_answer *out, onr_store *store, const onr_web_request *request,
                         onr_arena *arena, onr_error *err);

/** The answer to a request that is not let through to a view: a fault, as HTML, or as JSON or CSV
 * where `path` ends so. Fails with ONR_E_MEMORY when the arena is full. */
ONR_API bool onr_web_refuse(onr_web_answer *out, onr_str path, int status, const char *what,
                            const char *advice, onr_arena *arena, onr_error *err);

#ifdef __cplusplus
}
#endif

#endif
