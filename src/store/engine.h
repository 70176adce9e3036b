/*
 * What keeps a store: an engine takes rows and answers questions; which rows a record becomes is
 * rows.c. SQLite is one engine (sqlite.c); a server's is a file like it and a line in store.c.
 */
#ifndef ONR_SRC_STORE_ENGINE_H
#define ONR_SRC_STORE_ENGINE_H

#include "onrecord/store.h"

typedef enum value_type { VALUE_NONE, VALUE_TEXT, VALUE_NUMBER, VALUE_REAL } value_type;

typedef struct store_value {
    const char *column;
    value_type type;
    union {
        onr_str text;
        int64_t number;
        double real;
    };
} store_value;

enum { MOST_COLUMNS = 24 };

typedef struct store_row {
    const char *table;
    bool once; /* The same row that is there already is left as it is. */
    store_value values[MOST_COLUMNS];
    size_t count;
} store_row;

/* All but `close` and `drop_record` fail with ONR_E_STORE. */
typedef struct store_engine {
    /* Fills `store->connection`; `close` is called whether it succeeds or not. */
    bool (*open)(onr_store *store, const char *path, bool create, onr_error *err);
    void (*close)(onr_store *store);
    /* A batch of records. */
    bool (*begin)(onr_store *store, onr_error *err);
    bool (*commit)(onr_store *store, onr_error *err);
    /* A record within it: kept whole, or dropped. */
    bool (*begin_record)(onr_store *store, onr_error *err);
    bool (*keep_record)(onr_store *store, onr_error *err);
    void (*drop_record)(onr_store *store);
    /* Whether there is a page of that id. */
    bool (*knows)(onr_store *store, const char *id, bool *known, onr_error *err);
    /* `*key` is the row's own, by which others name it; may be NULL. */
    bool (*insert)(onr_store *store, const store_row *row, int64_t *key, onr_error *err);
    bool (*query)(onr_store *store, const onr_question *question, onr_answer_fn *each, void *user,
                  onr_error *err);
} store_engine;

struct onr_store {
    const store_engine *engine;
    void *connection; /* The engine's. */
    char path[256];
};

extern const store_engine store_sqlite;

/* Writes the rows that a record becomes. */
bool rows_write(onr_store *store, const onr_record *record, onr_arena *arena, onr_error *err);

#endif
