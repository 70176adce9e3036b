/*
 * A question on its way to its answers.
 */
#ifndef ONR_SRC_STORE_ANSWERS_H
#define ONR_SRC_STORE_ANSWERS_H

#include "base/arena.h"
#include "store/plan.h"

typedef struct answering answering;

/* One of the three that can be asked for. */
struct answering {
    void (*put)(asking *a, const onr_question *q, const answering *how);
    /* Answers where many may meet the question, by what `facts` has; NULL: `put` does. */
    bool (*of_facts)(onr_store *store, const onr_question *q, const answering *how, onr_error *err);
    const struct count_kind *kind;
    onr_answer_fn *answer;
    onr_disputed_fn *disputed;
    onr_count_fn *count;
    void *user;
    plan plan;
    bool has_keys; /* The answers are those of `keys`. */
    key_list keys;
    onr_arena *arena;
};

/* Puts " FROM …": statements and their pages, from those that lead; `joined`: what else is of a
 * statement. */
void answers_tables(asking *a, const onr_question *q, const plan *how, const char *joined);

/* Plans, puts and runs. Fails with ONR_E_STORE and ONR_E_MEMORY. */
bool answers_ask(onr_store *store, const onr_question *q, answering *how, store_cells_fn *take,
                 onr_error *err);

#endif
