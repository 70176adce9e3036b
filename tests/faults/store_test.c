/*
 * A store whose n-th call of SQLite, or n-th allocation, fails: whatever is asked of it gives an
 * error or its whole answer; whatever changes it leaves it whole, and can be done again.
 * Usage: store_test RUNS MODEL PAGE...; so many runs a step, spread over its calls. The store is a
 * file; or in the database of PostgreSQL's that ONRECORD_TEST_STORE names, whose calls fail then.
 */
#ifdef HAVE_POSTGRESQL
#include <libpq-fe.h>
#endif
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "faults/failing.h"
#include "onrecord.h"
#include "store/engine.h"

enum { MOST_PAGES = 8, ROOM = 64 << 20 };

/* Of a database's functions those that can fail and that the library looks at. */
#define CALL_COUNTED(type, name, failed, parameters, ...)                                          \
    type __real_##name parameters;                                                                 \
    type __wrap_##name parameters;                                                                 \
    type __wrap_##name parameters                                                                  \
    {                                                                                              \
        return ++made == failing ? failed : __real_##name(__VA_ARGS__);                            \
    }
#define SQLITE_COUNTED(name, failed, parameters, ...)                                              \
    CALL_COUNTED(int, name, failed, parameters, __VA_ARGS__)

SQLITE_COUNTED(sqlite3_step, SQLITE_IOERR, (sqlite3_stmt * s), s)
SQLITE_COUNTED(sqlite3_exec, SQLITE_IOERR,
               (sqlite3 * db, const char *sql, int (*each)(void *, int, char **, char **),
                void *user, char **message),
               db, sql, each, user, message)
SQLITE_COUNTED(sqlite3_prepare_v2, (*s = NULL, SQLITE_NOMEM),
               (sqlite3 * db, const char *sql, int len, sqlite3_stmt **s, const char **rest), db,
               sql, len, s, rest)
SQLITE_COUNTED(sqlite3_prepare_v3, (*s = NULL, SQLITE_NOMEM),
               (sqlite3 * db, const char *sql, int len, unsigned flags, sqlite3_stmt **s,
                const char **rest),
               db, sql, len, flags, s, rest)
SQLITE_COUNTED(sqlite3_bind_int64, SQLITE_NOMEM, (sqlite3_stmt * s, int at, sqlite3_int64 value), s,
               at, value)
SQLITE_COUNTED(sqlite3_bind_text64, SQLITE_NOMEM,
               (sqlite3_stmt * s, int at, const char *text, sqlite3_uint64 len,
                void (*release)(void *), unsigned char encoding),
               s, at, text, len, release, encoding)

#ifdef HAVE_POSTGRESQL
CALL_COUNTED(PGconn *, PQconnectdbParams, NULL,
             (const char *const *names, const char *const *values, int expand), names, values,
             expand)
CALL_COUNTED(PGresult *, PQexec, NULL, (PGconn * pg, const char *sql), pg, sql)
CALL_COUNTED(PGresult *, PQprepare, NULL,
             (PGconn * pg, const char *name, const char *sql, int count, const Oid *types), pg,
             name, sql, count, types)
CALL_COUNTED(int, PQsendQueryPrepared, 0,
             (PGconn * pg, const char *name, int count, const char *const *values,
              const int *lengths, const int *formats, int form),
             pg, name, count, values, lengths, formats, form)
#endif

typedef struct trial {
    size_t step;
    char path[64];
    bool is_file; /* Not a database of a server. */
    const onr_record *records;
    size_t count;
    onr_store *store;
    onr_arena *arena, *each;
    char *out; /* What the step gave, of ROOM bytes. */
    size_t len;
    bool told; /* An answer says that the store could not be asked. */
    size_t runs, errors;
} trial;

static void put(trial *t, onr_str text)
{
    size_t left = ROOM - t->len, len = text.len < left ? text.len : left;
    if (len)
        memcpy(t->out + t->len, text.data, len);
    t->len += len;
}

static bool put_answer(const onr_answer *answer, void *user)
{
    put(user, answer->content);
    put(user, answer->speaker);
    return true;
}

static bool put_dispute(const onr_disputed *dispute, void *user)
{
    put(user, dispute->about);
    return true;
}

static bool put_count(onr_str value, uint64_t count, void *user)
{
    put(user, value);
    put(user, (onr_str){"#", count > 0});
    return true;
}

static bool put_id(const char *id, void *user)
{
    put(user, str_of(id));
    return true;
}

static bool put_page(int64_t page, const onr_record *record, void *user)
{
    (void)page;
    put(user, record->article.title);
    return true;
}

static bool put_story(const onr_story *story, void *user)
{
    put(user, story->who);
    put(user, story->what);
    put(user, story->why);
    return true;
}

/* All that the store says, but the order in which pages came. */
static bool ask_all(trial *t, onr_error *err)
{
    return onr_store_query(t->store, &(onr_question){.sort = ONR_SORT_CONFIDENCE}, put_answer, t,
                           err) &&
           onr_store_disputes(t->store, &(onr_question){0}, put_dispute, t, err) &&
           onr_store_pages(t->store, &(onr_question){0}, put_page, t, t->each, err);
}

static bool ask_questions(trial *t, onr_error *err)
{
    onr_str who = ONR_STR("Tomas Hale"), act = ONR_STR("deny"), code = ONR_STR("KST"),
            class = ONR_STR("AGREE"), quote = ONR_STR("indirect");
    const onr_question questions[] = {
        {.by = {&who, 1}},
        {.acts = {&act, 1}, .sort = ONR_SORT_NEWEST, .limit = 5},
        {.to = {&code, 1}, .quotes = {&quote, 1}, .about = ONR_STR("dam gates")},
        {.classes = {&class, 1}, .since = ONR_STR("2026"), .until = ONR_STR("2026-05")},
        {.chains = {&who, 1}, .outlets = {&who, 1}, .min_confidence = .5, .skip = 1},
        {.actors = {&code, 1}, .instruments = {&who, 1}},
    };
    bool ok = true, known, found;
    onr_record one;
    for (size_t i = 0; ok && i < sizeof questions / sizeof *questions; i++)
        ok = onr_store_query(t->store, &questions[i], put_answer, t, err) &&
             onr_store_disputes(t->store, &questions[i], put_dispute, t, err);
    for (int by = 0; ok && by < ONR_COUNT_BY_COUNT; by++)
        ok = onr_store_count(t->store, &questions[1], (onr_count_by)by, put_count, t, err);
    for (int kind = 0; ok && kind < ONR_LINK_KINDS; kind++)
        ok = onr_store_stories(t->store, (onr_link_kind)kind, put_story, t, t->arena, err);
    return ok && onr_store_ids(t->store, put_id, t, err) &&
           onr_store_knows(t->store, t->records[0].id, &known, err) && known &&
           onr_store_page(t->store, str_of(t->records[1].id), &one, &found, t->arena, err) &&
           found && onr_store_story(t->store, 1, 2, put_story, t, t->arena, err);
}

static bool ask_views(trial *t, onr_error *err)
{
    static const char *const paths[] = {
        "/search",       "/search.json", "/search.csv",    "/timeline",     "/timeline.json",
        "/timeline.csv", "/disputes",    "/disputes.json", "/disputes.csv", "/actors",
        "/actors.json",  "/actors.csv",  "/article",       "/article.json", "/article.csv"};
    static const onr_web_value page = {ONR_STR("page"), ONR_STR("1")};
    for (size_t i = 0; i < 2 * sizeof paths / sizeof *paths; i++) {
        onr_web_request request = {.path = str_of(paths[i / 2]), .values = &page, .count = i % 2};
        onr_web_answer answer;
        onr_arena_reset(t->arena);
        if (!onr_web_ask(&answer, t->store, &request, t->arena, err))
            return false;
        t->told = t->told || answer.status == 500;
        put(t, answer.body);
    }
    return true;
}

static bool add_pages(trial *t, onr_error *err)
{
    bool added;
    for (size_t i = 0; i < t->count; i++) {
        onr_arena_reset(t->arena);
        if (!onr_store_add(t->store, &t->records[i], &added, t->arena, err))
            return false;
    }
    return true;
}

static bool make(trial *t, onr_error *err)
{
    return onr_store_begin(t->store, err) && add_pages(t, err) && onr_store_commit(t->store, err);
}

static bool change(trial *t, onr_error *err)
{
    bool known;
    onr_str first = str_of(t->records[0].id), last = str_of(t->records[t->count - 1].id);
    return onr_store_replace(t->store, &t->records[1], t->arena, err) &&
           onr_store_unlink(t->store, first, last, &known, t->arena, err) &&
           onr_store_part(t->store, ONR_STR("1.E1"), &known, t->arena, err) &&
           onr_store_update(t->store, t->records[t->count - 1].id, &known, err) &&
           onr_store_put_aside(t->store, ONR_STR("sha256:00"), ONR_STR("{}"), ONR_STR("cut"),
                               err) &&
           onr_store_remove(t->store, last, &known, t->arena, err);
}

static bool open_alone(trial *t, onr_error *err)
{
    (void)t, (void)err;
    return true;
}

static bool look_through(trial *t, onr_error *err)
{
    bool ok = onr_store_check(t->store, err);
    put(t, ONR_STR("whole"));
    return ok;
}

/* What a step begins with. */
typedef enum beginning { WITH_NOTHING, WITH_STORE, WITH_OLDER } beginning;

static const struct {
    const char *name;
    bool (*step)(trial *t, onr_error *err);
    bool changes; /* The store. */
    beginning from;
} steps[] = {
    {"make", make, true, WITH_NOTHING},        {"bring up to date", open_alone, true, WITH_OLDER},
    {"change", change, true, WITH_STORE},      {"look through", look_through, false, WITH_STORE},
    {"ask", ask_questions, false, WITH_STORE}, {"views", ask_views, false, WITH_STORE}};

/* The database stays, with no table in it. */
static bool empty_database(const char *address, onr_error *err)
{
    onr_store *store = NULL;
    bool ok = onr_store_open(&store, address, ONR_STORE_CREATE, err) &&
              store->engine->select(store, "DROP SCHEMA public CASCADE; CREATE SCHEMA public", NULL,
                                    0, NULL, NULL, err);
    onr_store_close(store);
    return ok;
}

static bool remove_store(const trial *t, onr_error *err)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    char name[80];
    if (!t->is_file)
        return empty_database(t->path, err);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        snprintf(name, sizeof name, "%s%s", t->path, ends[i]);
        unlink(name);
    }
    return true;
}

/* Opens the store, does the step and closes it, with the n-th call failing; 0: none. */
static bool run(trial *t, bool (*step)(trial *t, onr_error *err), onr_store_mode mode, size_t n,
                onr_error *err)
{
    onr_arena_reset(t->arena);
    onr_arena_reset(t->each);
    *err = (onr_error){0};
    t->len = 0;
    t->told = false;
    t->store = NULL;
    made = 0;
    failing = n;
    bool ok = onr_store_open(&t->store, t->path, mode, err) && step(t, err);
    failing = 0;
    onr_store_close(ok || t->store ? t->store : NULL);
    return ok;
}

/* A file of the first version, as it was written. */
static bool make_first(const trial *t, onr_error *err)
{
    sqlite3 *db = NULL;
    file_map script;
    if (!file_map_open(&script, "tests/store/version-1.sql", err))
        return false;
    char *sql = calloc(1, script.bytes.len + 1);
    bool ok = sql && sqlite3_open(t->path, &db) == SQLITE_OK;
    if (ok) {
        memcpy(sql, script.bytes.data, script.bytes.len);
        ok = sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
    }
    free(sql);
    sqlite3_close(db);
    file_map_close(&script);
    return ok;
}

/* A database of the first version that there was of them. */
static bool unmake_newer(trial *t, onr_error *err)
{
    return t->store->engine->select(t->store,
                                    "DROP TABLE tally; DROP TABLE facts; DROP INDEX page_newest;"
                                    "UPDATE onrecord_store SET version = 5",
                                    NULL, 0, NULL, NULL, err);
}

static bool begin(trial *t, onr_error *err)
{
    beginning from = steps[t->step].from;
    if (!remove_store(t, err))
        return false;
    if (from == WITH_NOTHING)
        return true;
    if (from == WITH_OLDER && t->is_file)
        return make_first(t, err);
    return run(t, make, ONR_STORE_CREATE, 0, err) &&
           (from != WITH_OLDER || run(t, unmake_newer, ONR_STORE_CREATE, 0, err));
}

static bool check(trial *t, onr_error *err)
{
    return onr_store_check(t->store, err);
}

/* What a step that failed, or not, has left: it is whole, takes the step, and says what it must. */
static bool is_left_well(trial *t, const char *whole, size_t len, onr_error *err)
{
    bool (*step)(trial *, onr_error *) = steps[t->step].step;
    bool there = !t->is_file || access(t->path, F_OK) == 0;
    return (!there || run(t, check, ONR_STORE_CREATE, 0, err)) &&
           run(t, step, ONR_STORE_CREATE, 0, err) && run(t, ask_all, ONR_STORE_READ, 0, err) &&
           t->len == len && memcmp(t->out, whole, len) == 0;
}

static bool is_error(const onr_error *err)
{
    return (err->code == ONR_E_MEMORY || err->code == ONR_E_STORE) && err->what[0] != '\0';
}

/* One run; false: it did harm. */
static bool try_call(trial *t, size_t n, const char *whole, size_t len, onr_error *err)
{
    bool changes = steps[t->step].changes;
    if (changes && !begin(t, err))
        return false;
    bool ok = run(t, steps[t->step].step, changes ? ONR_STORE_CREATE : ONR_STORE_READ, n, err);
    t->runs++;
    t->errors += !ok || t->told;
    if (!ok && !is_error(err))
        return false;
    if (changes)
        return is_left_well(t, whole, len, err);
    return !ok || t->told || (t->len == len && memcmp(t->out, whole, len) == 0);
}

static size_t try_step(trial *t, size_t runs)
{
    onr_error err = {0};
    bool changes = steps[t->step].changes;
    bool ok = begin(t, &err) &&
              run(t, steps[t->step].step, changes ? ONR_STORE_CREATE : ONR_STORE_READ, 0, &err);
    size_t count = made, bad = 0;
    ok = ok && (!changes || run(t, ask_all, ONR_STORE_READ, 0, &err));
    char *whole = malloc(t->len + 1);
    size_t len = t->len;
    if (!ok || !whole || len == 0 || len == ROOM) {
        printf("FAIL: %s: %s\n", steps[t->step].name, err.what);
        free(whole);
        return 1;
    }
    memcpy(whole, t->out, len);
    for (size_t n = 1; n <= count; n += count / runs + 1)
        if (!try_call(t, n, whole, len, &err)) {
            printf("FAIL: %s, call %zu of %zu: %s\n", steps[t->step].name, n, count, err.what);
            bad++;
        }
    free(whole);
    return bad;
}

/* Reads the pages, and the first once more under another title. */
static bool read_pages(onr_record *out, trial *t, char **paths, onr_arena *arena, onr_error *err)
{
    onr_models models;
    bool ok = onr_models_load(&models, paths[0], ONR_SIMD_BEST, err);
    for (size_t i = 0; ok && i < t->count; i++) {
        file_map file;
        ok = file_map_open(&file, paths[i + 1 < t->count ? i + 1 : 1], err);
        char *bytes = ok ? onr_arena_alloc(arena, file.bytes.len) : NULL;
        if (!bytes)
            return false;
        memcpy(bytes, file.bytes.data, file.bytes.len);
        size_t title = str_find(file.bytes, ONR_STR("<title>"), 0);
        if (i + 1 == t->count && title != SIZE_MAX)
            memcpy(bytes + title + 7, "Again", 5);
        onr_input input = {
            .bytes = {bytes, file.bytes.len}, .name = str_of(paths[1]), .source = str_of(paths[1])};
        ok = onr_read(&out[i], &input, &models, arena, err);
        file_map_close(&file);
    }
    onr_models_free(&models);
    return ok;
}

int main(int argc, char **argv)
{
    onr_record records[MOST_PAGES];
    onr_error err = {0};
    onr_arena *kept = onr_arena_new((size_t)1 << 30);
    trial t = {.records = records,
               .count = argc < MOST_PAGES ? (size_t)argc - 2 : 0,
               .arena = onr_arena_new((size_t)1 << 30),
               .each = onr_arena_new((size_t)1 << 30),
               .out = malloc(ROOM)};
    size_t bad = 0;
    if (argc < 4 || !t.out || !read_pages(records, &t, argv + 2, kept, &err)) {
        printf("FAIL: usage: store_test RUNS MODEL PAGE..., of pages that can be read %s\n",
               err.what);
        return 1;
    }
    const char *address = getenv("ONRECORD_TEST_STORE");
    t.is_file = !address;
    if (address)
        snprintf(t.path, sizeof t.path, "%s", address);
    else
        snprintf(t.path, sizeof t.path, "%s/onrecord-faults-%ld",
                 access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm", (long)getpid());
    for (t.step = 0; t.step < sizeof steps / sizeof *steps; t.step++)
        bad += try_step(&t, strtoul(argv[1], NULL, 10));
    printf("%zu runs with a call that fails, %zu of them told as errors\n", t.runs, t.errors);
    bad += !remove_store(&t, &err);
    onr_arena_free(t.arena);
    onr_arena_free(t.each);
    onr_arena_free(kept);
    free(t.out);
    return bad > 0 || t.errors < t.runs / 2;
}
