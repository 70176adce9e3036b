/*
 * A store: what it keeps of a page, which questions find it, and what becomes of older stores.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/str.h"
#include "many_pages.h"
#include "store/engine.h"
#include "store/tallies.h"

/* A page on which Ada, whom others call Lum, denies something. */
static const onr_span ada = {0, 3}, denied = {4, 10}, claims = {11, 30};
static const onr_block block = {ONR_BLOCK_PARAGRAPH, {0, 31}, {100, 131}};
static const onr_str lum = ONR_STR("Lum");
static const onr_entity ada_lum = {.name = ONR_STR("Ada Lum"),
                                   .kind = ONR_ENTITY_PERSON,
                                   .code = ONR_STR("XYZGOV"),
                                   .aliases = {&lum, 1},
                                   .mentions = {&ada, 1}};
static const onr_statement denial = {.speaker = {&ada, 1},
                                     .cue = {&denied, 1},
                                     .content = {&claims, 1},
                                     .addressee_entity = ONR_NO_ENTITY,
                                     .act = ONR_ACT_DENY,
                                     .inside = ONR_NO_STATEMENT,
                                     .confidence = 0.75f};
static const int32_t by_ada = 0;
static const onr_event rejection = {.actors = &by_ada,
                                    .actor_count = 1,
                                    .event_class = ONR_REJECT,
                                    .cameo = "12",
                                    .trigger = {&denied, 1},
                                    .same_as = ONR_NO_EVENT};

static onr_record page_called(const char *id, const char *published)
{
    onr_record out = {.article = {.text = ONR_STR("Ada denied closing the bridges."),
                                  .blocks = &block,
                                  .block_count = 1,
                                  .outlet = ONR_STR("The Gazette"),
                                  .published = str_of(published)},
                      .entities = {.items = &ada_lum, .count = 1},
                      .statements = {&denial, 1},
                      .events = {&rejection, 1}};
    snprintf(out.id, sizeof out.id, "%s", id);
    return out;
}

/* SQLite's, or what the environment names: tests/workers/store.sh has these tests run on
 * PostgreSQL, too. */
static const char *empty_store(void)
{
    const char *address = getenv("ONRECORD_TEST_STORE");
    onr_store *store;
    onr_error err;
    if (!address)
        return ":memory:";
    assert_true(onr_store_open(&store, address, ONR_STORE_CREATE, &err));
    assert_true(store->engine->select(store, "DROP SCHEMA public CASCADE; CREATE SCHEMA public",
                                      NULL, 0, NULL, NULL, &err));
    onr_store_close(store);
    return address;
}

static onr_store *store_with(const char *path, const char *id, const char *published)
{
    onr_record record = page_called(id, published);
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_store *store;
    onr_error err;
    bool added;
    assert_true(onr_store_open(&store, path, ONR_STORE_CREATE, &err));
    assert_true(onr_store_add(store, &record, &added, arena, &err));
    assert_true(added);
    onr_arena_free(arena);
    return store;
}

static size_t answers;

static bool count(const onr_answer *answer, void *user)
{
    (void)user;
    answers++;
    assert_true(str_is(answer->statement, "S1"));
    assert_true(str_is(answer->speaker, "Ada Lum"));
    assert_true(str_is(answer->speaker_words, "Ada"));
    assert_true(str_is(answer->chain, "The Gazette ← Ada Lum"));
    assert_int_equal(answer->bytes.start, 100);
    return true;
}

static size_t ask(onr_store *store, onr_question question)
{
    onr_error err;
    answers = 0;
    assert_true(onr_store_query(store, &question, count, NULL, &err));
    return answers;
}

/* A list of one. */
#define ONE(word) ((onr_strs){&ONR_STR(word), 1})

static void a_page_is_kept_once(void **state)
{
    (void)state;
    onr_store *store = store_with(empty_store(), "sha256:1", "2026-02");
    onr_record record = page_called("sha256:1", "2026-02");
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_error err;
    bool added, known;
    assert_true(onr_store_add(store, &record, &added, arena, &err));
    assert_false(added);
    assert_true(onr_store_knows(store, "sha256:1", &known, &err));
    assert_true(known);
    assert_true(onr_store_knows(store, "sha256:2", &known, &err));
    assert_false(known);
    assert_int_equal(ask(store, (onr_question){0}), 1);
    onr_store_close(store);
    onr_arena_free(arena);
}

/* A trace of the next page stands where that one's will: PostgreSQL tells of it only later. */
static void a_page_with_a_row_that_is_refused_leaves_nothing(void **state)
{
    (void)state;
    onr_store *store = store_with(empty_store(), "sha256:1", "2026-02");
    onr_record record = page_called("sha256:2", "2026-02");
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_error err = {0};
    bool added, known;
    assert_true(store->engine->select(store,
                                      "INSERT INTO trace(hash, day, page, weight)"
                                      " SELECT hash, day, page + 1, weight FROM trace",
                                      NULL, 0, NULL, NULL, &err));
    assert_false(onr_store_add(store, &record, &added, arena, &err));
    assert_int_equal(err.code, ONR_E_STORE);
    assert_true(onr_store_knows(store, "sha256:2", &known, &err));
    assert_false(known);
    assert_int_equal(ask(store, (onr_question){0}), 1);
    assert_true(store->engine->select(store, "DELETE FROM trace WHERE page > 1", NULL, 0, NULL,
                                      NULL, &err));
    assert_true(onr_store_add(store, &record, &added, arena, &err));
    assert_int_equal(ask(store, (onr_question){0}), 2);
    onr_store_close(store);
    onr_arena_free(arena);
}

static void a_statement_is_found_by_each_of_its_parts(void **state)
{
    (void)state;
    onr_store *store = store_with(empty_store(), "sha256:1", "2026-02");
    const struct {
        onr_question question;
        size_t answers;
    } cases[] = {
        {{.by = ONE("lum")}, 1},
        {{.by = ONE("XYZGOV")}, 1},
        {{.by = ONE("XYZ")}, 1}, /* the beginning of a code */
        {{.by = ONE("XY")}, 0},
        {{.by = ONE("Bo")}, 0},
        {{.by = {(const onr_str[]){ONR_STR("Bo"), ONR_STR("Ada Lum")}, 2}}, 1},
        {{.about = ONR_STR("bridge close")}, 1},
        {{.about = ONR_STR("tunnel")}, 0},
        {{.acts = ONE("deny")}, 1},
        {{.acts = ONE("state")}, 0},
        {{.quotes = ONE("direct")}, 1},
        {{.outlets = ONE("the gazette")}, 1},
        {{.outlets = ONE("The Herald")}, 0},
        {{.chains = ONE("the gazette")}, 1},
        {{.classes = ONE("REJECT"), .actors = ONE("lum")}, 1},
        {{.classes = ONE("AID")}, 0},
        {{.actors = ONE("Bo")}, 0},
        {{.min_confidence = 0.75}, 1},
        {{.min_confidence = 0.76}, 0},
        {{.since = ONR_STR("2026-02-19")}, 1},
        {{.until = ONR_STR("2026-02-19")}, 1},
        {{.since = ONR_STR("2026-03")}, 0},
        {{.until = ONR_STR("2026-01")}, 0},
        {{.until = ONR_STR("2026")}, 1},
        {{.skip = 1}, 0},
        {{.limit = 1}, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (ask(store, cases[i].question) != cases[i].answers)
            fail_msg("question %zu has %zu answers", i, answers);
    onr_store_close(store);
}

typedef struct given {
    onr_str json;
    size_t pages;
} given;

static bool same_json(int64_t page, const onr_record *record, void *user)
{
    given *g = user;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_str json;
    onr_error err;
    assert_int_equal(page, ++g->pages);
    assert_true(onr_record_write_json(&json, record, arena, &err));
    assert_true(str_equal(json, g->json));
    onr_arena_free(arena);
    return true;
}

static void a_record_comes_back_as_it_was_added(void **state)
{
    (void)state;
    onr_store *store = store_with(empty_store(), "sha256:123456789a", "2026-02");
    onr_record record = page_called("sha256:123456789a", "2026-02"), again;
    onr_arena *arena = onr_arena_new(1 << 20), *own = onr_arena_new(1 << 20);
    onr_error err;
    given g = {0};
    bool found;
    assert_true(onr_record_find_chains(&record, arena, &err));
    assert_true(onr_record_write_json(&g.json, &record, arena, &err));
    assert_true(onr_store_pages(store, &(onr_question){0}, same_json, &g, own, &err));
    assert_int_equal(g.pages, 1);
    assert_true(
        onr_store_pages(store, &(onr_question){.acts = ONE("state")}, same_json, &g, own, &err));
    assert_int_equal(g.pages, 1);
    assert_true(onr_store_page(store, ONR_STR("12345678"), &again, &found, own, &err));
    assert_true(found && str_is(again.article.outlet, "The Gazette"));
    assert_true(onr_store_page(store, ONR_STR("12345679"), &again, &found, own, &err));
    assert_false(found);
    onr_store_close(store);
    onr_arena_free(arena);
    onr_arena_free(own);
}

/* Who is on a page: entities of these names and codes, each a person unless its name is a state's.
 */
static void add_page_of(onr_store *store, const char *id, const onr_entity *entities, size_t count)
{
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_record record = {.entities = {.items = entities, .count = count}};
    onr_error err;
    bool added;
    snprintf(record.id, sizeof record.id, "%s", id);
    assert_true(onr_store_add(store, &record, &added, arena, &err));
    assert_true(added);
    onr_arena_free(arena);
}

static bool note_number(const store_value *cells, void *user)
{
    *(int64_t *)user = cells[0].number;
    return false;
}

/* Whether entity `i` of page `a` is the same across pages as entity `k` of page `b`. */
static bool is_same(onr_store *store, int64_t a, int64_t i, int64_t b, int64_t k)
{
    const store_value keys[] = {number_value(a * KEYS_A_PAGE + i),
                                number_value(b * KEYS_A_PAGE + k)};
    int64_t same = -1;
    onr_error err;
    assert_true(store->engine->select(
        store,
        "SELECT x.actor = y.actor FROM entity x JOIN entity y ON y.key = ?2 WHERE x.key = ?1", keys,
        2, note_number, &same, &err));
    assert_true(same >= 0);
    return same == 1;
}

#define PERSON(called, coded)                                                                      \
    ((onr_entity){.name = ONR_STR(called), .kind = ONR_ENTITY_PERSON, .code = ONR_STR(coded)})

static void whoever_the_knowledge_base_knows_is_one_across_pages(void **state)
{
    (void)state;
    onr_store *store;
    onr_error err;
    const onr_entity here = {.name = ONR_STR("Russia"),
                             .kind = ONR_ENTITY_STATE,
                             .code = ONR_STR("RUS"),
                             .known = ONR_STR("RUS")};
    const onr_entity there = {
        .name = ONR_STR("the Kremlin"), .kind = ONR_ENTITY_STATE, .known = ONR_STR("RUS")};
    assert_true(onr_store_open(&store, ":memory:", ONR_STORE_CREATE, &err));
    add_page_of(store, "sha256:1", &here, 1);
    add_page_of(store, "sha256:2", &there, 1);
    assert_true(is_same(store, 1, 1, 2, 1));
    onr_store_close(store);
}

static void persons_of_one_name_are_one_unless_a_country_parts_them(void **state)
{
    (void)state;
    onr_store *store;
    onr_error err;
    const onr_entity page_1[] = {PERSON("Ada Lum", "XYZGOV")};
    const onr_entity page_2[] = {PERSON("Ada Lum", "XYZLEG")};
    const onr_entity page_3[] = {PERSON("Ada Lum", "VWXGOV")};
    const onr_entity page_4[] = {PERSON("Ada Lum", ""), PERSON("Bo Ek", "VWXGOV")};
    const onr_entity page_5[] = {PERSON("Ada Lum", "XYZ"), PERSON("Ada Lum", "XYZ")};
    const onr_entity page_6[] = {PERSON("Lum", "")};
    const onr_entity page_7[] = {PERSON("Lum", ""), PERSON("Bo Ek", "XYZGOV")};
    assert_true(onr_store_open(&store, ":memory:", ONR_STORE_CREATE, &err));
    add_page_of(store, "sha256:1", page_1, 1);
    add_page_of(store, "sha256:2", page_2, 1);
    add_page_of(store, "sha256:3", page_3, 1);
    add_page_of(store, "sha256:4", page_4, 2);
    add_page_of(store, "sha256:5", page_5, 2);
    add_page_of(store, "sha256:6", page_6, 1);
    add_page_of(store, "sha256:7", page_7, 2);
    assert_true(store->engine->select(store, "INSERT INTO parted VALUES ('sha256:8', 1)", NULL, 0,
                                      NULL, NULL, &err));
    add_page_of(store, "sha256:8", page_2, 1);
    assert_true(is_same(store, 1, 1, 2, 1));
    assert_false(is_same(store, 1, 1, 3, 1)); /* of another country */
    assert_true(is_same(store, 3, 1, 4, 1));  /* on a page about that country */
    assert_false(is_same(store, 1, 1, 4, 1));
    assert_true(is_same(store, 1, 1, 5, 1));
    assert_false(is_same(store, 5, 1, 5, 2)); /* two of a page */
    assert_false(is_same(store, 1, 1, 6, 1)); /* a family name alone */
    assert_false(is_same(store, 1, 1, 8, 1)); /* parted by hand */
    assert_true(is_same(store, 1, 1, 7, 1));  /* the same on a page about the country */
    onr_store_close(store);
}

static void an_entity_that_is_parted_stays_so_when_its_page_comes_again(void **state)
{
    (void)state;
    onr_store *store;
    onr_error err;
    bool found;
    const onr_entity ada_of_xyz[] = {PERSON("Ada Lum", "XYZGOV")};
    onr_arena *arena = onr_arena_new(1 << 24);
    assert_true(onr_store_open(&store, ":memory:", ONR_STORE_CREATE, &err));
    add_page_of(store, "sha256:1", ada_of_xyz, 1);
    add_page_of(store, "sha256:2", ada_of_xyz, 1);
    assert_true(is_same(store, 1, 1, 2, 1));
    assert_true(onr_store_part(store, ONR_STR("2.E1"), &found, arena, &err));
    assert_true(found);
    assert_false(is_same(store, 1, 1, 2, 1));
    assert_true(onr_store_part(store, ONR_STR("2.E9"), &found, arena, &err));
    assert_false(found);
    assert_true(onr_store_remove(store, ONR_STR("2"), &found, arena, &err));
    add_page_of(store, "sha256:2", ada_of_xyz, 1);
    assert_false(is_same(store, 1, 1, 2, 1));
    onr_store_close(store);
    onr_arena_free(arena);
}

/* A file in a folder of its own; the name is the caller's to free. */
static char *new_file(void)
{
    char *path = malloc(64);
    snprintf(path, 64, "/tmp/onrecord-store-XXXXXX");
    assert_non_null(mkdtemp(path));
    snprintf(path + strlen(path), 64 - strlen(path), "/store");
    return path;
}

static void remove_file(char *path)
{
    unlink(path);
    *strrchr(path, '/') = '\0';
    rmdir(path);
    free(path);
}

static void run_script(const char *path, const char *script)
{
    char sql[64 << 10] = "";
    FILE *file = fopen(script, "r");
    sqlite3 *db;
    assert_non_null(file);
    sql[fread(sql, 1, sizeof sql - 1, file)] = '\0';
    fclose(file);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static size_t with_chain;

static bool note_chain(const onr_answer *answer, void *user)
{
    (void)user;
    answers++;
    with_chain += str_starts(answer->chain, "The Valley Post ← ") ||
                  str_starts(answer->chain, "this page ← ");
    return true;
}

typedef struct counted {
    char text[256];
} counted;

static bool note_count(onr_str value, uint64_t number, void *user)
{
    counted *out = user;
    size_t len = strlen(out->text);
    snprintf(out->text + len, sizeof out->text - len, "%.*s %d; ", (int)value.len, value.data,
             (int)number);
    return true;
}

/* What is kept is what counting gives: everything is before 2999. */
static void assert_counts_are_kept(onr_store *store)
{
    for (onr_count_by by = 0; by < ONR_COUNT_BY_COUNT; by++) {
        counted kept = {0}, counted_now = {0};
        onr_error err;
        assert_true(onr_store_count(store, &(onr_question){0}, by, note_count, &kept, &err));
        assert_true(onr_store_count(store, &(onr_question){.until = ONR_STR("2999")}, by,
                                    note_count, &counted_now, &err));
        assert_string_equal(kept.text, counted_now.text);
    }
}

/* In SQLite's file that is tested with the program, tests/cli/store.sh. */
static void a_database_of_version_5_becomes_one_of_this_version(void **state)
{
    (void)state;
    const char *address = getenv("ONRECORD_TEST_STORE");
    onr_store *store;
    onr_error err;
    if (!address)
        skip();
    store = store_with(empty_store(), "sha256:1", "2026-03-04");
    assert_true(store->engine->select(store,
                                      "DROP TABLE tally; DROP TABLE facts;"
                                      "DROP INDEX page_newest;"
                                      "UPDATE onrecord_store SET version = 5",
                                      NULL, 0, NULL, NULL, &err));
    onr_store_close(store);
    assert_true(onr_store_open(&store, address, ONR_STORE_READ, &err));
    assert_counts_are_kept(store);
    assert_int_equal(ask(store, (onr_question){.by = ONE("lum")}), 1);
    onr_store_close(store);
}

static void a_store_of_version_1_becomes_one_of_this_version(void **state)
{
    (void)state;
    char *path = new_file();
    onr_store *store;
    onr_error err;
    run_script(path, "tests/store/version-1.sql");
    answers = with_chain = 0;
    for (int time = 0; time < 2; time++) {
        assert_true(onr_store_open(&store, path, ONR_STORE_READ, &err));
        assert_true(onr_store_query(store, &(onr_question){0}, note_chain, NULL, &err));
        onr_store_close(store);
    }
    assert_int_equal(answers, 2 * 23);
    assert_int_equal(with_chain, answers);
    remove_file(path);
}

/* Of a user whom root becomes for a while; others stay who they are. */
enum { NOBODY = 65534 };

static void assert_can_be_asked(const char *folder, const char *path)
{
    onr_store *store;
    onr_error err;
    bool is_root = geteuid() == 0;
    assert_int_equal(chmod(folder, 0500), 0);
    if (is_root) {
        assert_int_equal(chown(folder, NOBODY, NOBODY), 0);
        assert_int_equal(chown(path, NOBODY, NOBODY), 0);
        assert_int_equal(seteuid(NOBODY), 0);
    }
    bool ok = onr_store_open(&store, path, ONR_STORE_READ, &err);
    size_t found = ok ? ask(store, (onr_question){.by = ONE("lum")}) : 0;
    if (ok)
        onr_store_close(store);
    assert_true(!is_root || seteuid(0) == 0);
    assert_int_equal(chmod(folder, 0700), 0);
    assert_int_equal(found, 1);
}

static void a_store_that_cannot_be_written_can_be_asked(void **state)
{
    (void)state;
    /* Signs that SQLite would read as those of an address are the name's. */
    char folder[64] = "/tmp/onrecord-store-XXXXXX", path[96];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/50%%?half#1", folder);
    onr_store_close(store_with(path, "sha256:1", "2026-02"));
    assert_can_be_asked(folder, path);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

/* Pages that all tell what Ada says; a later one of an address is a version of the same page. */
static onr_record page_at(const char *id, const char *url, const char *published)
{
    onr_record out = page_called(id, published);
    out.article.url = str_of(url);
    out.name = str_of(id + 7);
    return out;
}

static onr_store *store_of(const onr_record *records, size_t n)
{
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_store *store;
    onr_error err;
    bool added;
    assert_true(onr_store_open(&store, empty_store(), ONR_STORE_CREATE, &err));
    for (size_t i = 0; i < n; i++)
        assert_true(onr_store_add(store, &records[i], &added, arena, &err));
    onr_arena_free(arena);
    return store;
}

typedef struct told {
    size_t stories, reports, sources;
    char pages[64]; /* Names of the reports' pages. */
} told;

static bool take_story(const onr_story *story, void *user)
{
    told *out = user;
    out->stories++;
    out->reports += story->report_count;
    out->sources += story->sources;
    for (size_t i = 0; i < story->report_count; i++)
        strncat(out->pages, story->reports[i].page.data, story->reports[i].page.len);
    return true;
}

static told utterances_of(onr_store *store)
{
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_error err;
    told out = {0};
    assert_true(onr_store_stories(store, ONR_LINK_UTTERANCE, take_story, &out, arena, &err));
    onr_arena_free(arena);
    return out;
}

static void pages_that_report_one_utterance_are_joined_in_whatever_order_they_come(void **state)
{
    (void)state;
    const onr_record one = page_at("sha256:1", "", "2026-02-03");
    const onr_record two = page_at("sha256:2", "", "2026-02-04");
    onr_store *first = store_of((onr_record[]){one, two}, 2);
    onr_store *second = store_of((onr_record[]){two, one}, 2);
    told a = utterances_of(first), b = utterances_of(second);
    assert_int_equal(a.stories, 1);
    assert_int_equal(a.reports, 2);
    assert_int_equal(a.sources, 1); /* both are the Gazette's */
    assert_string_equal(a.pages, "12");
    assert_string_equal(b.pages, "12");
    onr_store_close(first);
    onr_store_close(second);
}

static told utterance_of(onr_store *store, int64_t page)
{
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_error err;
    told out = {0};
    assert_true(onr_store_story(store, page, 1, take_story, &out, arena, &err));
    onr_arena_free(arena);
    return out;
}

/* The agency's page, of which both are copies, does not say itself what they report. */
static void reports_in_copies_of_a_third_page_are_of_one_source(void **state)
{
    (void)state;
    onr_record records[] = {page_at("sha256:1", "", "2026-02-03"),
                            page_at("sha256:2", "", "2026-02-03"),
                            page_at("sha256:3", "", "2026-02-03")};
    records[1].article.outlet = ONR_STR("The Herald");
    records[2].article.outlet = ONR_STR("The Agency");
    records[2].statements.count = records[2].events.count = 0;
    onr_store *store = store_of(records, 3);
    onr_error err;
    assert_int_equal(utterances_of(store).sources, 2);
    assert_int_equal(utterance_of(store, 1).sources, 2);
    assert_true(store->engine->select(
        store,
        "INSERT INTO link (kind, page, item, other_page, other_item, score, why)"
        " VALUES ('copy', 1, 0, 3, 0, 0.9, ''), ('copy', 2, 0, 3, 0, 0.9, '')",
        NULL, 0, NULL, NULL, &err));
    assert_int_equal(utterances_of(store).sources, 1);
    assert_int_equal(utterance_of(store, 1).reports, 2);
    assert_int_equal(utterance_of(store, 1).sources, 1);
    assert_int_equal(utterance_of(store, 2).sources, 1);
    onr_store_close(store);
}

static void what_was_unlinked_stays_so_when_the_page_comes_again(void **state)
{
    (void)state;
    const onr_record records[] = {page_at("sha256:1", "", "2026-02-03"),
                                  page_at("sha256:2", "", "2026-02-04")};
    onr_store *store = store_of(records, 2);
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_error err;
    bool found;
    assert_true(onr_store_unlink(store, ONR_STR("1.S2"), ONR_STR("2.S1"), &found, arena, &err));
    assert_false(found);
    assert_true(onr_store_unlink(store, ONR_STR("2.S1"), ONR_STR("1.S1"), &found, arena, &err));
    assert_true(found);
    assert_int_equal(utterances_of(store).stories, 2);
    assert_true(onr_store_replace(store, &records[0], arena, &err));
    assert_int_equal(utterances_of(store).stories, 2);
    onr_store_close(store);
    onr_arena_free(arena);
}

static bool is_unlinked(onr_store *store, const char *a, const char *b)
{
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_error err;
    bool found;
    assert_true(onr_store_unlink(store, str_of(a), str_of(b), &found, arena, &err));
    onr_arena_free(arena);
    return found;
}

static void a_link_is_undone_by_its_kind_whichever_way_round_it_is_named(void **state)
{
    (void)state;
    const onr_record records[] = {page_at("sha256:1", "", "2026-02-03"),
                                  page_at("sha256:2", "", "2026-02-04")};
    onr_store *store = store_of(records, 2);
    onr_error err;
    assert_true(store->engine->select(
        store,
        "INSERT INTO link (kind, page, item, other_page, other_item, score, why)"
        " VALUES ('copy', 1, 0, 2, 0, 0.9, ''), ('event', 1, 7, 2, 8, 0.9, ''),"
        " ('instrument', 1, 7, 2, 8, 0.9, ''), ('dispute', 1, 7, 2, 8, 0.9, '')",
        NULL, 0, NULL, NULL, &err));
    static const char *const links[][2] = {
        {"1", "2"}, {"2.V8", "1.V7"}, {"1.I7", "2.I8"}, {"2.S8", "1.S7"}};
    static const char *const none[][2] = {
        {"1.S7", "2.V8"}, {"1.V8", "2.V7"},  {"1", "2.V8"},           {"1.V7", "9.V8"},
        {"9.V7", "2.V8"}, {"1.V7x", "2.V8"}, {"1.V", "2.V8"},         {".V7", "2.V8"},
        {"V7", "V8"},     {"1.X7", "2.X8"},  {"1.V7", "2.V800000008"}};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(is_unlinked(store, none[i][0], none[i][1]));
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        assert_true(is_unlinked(store, links[i][0], links[i][1]));
    onr_store_close(store);
}

static size_t stories_of(onr_store *store, int64_t page, int64_t statement)
{
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_error err;
    told out = {0};
    assert_true(onr_store_story(store, page, statement, take_story, &out, arena, &err));
    onr_arena_free(arena);
    assert_true(out.reports == out.stories && out.sources == out.stories);
    return out.stories;
}

static void what_one_page_alone_tells_is_a_story_of_one_report(void **state)
{
    (void)state;
    const onr_record one = page_at("sha256:1", "", "2026-02-03");
    onr_store *store = store_of(&one, 1);
    assert_int_equal(stories_of(store, 1, 1), 1);
    assert_int_equal(stories_of(store, 1, 2), 0);
    assert_int_equal(stories_of(store, 1, 0), 0);
    assert_int_equal(stories_of(store, 9, 1), 0);
    onr_store_close(store);
}

/* Who has enough after some stories. */
typedef struct patience {
    size_t most, taken;
} patience;

static bool take_some(const onr_story *story, void *user)
{
    patience *p = user;
    assert_true(story->report_count > 0);
    return ++p->taken < p->most;
}

static size_t taken_of(onr_store *store, onr_link_kind kind, size_t most)
{
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_error err;
    patience p = {.most = most};
    assert_true(onr_store_stories(store, kind, take_some, &p, arena, &err));
    onr_arena_free(arena);
    return p.taken;
}

/* One utterance that two pages report, and two that one page alone has; two copies; a denial of
 * that utterance, reported of both pages, and another. */
static void stories_end_where_whoever_asks_has_enough(void **state)
{
    (void)state;
    static const struct {
        onr_link_kind kind;
        size_t all;
    } cases[] = {{ONR_LINK_UTTERANCE, 3}, {ONR_LINK_COPY, 2}, {ONR_LINK_DISPUTE, 2}};
    const onr_record records[] = {
        page_at("sha256:1", "", "2026-02-03"), page_at("sha256:2", "", "2026-02-04"),
        page_at("sha256:3", "", "2016-02-04"), page_at("sha256:4", "", "2006-02-04")};
    onr_store *store = store_of(records, 4);
    onr_error err;
    assert_true(store->engine->select(
        store,
        "INSERT INTO link (kind, page, item, other_page, other_item, score, why)"
        " VALUES ('copy', 1, 0, 3, 0, 0.9, ''), ('copy', 2, 0, 3, 0, 0.9, ''),"
        " ('dispute', 1, 1, 3, 7, 0.5, ''), ('dispute', 2, 1, 3, 7, 0.9, ''),"
        " ('dispute', 1, 1, 3, 8, 0.7, '')",
        NULL, 0, NULL, NULL, &err));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(taken_of(store, cases[i].kind, SIZE_MAX), cases[i].all);
        for (size_t most = 1; most <= cases[i].all; most++)
            assert_int_equal(taken_of(store, cases[i].kind, most), most);
    }
    onr_store_close(store);
}

static void what_is_asked_for_has_bounds(void **state)
{
    (void)state;
    const onr_record one = page_at("sha256:1", "", "2026-02-03");
    onr_str names[300];
    onr_store *store = store_of(&one, 1);
    onr_error err;
    for (size_t i = 0; i < 300; i++)
        names[i] = lum;
    for (onr_sort sort = ONR_SORT_OLDEST; sort <= ONR_SORT_CONFIDENCE; sort++) {
        assert_int_equal(ask(store, (onr_question){.limit = UINT64_MAX, .sort = sort}), 1);
        assert_int_equal(ask(store, (onr_question){.limit = 1, .skip = UINT64_MAX, .sort = sort}),
                         0);
    }
    assert_int_equal(ask(store, (onr_question){.by = {names, 100}}), 1);
    assert_false(onr_store_query(store, &(onr_question){.by = {names, 300}}, count, NULL, &err));
    assert_int_equal(err.code, ONR_E_LIMIT);
    assert_string_equal(err.advice, "ask for fewer at once");
    onr_store_close(store);
}

static void only_an_entity_that_is_there_can_be_parted(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool is_there;
    } cases[] = {{"1.E1", true}, {"1.E2", false}, {"1.S1", false}, {"1", false}, {"9.E1", false}};
    const onr_record one = page_at("sha256:1", "", "2026-02-03");
    onr_store *store = store_of(&one, 1);
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_error err;
    bool found;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(onr_store_part(store, str_of(cases[i].name), &found, arena, &err));
        assert_int_equal(found, cases[i].is_there);
    }
    onr_store_close(store);
    onr_arena_free(arena);
}

static void a_later_page_of_an_address_replaces_the_older_one_until_it_is_removed(void **state)
{
    (void)state;
    const onr_record records[] = {page_at("sha256:1", "https://gazette.test/bridges", "2026-02-03"),
                                  page_at("sha256:2", "https://gazette.test/bridges", "2026-02-04"),
                                  page_at("sha256:3", "https://gazette.test/", "2026-02-04"),
                                  page_at("sha256:4", "https://gazette.test/", "2026-02-04")};
    onr_store *store = store_of(records, 2);
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_error err;
    bool found;
    assert_int_equal(ask(store, (onr_question){0}), 1);
    assert_string_equal(utterances_of(store).pages, "2");
    assert_true(onr_store_remove(store, ONR_STR("2"), &found, arena, &err));
    assert_true(found);
    assert_string_equal(utterances_of(store).pages, "1");
    assert_true(onr_store_remove(store, ONR_STR("2"), &found, arena, &err));
    onr_store_close(store);
    store = store_of(records + 2, 2);
    assert_int_equal(ask(store, (onr_question){0}), 2); /* a site's address is no page's */
    onr_store_close(store);
    onr_arena_free(arena);
}

static void what_all_statements_come_to_changes_with_each_page(void **state)
{
    (void)state;
    const onr_record records[] = {page_at("sha256:1", "https://gazette.test/bridges", "2026-02-03"),
                                  page_at("sha256:2", "https://gazette.test/bridges", "2026-02-04"),
                                  page_at("sha256:3", "", "2026-02")};
    onr_store *store = store_of(records, 1);
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_error err;
    bool found, added;
    counted acts = {0}, days = {0};
    assert_counts_are_kept(store);
    for (int i = 1; i < 3; i++) {
        assert_true(onr_store_add(store, &records[i], &added, arena, &err));
        assert_counts_are_kept(store);
    }
    assert_true(
        onr_store_count(store, &(onr_question){0}, ONR_COUNT_BY_ACT, note_count, &acts, &err));
    assert_string_equal(acts.text, "deny 2; "); /* the first page is an older version */
    assert_true(onr_store_remove(store, ONR_STR("2"), &found, arena, &err) && found);
    assert_counts_are_kept(store);
    assert_true(onr_store_replace(store, &records[2], arena, &err));
    assert_true(onr_store_remove(store, ONR_STR("1"), &found, arena, &err) && found);
    assert_counts_are_kept(store);
    assert_true(
        onr_store_count(store, &(onr_question){0}, ONR_COUNT_BY_DAY, note_count, &days, &err));
    assert_string_equal(days.text, "2026-02 1; ");
    onr_store_close(store);
    onr_arena_free(arena);
}

/* Answers' ids, as many as may come. */
typedef struct id_list {
    char (*ids)[24];
    size_t count;
} id_list;

enum { MOST_IDS = 60000 };

static bool take_id(const onr_answer *answer, void *user)
{
    id_list *out = user;
    assert_true(out->count < MOST_IDS);
    snprintf(out->ids[out->count++], sizeof *out->ids, "%.*s", (int)answer->id.len,
             answer->id.data);
    return true;
}

static bool take_claim(const onr_disputed *dispute, void *user)
{
    return take_id(&dispute->claim, user);
}

/* Few answers wanted of many come of another plan than all of them. */
static void assert_some_are_of_all(onr_store *store, onr_question q, id_list *all, id_list *some,
                                   bool disputes)
{
    onr_error err;
    all->count = some->count = 0;
    q.limit = q.skip = 0;
    assert_true(disputes ? onr_store_disputes(store, &q, take_claim, all, &err)
                         : onr_store_query(store, &q, take_id, all, &err));
    q.limit = 9;
    q.skip = 4;
    assert_true(disputes ? onr_store_disputes(store, &q, take_claim, some, &err)
                         : onr_store_query(store, &q, take_id, some, &err));
    size_t left = all->count < 4 ? 0 : all->count - 4;
    assert_int_equal(some->count, left < 9 ? left : 9);
    for (size_t i = 0; i < some->count; i++)
        assert_string_equal(some->ids[i], all->ids[i + 4]);
}

/* What an answer has of each kind that answers have one of. */
static onr_str value_of(const onr_answer *a, onr_count_by by)
{
    switch (by) {
    case ONR_COUNT_BY_SPEAKER: return a->speaker;
    case ONR_COUNT_BY_CODE: return a->code;
    case ONR_COUNT_BY_ADDRESSEE: return a->addressee;
    case ONR_COUNT_BY_ACT: return a->act;
    case ONR_COUNT_BY_QUOTE: return a->quote;
    case ONR_COUNT_BY_OUTLET: return a->outlet;
    case ONR_COUNT_BY_CHAIN: return a->chain;
    case ONR_COUNT_BY_MONTH: return (onr_str){a->published.data, a->published.len < 7 ? 0 : 7};
    default: return a->published;
    }
}

enum { MOST_VALUES = 400 };

typedef struct value_counts {
    size_t count;
    struct {
        char value[48];
        uint64_t number;
    } items[MOST_VALUES];
} value_counts;

static bool take_count(onr_str value, uint64_t number, void *user)
{
    value_counts *out = user;
    assert_true(out->count < MOST_VALUES);
    snprintf(out->items[out->count].value, sizeof out->items->value, "%.*s", (int)value.len,
             value.data);
    out->items[out->count++].number = number;
    return true;
}

static void take_off(value_counts *from, onr_str value)
{
    for (size_t i = 0; i < from->count; i++)
        if (str_is(value, from->items[i].value) && from->items[i].number > 0) {
            from->items[i].number--;
            return;
        }
    fail_msg("%.*s is not counted", (int)value.len, value.data);
}

/* A statement may have several of a class, or of an instrument. */
static bool is_single(onr_count_by by)
{
    return by != ONR_COUNT_BY_CLASS && by != ONR_COUNT_BY_INSTRUMENT && by != ONR_COUNT_BY_YEAR;
}

static bool take_all_off(const onr_answer *answer, void *user)
{
    value_counts *counts = user;
    for (onr_count_by by = 0; by < ONR_COUNT_BY_COUNT; by++)
        if (is_single(by))
            take_off(&counts[by], value_of(answer, by));
    return true;
}

/* Each value is counted as often as an answer has it. */
static void assert_counts_are_of_answers(onr_store *store, onr_question q)
{
    static value_counts counts[ONR_COUNT_BY_COUNT];
    onr_error err;
    q.limit = 0;
    for (onr_count_by by = 0; by < ONR_COUNT_BY_COUNT; by++) {
        counts[by].count = 0;
        assert_true(onr_store_count(store, &q, by, take_count, &counts[by], &err));
    }
    assert_true(onr_store_query(store, &q, take_all_off, counts, &err));
    for (onr_count_by by = 0; by < ONR_COUNT_BY_COUNT; by++)
        for (size_t i = 0; is_single(by) && i < counts[by].count; i++)
            assert_int_equal(counts[by].items[i].number, 0);
}

static const struct {
    onr_question q;
    size_t answers;
} of_many[] = {
    {{.sort = ONR_SORT_OLDEST}, 13999},
    {{.by = ONE("Ada Lum")}, 10509}, /* S1, every other S2, and where Bo is a group with her */
    {{.by = ONE("bo key")}, 3500},
    {{.by = ONE("XYZ")}, 7010},
    {{.by = ONE("XYZ"), .acts = ONE("deny")}, 7000},
    {{.by = ONE("Bo Key"), .acts = ONE("deny")}, 0},
    {{.by = ONE("Ada Lum"), .acts = ONE("state"), .chains = ONE("the herald")}, 3509},
    {{.to = ONE("QQQ")}, 6999},
    {{.to = ONE("Bo Key"), .about = ONR_STR("bridges")}, 6999},
    {{.acts = ONE("state"), .outlets = ONE("the gazette")}, 3500},
    {{.quotes = ONE("indirect"), .min_confidence = 0.2}, 6999},
    {{.chains = ONE("The Herald"), .about = ONR_STR("closing bridges")}, 6985},
    {{.about = ONR_STR("bridges")}, 13985},
    {{.about = ONR_STR("ferries")}, 14},
    {{.about = ONR_STR("ferries"), .by = ONE("Ada Lum")}, 2},
    {{.classes = ONE("REJECT")}, 7000},
    {{.classes = ONE("REJECT"), .actors = ONE("Ada Lum"), .acts = ONE("deny")}, 7000},
    {{.by = ONE("Ada Lum"), .since = ONR_STR("2020"), .until = ONR_STR("2024-03")}, 2217},
    {{.acts = ONE("deny"), .since = ONR_STR("2012-02-13"), .until = ONR_STR("2012-02-13")}, 0},
    {{.acts = ONE("deny"), .page = 700}, 1},
};

static onr_store *store_with_many(const char *many)
{
    onr_store *store = store_with(empty_store(), "sha256:1", "2009-05-05");
    onr_error err;
    assert_true(store->engine->select(store, many, NULL, 0, NULL, NULL, &err));
    if (!getenv("ONRECORD_TEST_STORE"))
        assert_true(store->engine->select(store, many_words, NULL, 0, NULL, NULL, &err));
    onr_arena *arena = onr_arena_new(1 << 24);
    assert_true(onr_store_begin(store, &err) && tallies_make(store, arena, &err) &&
                onr_store_commit(store, &err));
    onr_arena_free(arena);
    return store;
}

/* A class is of the statement that vouches for the event; others have none. */
static void assert_others_are_of_no_class(onr_store *store)
{
    onr_error err;
    counted classes = {0};
    const onr_question of_gazette = {.outlets = ONE("The Gazette"), .since = ONR_STR("2010")};
    assert_true(
        onr_store_count(store, &of_gazette, ONR_COUNT_BY_CLASS, note_count, &classes, &err));
    assert_string_equal(classes.text, " 3500; REJECT 3500; ");
}

static void what_many_say_is_found_and_counted_as_what_few_say_is(void **state)
{
    (void)state;
    id_list all = {malloc(MOST_IDS * sizeof *all.ids), 0},
            some = {malloc(MOST_IDS * sizeof *some.ids), 0};
    onr_store *store = store_with_many(many_pages);
    for (size_t i = 0; i < sizeof of_many / sizeof *of_many; i++)
        for (onr_sort sort = ONR_SORT_OLDEST; sort <= ONR_SORT_CONFIDENCE; sort++) {
            onr_question q = of_many[i].q;
            q.sort = sort;
            assert_some_are_of_all(store, q, &all, &some, false);
            assert_int_equal(all.count, of_many[i].answers);
            assert_some_are_of_all(store, q, &all, &some, true);
        }
    for (size_t i = 0; i < sizeof of_many / sizeof *of_many; i++)
        assert_counts_are_of_answers(store, of_many[i].q);
    assert_others_are_of_no_class(store);
    onr_store_close(store);
    free(all.ids);
    free(some.ids);
}

static const struct {
    onr_question q;
    size_t answers;
} of_very_many[] = {
    {{.about = ONR_STR("bridges")}, 54021},
    {{.about = ONR_STR("bridges"), .by = ONE("Ada")}, 54000},
    {{.about = ONR_STR("closing bridges"), .by = ONE("Cy")}, 20},
    {{.about = ONR_STR("bridges"), .by = ONE("Cy"), .min_confidence = 0.4}, 20},
    {{.about = ONR_STR("bridges"), .by = ONE("Cy"), .until = ONR_STR("2012-05-04")}, 0},
    {{.about = ONR_STR("ferries"), .by = ONE("Cy")}, 3980},
};

/* Where so many have the words, those that come first by all else are looked at for them; all that
 * have them only where too few of those do. */
static void what_very_many_say_is_found_as_what_few_say_is(void **state)
{
    (void)state;
    id_list all = {malloc(MOST_IDS * sizeof *all.ids), 0},
            some = {malloc(MOST_IDS * sizeof *some.ids), 0};
    onr_store *store = store_with_many(many_statements);
    onr_error err;
    for (size_t i = 0; i < sizeof of_very_many / sizeof *of_very_many; i++)
        for (onr_sort sort = ONR_SORT_OLDEST; sort <= ONR_SORT_CONFIDENCE; sort++) {
            onr_question q = of_very_many[i].q;
            q.sort = sort;
            assert_some_are_of_all(store, q, &all, &some, false);
            assert_int_equal(all.count, of_very_many[i].answers);
        }
    some.count = 0;
    assert_true(onr_store_query(store, &(onr_question){.about = ONR_STR("bridges"), .limit = 300},
                                take_id, &some, &err));
    assert_int_equal(some.count, 300);
    onr_store_close(store);
    free(all.ids);
    free(some.ids);
}

/* As several readers do that add to one store: each asks what the file is while another makes it.
 */
static void stores_that_several_open_at_once_are_made_once(void **state)
{
    enum { STORES = 100, OPENERS = 4 };
    char folder[] = "/tmp/onrecord-stores-XXXXXX", path[64];
    pid_t children[OPENERS];
    (void)state;
    assert_non_null(mkdtemp(folder));
    for (int i = 0; i < OPENERS; i++)
        if ((children[i] = fork()) == 0) {
            onr_store *store;
            int opened = 0;
            for (int n = 0; n < STORES; n++) {
                snprintf(path, sizeof path, "%s/%d", folder, n);
                if (onr_store_open(&store, path, ONR_STORE_CREATE, NULL)) {
                    opened++;
                    onr_store_close(store);
                }
            }
            _exit(opened == STORES ? EXIT_SUCCESS : EXIT_FAILURE);
        }
    for (int i = 0; i < OPENERS; i++) {
        int status;
        assert_true(children[i] > 0);
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    for (int n = 0; n < STORES; n++) {
        /* Who closes a store at the moment when another opens it leaves its log to it. */
        const char *const parts[] = {"", "-wal", "-shm"};
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
            snprintf(path, sizeof path, "%s/%d%s", folder, n, parts[k]);
            assert_true(unlink(path) == 0 || k > 0);
        }
    }
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_kept_once),
        cmocka_unit_test(a_page_with_a_row_that_is_refused_leaves_nothing),
        cmocka_unit_test(a_statement_is_found_by_each_of_its_parts),
        cmocka_unit_test(a_record_comes_back_as_it_was_added),
        cmocka_unit_test(whoever_the_knowledge_base_knows_is_one_across_pages),
        cmocka_unit_test(persons_of_one_name_are_one_unless_a_country_parts_them),
        cmocka_unit_test(an_entity_that_is_parted_stays_so_when_its_page_comes_again),
        cmocka_unit_test(what_all_statements_come_to_changes_with_each_page),
        cmocka_unit_test(what_many_say_is_found_and_counted_as_what_few_say_is),
        cmocka_unit_test(what_very_many_say_is_found_as_what_few_say_is),
        cmocka_unit_test(stores_that_several_open_at_once_are_made_once),
        cmocka_unit_test(a_database_of_version_5_becomes_one_of_this_version),
        cmocka_unit_test(a_store_of_version_1_becomes_one_of_this_version),
        cmocka_unit_test(a_store_that_cannot_be_written_can_be_asked),
        cmocka_unit_test(pages_that_report_one_utterance_are_joined_in_whatever_order_they_come),
        cmocka_unit_test(reports_in_copies_of_a_third_page_are_of_one_source),
        cmocka_unit_test(what_was_unlinked_stays_so_when_the_page_comes_again),
        cmocka_unit_test(a_link_is_undone_by_its_kind_whichever_way_round_it_is_named),
        cmocka_unit_test(what_one_page_alone_tells_is_a_story_of_one_report),
        cmocka_unit_test(stories_end_where_whoever_asks_has_enough),
        cmocka_unit_test(what_is_asked_for_has_bounds),
        cmocka_unit_test(only_an_entity_that_is_there_can_be_parted),
        cmocka_unit_test(a_later_page_of_an_address_replaces_the_older_one_until_it_is_removed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
