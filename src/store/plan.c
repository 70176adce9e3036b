#include "store/plan.h"

#include "base/arena.h"
#include "base/str.h"

/*
 * To find, order and take 6,000 statements by an index costs about what looking at all statements
 * of 3,000 pages does: some hundredths of a second. Fewer are few.
 */
enum { FEW_STATEMENTS = 6000, FEW_PAGES = 400, PAGES_OF_A_WALK = 3000 };

static asking asking_of(onr_store *store, onr_arena *arena)
{
    return (asking){.engine = store->engine, .arena = arena, .sql = {.arena = arena}};
}

static bool take_number(const store_value *cells, void *number)
{
    *(int64_t *)number = cells[0].number;
    return false;
}

/* Whether `few` rows at least meet a condition. */
static bool probe(bool *many, onr_store *store, const onr_question *q, condition what,
                  onr_arena *arena, onr_error *err)
{
    int64_t few = what == OF_OUTLET ? FEW_PAGES : FEW_STATEMENTS, found = 0;
    asking a = asking_of(store, arena);
    ask_put(&a, "SELECT count(*) FROM (");
    question_probe(&a, q, what);
    ask_put(&a, " LIMIT ");
    ask_value(&a, number_value(few));
    ask_put(&a, ") AS met");
    if (!ask_run(&a, store, take_number, &found, err))
        return false;
    *many = found == few;
    return true;
}

static bool is_asked(const onr_question *q, condition what)
{
    switch (what) {
    case OF_SPEAKER: return q->by.count;
    case OF_ADDRESSEE: return q->to.count;
    case OF_ACT: return q->acts.count;
    case OF_CHAIN: return q->chains.count;
    case OF_EVENT: return q->classes.count || q->actors.count;
    case OF_WORDS: return q->about.len;
    case OF_OUTLET: return q->outlets.count;
    default: return false;
    }
}

typedef struct day_copy {
    onr_str day;
    onr_arena *arena;
    bool found;
} day_copy;

static bool take_day(const store_value *cells, void *user)
{
    day_copy *to = user;
    to->day = arena_copy(to->arena, cells[0].text);
    to->found = true;
    return false;
}

/* Whether more pages than may be looked at are of the days that are asked for; where they end. */
static bool find_end(plan *out, onr_store *store, const onr_question *q, onr_arena *arena,
                     onr_error *err)
{
    day_copy end = {.arena = arena};
    asking a = asking_of(store, arena);
    ask_put(&a, "SELECT p.first_day FROM page p WHERE 1 = 1");
    question_of_days(&a, q);
    ask_put(&a, q->sort == ONR_SORT_NEWEST ? " ORDER BY p.first_day DESC LIMIT 1 OFFSET "
                                           : " ORDER BY p.first_day LIMIT 1 OFFSET ");
    ask_value(&a, number_value(PAGES_OF_A_WALK));
    if (!ask_run(&a, store, take_day, &end, err))
        return false;
    bool ordered = q->sort == ONR_SORT_NEWEST || q->sort == ONR_SORT_OLDEST;
    if (end.found && !(ordered && q->limit))
        *out = (plan){.lead = LEAD_ALL};
    else
        out->lead = end.found ? LEAD_DAYS : LEAD_PAGES;
    out->end = end.day;
    return true;
}

bool plan_find(plan *out, onr_store *store, const onr_question *q, onr_arena *arena, onr_error *err)
{
    bool few = q->instruments.count > 0;
    *out = (plan){.lead = LEAD_STATEMENTS};
    for (condition what = 0; what < CONDITION_COUNT; what++) {
        if (!is_asked(q, what))
            continue;
        if (!probe(&out->many[what], store, q, what, arena, err))
            return false;
        few = few || (!out->many[what] && what != OF_OUTLET);
    }
    out->lead = few ? LEAD_STATEMENTS : LEAD_PAGES;
    bool few_pages = q->page || (q->outlets.count && !out->many[OF_OUTLET]);
    return few || few_pages || find_end(out, store, q, arena, err);
}
