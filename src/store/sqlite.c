/*
 * A store in SQLite's file: opened, made and checked, rows put in. Questions: sqlite_query.c.
 */
#include "store/sqlite.h"

#include <stdio.h>
#include <string.h>

/* For another program's lock, in milliseconds: how long at most, and between two tries of ours. */
enum { LONGEST_WAIT = 10000, WAIT = 10 };

bool sqlite_fail(onr_store *store, const char *doing, onr_error *err)
{
    int fault = sqlite3_errcode(store->connection);
    const char *advice = fault == SQLITE_FULL      ? "free some space and add again"
                         : fault == SQLITE_BUSY    ? "wait until the other program is done"
                         : fault == SQLITE_NOTADB  ? "name another file: this is no store"
                         : fault == SQLITE_CORRUPT ? "put back a copy of it"
                         : fault == SQLITE_NOMEM   ? "free some memory"
                                                   : "check the path and its permissions";
    onr_fail(err, ONR_E_STORE, 0, advice, "%s: %s", doing, sqlite3_errmsg(store->connection));
    if (err)
        snprintf(err->source, sizeof err->source, "%s", store->path);
    return false;
}

static bool run(onr_store *store, const char *sql, const char *doing, onr_error *err)
{
    return sqlite3_exec(store->connection, sql, NULL, NULL, NULL) == SQLITE_OK ||
           sqlite_fail(store, doing, err);
}

static bool read_number(onr_store *store, const char *sql, int64_t *out, onr_error *err)
{
    sqlite3_stmt *s = NULL;
    bool ok = sqlite3_prepare_v2(store->connection, sql, -1, &s, NULL) == SQLITE_OK &&
              sqlite3_step(s) == SQLITE_ROW;
    if (ok)
        *out = sqlite3_column_int64(s, 0);
    else
        sqlite_fail(store, "open the store", err);
    sqlite3_finalize(s);
    return ok;
}

static bool is_new(onr_store *store, bool *out, onr_error *err)
{
    int64_t application, tables;
    if (!read_number(store, "PRAGMA application_id", &application, err) ||
        !read_number(store, "SELECT count(*) FROM sqlite_schema", &tables, err))
        return false;
    *out = tables == 0 && application == 0;
    return true;
}

/* Going over to WAL asks for the file alone, and for that SQLite's own timeout does not wait. */
static bool enter_wal(onr_store *store, onr_error *err)
{
    int fault = SQLITE_BUSY;
    for (int waited = 0; fault == SQLITE_BUSY && waited < LONGEST_WAIT; waited += WAIT) {
        fault = sqlite3_exec(store->connection, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        if (fault == SQLITE_BUSY)
            sqlite3_sleep(WAIT);
    }
    return fault == SQLITE_OK || sqlite_fail(store, "make the store", err);
}

/* Asks once more inside the transaction: another program may have made it meanwhile. */
static bool make_tables(onr_store *store, onr_error *err)
{
    bool new;
    if (!enter_wal(store, err) || !run(store, "BEGIN IMMEDIATE", "make the store", err))
        return false;
    bool ok = is_new(store, &new, err) && (!new || run(store, store_schema, "make the store", err));
    if (ok)
        return run(store, "COMMIT", "make the store", err);
    run(store, "ROLLBACK", "make the store", NULL);
    return false;
}

/* A new file gets the tables; any other must be a store of this version. */
static bool check_schema(onr_store *store, bool create, onr_error *err)
{
    int64_t application, version;
    bool new;
    if (!is_new(store, &new, err) || (create && new && !make_tables(store, err)) ||
        !read_number(store, "PRAGMA application_id", &application, err) ||
        !read_number(store, "PRAGMA user_version", &version, err))
        return false;
    if (application == STORE_APPLICATION && version == STORE_VERSION)
        return true;
    onr_fail(err, ONR_E_STORE, 0, "name another file",
             "a database, but no onrecord store of version %d", STORE_VERSION);
    if (err)
        snprintf(err->source, sizeof err->source, "%s", store->path);
    return false;
}

static bool open_file(onr_store *store, const char *path, bool create, onr_error *err)
{
    sqlite3 *db;
    int flags = SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0);
    int fault = sqlite3_open_v2(path, &db, flags, NULL);
    store->connection = db;
    if (fault != SQLITE_OK)
        return sqlite_fail(store, "open the store", err);
    sqlite3_busy_timeout(db, LONGEST_WAIT);
    return check_schema(store, create, err);
}

static void close_file(onr_store *store)
{
    sqlite3_close(store->connection);
}

static bool begin(onr_store *store, onr_error *err)
{
    return run(store, "BEGIN IMMEDIATE", "begin", err);
}

static bool commit(onr_store *store, onr_error *err)
{
    return run(store, "COMMIT", "commit", err);
}

static bool begin_record(onr_store *store, onr_error *err)
{
    return run(store, "SAVEPOINT record", "begin a record", err);
}

static bool keep_record(onr_store *store, onr_error *err)
{
    return run(store, "RELEASE record", "keep a record", err);
}

static void drop_record(onr_store *store)
{
    run(store, "ROLLBACK TO record; RELEASE record", "take a record back", NULL);
}

static bool knows(onr_store *store, const char *id, bool *known, onr_error *err)
{
    sqlite3_stmt *s = NULL;
    bool ok = sqlite3_prepare_v2(store->connection, "SELECT 1 FROM page WHERE id = ?", -1, &s,
                                 NULL) == SQLITE_OK &&
              sqlite3_bind_text(s, 1, id, -1, SQLITE_STATIC) == SQLITE_OK;
    int step = ok ? sqlite3_step(s) : SQLITE_ERROR;
    *known = step == SQLITE_ROW;
    ok = (step == SQLITE_ROW || step == SQLITE_DONE) || sqlite_fail(store, "look a page up", err);
    sqlite3_finalize(s);
    return ok;
}

static bool bind(sqlite3_stmt *s, int at, const store_value *value)
{
    switch (value->type) {
    case VALUE_NONE: return sqlite3_bind_null(s, at) == SQLITE_OK;
    case VALUE_TEXT:
        return sqlite3_bind_text64(s, at, value->text.len ? value->text.data : "", value->text.len,
                                   SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK;
    case VALUE_NUMBER: return sqlite3_bind_int64(s, at, value->number) == SQLITE_OK;
    case VALUE_REAL: return sqlite3_bind_double(s, at, value->real) == SQLITE_OK;
    }
    return false;
}

/* "INSERT INTO party(page, event) VALUES (?,?)"; the names are ours, and none is quoted. */
static void insertion(char *out, size_t size, const store_row *row)
{
    size_t len =
        (size_t)snprintf(out, size, "INSERT %sINTO %s(", row->once ? "OR IGNORE " : "", row->table);
    for (size_t i = 0; i < row->count; i++)
        len +=
            (size_t)snprintf(out + len, size - len, "%s%s", i ? ", " : "", row->values[i].column);
    len += (size_t)snprintf(out + len, size - len, ") VALUES (");
    for (size_t i = 0; i < row->count; i++)
        len += (size_t)snprintf(out + len, size - len, "%s?", i ? "," : "");
    snprintf(out + len, size - len, ")");
}

static bool insert_row(onr_store *store, const store_row *row, onr_error *err)
{
    char sql[64 + MOST_COLUMNS * 32];
    sqlite3_stmt *s = NULL;
    insertion(sql, sizeof sql, row);
    bool ok = sqlite3_prepare_v2(store->connection, sql, -1, &s, NULL) == SQLITE_OK;
    for (size_t i = 0; ok && i < row->count; i++)
        ok = bind(s, (int)i + 1, &row->values[i]);
    ok = (ok && sqlite3_step(s) == SQLITE_DONE) || sqlite_fail(store, "add a record", err);
    sqlite3_finalize(s);
    return ok;
}

/* The words of contents, which questions are about, are an index of their own. */
static bool index_words(onr_store *store, const store_row *row, onr_error *err)
{
    store_row words = {.table = "words", .count = 2};
    words.values[0] = (store_value){.column = "rowid",
                                    .type = VALUE_NUMBER,
                                    .number = sqlite3_last_insert_rowid(store->connection)};
    for (size_t i = 0; i < row->count; i++)
        if (strcmp(row->values[i].column, "content") == 0) {
            words.values[1] = row->values[i];
            return insert_row(store, &words, err);
        }
    return true;
}

static bool insert(onr_store *store, const store_row *row, int64_t *key, onr_error *err)
{
    if (!insert_row(store, row, err))
        return false;
    if (key)
        *key = sqlite3_last_insert_rowid(store->connection);
    return strcmp(row->table, "statement") != 0 || index_words(store, row, err);
}

const store_engine store_sqlite = {.open = open_file,
                                   .close = close_file,
                                   .begin = begin,
                                   .commit = commit,
                                   .begin_record = begin_record,
                                   .keep_record = keep_record,
                                   .drop_record = drop_record,
                                   .knows = knows,
                                   .insert = insert,
                                   .query = sqlite_query};
