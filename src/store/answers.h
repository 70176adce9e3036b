/*
 * A question on its way to its answers.
 */
#ifndef ONR_SRC_STORE_ANSWERS_H
#define ONR_SRC_STORE_ANSWERS_H

#include "base/arena.h"
#include "store/plan.h"

typedef list(int64_t) key_list;

typedef struct answering answering;

/* One of the three that can be asked for. */
struct answering {
    void (*put)(asking *a, const onr_question *q, const answering *how);
    const struct count_kind *kind;
    onr_answer_fn *answer;
    onr_disputed_fn *disputed;
    onr_count_fn *count;
    void *user;
    plan plan;
    key_list keys; /* Of a walk. */
    onr_arena *arena;
};

/* Puts " FROM …": statements and their pages, from those that lead; `joined`: what else is of a
 * statement. */
void answers_tables(asking *a, const onr_question *q, const plan *how, const char *joined);

/* Plans, puts and runs. Fails with ONR_E_STORE and ONR_E_MEMORY. */
bool answers_ask(onr_store *store, const onr_question *q, answering *how, store_cells_fn *take,
                 onr_error *err);

#endif
