/*
 * Lines of "Name: value", as WARC, HTTP and MIME have them.
 */
#ifndef ONR_SRC_CRAWL_FIELDS_H
#define ONR_SRC_CRAWL_FIELDS_H

#include "base/str.h"

/* The next line of `*text` without its end, which may be CRLF or LF; `*text` moves behind it.
 * False: there is none, or `text` ends before the line does. */
bool field_line(onr_str *out, onr_str *text);

/* Cuts a line into name and value, both without blanks at their ends. False: it has no colon. */
bool field_read(onr_str *name, onr_str *value, onr_str line);

/* "text/html" of `text/html; charset="utf-8"`, and the value of the parameter `name` of it. */
onr_str field_word(onr_str value);
onr_str field_parameter(onr_str value, const char *name);

#endif
