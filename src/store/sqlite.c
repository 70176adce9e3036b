/*
 * A store in SQLite's file: opened, made, checked, changed and asked. Which tables there are:
 * schema.c.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/str.h"
#include "store/schema.h"

/* For another program's lock, in milliseconds: how long at most, and between two tries of ours.
 * Nobody queues for it: whoever has held it for LONG_HELD leaves it alone for long enough that
 * another's try finds it free. */
enum { LONGEST_WAIT = 60000, WAIT = 10, LONG_HELD = 500, LEAVE = 2 * WAIT };

/* Statements that are kept ready: more than adding a record needs. */
enum { MOST_READY = 64 };

typedef struct connection {
    sqlite3 *db;
    sqlite3_stmt *ready[MOST_READY];
    size_t next;           /* To be replaced. */
    struct timespec since; /* It holds the lock to write. */
} connection;

static sqlite3 *db_of(const onr_store *store)
{
    const connection *c = store->connection;
    return c->db;
}

/* Fills `err` from the connection's last fault. */
static bool fail(onr_store *store, const char *doing, onr_error *err)
{
    int fault = sqlite3_errcode(db_of(store));
    const char *advice = fault == SQLITE_FULL      ? "free some space and add again"
                         : fault == SQLITE_BUSY    ? "wait until the other program is done"
                         : fault == SQLITE_NOTADB  ? "name another file: this is no store"
                         : fault == SQLITE_CORRUPT ? "put back a copy of it"
                         : fault == SQLITE_NOMEM   ? "free some memory"
                         : fault == SQLITE_READONLY
                             ? "make it writable, or copy it where you can write"
                             : "check the path and its permissions";
    onr_fail(err, ONR_E_STORE, 0, advice, "%s: %s", doing, sqlite3_errmsg(db_of(store)));
    return store_blame(store, err);
}

static bool run(onr_store *store, const char *sql, const char *doing, onr_error *err)
{
    return sqlite3_exec(db_of(store), sql, NULL, NULL, NULL) == SQLITE_OK ||
           fail(store, doing, err);
}

/* What a file says of itself. */
typedef struct file_state {
    int64_t application, version, tables;
} file_state;

/* In one statement: between two, another program could make the store, and half of its answer
 * would be of the empty file. */
static bool read_state(onr_store *store, file_state *out, onr_error *err)
{
    sqlite3_stmt *s = NULL;
    bool ok = sqlite3_prepare_v2(db_of(store),
                                 "SELECT application_id, user_version,"
                                 " (SELECT count(*) FROM sqlite_schema)"
                                 " FROM pragma_application_id, pragma_user_version",
                                 -1, &s, NULL) == SQLITE_OK &&
              sqlite3_step(s) == SQLITE_ROW;
    if (ok)
        *out = (file_state){.application = sqlite3_column_int64(s, 0),
                            .version = sqlite3_column_int64(s, 1),
                            .tables = sqlite3_column_int64(s, 2)};
    else
        fail(store, "open the store", err);
    sqlite3_finalize(s);
    return ok;
}

static bool is_new(const file_state *state)
{
    return state->tables == 0 && state->application == 0;
}

static int wait_for_lock(void *unused, int tries)
{
    (void)unused;
    sqlite3_sleep(WAIT);
    return tries < LONGEST_WAIT / WAIT;
}

/* Switching to WAL needs an exclusive lock, which SQLite does not wait for. */
static bool enter_wal(onr_store *store, onr_error *err)
{
    int fault = SQLITE_BUSY;
    for (int waited = 0; fault == SQLITE_BUSY && waited < LONGEST_WAIT; waited += WAIT) {
        fault = sqlite3_exec(db_of(store), "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        if (fault == SQLITE_BUSY)
            sqlite3_sleep(WAIT);
    }
    return fault == SQLITE_OK || fail(store, "make the store", err);
}

static bool is_ours(onr_store *store, const file_state *state, onr_error *err)
{
    if (state->application == STORE_APPLICATION && state->version >= 1 &&
        state->version <= STORE_VERSION)
        return true;
    onr_fail(err, ONR_E_STORE, 0,
             state->application == STORE_APPLICATION ? "ask it with a newer onrecord"
                                                     : "name another file",
             "a database, but no onrecord store of version %d or older", STORE_VERSION);
    return store_blame(store, err);
}

/* Asks once more inside the transaction: another program may have made it meanwhile. */
static bool change_tables(onr_store *store, bool create, onr_error *err)
{
    file_state state;
    if (!enter_wal(store, err) || !run(store, "BEGIN IMMEDIATE", "make the store", err))
        return false;
    bool ok = read_state(store, &state, err);
    if (ok && create && is_new(&state))
        ok = schema_make(store, err);
    else
        ok = ok && is_ours(store, &state, err) && schema_upgrade(store, state.version, err);
    if (ok)
        return run(store, "COMMIT", "make the store", err);
    run(store, "ROLLBACK", "make the store", NULL);
    return store_blame(store, err);
}

/* With what was ready for it, without which SQLite keeps a connection open. */
static void close_database(connection *c)
{
    for (size_t i = 0; i < MOST_READY; i++)
        sqlite3_finalize(c->ready[i]);
    sqlite3_close(c->db);
    *c = (connection){0};
}

static bool open_as(onr_store *store, const char *path, int flags, onr_error *err)
{
    connection *c = store->connection;
    close_database(c);
    /* One thread at a time uses a store. */
    if (sqlite3_open_v2(path, &c->db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        return fail(store, "open the store", err);
    sqlite3_busy_handler(c->db, wait_for_lock, NULL);
    /* A thread that adds may open no other files; what a record changes is little. */
    /* Rows of indexes go everywhere in the file: SQLite's own 2 MB are written out and read again
     * for every page. */
    return run(store,
               "PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA cache_size = -131072",
               "open the store", err);
}

/* "file:" and the path as an address has it, for what is not to change meanwhile. */
static onr_str unchanging(const char *path, onr_arena *arena)
{
    buffer to = {.arena = arena};
    onr_str out = {"", 0};
    buffer_put(&to, ONR_STR("file:"));
    for (const char *at = path; *at; at++)
        if (strchr("?#%", *at))
            buffer_format(&to, "%%%02X", (unsigned)*at);
        else
            buffer_put_char(&to, *at);
    buffer_put(&to, (onr_str){"?immutable=1", sizeof "?immutable=1"});
    buffer_finish(&out, &to, "name the store", NULL);
    return out;
}

/*
 * To be asked alone. Where nothing can be written, SQLite cannot keep what programs that use a
 * store at once tell each other; then the file is taken to be as it is.
 */
static bool open_to_read(onr_store *store, const char *path, file_state *state, onr_error *err)
{
    /* Who may write takes away on closing what it kept beside the file; nothing else is written. */
    if (open_as(store, path, SQLITE_OPEN_READWRITE, err) && read_state(store, state, err))
        return run(store, "PRAGMA query_only = ON", "open the store", err);
    int fault = sqlite3_errcode(db_of(store));
    onr_arena *arena = onr_arena_new(1 << 20);
    bool ok =
        arena && (fault == SQLITE_CANTOPEN || fault == SQLITE_READONLY) &&
        open_as(store, unchanging(path, arena).data, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err) &&
        read_state(store, state, err);
    onr_arena_free(arena);
    return ok;
}

static bool open_file(onr_store *store, const char *path, onr_store_mode mode, onr_error *err)
{
    const int write = SQLITE_OPEN_READWRITE | (mode == ONR_STORE_CREATE ? SQLITE_OPEN_CREATE : 0);
    file_state state;
    store->connection = calloc(1, sizeof(connection));
    if (!store->connection)
        return onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for the store");
    bool ok = mode == ONR_STORE_READ
                  ? open_to_read(store, path, &state, err)
                  : open_as(store, path, write, err) && read_state(store, &state, err);
    bool create = mode == ONR_STORE_CREATE;
    if (!ok || (!(create && is_new(&state)) && !is_ours(store, &state, err)))
        return false;
    if (state.version == STORE_VERSION)
        return true;
    return (mode != ONR_STORE_READ || open_as(store, path, write, err)) &&
           change_tables(store, create, err) &&
           (mode != ONR_STORE_READ || open_to_read(store, path, &state, err));
}

static void close_file(onr_store *store)
{
    if (store->connection)
        close_database(store->connection);
    free(store->connection);
}

/* The first fault that SQLite finds, or "ok". */
static bool check_file(onr_store *store, onr_error *err)
{
    sqlite3_stmt *s = NULL;
    bool ok =
        sqlite3_prepare_v2(db_of(store), "PRAGMA integrity_check(1)", -1, &s, NULL) == SQLITE_OK &&
        sqlite3_step(s) == SQLITE_ROW;
    const char *found = ok ? (const char *)sqlite3_column_text(s, 0) : NULL;
    if (!found) {
        ok = fail(store, "check the store", err);
    } else if (strcmp(found, "ok") != 0) {
        /* "*** in database main ***" stands before what is wrong with a tree. */
        const char *next = found[0] == '*' ? strchr(found, '\n') : NULL;
        found = next ? next + 1 : found;
        onr_fail(err, ONR_E_STORE, 0, "put back a copy of it", "a damaged store: %.*s",
                 (int)strcspn(found, "\n"), found);
        ok = store_blame(store, err);
    }
    sqlite3_finalize(s);
    return ok;
}

static bool begin(onr_store *store, onr_error *err)
{
    connection *c = store->connection;
    bool ok = run(store, "BEGIN IMMEDIATE", "begin", err);
    clock_gettime(CLOCK_MONOTONIC, &c->since);
    return ok;
}

static bool was_held_long(const connection *c)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t seconds = now.tv_sec - c->since.tv_sec;
    return seconds * 1000 + (now.tv_nsec - c->since.tv_nsec) / 1000000 >= LONG_HELD;
}

static bool commit(onr_store *store, onr_error *err)
{
    bool ok = run(store, "COMMIT", "commit", err);
    if (was_held_long(store->connection))
        sqlite3_sleep(LEAVE);
    return ok;
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

/* One of those that are ready; else it is made ready, or NULL. */
static sqlite3_stmt *ready(connection *c, const char *sql)
{
    for (size_t i = 0; i < MOST_READY; i++)
        if (c->ready[i] && !sqlite3_stmt_busy(c->ready[i]) &&
            strcmp(sqlite3_sql(c->ready[i]), sql) == 0)
            return c->ready[i];
    /* One is busy for each selection that goes on meanwhile: never all of them. */
    do
        c->next = (c->next + 1) % MOST_READY;
    while (c->ready[c->next] && sqlite3_stmt_busy(c->ready[c->next]));
    sqlite3_finalize(c->ready[c->next]);
    c->ready[c->next] = NULL;
    sqlite3_prepare_v3(c->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &c->ready[c->next], NULL);
    return c->ready[c->next];
}

static bool bind(sqlite3_stmt *s, int at, const store_value *value)
{
    const char *text = value->text.len ? value->text.data : "";
    switch (value->type) {
    case VALUE_NONE: return sqlite3_bind_null(s, at) == SQLITE_OK;
    case VALUE_TEXT:
        return sqlite3_bind_text64(s, at, text, value->text.len, SQLITE_STATIC, SQLITE_UTF8) ==
               SQLITE_OK;
    case VALUE_BYTES:
        return sqlite3_bind_blob64(s, at, text, value->text.len, SQLITE_STATIC) == SQLITE_OK;
    case VALUE_NUMBER: return sqlite3_bind_int64(s, at, value->number) == SQLITE_OK;
    case VALUE_REAL: return sqlite3_bind_double(s, at, value->real) == SQLITE_OK;
    }
    return false;
}

static store_value cell(sqlite3_stmt *s, int i)
{
    store_value out = {.type = VALUE_NONE};
    switch (sqlite3_column_type(s, i)) {
    case SQLITE_INTEGER: return number_value(sqlite3_column_int64(s, i));
    case SQLITE_FLOAT:
        out.type = VALUE_REAL;
        out.real = sqlite3_column_double(s, i);
        break;
    case SQLITE_TEXT:
        out = text_value(
            (onr_str){(const char *)sqlite3_column_text(s, i), (size_t)sqlite3_column_bytes(s, i)});
        break;
    case SQLITE_BLOB:
        out.type = VALUE_BYTES;
        out.text = (onr_str){sqlite3_column_blob(s, i), (size_t)sqlite3_column_bytes(s, i)};
        break;
    default: break;
    }
    return out;
}

static bool step_through(onr_store *store, sqlite3_stmt *s, store_cells_fn *each, void *user,
                         onr_error *err)
{
    store_value cells[MOST_CELLS];
    int step, count = sqlite3_column_count(s);
    while ((step = sqlite3_step(s)) == SQLITE_ROW) {
        for (int i = 0; i < count && i < MOST_CELLS; i++)
            cells[i] = cell(s, i);
        if (each && !each(cells, user))
            return true;
    }
    return step == SQLITE_DONE || fail(store, "ask the store", err);
}

static bool select_rows(onr_store *store, const char *sql, const store_value *parameters,
                        size_t count, store_cells_fn *each, void *user, onr_error *err)
{
    /* Without rows and parameters it may be a script. */
    if (!each && count == 0)
        return run(store, sql, "change the store", err);
    sqlite3_stmt *s = ready(store->connection, sql);
    bool ok = s != NULL;
    for (size_t i = 0; ok && i < count; i++)
        ok = bind(s, (int)i + 1, &parameters[i]);
    ok = ok ? step_through(store, s, each, user, err) : fail(store, "ask the store", err);
    sqlite3_reset(s);
    if (s)
        sqlite3_clear_bindings(s);
    return ok;
}

/* "INSERT INTO party(event, role) VALUES (?,?)"; the names are ours, and none is quoted. `out` has
 * room for the most columns. Made for each row: without printf, whose time would show. */
static void insertion(char *out, const store_row *row)
{
    out = stpcpy(stpcpy(stpcpy(out, "INSERT INTO "), row->table), "(");
    for (size_t i = 0; i < row->count; i++)
        out = stpcpy(stpcpy(out, i ? ", " : ""), row->values[i].column);
    out = stpcpy(out, ") VALUES (");
    for (size_t i = 0; i < row->count; i++)
        out = stpcpy(out, i ? ",?" : "?");
    stpcpy(out, row->once ? ") ON CONFLICT DO NOTHING" : ")");
}

static bool insert(onr_store *store, const store_row *row, int64_t *key, onr_error *err)
{
    char sql[96 + MOST_COLUMNS * 32];
    insertion(sql, row);
    sqlite3_stmt *s = ready(store->connection, sql);
    bool ok = s != NULL;
    for (size_t i = 0; ok && i < row->count; i++)
        ok = bind(s, (int)i + 1, &row->values[i]);
    ok = (ok && sqlite3_step(s) == SQLITE_DONE) || fail(store, "add a record", err);
    sqlite3_reset(s);
    if (s)
        sqlite3_clear_bindings(s);
    if (ok && key)
        *key = sqlite3_last_insert_rowid(db_of(store));
    return ok;
}

/* Each word in quotation marks, so that nothing in it is FTS5's syntax; all must stand there. */
static onr_str match_all(onr_str words, onr_arena *arena)
{
    buffer to = {.arena = arena};
    onr_str out = {"", 0};
    bool inside = false;
    for (size_t i = 0; i < words.len; i++) {
        /* A quotation mark parts words like a space: FTS5 would not index it anyway. */
        bool parts = is_ascii_space(words.data[i]) || words.data[i] == '"';
        if (parts == inside)
            buffer_put_char(&to, '"');
        inside = !parts;
        buffer_put_char(&to, parts ? ' ' : words.data[i]);
    }
    if (inside)
        buffer_put_char(&to, '"');
    buffer_finish(&out, &to, "ask for words", NULL);
    out = str_trim(out);
    /* No word is in no statement; of nothing at all FTS5 says that it is wrong. */
    return out.len ? out : ONR_STR("\"\"");
}

const store_engine store_sqlite = {
    .open = open_file,
    .close = close_file,
    .check = check_file,
    .begin = begin,
    .commit = commit,
    .begin_record = begin_record,
    .keep_record = keep_record,
    .drop_record = drop_record,
    .insert = insert,
    .select = select_rows,
    .about = "s.key IN (SELECT rowid FROM statement_fts WHERE statement_fts MATCH ?%d)",
    .words_of = match_all,
    .about_of_one = "EXISTS (SELECT 1 FROM statement_fts f WHERE f.statement_fts MATCH ?%d"
                    " AND f.rowid = s.key)",
    .about_of_page = "s.key IN (SELECT f.rowid FROM statement_fts f WHERE f.statement_fts MATCH ?%d"
                     " AND f.rowid > p.key * 16777216 AND f.rowid < (p.key + 1) * 16777216)",
    /* A page at once: FTS5 writes what it has at each savepoint, which a trigger would be. */
    .index_words = "INSERT INTO statement_fts(rowid, content)"
                   " SELECT key, content FROM statement WHERE page = ?1",
    .about_all = "SELECT rowid FROM statement_fts WHERE statement_fts MATCH ?%d",
    .joined_bytes = "CAST(facts.bytes || excluded.bytes AS BLOB)",
};
