/*
 * A report: articles in one document that needs nothing else.
 */
#include <stdio.h>

#include "base/str.h"
#include "onrecord/web.h"
#include "web/article.h"
#include "web/frame.h"

bool onr_web_report_begin(onr_str *out, onr_str title, onr_arena *arena, onr_error *err)
{
    buffer to = {.arena = arena};
    frame_begin(&to, title, NULL);
    return buffer_finish(out, &to, "write the report", err);
}

bool onr_web_report_page(onr_str *out, const onr_record *record, onr_str bytes, onr_arena *arena,
                         onr_error *err)
{
    buffer to = {.arena = arena};
    char prefix[16];
    /* The beginning of the page's hash: none stands twice in a report by chance. */
    snprintf(prefix, sizeof prefix, "p%.8s-", record->id + strlen("sha256:"));
    article_put(&to, record, bytes, prefix);
    return buffer_finish(out, &to, "write the report", err);
}

bool onr_web_report_end(onr_str *out, onr_arena *arena, onr_error *err)
{
    buffer to = {.arena = arena};
    frame_end(&to);
    return buffer_finish(out, &to, "write the report", err);
}
