/*
 * What stands around every view: the document's head with its policy, the way to the other views,
 * the end.
 */
#ifndef ONR_SRC_WEB_FRAME_H
#define ONR_SRC_WEB_FRAME_H

#include "web/html.h"

/* Begins a document called `title`. `here` is the view's name in the list of views; NULL: a
 * document that stands alone, without that list. */
void frame_begin(buffer *to, onr_str title, const char *here);
void frame_end(buffer *to);

/* The Content-Security-Policy of all documents: no scripts, nothing from elsewhere. */
const char *frame_policy(void);

#endif
