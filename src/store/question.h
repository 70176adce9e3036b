/*
 * A question as SQL: its conditions and their parameters.
 */
#ifndef ONR_SRC_STORE_QUESTION_H
#define ONR_SRC_STORE_QUESTION_H

#include "base/buffer.h"
#include "store/engine.h"

/* SQL that grows, and its parameters. */
typedef struct asking {
    const store_engine *engine;
    onr_arena *arena;
    buffer sql;
    store_value parameters[256];
    size_t count;
} asking;

/* Puts SQL and a parameter: "?3". */
void ask_put(asking *a, const char *sql);
void ask_value(asking *a, store_value value);

/* Whether the question asks for anything but pages. */
bool question_is_of_statements(const onr_question *q);

/* The conditions on a page `p` and on a statement `s`, each with " AND " before it. */
void question_of_page(asking *a, const onr_question *q);
void question_of_statement(asking *a, const onr_question *q);

/* " LIMIT …", where there is one. */
void question_limit(asking *a, const onr_question *q);

/* Runs what was put. */
bool ask_run(asking *a, onr_store *store, store_cells_fn *each, void *user, onr_error *err);

#endif
