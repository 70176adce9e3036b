/*
 * How the answers to a question are looked for: by whichever of its conditions few rows meet, else
 * page by page, else by all that each condition meets.
 */
#ifndef ONR_SRC_STORE_PLAN_H
#define ONR_SRC_STORE_PLAN_H

#include "store/question.h"

typedef enum plan_lead {
    LEAD_STATEMENTS, /* A condition that few statements meet. */
    LEAD_PAGES,      /* So few pages are asked that all their statements may be looked at. */
    LEAD_DAYS,       /* Pages in the order of their days up to `end`: what is looked for is found
                        soon, or LEAD_ALL finds it. */
    LEAD_FACTS,      /* Of all statements the numbers alone are looked at (sieve.h). */
    LEAD_ALL,        /* Each condition gives all that meet it. */
} plan_lead;

typedef struct plan {
    plan_lead lead;
    bool many[CONDITION_COUNT]; /* As in `asking`. */
    store_value end;            /* The first day of the last page. */
} plan;

/* `out->end` lives in `arena`. Fails with ONR_E_STORE and ONR_E_MEMORY. */
bool plan_find(plan *out, onr_store *store, const onr_question *q, onr_arena *arena,
               onr_error *err);

#endif
