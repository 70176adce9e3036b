/*
 * What a store answers: statements, disputes and counts of them.
 */
#include "base/arena.h"
#include "base/str.h"
#include "store/question.h"

/* Of one statement; "$" is what is put behind the names of its tables. */
static const char answer_columns[] =
    "p$.key || '.S' || s$.number, p$.id, p$.source, p$.url, p$.title, p$.outlet, p$.published,"
    " 'S' || s$.number, coalesce(e$.name, s$.speaker), s$.speaker, coalesce(e$.code, ''), s$.cue,"
    " s$.act, s$.content, coalesce(d$.name, s$.addressee), c$.words, s$.said, s$.quote,"
    " s$.negated, s$.hedged, s$.unrealised, s$.span_start, s$.span_end, s$.bytes_start,"
    " s$.bytes_end, s$.confidence";
enum { ANSWER_COLUMNS = 26 };

static const char answer_tables[] =
    " JOIN page p$ ON p$.key = s$.page JOIN chain c$ ON c$.key = s$.chain"
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
        [ONR_SORT_OLDEST] = " ORDER BY p.first_day, s.key",
        [ONR_SORT_NEWEST] = " ORDER BY p.first_day DESC, s.key",
        [ONR_SORT_CONFIDENCE] = " ORDER BY s.confidence DESC, p.first_day, s.key",
        [ONR_SORT_SAID] =
            " ORDER BY CASE WHEN s.said <> '' THEN s.said ELSE p.first_day END, s.key"};
    return orders[sort];
}

/* What is counted, and the tables that it takes besides those of a statement and its page. */
typedef struct count_kind {
    const char *name, *value, *tables;
    bool in_order; /* Of the values, not of their number. */
    bool several;  /* A statement may have more than one, or one twice. */
} count_kind;

/* The keys of the statements that the question is about. */
static void put_keys(asking *a, const onr_question *q)
{
    /* Where statements are found by their own parts, the page comes of the key, so that the row is
     * read only where a condition asks for it; else pages are walked in their order. */
    if (question_is_of_statements(q))
        buffer_format(&a->sql,
                      "SELECT s.key FROM statement s JOIN page p ON p.key = s.key / %d WHERE 1 = 1",
                      KEYS_A_PAGE);
    else
        ask_put(a, "SELECT s.key FROM page p JOIN statement s ON s.page = p.key WHERE 1 = 1");
    question_of_page(a, q);
    question_of_statement(a, q);
}

/* Where not all answers are wanted, the narrow rows of all that there are go in order first, so
 * that the wide ones are read for those few alone. */
static void put_answers(asking *a, const onr_question *q, const count_kind *kind)
{
    (void)kind;
    ask_put(a, "SELECT ");
    put_named(a, answer_columns, "");
    ask_put(a, " FROM statement s");
    put_named(a, answer_tables, "");
    if (q->limit || q->skip) {
        ask_put(a, " WHERE s.key IN (");
        put_keys(a, q);
        ask_put(a, order_of(q->sort));
        question_limit(a, q);
        ask_put(a, ")");
    } else {
        ask_put(a, " WHERE 1 = 1");
        question_of_page(a, q);
        question_of_statement(a, q);
    }
    ask_put(a, order_of(q->sort));
}

static const count_kind count_kinds[] = {
    [ONR_COUNT_BY_SPEAKER] = {"speaker", "coalesce(e.name, s.speaker)",
                              " LEFT JOIN entity e ON e.key = s.speaker_entity", false, false},
    [ONR_COUNT_BY_CODE] = {"code", "coalesce(e.code, '')",
                           " LEFT JOIN entity e ON e.key = s.speaker_entity", false, false},
    [ONR_COUNT_BY_ADDRESSEE] = {"addressee", "coalesce(e.name, s.addressee)",
                                " LEFT JOIN entity e ON e.key = s.addressee_entity", false, false},
    [ONR_COUNT_BY_ACT] = {"act", "s.act", "", false, false},
    [ONR_COUNT_BY_QUOTE] = {"quote", "s.quote", "", false, false},
    [ONR_COUNT_BY_OUTLET] = {"outlet", "p.outlet", "", false, false},
    [ONR_COUNT_BY_CHAIN] = {"chain", "c.words", " JOIN chain c ON c.key = s.chain", false, false},
    [ONR_COUNT_BY_CLASS] = {"class", "coalesce(v.class, '')",
                            " LEFT JOIN event v ON v.vouched = s.key", false, true},
    [ONR_COUNT_BY_INSTRUMENT] = {"instrument", "coalesce(i.name, '')",
                                 " LEFT JOIN standing g ON g.statement = s.key"
                                 " LEFT JOIN instrument i ON i.key = g.instrument",
                                 false, true},
    [ONR_COUNT_BY_DAY] = {"day", "substr(p.published, 1, 10)", "", true, false},
    [ONR_COUNT_BY_MONTH] = {"month", "substr(p.published, 1, 7)", "", true, false},
    [ONR_COUNT_BY_YEAR] = {"year", "substr(p.published, 1, 4)", "", true, false},
};

/* One of the three calls below. */
typedef struct answering {
    void (*put)(asking *a, const onr_question *q, const count_kind *kind);
    const count_kind *kind;
    onr_answer_fn *answer;
    onr_disputed_fn *disputed;
    onr_count_fn *count;
    void *user;
} answering;

enum { QUESTION_MEMORY = 16 << 20 };

static bool ask(onr_store *store, const onr_question *q, answering *how, store_cells_fn *take,
                onr_error *err)
{
    onr_arena *arena = onr_arena_new(QUESTION_MEMORY);
    if (!arena)
        return onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for a question");
    asking a = {.engine = store->engine, .arena = arena, .sql = {.arena = arena}};
    how->put(&a, q, how->kind);
    bool ok = ask_run(&a, store, take, how, err);
    onr_arena_free(arena);
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
    return ask(store, question, &how, take_answer, err);
}

/* In the order of the claims; the wide rows are read of those alone that are wanted. */
static void put_disputes(asking *a, const onr_question *q, const count_kind *kind)
{
    const onr_question all = {.limit = q->limit, .skip = q->skip};
    bool of_statements = question_is_of_statements(q);
    (void)kind;
    ask_put(a, "WITH ");
    if (of_statements) {
        ask_put(a, "asked AS (");
        put_keys(a, q);
        ask_put(a, "), ");
    }
    /* Led by the statements that are asked for, else by the pages. */
    ask_put(a, of_statements
                   ? "found AS (SELECT * FROM dispute WHERE claim IN (SELECT key FROM asked) UNION"
                     " SELECT * FROM dispute WHERE denial IN (SELECT key FROM asked)),"
                     " chosen AS (SELECT claim, denial, about FROM found CROSS JOIN page p"
                   : "chosen AS (SELECT claim, denial, about FROM page p CROSS JOIN dispute");
    ask_put(a, " JOIN statement s ON s.key = claim WHERE p.key = ");
    ask_put(a, of_statements ? "found.page" : "dispute.page");
    question_of_page(a, q);
    ask_put(a, order_of(q->sort));
    ask_put(a, ", denial");
    question_limit(a, &all);
    ask_put(a, ") SELECT ");
    put_named(a, answer_columns, "");
    ask_put(a, ", ");
    put_named(a, answer_columns, "2");
    ask_put(a, ", chosen.about FROM chosen JOIN statement s ON s.key = chosen.claim");
    put_named(a, answer_tables, "");
    ask_put(a, " JOIN statement s2 ON s2.key = chosen.denial");
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
    return ask(store, question, &how, take_disputed, err);
}

const char *onr_count_by_name(onr_count_by by)
{
    return count_kinds[by].name;
}

static void put_count(asking *a, const onr_question *q, const count_kind *kind)
{
    ask_put(a, "SELECT ");
    ask_put(a, kind->value);
    ask_put(a, kind->several ? ", count(DISTINCT s.key)" : ", count(*)");
    ask_put(a, " FROM statement s JOIN page p ON p.key = s.page");
    ask_put(a, kind->tables);
    ask_put(a, " WHERE 1 = 1");
    question_of_page(a, q);
    question_of_statement(a, q);
    ask_put(a, kind->in_order ? " GROUP BY 1 ORDER BY 1" : " GROUP BY 1 ORDER BY 2 DESC, 1");
    question_limit(a, q);
}

static bool take_count(const store_value *cells, void *user)
{
    const answering *how = user;
    return how->count(cells[0].text, (uint64_t)cells[1].number, how->user);
}

bool onr_store_count(onr_store *store, const onr_question *question, onr_count_by by,
                     onr_count_fn *each, void *user, onr_error *err)
{
    answering how = {.put = put_count, .kind = &count_kinds[by], .count = each, .user = user};
    return ask(store, question, &how, take_count, err);
}
