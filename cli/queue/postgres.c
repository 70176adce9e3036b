/*
 * A queue in PostgreSQL: a row for each reference, locked while a worker has it (SKIP LOCKED), gone
 * when it is settled. Where the store is in the same database, that is one transaction with what is
 * written to the store. Deliveries are counted beside it, on a connection of their own: a worker
 * that ends takes its transaction with it, but not the count.
 */
#include <libpq-fe.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "queue/queue.h"
#include "store/engine.h"
#include "store/postgres.h"

enum { TAKE_WAIT = 1000, NUMBER_SIZE = 24 };

/* Two programs that make them at once take turns. */
static const char tables[] =
    "BEGIN;"
    "SELECT pg_advisory_xact_lock(1330532932);"
    "CREATE TABLE IF NOT EXISTS queue ("
    " key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id text NOT NULL UNIQUE,"
    " reference text NOT NULL, ready timestamptz NOT NULL DEFAULT now());"
    "CREATE TABLE IF NOT EXISTS queue_delivery ("
    " key bigint PRIMARY KEY, deliveries integer NOT NULL);"
    "COMMIT";

typedef struct postgres_state {
    PGconn *notes; /* Counts deliveries, puts in, hears that something came. */
    PGconn *work;  /* Holds what was taken; the store's, where that is in the same database. */
    PGresult *taken;
} postgres_state;

static bool pg_fail(const queue *q, PGconn *connection, const char *doing, onr_error *err)
{
    const char *what = PQerrorMessage(connection);
    return queue_fail(q, doing, what[0] ? what : "no memory", err);
}

/* Runs `sql` with one or two arguments; `*out` (may be NULL) is to be cleared. */
static bool run(const queue *q, PGconn *connection, const char *sql, const char *const *values,
                int count, PGresult **out, onr_error *err)
{
    PGresult *result = PQexecParams(connection, sql, count, NULL, values, NULL, NULL, 0);
    ExecStatusType status = PQresultStatus(result);
    bool ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (!ok)
        pg_fail(q, connection, "work on the queue", err);
    if (ok && out)
        *out = result;
    else
        PQclear(result);
    return ok;
}

static bool run_plain(const queue *q, PGconn *connection, const char *sql, onr_error *err)
{
    return run(q, connection, sql, NULL, 0, NULL, err);
}

static bool run_on_row(const queue *q, PGconn *connection, const char *sql, int64_t key,
                       PGresult **out, onr_error *err)
{
    char number[NUMBER_SIZE];
    const char *values[] = {number};
    snprintf(number, sizeof number, "%lld", (long long)key);
    return run(q, connection, sql, values, 1, out, err);
}

static bool make_tables(const queue *q, PGconn *connection, onr_error *err)
{
    PGresult *result = PQexec(connection, tables);
    bool ok = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    return (ok || pg_fail(q, connection, "make the queue", err)) &&
           run_plain(q, connection, "LISTEN onrecord_queue", err);
}

static bool connect_to(PGconn **out, const queue *q, onr_error *err)
{
    *out = postgres_connect(q->address);
    return PQstatus(*out) == CONNECTION_OK || pg_fail(q, *out, "open the queue", err);
}

/* The connection that holds what was taken: the store's own, or another one. */
static bool find_work(queue *q, postgres_state *p, onr_error *err)
{
    p->work = postgres_connection(q->store, q->address);
    q->has_batch = p->work != NULL;
    return q->has_batch || connect_to(&p->work, q, err);
}

static bool open_postgres(queue *q, onr_error *err)
{
    postgres_state *p = q->state = calloc(1, sizeof *p);
    if (!p)
        return queue_fail(q, "open the queue", "no memory", err);
    return connect_to(&p->notes, q, err) && make_tables(q, p->notes, err) &&
           (!q->store || find_work(q, p, err));
}

static void close_postgres(queue *q)
{
    postgres_state *p = q->state;
    if (!p)
        return;
    PQclear(p->taken);
    PQfinish(p->notes);
    if (!q->has_batch)
        PQfinish(p->work);
    free(p);
}

static bool put(queue *q, onr_str reference, const char *id, onr_error *err)
{
    static const char sql[] =
        "WITH new AS (INSERT INTO queue(id, reference) VALUES ($1, $2) ON CONFLICT DO NOTHING"
        " RETURNING key) SELECT pg_notify('onrecord_queue', '') FROM new";
    postgres_state *p = q->state;
    char *text = strndup(reference.data, reference.len);
    const char *values[] = {id, text};
    bool ok = text ? run(q, p->notes, sql, values, 2, NULL, err)
                   : queue_fail(q, "put a page in", "no memory", err);
    free(text);
    return ok;
}

static bool count(queue *q, uint64_t *out, onr_error *err)
{
    postgres_state *p = q->state;
    PGresult *counted;
    if (!run(q, p->notes, "SELECT count(*) FROM queue", NULL, 0, &counted, err))
        return false;
    *out = strtoull(PQgetvalue(counted, 0, 0), NULL, 10);
    PQclear(counted);
    return true;
}

static bool begin(queue *q, onr_error *err)
{
    postgres_state *p = q->state;
    return q->has_batch ? onr_store_begin(q->store, err) : run_plain(q, p->work, "BEGIN", err);
}

static bool commit(queue *q, onr_error *err)
{
    postgres_state *p = q->state;
    return q->has_batch ? onr_store_commit(q->store, err) : run_plain(q, p->work, "COMMIT", err);
}

static bool wait_for_more(queue *q, onr_error *err)
{
    postgres_state *p = q->state;
    struct pollfd socket = {.fd = PQsocket(p->notes), .events = POLLIN};
    poll(&socket, 1, TAKE_WAIT);
    if (!PQconsumeInput(p->notes))
        return pg_fail(q, p->notes, "wait for pages", err);
    for (PGnotify *heard; (heard = PQnotifies(p->notes)) != NULL;)
        PQfreemem(heard);
    return true;
}

static bool count_delivery(queue *q, delivery *out, onr_error *err)
{
    static const char sql[] =
        "INSERT INTO queue_delivery VALUES ($1, 1) ON CONFLICT (key)"
        " DO UPDATE SET deliveries = queue_delivery.deliveries + 1 RETURNING deliveries";
    postgres_state *p = q->state;
    PGresult *counted;
    if (!run_on_row(q, p->notes, sql, out->key, &counted, err))
        return false;
    out->count = atoi(PQgetvalue(counted, 0, 0));
    PQclear(counted);
    return true;
}

static bool take(queue *q, delivery *out, onr_error *err)
{
    static const char sql[] = "SELECT key, reference FROM queue WHERE ready <= now() ORDER BY key"
                              " LIMIT 1 FOR UPDATE SKIP LOCKED";
    postgres_state *p = q->state;
    *out = (delivery){0};
    PQclear(p->taken);
    p->taken = NULL;
    if (!begin(q, err) || !run(q, p->work, sql, NULL, 0, &p->taken, err))
        return false;
    if (PQntuples(p->taken) == 0)
        return commit(q, err) && wait_for_more(q, err);
    out->key = atoll(PQgetvalue(p->taken, 0, 0));
    out->reference = (onr_str){PQgetvalue(p->taken, 0, 1), (size_t)PQgetlength(p->taken, 0, 1)};
    return count_delivery(q, out, err);
}

/* A row stays locked as long as its transaction, however long that is. */
static void hold(queue *q)
{
    (void)q;
}

static bool settle(queue *q, const delivery *d, outcome how, onr_error *err)
{
    static const char again[] = "UPDATE queue SET ready = clock_timestamp() + interval '1 second' *"
                                " (SELECT deliveries FROM queue_delivery d WHERE d.key = $1)"
                                " WHERE key = $1";
    static const char done[] = "WITH gone AS (DELETE FROM queue WHERE key = $1)"
                               " DELETE FROM queue_delivery WHERE key = $1";
    postgres_state *p = q->state;
    return run_on_row(q, p->work, how == OUTCOME_DONE ? done : again, d->key, NULL, err) &&
           commit(q, err);
}

const queue_kind queue_postgres = {.schemes = "postgresql|postgres",
                                   .open = open_postgres,
                                   .close = close_postgres,
                                   .put = put,
                                   .count = count,
                                   .take = take,
                                   .hold = hold,
                                   .settle = settle};
