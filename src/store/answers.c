/*
 * What a store answers: statements and disputes.
 */
#include "base/arena.h"
#include "base/str.h"
#include "store/answers.h"
#include "store/choose.h"
#include "store/takers.h"

/* Of one statement; "$" is what is put behind the names of its tables. */
static const char answer_columns[] =
    "p$.key || '.S' || s$.number, p$.id, p$.source, p$.url, p$.title, p$.outlet, p$.published,"
    " 'S' || s$.number, coalesce(e$.name, s$.speaker), s$.speaker, coalesce(e$.code, ''), s$.cue,"
    " s$.act, s$.content, coalesce(d$.name, s$.addressee), c$.words, s$.said, s$.quote,"
    " s$.negated, s$.hedged, s$.unrealised, s$.span_start, s$.span_end, s$.bytes_start,"
    " s$.bytes_end, s$.confidence";
enum { ANSWER_COLUMNS = 26 };
_Static_assert(2 * ANSWER_COLUMNS + 1 <= MOST_CELLS, "a dispute is one row");

static const char answer_page[] = " JOIN page p$ ON p$.key = s$.page";
static const char answer_tables[] = " JOIN chain c$ ON c$.key = s$.chain"
                                    " LEFT JOIN entity e$ ON e$.key = s$.speaker_entity"
                                    " LEFT JOIN entity d$ ON d$.key = s$.addressee_entity";

static void put_named(asking *a, const char *sql, const char *behind)
{
    for (; *sql; sql++)
        if (*sql == '$')
            ask_put(a, behind);
        else
            buffer_put_char(&a->sql, *sql);
}

static onr_span span_at(const store_value *cells)
{
    return (onr_span){(uint32_t)cells[0].number, (uint32_t)cells[1].number};
}

static onr_answer answer_of(const store_value *cells)
{
    return (onr_answer){.id = cells[0].text,
                        .page = cells[1].text,
                        .source = cells[2].text,
                        .url = cells[3].text,
                        .title = cells[4].text,
                        .outlet = cells[5].text,
                        .published = cells[6].text,
                        .statement = cells[7].text,
                        .speaker = cells[8].text,
                        .speaker_words = cells[9].text,
                        .code = cells[10].text,
                        .cue = cells[11].text,
                        .act = cells[12].text,
                        .content = cells[13].text,
                        .addressee = cells[14].text,
                        .chain = cells[15].text,
                        .said = cells[16].text,
                        .quote = cells[17].text,
                        .negated = cells[18].number != 0,
                        .hedged = cells[19].number != 0,
                        .unrealised = cells[20].number != 0,
                        .span = span_at(&cells[21]),
                        .bytes = span_at(&cells[23]),
                        .confidence = cells[25].real};
}

static const char *order_of(onr_sort sort)
{
    static const char *const orders[] = {
        /* A page's statements are in the order of their keys: told of the page's key, an index has
         * this order. */
        [ONR_SORT_OLDEST] = " ORDER BY p.first_day, p.key, s.key",
        [ONR_SORT_NEWEST] = " ORDER BY p.first_day DESC, p.key, s.key",
        [ONR_SORT_CONFIDENCE] = " ORDER BY s.confidence DESC, p.first_day, p.key, s.key",
        [ONR_SORT_SAID] =
            " ORDER BY CASE WHEN s.said <> '' THEN s.said ELSE p.first_day END, s.key"};
    return orders[sort];
}

void answers_tables(asking *a, const onr_question *q, const plan *how, const char *joined)
{
    /* Where statements are found by their own parts, the page comes of the key, so that the row is
     * read only where a condition asks for it; else pages are walked in their order. */
    bool by_parts =
        how->lead == LEAD_STATEMENTS || (how->lead == LEAD_ALL && question_is_of_statements(q));
    if (by_parts)
        buffer_format(&a->sql, " FROM statement s JOIN page p ON p.key = s.key / %d", KEYS_A_PAGE);
    else
        ask_put(a, " FROM page p CROSS JOIN statement s");
    put_named(a, joined, "");
    ask_put(a, by_parts ? " WHERE 1 = 1" : " WHERE s.page = p.key");
    question_of_page(a, q);
    question_of_statement(a, q);
}

/* The keys of the statements that the question is about. */
static void put_keys(asking *a, const onr_question *q, const plan *how)
{
    ask_put(a, "SELECT s.key");
    answers_tables(a, q, how, "");
}

/* Those of the first answers, as far as the walk goes. */
static void put_walk(asking *a, const onr_question *q, const plan *how)
{
    put_keys(a, q, how);
    ask_put(a, q->sort == ONR_SORT_NEWEST ? " AND p.first_day >= " : " AND p.first_day <= ");
    ask_value(a, how->end);
    ask_put(a, order_of(q->sort));
    ask_put(a, " LIMIT ");
    ask_value(a, number_value((int64_t)(q->limit + q->skip)));
}

static void put_numbers(asking *a, const key_list *keys)
{
    for (size_t i = 0; i < keys->count; i++)
        buffer_format(&a->sql, "%s%lld", i ? "," : "", (long long)keys->items[i]);
}

/* Where not all answers are wanted, the narrow rows of all that there are go in order first, so
 * that the wide ones are read for those few alone. */
static void put_chosen(asking *a, const onr_question *q, const answering *how)
{
    ask_put(a, " FROM statement s");
    put_named(a, answer_page, "");
    put_named(a, answer_tables, "");
    ask_put(a, " WHERE s.key IN (");
    if (how->has_keys) {
        put_numbers(a, &how->keys);
    } else {
        put_keys(a, q, &how->plan);
        ask_put(a, order_of(q->sort));
        question_limit(a, q);
    }
    ask_put(a, ")");
}

static void put_answers(asking *a, const onr_question *q, const answering *how)
{
    ask_put(a, "SELECT ");
    put_named(a, answer_columns, "");
    if (q->limit || q->skip)
        put_chosen(a, q, how);
    else
        answers_tables(a, q, &how->plan, answer_tables);
    ask_put(a, order_of(q->sort));
}

/* Of a frequent word or name the keys of all that have it are looked through. */
enum { QUESTION_MEMORY = 256 << 20 };

/* More keys than that are no part of a question. */
enum { MOST_KEYS = 4096 };

static asking asking_of(const onr_store *store, const answering *how)
{
    asking a = {.engine = store->engine, .arena = how->arena, .sql = {.arena = how->arena}};
    memcpy(a.many, how->plan.many, sizeof a.many);
    a.by_page = how->plan.lead == LEAD_PAGES || how->plan.lead == LEAD_DAYS;
    return a;
}

static const plan lead_all = {.lead = LEAD_ALL};

static bool is_enough(const onr_question *q, const answering *how)
{
    return how->keys.count >= q->limit + q->skip;
}

static void drop_skipped(const onr_question *q, answering *how)
{
    size_t skipped = q->skip < how->keys.count ? q->skip : how->keys.count;
    how->has_keys = true;
    how->keys.items += skipped;
    how->keys.count -= skipped;
}

static bool walk(onr_store *store, const onr_question *q, answering *how, onr_error *err)
{
    asking a = asking_of(store, how);
    keys_taken found = {.arena = how->arena};
    put_walk(&a, q, &how->plan);
    bool ok = ask_run(&a, store, take_keys, &found, err);
    how->keys = found.keys;
    return ok;
}

/* Where a walk does not find enough, what is looked at in `facts` does; where more are wanted than
 * a question can name, each condition gives all. */
static bool find_keys(onr_store *store, const onr_question *q, answering *how, onr_error *err)
{
    if (q->limit > MOST_KEYS || q->skip > MOST_KEYS - q->limit) {
        how->plan = lead_all;
        return true;
    }
    if (how->plan.lead == LEAD_DAYS && !walk(store, q, how, err))
        return false;
    if (how->plan.lead == LEAD_FACTS || !is_enough(q, how)) {
        how->keys.count = 0;
        if (!choose(&how->keys, store, q, how->arena, err))
            return false;
    }
    drop_skipped(q, how);
    return true;
}

/* Of disputes, which are few, pages lead where many statements are asked for, and words are not
 * looked for by page. */
static void adapt_to_disputes(plan *how, const onr_question *q)
{
    bool by_day = q->sort == ONR_SORT_NEWEST || q->sort == ONR_SORT_OLDEST;
    if (how->lead == LEAD_FACTS && by_day)
        how->lead = LEAD_DAYS;
    else if (how->lead == LEAD_FACTS)
        *how = lead_all;
    how->many[OF_WORDS] = false;
}

static bool adapt(onr_store *store, const onr_question *q, answering *how, onr_error *err)
{
    bool by_keys = how->plan.lead == LEAD_DAYS || how->plan.lead == LEAD_FACTS;
    if (how->disputed)
        adapt_to_disputes(&how->plan, q);
    return how->disputed || !by_keys || find_keys(store, q, how, err);
}

static bool ask_planned(onr_store *store, const onr_question *q, answering *how,
                        store_cells_fn *take, onr_error *err)
{
    asking a = asking_of(store, how);
    if (how->has_keys && how->keys.count == 0)
        return true;
    how->put(&a, q, how);
    return ask_run(&a, store, take, how, err);
}

bool answers_ask(onr_store *store, const onr_question *q, answering *how, store_cells_fn *take,
                 onr_error *err)
{
    how->arena = onr_arena_new(QUESTION_MEMORY);
    if (!how->arena)
        return onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for a question");
    bool ok = plan_find(&how->plan, store, q, how->arena, err);
    if (ok && how->of_facts && how->plan.lead != LEAD_STATEMENTS && q->page == 0)
        ok = how->of_facts(store, q, how, err);
    else
        ok = ok && adapt(store, q, how, err) && ask_planned(store, q, how, take, err);
    onr_arena_free(how->arena);
    return ok;
}

static bool take_answer(const store_value *cells, void *user)
{
    const answering *how = user;
    onr_answer answer = answer_of(cells);
    return how->answer(&answer, how->user);
}

bool onr_store_query(onr_store *store, const onr_question *question, onr_answer_fn *each,
                     void *user, onr_error *err)
{
    answering how = {.put = put_answers, .answer = each, .user = user};
    return answers_ask(store, question, &how, take_answer, err);
}

/* Those whose claim or denial is asked for, led by all such statements. */
static void put_found(asking *a, const onr_question *q, const plan *how)
{
    ask_put(a, "asked AS (");
    put_keys(a, q, how);
    ask_put(a, "), found AS (SELECT * FROM dispute WHERE claim IN (SELECT key FROM asked) UNION"
               " SELECT * FROM dispute WHERE denial IN (SELECT key FROM asked)), ");
}

/* The same, looked at in each. */
static void put_is_found(asking *a, const onr_question *q)
{
    ask_put(a, " AND EXISTS (SELECT 1 FROM statement s WHERE s.key IN (found.claim, found.denial)");
    question_of_statement(a, q);
    ask_put(a, ")");
}

/* In the order of the claims; the wide rows are read of those alone that are wanted. Pages lead
 * where many statements are asked for and few disputes wanted. */
static void put_disputes(asking *a, const onr_question *q, const answering *how)
{
    const onr_question all = {.limit = q->limit, .skip = q->skip};
    bool of_statements = question_is_of_statements(q);
    bool by_pages = how->plan.lead == LEAD_PAGES || how->plan.lead == LEAD_DAYS;
    ask_put(a, "WITH ");
    if (of_statements && !by_pages)
        put_found(a, q, &how->plan);
    ask_put(a, "chosen AS (SELECT found.claim, found.denial, found.about FROM ");
    ask_put(a, of_statements && !by_pages ? "found CROSS JOIN page p"
                                          : "page p CROSS JOIN dispute AS found");
    ask_put(a, " JOIN statement s ON s.key = found.claim WHERE p.key = found.page");
    question_of_page(a, q);
    if (of_statements && by_pages)
        put_is_found(a, q);
    ask_put(a, order_of(q->sort));
    ask_put(a, ", found.denial");
    question_limit(a, &all);
    ask_put(a, ") SELECT ");
    put_named(a, answer_columns, "");
    ask_put(a, ", ");
    put_named(a, answer_columns, "2");
    ask_put(a, ", chosen.about FROM chosen JOIN statement s ON s.key = chosen.claim");
    put_named(a, answer_page, "");
    put_named(a, answer_tables, "");
    ask_put(a, " JOIN statement s2 ON s2.key = chosen.denial");
    put_named(a, answer_page, "2");
    put_named(a, answer_tables, "2");
    ask_put(a, order_of(q->sort));
    ask_put(a, ", s2.key");
}

static bool take_disputed(const store_value *cells, void *user)
{
    const answering *how = user;
    onr_disputed disputed = {.claim = answer_of(cells),
                             .denial = answer_of(cells + ANSWER_COLUMNS),
                             .about = cells[2 * ANSWER_COLUMNS].text};
    return how->disputed(&disputed, how->user);
}

bool onr_store_disputes(onr_store *store, const onr_question *question, onr_disputed_fn *each,
                        void *user, onr_error *err)
{
    answering how = {.put = put_disputes, .disputed = each, .user = user};
    return answers_ask(store, question, &how, take_disputed, err);
}
