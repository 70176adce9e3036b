/*
 * HTML being written. Whatever comes from a page or a request goes through html_text or html_url,
 * in text and in attributes alike; all else is our own.
 */
#ifndef ONR_SRC_WEB_HTML_H
#define ONR_SRC_WEB_HTML_H

#include "base/buffer.h"

/* Words of a stranger: marks of HTML as references, what is no UTF-8 or turns text around replaced
 * or left out. */
void html_text(buffer *to, onr_str text);

/* A value within an address, percent-encoded (RFC 3986). */
void html_url(buffer *to, onr_str value);

/* A share from 0 to 1, as "0.78" whatever the locale. */
void html_share(buffer *to, double share);

/* Our own HTML. */
void html_put(buffer *to, const char *html);

/* Bytes of a page as they were read: as html_text, but a byte that is no UTF-8 stands as "\xE9". */
void html_bytes(buffer *to, onr_str bytes);

#endif
