/*
 * Statements counted: what all of them come to is kept (tallies.c), what few come to is asked for,
 * and of many the numbers in `facts` are gone through.
 */
#include "store/counts.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "onrecord/attribution.h"
#include "store/answers.h"
#include "store/sieve.h"
#include "store/takers.h"

/* What is counted, and the tables that it takes besides those of a statement and its page. */
typedef struct count_kind {
    const char *name, *value, *tables;
    bool in_order; /* Of the values, not of their number. */
    bool several;  /* A statement may have more than one, or one twice. */
    bool is_kept;  /* Of all statements. Chains are nearly as many as statements. */
    fact column;   /* In `facts`: of the statement, or FACT_PAGES, of its page. */
    size_t length; /* Bytes of the value that count; 0: all of it. */
} count_kind;

static const count_kind count_kinds[] = {
    [ONR_COUNT_BY_SPEAKER] = {"speaker", "coalesce(e.name, s.speaker)",
                              " LEFT JOIN entity e ON e.key = s.speaker_entity", false, false, true,
                              FACT_SPEAKER_NAME, 0},
    [ONR_COUNT_BY_CODE] = {"code", "coalesce(e.code, '')",
                           " LEFT JOIN entity e ON e.key = s.speaker_entity", false, false, true,
                           FACT_CODE, 0},
    [ONR_COUNT_BY_ADDRESSEE] = {"addressee", "coalesce(e.name, s.addressee)",
                                " LEFT JOIN entity e ON e.key = s.addressee_entity", false, false,
                                true, FACT_ADDRESSEE_NAME, 0},
    [ONR_COUNT_BY_ACT] = {"act", "s.act", "", false, false, true, FACT_SIGNS, 0},
    [ONR_COUNT_BY_QUOTE] = {"quote", "s.quote", "", false, false, true, FACT_SIGNS, 0},
    [ONR_COUNT_BY_OUTLET] = {"outlet", "p.outlet", "", false, false, true, FACT_PAGES, 0},
    [ONR_COUNT_BY_CHAIN] = {"chain", "c.words", " JOIN chain c ON c.key = s.chain", false, false,
                            false, FACT_CHAIN, 0},
    [ONR_COUNT_BY_CLASS] = {"class", "coalesce(v.class, '')",
                            " LEFT JOIN event v ON v.vouched = s.key", false, true, true,
                            FACT_CLASSES, 0},
    [ONR_COUNT_BY_INSTRUMENT] = {"instrument", "coalesce(i.name, '')",
                                 " LEFT JOIN standing g ON g.statement = s.key"
                                 " LEFT JOIN instrument i ON i.key = g.instrument",
                                 false, true, true, FACT_INSTRUMENTS, 0},
    [ONR_COUNT_BY_DAY] = {"day", "substr(p.published, 1, 10)", "", true, false, true, FACT_PAGES,
                          strlen("2026-03-04")},
    [ONR_COUNT_BY_MONTH] = {"month", "substr(p.published, 1, 7)", "", true, false, true, FACT_PAGES,
                            strlen("2026-03")},
    [ONR_COUNT_BY_YEAR] = {"year", "substr(p.published, 1, 4)", "", true, false, true, FACT_PAGES,
                           strlen("2026")},
};

const char *onr_count_by_name(onr_count_by by)
{
    return count_kinds[by].name;
}

static const char *number_of(const count_kind *kind)
{
    return kind->several ? "count(DISTINCT s.key)" : "count(*)";
}

enum { SQL_SIZE = 1024 };

static bool count_kind_of_all(onr_store *store, const count_kind *kind, onr_error *err)
{
    const store_value any = number_value(0);
    char sql[SQL_SIZE];
    snprintf(sql, sizeof sql,
             "INSERT INTO tally (kind, value, count) SELECT '%s', %s, %s FROM statement s"
             " JOIN page p ON p.key = s.page%s WHERE p.replaced_by IS NULL AND p.key > ?1"
             " GROUP BY 2",
             kind->name, kind->value, number_of(kind), kind->tables);
    return store->engine->select(store, sql, &any, 1, NULL, NULL, err);
}

bool counts_of_all(onr_store *store, onr_error *err)
{
    for (size_t i = 0; i < sizeof count_kinds / sizeof *count_kinds; i++)
        if (count_kinds[i].is_kept && !count_kind_of_all(store, &count_kinds[i], err))
            return false;
    return true;
}

static void put_kept(asking *a, const count_kind *kind)
{
    ask_put(a, "SELECT value, count FROM tally WHERE kind = ");
    ask_value(a, text_value(str_of(kind->name)));
}

static void put_counted(asking *a, const onr_question *q, const answering *how)
{
    const count_kind *kind = how->kind;
    buffer_format(&a->sql, "SELECT %s, %s", kind->value, number_of(kind));
    answers_tables(a, q, &how->plan, kind->tables);
    ask_put(a, " GROUP BY 1");
}

static void put_count(asking *a, const onr_question *q, const answering *how)
{
    if (how->kind->is_kept && question_is_of_all(q))
        put_kept(a, how->kind);
    else
        put_counted(a, q, how);
    ask_put(a, how->kind->in_order ? " ORDER BY 1" : " ORDER BY 2 DESC, 1");
    question_limit(a, q);
}

static bool take_count(const store_value *cells, void *user)
{
    const answering *how = user;
    return how->count(cells[0].text, (uint64_t)cells[1].number, how->user);
}

/* How many statements there are of each key of a kind. */
typedef struct key_count {
    uint32_t key;
    uint64_t count;
    onr_str value;
} key_count;

typedef struct counting {
    const count_kind *kind;
    onr_count_by by;
    onr_arena *arena;
    list(uint64_t) counts; /* Of each key. */
    uint64_t without;      /* Those that have none of the kind. */
    list(key_count) found;
} counting;

static void count_key(counting *c, uint32_t key)
{
    while (c->counts.count <= key && !onr_arena_full(c->arena))
        list_push(&c->counts, 0, c->arena);
    if (key < c->counts.count)
        c->counts.items[key]++;
}

/* Pairs stand in the order of their statements. */
static void count_pairs(counting *c, const fact_page *page, size_t i)
{
    fact column = c->kind->column;
    const char *pairs = page->pairs[column];
    size_t low = 0, count = page->pair_counts[column];
    for (size_t high = count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (fact_owner(pairs, middle) < i + 1)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == count || fact_owner(pairs, low) != i + 1)
        c->without++;
    for (; low < count && fact_owner(pairs, low) == i + 1; low++)
        count_key(c, fact_other(pairs, low));
}

static bool count_statement(const fact_page *page, size_t i, void *user)
{
    counting *c = user;
    fact column = c->kind->column;
    if (column >= FACT_SINGLE)
        count_pairs(c, page, i);
    else if (column == FACT_PAGES)
        count_key(c, c->kind->length ? page->head.day : page->head.outlet);
    else if (c->by == ONR_COUNT_BY_ACT)
        count_key(c, signs_act(fact_at(page->columns[column], i)));
    else if (c->by == ONR_COUNT_BY_QUOTE)
        count_key(c, signs_quote(fact_at(page->columns[column], i)));
    else
        count_key(c, fact_at(page->columns[column], i));
    return true;
}

static int by_number(const void *a, const void *b)
{
    const key_count *x = a, *y = b;
    return (x->count < y->count) - (x->count > y->count);
}

static int by_value(const void *a, const void *b)
{
    const key_count *x = a, *y = b;
    size_t shorter = x->value.len < y->value.len ? x->value.len : y->value.len;
    int order = shorter ? memcmp(x->value.data, y->value.data, shorter) : 0;
    return order ? order : (x->value.len > y->value.len) - (x->value.len < y->value.len);
}

static int by_number_and_value(const void *a, const void *b)
{
    int order = by_number(a, b);
    return order ? order : by_value(a, b);
}

static bool read_value(counting *c, onr_store *store, key_count *of, onr_error *err)
{
    text_taken to = {.text = {"", 0}, .arena = c->arena};
    const store_value key = number_value(of->key);
    bool ok = true;
    if (c->by == ONR_COUNT_BY_ACT)
        to.text = str_of(of->key < ONR_ACT_COUNT ? onr_act_name((onr_act)of->key) : "");
    else if (c->by == ONR_COUNT_BY_QUOTE)
        to.text = str_of(onr_quote_name((onr_quote)of->key));
    else if (of->key)
        ok = store->engine->select(store,
                                   c->by == ONR_COUNT_BY_CHAIN
                                       ? "SELECT words FROM chain WHERE key = ?1"
                                       : "SELECT value FROM tally WHERE key = ?1",
                                   &key, 1, take_text, &to, err);
    of->value = to.text;
    if (c->kind->length && c->kind->length < of->value.len)
        of->value.len = c->kind->length;
    return ok;
}

/* In the order of their numbers; values are read of those alone that may be wanted, those that are
 * as many as the last one among them. */
static bool find_values(counting *c, onr_store *store, size_t wanted, onr_error *err)
{
    size_t read = 0;
    bool ok = true;
    for (size_t key = 0; key < c->counts.count; key++)
        if (c->counts.items[key])
            list_push(&c->found, ((key_count){.key = (uint32_t)key, .count = c->counts.items[key]}),
                      c->arena);
    if (c->without)
        list_push(&c->found, ((key_count){.key = 0, .count = c->without}), c->arena);
    qsort(c->found.items, c->found.count, sizeof *c->found.items, by_number);
    while (ok && read < c->found.count &&
           (read < wanted || c->found.items[read].count == c->found.items[wanted - 1].count))
        ok = read_value(c, store, &c->found.items[read++], err);
    c->found.count = read;
    return ok;
}

/* Days of a month become one. */
static void join_values(counting *c)
{
    size_t kept = 0;
    qsort(c->found.items, c->found.count, sizeof *c->found.items, by_value);
    for (size_t i = 0; i < c->found.count; i++)
        if (kept && by_value(&c->found.items[kept - 1], &c->found.items[i]) == 0)
            c->found.items[kept - 1].count += c->found.items[i].count;
        else
            c->found.items[kept++] = c->found.items[i];
    c->found.count = kept;
}

static void give_counts(counting *c, const onr_question *q, const answering *how)
{
    if (c->kind->in_order)
        join_values(c);
    else
        qsort(c->found.items, c->found.count, sizeof *c->found.items, by_number_and_value);
    size_t left = q->limit ? q->limit : SIZE_MAX;
    for (size_t i = q->skip; i < c->found.count && left > 0; i++, left--)
        if (!how->count(c->found.items[i].value, c->found.items[i].count, how->user))
            return;
}

static bool count_facts(onr_store *store, const onr_question *q, const answering *how,
                        onr_error *err)
{
    counting c = {
        .kind = how->kind, .by = (onr_count_by)(how->kind - count_kinds), .arena = how->arena};
    bool all = how->kind->in_order || q->limit == 0 || q->skip > SIZE_MAX - q->limit;
    sieve_words words = WORDS_LOOKED_FOR;
    const sieve_visit visit = {
        .columns = 1u << how->kind->column, .each = count_statement, .user = &c};
    if (!sieve_run(store, q, &words, &visit, how->arena, err) ||
        !find_values(&c, store, all ? SIZE_MAX : q->limit + q->skip, err))
        return false;
    if (onr_arena_full(how->arena))
        return arena_fail(err, "count what is asked for");
    give_counts(&c, q, how);
    return true;
}

bool onr_store_count(onr_store *store, const onr_question *question, onr_count_by by,
                     onr_count_fn *each, void *user, onr_error *err)
{
    const count_kind *kind = &count_kinds[by];
    bool is_kept = kind->is_kept && question_is_of_all(question);
    answering how = {.put = put_count,
                     .of_facts = is_kept ? NULL : count_facts,
                     .kind = kind,
                     .count = each,
                     .user = user};
    return answers_ask(store, question, &how, take_count, err);
}
