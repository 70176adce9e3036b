/*
 * What is visited, as JSON.
 */
#ifndef ONR_SRC_EXPORT_JSON_VISITOR_H
#define ONR_SRC_EXPORT_JSON_VISITOR_H

#include "base/json.h"
#include "record/visit.h"

/* A visitor that writes with `w`. */
visitor json_visitor(json_writer *w);

#endif
