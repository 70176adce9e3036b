/*
 * What is visited, as JSON.
 */
#ifndef ONR_SRC_EXPORT_JSON_VISITOR_H
#define ONR_SRC_EXPORT_JSON_VISITOR_H

#include "base/json.h"
#include "record/visit.h"

/* A visitor that writes with `w`. */
visitor json_visitor(json_writer *w);

/* One object, without a newline behind it; of a record without what is less sure than `least`. */
void json_put_record(buffer *to, const onr_record *record, float least);
void json_put_article(buffer *to, onr_str name, const onr_article *article);

#endif
