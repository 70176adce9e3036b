/*
 * A store: what it keeps of a page, what becomes of older stores, and who may open it.
 */
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "kept_pages.h"
#include "store/column.h"
#include "store/engine.h"

#include <sqlite3.h>

static void an_address_is_told_without_what_opens_it(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"news.db", "news.db"},
        {"a@b?c.db", "a@b?c.db"},
        {"postgresql://host/news", "postgresql://host/news"},
        {"postgresql://ada:secret@host/news", "postgresql://host/news"},
        {"postgres://host:5432/news?user=ada&password=secret", "postgresql://host:5432/news"},
        {"postgresql://host/news?password=se@cret", "postgresql://"}};
    char told[64];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        store_tell_name(told, sizeof told, names[i][0]);
        assert_string_equal(told, names[i][1]);
    }
}

static void what_is_no_text_is_marked_byte_by_byte(void **state)
{
    (void)state;
    enum { LONG = 8 << 20 };
    onr_arena *arena = onr_arena_new(4 * (size_t)LONG);
    onr_str clean = column_clean(ONR_STR("\xff\0a\0\xc3\xa9\xc3"), arena);
    assert_int_equal(clean.len, 7);
    assert_memory_equal(clean.data, "??a?\xc3\xa9?", 7);
    onr_str right = ONR_STR("\xc3\xa9");
    assert_ptr_equal(column_clean(right, arena).data, right.data);
    /* Whoever looks at the rest anew for each of them takes hours. */
    char *bytes = arena_take(arena, LONG);
    memset(bytes, '\xff', LONG / 2);
    memset(bytes + LONG / 2, '\0', LONG / 2);
    clean = column_clean((onr_str){bytes, LONG}, arena);
    assert_int_equal(clean.len, LONG);
    for (size_t i = 0; i < LONG; i++)
        if (clean.data[i] != '?')
            fail();
    onr_arena_free(arena);
}

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
        cmocka_unit_test(an_address_is_told_without_what_opens_it),
        cmocka_unit_test(what_is_no_text_is_marked_byte_by_byte),
        cmocka_unit_test(a_page_is_kept_once),
        cmocka_unit_test(a_page_with_a_row_that_is_refused_leaves_nothing),
        cmocka_unit_test(a_record_comes_back_as_it_was_added),
        cmocka_unit_test(a_database_of_version_5_becomes_one_of_this_version),
        cmocka_unit_test(a_store_of_version_1_becomes_one_of_this_version),
        cmocka_unit_test(a_store_that_cannot_be_written_can_be_asked),
        cmocka_unit_test(stores_that_several_open_at_once_are_made_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
