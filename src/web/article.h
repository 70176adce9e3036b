/*
 * An article with what its record says, marked in the text.
 */
#ifndef ONR_SRC_WEB_ARTICLE_H
#define ONR_SRC_WEB_ARTICLE_H

#include "onrecord/record.h"
#include "web/html.h"

/*
 * `bytes` are the page as it was read, empty where they are not at hand; `prefix` stands before all
 * that other places point at ("S3"), and is unique in the document.
 */
void article_put(buffer *to, const onr_record *record, onr_str bytes, const char *prefix);

#endif
