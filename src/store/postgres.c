/*
 * A store in a database of PostgreSQL's: opened, changed and asked. Which tables there are:
 * postgres_schema.c. Whoever writes a record waits until others have written theirs, as in SQLite:
 * who an actor is depends on those before.
 */
#include "store/postgres.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* As many parameters as a question may have. */
enum { NUMBER_SIZE = 32, MOST_PARAMETERS = 256 };

/* Rows on their way at most; few enough that what the server says to them fits its buffers. */
enum { MOST_UNDER_WAY = 64 };

static bool is_done(const PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

/* What the server says to one row, or to the end of them; it leaves out what is behind a fault. */
static bool take_answer(onr_store *store, bool *ok, onr_error *err)
{
    bool any = false, ends = false;
    for (PGresult *result; !ends && (result = PQgetResult(postgres_pg(store))) != NULL;) {
        any = true;
        ends = PQresultStatus(result) == PGRES_PIPELINE_SYNC;
        if (*ok && !ends && !is_done(result))
            *ok = postgres_fail(store, "put a row into the store", err);
        PQclear(result);
    }
    return any;
}

/* Waits until the server has all rows that are under way. */
static bool settle(onr_store *store, onr_error *err)
{
    postgres_link *c = store->connection;
    bool ok = true;
    if (c->under_way == 0)
        return true;
    if (!PQpipelineSync(c->pg))
        ok = postgres_fail(store, "put a row into the store", err);
    /* And one for the end of them. */
    for (int left = c->under_way + 1; left > 0 && take_answer(store, &ok, err); left--)
        ;
    c->under_way = 0;
    return (PQexitPipelineMode(c->pg) && ok) ||
           (ok && postgres_fail(store, "put a row into the store", err));
}

/* A script without parameters and rows. */
static bool run(onr_store *store, const char *sql, const char *doing, onr_error *err)
{
    if (!settle(store, err))
        return false;
    PGresult *result = PQexec(postgres_pg(store), sql);
    bool ok = is_done(result) || postgres_fail(store, doing, err);
    PQclear(result);
    return ok;
}

static bool open_server(onr_store *store, const char *path, onr_store_mode mode, onr_error *err)
{
    postgres_link *c = store->connection = calloc(1, sizeof *c);
    if (!c || !(c->address = strdup(path)))
        return onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for the store");
    c->pg = postgres_connect(path);
    return (PQstatus(c->pg) == CONNECTION_OK || postgres_fail(store, "open the store", err)) &&
           postgres_check(store, mode == ONR_STORE_CREATE, err);
}

static void close_server(onr_store *store)
{
    postgres_link *c = store->connection;
    if (!c)
        return;
    for (size_t i = 0; i < c->ready_count; i++)
        free(c->ready[i]);
    PQfinish(c->pg);
    free(c->address);
    free(c);
}

static bool begin(onr_store *store, onr_error *err)
{
    return run(store, "BEGIN", "begin", err);
}

static bool commit(onr_store *store, onr_error *err)
{
    return run(store, "COMMIT", "commit", err);
}

/* The lock goes with the transaction. */
static bool begin_record(onr_store *store, onr_error *err)
{
    postgres_link *c = store->connection;
    bool outside = PQtransactionStatus(c->pg) == PQTRANS_IDLE;
    if (c->depth++ == 0)
        c->is_single = outside;
    return run(store, outside ? "BEGIN" : "SAVEPOINT record", "begin a record", err) &&
           run(store, "SELECT pg_advisory_xact_lock(1330532932, 1)", "begin a record", err);
}

static void drop_record(onr_store *store)
{
    postgres_link *c = store->connection;
    bool alone = --c->depth == 0 && c->is_single;
    (void)settle(store, NULL);
    run(store, alone ? "ROLLBACK" : "ROLLBACK TO record; RELEASE record", "take a record back",
        NULL);
}

/* Only now is it known whether all of it arrived. */
static bool keep_record(onr_store *store, onr_error *err)
{
    postgres_link *c = store->connection;
    if (!settle(store, err)) {
        drop_record(store);
        return false;
    }
    bool alone = --c->depth == 0 && c->is_single;
    return run(store, alone ? "COMMIT" : "RELEASE record", "keep a record", err);
}

/* Values as PostgreSQL takes them: numbers in words, bytes as they are. */
typedef struct arguments {
    const char *values[MOST_PARAMETERS];
    int lengths[MOST_PARAMETERS], formats[MOST_PARAMETERS];
    char numbers[MOST_PARAMETERS][NUMBER_SIZE];
    int count;
} arguments;

static void add_argument(arguments *to, const store_value *value)
{
    int i = to->count++;
    char *number = to->numbers[i];
    to->values[i] = NULL;
    to->lengths[i] = to->formats[i] = 0;
    switch (value->type) {
    case VALUE_NONE: break;
    case VALUE_TEXT:
    case VALUE_BYTES:
        to->values[i] = value->text.len ? value->text.data : "";
        to->lengths[i] = (int)value->text.len;
        to->formats[i] = 1; /* So that they need no NUL; of text both forms are the same. */
        break;
    case VALUE_NUMBER:
        snprintf(number, NUMBER_SIZE, "%lld", (long long)value->number);
        to->values[i] = number;
        break;
    case VALUE_REAL:
        snprintf(number, NUMBER_SIZE, "%.17g", value->real);
        to->values[i] = number;
        break;
    }
}

/* "?12" becomes "$12"; no SQL of ours has another question mark. Release with free. */
static char *numbered(const char *sql)
{
    char *out = strdup(sql);
    for (char *at = out; at && (at = strchr(at, '?'));)
        *at = '$';
    return out;
}

static bool prepare(postgres_link *c, const char *name, const char *sql)
{
    char *text = numbered(sql);
    PGresult *result = text ? PQprepare(c->pg, name, text, 0, NULL) : NULL;
    bool ok = result && is_done(result);
    PQclear(result);
    free(text);
    return ok;
}

/* Writes the name of `sql` made ready: one that is, or a new one; when there are too many, that has
 * no name, and lasts until the next. */
static bool make_ready(onr_store *store, char name[8], const char *sql, onr_error *err)
{
    postgres_link *c = store->connection;
    size_t i = 0;
    while (i < c->ready_count && strcmp(c->ready[i], sql) != 0)
        i++;
    bool kept = i < MOST_READY;
    name[0] = '\0';
    if (kept)
        snprintf(name, 8, "s%zu", i);
    if (i < c->ready_count)
        return true;
    if (!settle(store, err))
        return false;
    char *copy = NULL;
    if (kept && !(copy = strdup(sql)))
        return onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for a question");
    if (!prepare(c, name, sql)) {
        free(copy);
        return postgres_fail(store, "ask the store", err);
    }
    if (kept)
        c->ready[c->ready_count++] = copy;
    return true;
}

/* bool, the three sizes of integers, both of floating-point numbers, bytea: from PostgreSQL's
 * catalogue, where they never change. */
enum {
    OF_BOOL = 16,
    OF_BYTES = 17,
    OF_INT8 = 20,
    OF_INT2 = 21,
    OF_INT4 = 23,
    OF_FLOAT4 = 700,
    OF_FLOAT8 = 701
};

/* Bytes are unescaped where they stand. */
static store_value bytes_of(char *text)
{
    size_t len = 0;
    unsigned char *bytes = PQunescapeBytea((const unsigned char *)text, &len);
    if (bytes)
        memcpy(text, bytes, len);
    PQfreemem(bytes);
    return (store_value){.type = VALUE_BYTES, .text = {text, bytes ? len : 0}};
}

static store_value cell(const PGresult *row, int i)
{
    char *text = PQgetvalue(row, 0, i);
    if (PQgetisnull(row, 0, i))
        return (store_value){.type = VALUE_NONE};
    switch (PQftype(row, i)) {
    case OF_BOOL: return number_value(text[0] == 't');
    case OF_INT2:
    case OF_INT4:
    case OF_INT8: return number_value(atoll(text));
    case OF_FLOAT4:
    case OF_FLOAT8: return (store_value){.type = VALUE_REAL, .real = strtod(text, NULL)};
    case OF_BYTES: return bytes_of(text);
    default: return text_value((onr_str){text, (size_t)PQgetlength(row, 0, i)});
    }
}

static bool take_row(const PGresult *row, store_cells_fn *each, void *user)
{
    store_value cells[MOST_CELLS] = {{.type = VALUE_NONE}};
    int count = PQnfields(row);
    for (int i = 0; i < count && i < MOST_CELLS; i++)
        cells[i] = cell(row, i);
    return each(cells, user);
}

/* Rows that nobody wants any more need not be sent; a batch would end with that. */
static void stop_sending(PGconn *pg, bool in_batch)
{
    char what[256];
    PGcancel *cancel = in_batch ? NULL : PQgetCancel(pg);
    if (cancel)
        PQcancel(cancel, what, sizeof what);
    PQfreeCancel(cancel);
}

/* Takes rows as they come, one by one: there may be more of them than there is memory. */
static bool take_rows(onr_store *store, bool in_batch, store_cells_fn *each, void *user,
                      onr_error *err)
{
    PGconn *pg = postgres_pg(store);
    bool ok = true, wanted = true;
    for (PGresult *result; (result = PQgetResult(pg)) != NULL; PQclear(result)) {
        if (PQresultStatus(result) == PGRES_SINGLE_TUPLE) {
            if (wanted && each && !take_row(result, each, user)) {
                wanted = false;
                stop_sending(pg, in_batch);
            }
        } else if (wanted && ok && !is_done(result)) {
            ok = postgres_fail(store, "ask the store", err);
        }
    }
    return ok;
}

enum { SCHEMA_MEMORY = 4 << 20 };

static bool change_tables(onr_store *store, const char *sql, onr_error *err)
{
    onr_arena *arena = onr_arena_new(SCHEMA_MEMORY);
    onr_str words = {0};
    if (arena)
        words = postgres_words(sql, arena, err);
    else
        onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for the store");
    bool ok = words.data && run(store, words.data, "change the store", err);
    onr_arena_free(arena);
    return ok;
}

/* Sends what was made ready as `name`; its answers are to be taken. */
static bool send(onr_store *store, const char *name, const store_value *parameters, size_t count,
                 onr_error *err)
{
    arguments a;
    a.count = 0;
    for (size_t i = 0; i < count; i++)
        add_argument(&a, &parameters[i]);
    return PQsendQueryPrepared(postgres_pg(store), name, a.count, a.values, a.lengths, a.formats,
                               0) ||
           postgres_fail(store, "ask the store", err);
}

static bool select_rows(onr_store *store, const char *sql, const store_value *parameters,
                        size_t count, store_cells_fn *each, void *user, onr_error *err)
{
    PGconn *pg = postgres_pg(store);
    char name[8];
    if (!each && count == 0)
        return change_tables(store, sql, err);
    if (count > MOST_PARAMETERS)
        return onr_fail(err, ONR_E_LIMIT, 0, "ask for fewer at once", "a question of %zu values",
                        count);
    if (!settle(store, err) || !make_ready(store, name, sql, err))
        return false;
    bool in_batch = PQtransactionStatus(pg) != PQTRANS_IDLE;
    if (!send(store, name, parameters, count, err))
        return false;
    PQsetSingleRowMode(pg);
    return take_rows(store, in_batch, each, user, err);
}

/* "INSERT INTO party(event, role) VALUES (?1,?2)"; the names are ours, and none is quoted. */
static void insertion(char *out, size_t size, const store_row *row, bool has_key)
{
    size_t len = (size_t)snprintf(out, size, "INSERT INTO %s(", row->table);
    for (size_t i = 0; i < row->count; i++)
        len +=
            (size_t)snprintf(out + len, size - len, "%s%s", i ? ", " : "", row->values[i].column);
    len += (size_t)snprintf(out + len, size - len, ") VALUES (");
    for (size_t i = 0; i < row->count; i++)
        len += (size_t)snprintf(out + len, size - len, "%s?%zu", i ? "," : "", i + 1);
    snprintf(out + len, size - len, ")%s%s", row->once ? " ON CONFLICT DO NOTHING" : "",
             has_key ? " RETURNING key" : "");
}

static bool take_key(const store_value *cells, void *key)
{
    *(int64_t *)key = cells[0].number;
    return true;
}

/* A row of a record that brings its own key is not waited for, as the record is. */
static bool send_row(onr_store *store, const char *sql, const store_row *row, onr_error *err)
{
    postgres_link *c = store->connection;
    char name[8];
    if ((c->under_way == MOST_UNDER_WAY && !settle(store, err)) ||
        !make_ready(store, name, sql, err))
        return false;
    if (c->under_way == 0 && !PQenterPipelineMode(c->pg))
        return postgres_fail(store, "put a row into the store", err);
    c->under_way++;
    return send(store, name, row->values, row->count, err);
}

static bool insert(onr_store *store, const store_row *row, int64_t *key, onr_error *err)
{
    const postgres_link *c = store->connection;
    char sql[128 + MOST_COLUMNS * 40];
    insertion(sql, sizeof sql, row, key != NULL);
    if (!key && c->depth > 0)
        return send_row(store, sql, row, err);
    return select_rows(store, sql, row->values, row->count, key ? take_key : NULL, key, err);
}

/* PostgreSQL takes the words apart itself. */
static onr_str words_as_they_are(onr_str words, onr_arena *arena)
{
    (void)arena;
    return words;
}

#define ABOUT                                                                                      \
    "to_tsvector('onrecord_words'::regconfig, s.content)"                                          \
    " @@ plainto_tsquery('onrecord_words'::regconfig, ?%d)"

const store_engine store_postgres = {
    .open = open_server,
    .close = close_server,
    .begin = begin,
    .commit = commit,
    .begin_record = begin_record,
    .keep_record = keep_record,
    .drop_record = drop_record,
    .insert = insert,
    .select = select_rows,
    .about = ABOUT,
    .words_of = words_as_they_are,
    .about_of_one = "(" ABOUT ") IS TRUE",
    .about_of_page = "(" ABOUT ") IS TRUE",
    .about_all = "SELECT s.key FROM statement s WHERE " ABOUT,
    .joined_bytes = "facts.bytes || excluded.bytes",
};
