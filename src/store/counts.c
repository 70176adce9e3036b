/*
 * Statements counted. What all of them come to is kept, so that nobody counts them for that: a page
 * that is added, replaced or removed changes it.
 */
#include "store/counts.h"

#include <stdio.h>

#include "base/str.h"
#include "store/answers.h"

/* What is counted, and the tables that it takes besides those of a statement and its page. */
typedef struct count_kind {
    const char *name, *value, *tables;
    bool in_order; /* Of the values, not of their number. */
    bool several;  /* A statement may have more than one, or one twice. */
    bool is_kept;  /* Of all statements. Chains are nearly as many as statements. */
} count_kind;

static const count_kind count_kinds[] = {
    [ONR_COUNT_BY_SPEAKER] = {"speaker", "coalesce(e.name, s.speaker)",
                              " LEFT JOIN entity e ON e.key = s.speaker_entity", false, false,
                              true},
    [ONR_COUNT_BY_CODE] = {"code", "coalesce(e.code, '')",
                           " LEFT JOIN entity e ON e.key = s.speaker_entity", false, false, true},
    [ONR_COUNT_BY_ADDRESSEE] = {"addressee", "coalesce(e.name, s.addressee)",
                                " LEFT JOIN entity e ON e.key = s.addressee_entity", false, false,
                                true},
    [ONR_COUNT_BY_ACT] = {"act", "s.act", "", false, false, true},
    [ONR_COUNT_BY_QUOTE] = {"quote", "s.quote", "", false, false, true},
    [ONR_COUNT_BY_OUTLET] = {"outlet", "p.outlet", "", false, false, true},
    [ONR_COUNT_BY_CHAIN] = {"chain", "c.words", " JOIN chain c ON c.key = s.chain", false, false,
                            false},
    [ONR_COUNT_BY_CLASS] = {"class", "coalesce(v.class, '')",
                            " LEFT JOIN event v ON v.vouched = s.key", false, true, true},
    [ONR_COUNT_BY_INSTRUMENT] = {"instrument", "coalesce(i.name, '')",
                                 " LEFT JOIN standing g ON g.statement = s.key"
                                 " LEFT JOIN instrument i ON i.key = g.instrument",
                                 false, true, true},
    [ONR_COUNT_BY_DAY] = {"day", "substr(p.published, 1, 10)", "", true, false, true},
    [ONR_COUNT_BY_MONTH] = {"month", "substr(p.published, 1, 7)", "", true, false, true},
    [ONR_COUNT_BY_YEAR] = {"year", "substr(p.published, 1, 4)", "", true, false, true},
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

/* The statements of `pages` count from now on, or no longer, in one of the kinds. */
static bool change_kind(onr_store *store, const count_kind *kind, const page_choice *pages,
                        bool count, onr_error *err)
{
    char sql[SQL_SIZE];
    snprintf(sql, sizeof sql,
             "INSERT INTO tally (kind, value, count) SELECT '%s', %s, %s%s FROM statement s"
             " JOIN page p ON p.key = s.page%s WHERE s.page IN (%s) GROUP BY 2"
             " ON CONFLICT (kind, value) DO UPDATE SET count = tally.count + excluded.count",
             kind->name, kind->value, count ? "" : "-", number_of(kind), kind->tables, pages->sql);
    return store->engine->select(store, sql, pages->asked, pages->count, NULL, NULL, err);
}

/* What a removed page alone named is not to stay. */
static bool forget_kind(onr_store *store, const count_kind *kind, onr_error *err)
{
    const store_value name = text_value(str_of(kind->name));
    return store->engine->select(store, "DELETE FROM tally WHERE kind = ?1 AND count = 0", &name, 1,
                                 NULL, NULL, err);
}

bool counts_change(onr_store *store, const page_choice *pages, bool count, onr_error *err)
{
    for (size_t i = 0; i < sizeof count_kinds / sizeof *count_kinds; i++)
        if (count_kinds[i].is_kept && !(change_kind(store, &count_kinds[i], pages, count, err) &&
                                        (count || forget_kind(store, &count_kinds[i], err))))
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

bool onr_store_count(onr_store *store, const onr_question *question, onr_count_by by,
                     onr_count_fn *each, void *user, onr_error *err)
{
    answering how = {.put = put_count, .kind = &count_kinds[by], .count = each, .user = user};
    return answers_ask(store, question, &how, take_count, err);
}
