/*
 * PostgreSQL's connections, which a queue in the same database shares with the store.
 */
#ifndef ONR_SRC_STORE_POSTGRES_H
#define ONR_SRC_STORE_POSTGRES_H

#include <libpq-fe.h>

#include "store/engine.h"

/* Statements that the server keeps ready: more than adding a record needs. */
enum { MOST_READY = 64 };

/* Of a store that is in PostgreSQL: its `connection`. */
typedef struct postgres_link {
    PGconn *pg;
    char *address;
    char *ready[MOST_READY]; /* By its place: "s0" is the first. */
    size_t ready_count;
    int depth;      /* Records that were begun, one within another. */
    bool is_single; /* The outermost of them outside a batch. */
    int under_way;  /* Rows that were sent, and of which the server has not said yet that it has
                       them. */
} postgres_link;

/* Connects to `address` (postgresql://…); PQstatus says whether it did. Close with PQfinish. */
PGconn *postgres_connect(const char *address);

/* The connection of a store that was opened by that very address; NULL: it was by another. */
PGconn *postgres_connection(const onr_store *store, const char *address);

/* The store's own. */
PGconn *postgres_pg(const onr_store *store);

/* SQL that makes or changes tables of SQLite's, in PostgreSQL's words and with a NUL; empty, and
 * `err` filled, where the arena is full. */
onr_str postgres_words(const char *sqlite, onr_arena *arena, onr_error *err);

/* Fills `err` with the connection's last fault. */
bool postgres_fail(onr_store *store, const char *doing, onr_error *err);

/* Makes the tables where `create` and there are none, and sees that they are of this version. Fails
 * with ONR_E_STORE and ONR_E_MEMORY. */
bool postgres_check(onr_store *store, bool create, onr_error *err);

#endif
