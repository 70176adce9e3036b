/*
 * What is asked of a store leads by indexes to its rows: SQLite is told to say how it goes about
 * every statement that the program sends it, and goes over no table whole. How it goes depends on
 * the tables alone, not on what stands in them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/str.h"
#include "many_pages.h"
#include "store/engine.h"
#include "store/tallies.h"

enum { MOST_SENT = 256 };

static char *sent[MOST_SENT];
static size_t sent_count;

static int note_statement(unsigned kind, void *user, void *statement, void *text)
{
    (void)kind, (void)user, (void)text;
    const char *sql = sqlite3_sql(statement);
    for (size_t i = 0; i < sent_count; i++)
        if (strcmp(sent[i], sql) == 0)
            return 0;
    if (sent_count < MOST_SENT)
        sent[sent_count++] = strdup(sql);
    return 0;
}

static int watch(sqlite3 *db, const char **fault, const struct sqlite3_api_routines *routines)
{
    (void)fault, (void)routines;
    return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, note_statement, NULL);
}

static void forget_sent(void)
{
    while (sent_count > 0)
        free(sent[--sent_count]);
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static bool can_be_explained(const char *sql)
{
    return begins(sql, "SELECT") || begins(sql, "WITH") || begins(sql, "UPDATE") ||
           begins(sql, "DELETE");
}

/* "SCAN statement" goes over the table, "SCAN p USING INDEX …" over all of an index. What is made
 * within the question ("asked", "(subquery-2)") is as small as its own parts let it be. */
static bool goes_over_all(const char *detail)
{
    static const char *const made[] = {"SCAN asked", "SCAN chosen", "SCAN meant", "SCAN found",
                                       "SCAN (",     "SCAN of_",    "SCAN met"};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        if (begins(detail, made[i]))
            return false;
    return begins(detail, "SCAN") && !strstr(detail, "VIRTUAL TABLE INDEX") &&
           !strstr(detail, " CONSTANT ROW");
}

/* What goes over an index in its order ends at the limit that it is told of. */
static size_t count_scans(sqlite3 *db, const char *sql, bool ordered)
{
    char *explain = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql);
    sqlite3_stmt *plan;
    size_t scans = 0;
    if (sqlite3_prepare_v2(db, explain, -1, &plan, NULL) == SQLITE_OK)
        while (sqlite3_step(plan) == SQLITE_ROW) {
            const char *detail = (const char *)sqlite3_column_text(plan, 3);
            if (!goes_over_all(detail) || (ordered && strstr(detail, " INDEX ")))
                continue;
            print_error("%s\n    %s\n", detail, sql);
            scans++;
        }
    sqlite3_finalize(plan);
    sqlite3_free(explain);
    return scans;
}

typedef struct fixture {
    char path[64];
    onr_store *store;
    onr_arena *arena;
} fixture;

static const onr_span ada = {0, 3}, denied = {4, 10}, claims = {11, 30};
static const onr_block block = {ONR_BLOCK_PARAGRAPH, {0, 31}, {100, 131}};
static const onr_entity ada_lum = {.name = ONR_STR("Ada Lum"), .kind = ONR_ENTITY_PERSON};
static const onr_statement denial = {.speaker = {&ada, 1},
                                     .cue = {&denied, 1},
                                     .content = {&claims, 1},
                                     .addressee_entity = ONR_NO_ENTITY,
                                     .act = ONR_ACT_DENY,
                                     .inside = ONR_NO_STATEMENT};

static onr_record page_of(const char *id)
{
    onr_record out = {.article = {.text = ONR_STR("Ada denied closing the bridges."),
                                  .blocks = &block,
                                  .block_count = 1,
                                  .outlet = ONR_STR("The Gazette"),
                                  .url = ONR_STR("https://example.org/bridges"),
                                  .published = ONR_STR("2026-03-04")},
                      .entities = {.items = &ada_lum, .count = 1},
                      .statements = {&denial, 1}};
    snprintf(out.id, sizeof out.id, "%s", id);
    return out;
}

static int make_store(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    onr_error err;
    bool added;
    sqlite3_auto_extension((void (*)(void))watch);
    snprintf(f->path, sizeof f->path, "/tmp/onrecord-plan-XXXXXX");
    f->arena = onr_arena_new(1 << 24);
    onr_record record = page_of("sha256:1");
    int file = mkstemp(f->path);
    if (file < 0 || fclose(fdopen(file, "r")) != 0 ||
        !onr_store_open(&f->store, f->path, ONR_STORE_CREATE, &err) ||
        !onr_store_add(f->store, &record, &added, f->arena, &err))
        return 1;
    forget_sent();
    *state = f;
    return 0;
}

static int remove_store(void **state)
{
    fixture *f = *state;
    forget_sent();
    onr_store_close(f->store);
    onr_arena_free(f->arena);
    unlink(f->path);
    free(f);
    sqlite3_reset_auto_extension();
    return 0;
}

/* Of all that was sent since the fixture was made. */
static void assert_nothing_is_scanned(const fixture *f, bool ordered)
{
    sqlite3 *db;
    size_t scans = 0, explained = 0;
    sqlite3_reset_auto_extension();
    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    for (size_t i = 0; i < sent_count; i++)
        if (can_be_explained(sent[i])) {
            scans += count_scans(db, sent[i], ordered);
            explained++;
        }
    sqlite3_close(db);
    assert_true(explained > 0);
    assert_int_equal(scans, 0);
}

static bool take_answer(const onr_answer *answer, void *user)
{
    (void)answer, (void)user;
    return true;
}

static bool take_dispute(const onr_disputed *dispute, void *user)
{
    (void)dispute, (void)user;
    return true;
}

static bool take_count(onr_str value, uint64_t number, void *user)
{
    (void)value, (void)number, (void)user;
    return true;
}

/* A list of one. */
#define ONE(word) ((onr_strs){&ONR_STR(word), 1})

static const onr_question usual[] = {
    {.by = ONE("Ada Lum")},
    {.by = ONE("Ada Lum"), .limit = 100, .sort = ONR_SORT_NEWEST},
    {.by = ONE("XYZ"), .acts = ONE("deny"), .since = ONR_STR("2026-01-01")},
    {.to = ONE("Ada Lum")},
    {.acts = ONE("deny"), .limit = 100},
    {.outlets = ONE("The Gazette"), .limit = 100},
    {.chains = ONE("Ada Lum")},
    {.classes = ONE("REJECT"), .actors = ONE("Ada Lum")},
    {.about = ONR_STR("bridges")},
    {.about = ONR_STR("bridges"), .acts = ONE("deny"), .since = ONR_STR("2026-05-01")},
    {.since = ONR_STR("2026-03-04"), .until = ONR_STR("2026-03-04")},
    {.page = 1},
};

enum { USUAL = sizeof usual / sizeof *usual };

static void usual_questions_scan_nothing(void **state)
{
    fixture *f = *state;
    onr_error err;
    for (size_t i = 0; i < USUAL; i++) {
        assert_true(onr_store_query(f->store, &usual[i], take_answer, NULL, &err));
        assert_true(onr_store_disputes(f->store, &usual[i], take_dispute, NULL, &err));
        assert_true(
            onr_store_count(f->store, &usual[i], ONR_COUNT_BY_SPEAKER, take_count, NULL, &err));
    }
    assert_nothing_is_scanned(f, false);
}

/* Then pages lead, in the order of their days. */
static void usual_questions_of_many_pages_scan_nothing(void **state)
{
    fixture *f = *state;
    onr_error err;
    assert_true(f->store->engine->select(f->store, many_pages, NULL, 0, NULL, NULL, &err));
    assert_true(f->store->engine->select(f->store, many_words, NULL, 0, NULL, NULL, &err));
    assert_true(tallies_make(f->store, f->arena, &err));
    forget_sent();
    for (size_t i = 0; i < USUAL; i++) {
        onr_question q = usual[i];
        q.limit = 20;
        assert_true(onr_store_query(f->store, &q, take_answer, NULL, &err));
        assert_true(onr_store_disputes(f->store, &q, take_dispute, NULL, &err));
        q.sort = ONR_SORT_CONFIDENCE;
        assert_true(onr_store_query(f->store, &q, take_answer, NULL, &err));
        for (onr_count_by by = 0; by <= ONR_COUNT_BY_YEAR; by++)
            assert_true(onr_store_count(f->store, &q, by, take_count, NULL, &err));
    }
    assert_nothing_is_scanned(f, true);
}

/* What is wanted whole, each condition leads to by its index. */
static void all_that_many_say_is_found_without_a_scan(void **state)
{
    fixture *f = *state;
    onr_error err;
    assert_true(f->store->engine->select(f->store, many_pages, NULL, 0, NULL, NULL, &err));
    assert_true(f->store->engine->select(f->store, many_words, NULL, 0, NULL, NULL, &err));
    forget_sent();
    for (size_t i = 0; i < USUAL; i++) {
        assert_true(onr_store_query(f->store, &usual[i], take_answer, NULL, &err));
        assert_true(onr_store_disputes(f->store, &usual[i], take_dispute, NULL, &err));
    }
    assert_nothing_is_scanned(f, true);
}

/* All statements are counted by going over them once; each page's values are then looked up. */
static void what_is_kept_is_made_anew_in_one_pass(void **state)
{
    fixture *f = *state;
    onr_error err;
    size_t passes = 0;
    assert_true(tallies_make(f->store, f->arena, &err));
    for (size_t i = 0; i < sent_count; i++)
        passes += begins(sent[i], "INSERT INTO tally (kind, value, count) SELECT");
    assert_int_equal(passes, 11); /* a kind each, by INSERT, which is not explained here */
    assert_nothing_is_scanned(f, false);
}

static void the_first_of_all_are_read_in_the_order_of_an_index(void **state)
{
    fixture *f = *state;
    onr_error err;
    const onr_question newest = {.limit = 100, .sort = ONR_SORT_NEWEST};
    assert_true(onr_store_query(f->store, &(onr_question){.limit = 100}, take_answer, NULL, &err));
    assert_true(onr_store_query(f->store, &newest, take_answer, NULL, &err));
    assert_nothing_is_scanned(f, true);
}

static void a_page_is_added_replaced_and_removed_without_a_scan(void **state)
{
    fixture *f = *state;
    onr_error err;
    bool found, added;
    onr_record next = page_of("sha256:2"), third = page_of("sha256:3");
    third.article.published = ONR_STR("");
    assert_true(onr_store_add(f->store, &next, &added, f->arena, &err));
    assert_true(onr_store_replace(f->store, &next, f->arena, &err));
    assert_true(onr_store_add(f->store, &third, &added, f->arena, &err));
    assert_true(onr_store_remove(f->store, ONR_STR("sha256:00000002"), &found, f->arena, &err));
    assert_nothing_is_scanned(f, false);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, make_store, remove_store)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(usual_questions_scan_nothing),
        TEST(usual_questions_of_many_pages_scan_nothing),
        TEST(all_that_many_say_is_found_without_a_scan),
        TEST(what_is_kept_is_made_anew_in_one_pass),
        TEST(the_first_of_all_are_read_in_the_order_of_an_index),
        TEST(a_page_is_added_replaced_and_removed_without_a_scan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
