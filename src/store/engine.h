/*
 * What keeps a store: an engine takes rows, and selects them. Which rows a record becomes is
 * rows.c, what a question asks for question.c, what is read back pages.c; their SQL is what SQLite
 * and PostgreSQL both understand, and where they differ, they ask the engine. SQLite is one engine
 * (sqlite.c, its tables schema.c); a server's is a file like it and a line in store.c.
 */
#ifndef ONR_SRC_STORE_ENGINE_H
#define ONR_SRC_STORE_ENGINE_H

#include "onrecord/store.h"

typedef enum value_type {
    VALUE_NONE,
    VALUE_TEXT, /* well-formed UTF-8 */
    VALUE_BYTES,
    VALUE_NUMBER,
    VALUE_REAL
} value_type;

/* Of a row's column, of a parameter, or of a cell that was selected: NULL for `column` then. No
 * union: a store that was damaged has numbers where texts should be, which then are empty. */
typedef struct store_value {
    const char *column;
    value_type type;
    onr_str text; /* bytes, too */
    int64_t number;
    double real;
} store_value;

enum { MOST_COLUMNS = 28 };

typedef struct store_row {
    const char *table;
    bool once; /* Where the row is there already, by its key, it is left as it is. */
    store_value values[MOST_COLUMNS];
    size_t count;
} store_row;

/* What a row can have: two statements with their pages are the widest. */
enum { MOST_CELLS = 64 };

/* Called for each row that is selected; false ends that. It may select others meanwhile. */
typedef bool store_cells_fn(const store_value *cells, void *user);

/* All but `close` and `drop_record` fail with ONR_E_STORE. */
typedef struct store_engine {
    /* Fills `store->connection`; `close` is called whether it succeeds or not. */
    bool (*open)(onr_store *store, const char *path, onr_store_mode mode, onr_error *err);
    void (*close)(onr_store *store);
    /* Whether all that is kept can be read; NULL: whoever keeps it looks itself. */
    bool (*check)(onr_store *store, onr_error *err);
    /* A batch of records. */
    bool (*begin)(onr_store *store, onr_error *err);
    bool (*commit)(onr_store *store, onr_error *err);
    /* A record within it: kept whole, or dropped. */
    bool (*begin_record)(onr_store *store, onr_error *err);
    bool (*keep_record)(onr_store *store, onr_error *err);
    void (*drop_record)(onr_store *store);
    /* `*key` becomes the one that the row got, of a table whose rows get theirs here: page, actor,
     * chain. NULL: the row brings its own. */
    bool (*insert)(onr_store *store, const store_row *row, int64_t *key, onr_error *err);
    /* Anything in SQL whose parameters are "?1", "?2", …; rows go to `each`, which may be NULL. */
    bool (*select)(onr_store *store, const char *sql, const store_value *parameters, size_t count,
                   store_cells_fn *each, void *user, onr_error *err);
    /* The condition that all words of parameter number %d stand in the content of the statement
     * `s`, and those words as that wants them. */
    const char *about;
    onr_str (*words_of)(onr_str words, onr_arena *arena);
    /* The same of one statement after another, and of all those of a page `p` at once; and the
     * keys of all that meet it, in no order. */
    const char *about_of_one, *about_of_page, *about_all;
    /* Brings what the statements of page ?1 say into the index of words; NULL: that comes of
     * itself. */
    const char *index_words;
    /* The bytes of a row of `facts`, with those that were to be inserted behind them. */
    const char *joined_bytes;
} store_engine;

struct onr_store {
    const store_engine *engine;
    void *connection; /* The engine's. */
    char path[256];
    onr_upgrade_fn *tell; /* May be NULL. */
    void *user;
};

/* Tells how far bringing the store up to this version is. */
static inline void store_tell(const onr_store *store, size_t done, size_t all)
{
    if (store->tell)
        store->tell(store->path, done, all, store->user);
}

/* Names the store in `err` (may be NULL), which has been filled. Returns false. */
bool store_blame(const onr_store *store, onr_error *err);

extern const store_engine store_sqlite, store_postgres;

/* Whether a store of that name is in a server, and no file. */
bool store_is_address(const char *path);

/* The name as it is told: of an address the host and database alone. */
void store_tell_name(char *out, size_t size, const char *path);

/* Writes the rows that a record becomes. Fails with ONR_E_STORE and ONR_E_MEMORY. */
bool rows_write(onr_store *store, const onr_record *record, onr_arena *arena, onr_error *err);

/* The keys of a page's entries are its own and their numbers: KEYS_A_PAGE * page + number. */
enum { KEYS_A_PAGE = 1 << 24 };

static inline store_value text_value(onr_str text)
{
    return (store_value){.type = VALUE_TEXT, .text = text};
}

static inline store_value number_value(int64_t number)
{
    return (store_value){.type = VALUE_NUMBER, .number = number};
}

#endif
