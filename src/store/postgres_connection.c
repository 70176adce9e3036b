/*
 * Connections to PostgreSQL, and what went wrong with one.
 */
#include <string.h>

#include "store/postgres.h"

PGconn *postgres_pg(const onr_store *store)
{
    const postgres_link *c = store->connection;
    return c->pg;
}

static void say_nothing(void *user, const PGresult *result)
{
    (void)user, (void)result;
}

/* A peer that is gone without a word is noticed, on both sides, after about a minute. */
PGconn *postgres_connect(const char *address)
{
    static const char settings[] =
        "-c client_min_messages=warning -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10"
        " -c tcp_keepalives_count=3";
    const char *keys[] = {"application_name",
                          "connect_timeout",
                          "keepalives_idle",
                          "client_encoding",
                          "keepalives_interval",
                          "keepalives_count",
                          "options",
                          "dbname",
                          NULL};
    const char *values[] = {"onrecord", "10", "30", "UTF8", "10", "3", settings, address, NULL};
    PGconn *pg = PQconnectdbParams(keys, values, 1);
    PQsetNoticeReceiver(pg, say_nothing, NULL);
    return pg;
}

PGconn *postgres_connection(const onr_store *store, const char *address)
{
    const postgres_link *c = store->engine == &store_postgres ? store->connection : NULL;
    return c && strcmp(c->address, address) == 0 ? c->pg : NULL;
}

bool postgres_fail(onr_store *store, const char *doing, onr_error *err)
{
    const postgres_link *c = store->connection;
    const char *what = c && c->pg ? PQerrorMessage(c->pg) : "no memory";
    bool lost = !c || PQstatus(c->pg) != CONNECTION_OK;
    onr_fail(err, ONR_E_STORE, 0,
             lost ? "check the address, and that its server runs" : "check the store's database",
             "%s: %.*s", doing, (int)strcspn(what, "\n"), what);
    return store_blame(store, err);
}
