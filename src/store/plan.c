#include "store/plan.h"
#include "store/takers.h"

#include "base/arena.h"
#include "base/str.h"

/*
 * To find, order and take 6,000 statements by an index costs about what looking at all statements
 * of 3,000 pages does: some hundredths of a second. Fewer are few.
 */
enum { FEW_STATEMENTS = 6000, FEW_PAGES = 400, PAGES_OF_A_WALK = 3000 };

/* An index of words is asked so often at most, for one page each time; all that have a word come
 * sooner than more. */
enum { WORDS_OF_PAGES = 1000 };

static asking asking_of(onr_store *store, onr_arena *arena)
{
    return (asking){.engine = store->engine, .arena = arena, .sql = {.arena = arena}};
}

static int64_t few_of(condition what)
{
    return what == OF_OUTLET ? FEW_PAGES : FEW_STATEMENTS;
}

/* How many rows meet a condition; none are counted beyond few. */
static bool probe(int64_t *found, onr_store *store, const onr_question *q, condition what,
                  onr_arena *arena, onr_error *err)
{
    asking a = asking_of(store, arena);
    ask_put(&a, "SELECT count(*) FROM (");
    question_probe(&a, q, what);
    ask_put(&a, " LIMIT ");
    ask_value(&a, number_value(few_of(what)));
    ask_put(&a, ") AS met");
    return ask_run(&a, store, take_number, found, err);
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

typedef struct end_copy {
    store_value end;
    onr_arena *arena;
    bool found;
} end_copy;

static bool take_end(const store_value *cells, void *user)
{
    end_copy *to = user;
    to->end = cells[0];
    if (to->end.type == VALUE_TEXT)
        to->end.text = arena_copy(to->arena, to->end.text);
    to->found = true;
    return false;
}

/* Where the pages of the days that are asked for are more than may be looked at: the day where
 * these end. */
static bool find_last_day(end_copy *out, onr_store *store, const onr_question *q, onr_error *err)
{
    asking a = asking_of(store, out->arena);
    ask_put(&a, "SELECT p.first_day FROM page p WHERE 1 = 1");
    question_of_days(&a, q);
    ask_put(&a, q->sort == ONR_SORT_NEWEST ? " ORDER BY p.first_day DESC LIMIT 1 OFFSET "
                                           : " ORDER BY p.first_day LIMIT 1 OFFSET ");
    ask_value(&a, number_value(PAGES_OF_A_WALK));
    return ask_run(&a, store, take_end, out, err);
}

/* So many answers are mostly found within a walk, where one thing is asked for that many statements
 * meet; what two conditions leave is found soonest in `facts`. Words are looked for in a page at
 * once. */
enum { ANSWERS_OF_A_WALK = 256 };

static bool is_walked(const onr_question *q)
{
    size_t count = 0;
    for (condition what = 0; what < CONDITION_COUNT; what++)
        count += what != OF_OUTLET && is_asked(q, what);
    bool few = q->limit <= ANSWERS_OF_A_WALK && q->skip <= ANSWERS_OF_A_WALK - q->limit;
    return count == 0 || (count == 1 && (few || q->about.len));
}

static bool find_end(plan *out, onr_store *store, const onr_question *q, onr_arena *arena,
                     onr_error *err)
{
    end_copy end = {.arena = arena};
    bool by_day = q->sort == ONR_SORT_NEWEST || q->sort == ONR_SORT_OLDEST;
    if (!find_last_day(&end, store, q, err))
        return false;
    out->end = end.end;
    if (end.found && (!q->limit || q->sort == ONR_SORT_SAID))
        *out = (plan){.lead = LEAD_ALL};
    else if (end.found)
        out->lead = by_day && is_walked(q) ? LEAD_DAYS : LEAD_FACTS;
    return true;
}

/* Fills `out->many`; `*least`: how many rows meet the condition on statements that fewest do. */
static bool probe_all(plan *out, int64_t *least, onr_store *store, const onr_question *q,
                      onr_arena *arena, onr_error *err)
{
    for (condition what = 0; what < CONDITION_COUNT; what++) {
        int64_t found = 0;
        if (!is_asked(q, what))
            continue;
        if (!probe(&found, store, q, what, arena, err))
            return false;
        out->many[what] = found == few_of(what);
        if (what != OF_OUTLET && found < *least)
            *least = found;
    }
    return true;
}

bool plan_find(plan *out, onr_store *store, const onr_question *q, onr_arena *arena, onr_error *err)
{
    int64_t least = FEW_STATEMENTS;
    *out = (plan){.lead = LEAD_STATEMENTS};
    if (!probe_all(out, &least, store, q, arena, err))
        return false;
    if (least < FEW_STATEMENTS || q->instruments.count) {
        out->many[OF_WORDS] = out->many[OF_WORDS] && least < WORDS_OF_PAGES;
        return true;
    }
    bool few_pages = q->page || (q->outlets.count && !out->many[OF_OUTLET]);
    out->lead = LEAD_PAGES;
    return few_pages || find_end(out, store, q, arena, err);
}
