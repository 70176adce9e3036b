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
 * A report: one document of HTML that needs nothing else. `onr_web_report_begin`, then
 * `onr_web_report_page` for each record, then `onr_web_report_end`, one behind the other.
 *
 * `bytes` are the page as it was read (`onr_input.bytes`); where they are empty, they are not
 * shown. Fails with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_web_report_begin(onr_str *out, onr_str title, onr_arena *arena, onr_error *err);
ONR_API bool onr_web_report_page(onr_str *out, const onr_record *record, onr_str bytes,
                                 onr_arena *arena, onr_error *err);
ONR_API bool onr_web_report_end(onr_str *out, onr_arena *arena, onr_error *err);

#ifdef __cplusplus
}
#endif

#endif
