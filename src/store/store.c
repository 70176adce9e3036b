/*
 * Stores, whatever keeps them: which engine a name stands for, and that a page is kept once, by
 * the hash of its bytes, and whole.
 */
#include <stdio.h>
#include <stdlib.h>

#include "store/engine.h"

bool onr_store_open(onr_store **out, const char *path, bool create, onr_error *err)
{
    onr_store *store = calloc(1, sizeof *store);
    if (!store)
        return onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for the store");
    /* A path is a file of SQLite's; the address of a server would stand for another engine. */
    store->engine = &store_sqlite;
    snprintf(store->path, sizeof store->path, "%s", path);
    if (!store->engine->open(store, path, create, err)) {
        onr_store_close(store);
        return false;
    }
    *out = store;
    return true;
}

void onr_store_close(onr_store *store)
{
    if (!store)
        return;
    store->engine->close(store);
    free(store);
}

bool onr_store_begin(onr_store *store, onr_error *err)
{
    return store->engine->begin(store, err);
}

bool onr_store_commit(onr_store *store, onr_error *err)
{
    return store->engine->commit(store, err);
}

bool onr_store_add(onr_store *store, const onr_record *record, bool *added, onr_arena *arena,
                   onr_error *err)
{
    bool known;
    *added = false;
    if (!store->engine->knows(store, record->id, &known, err))
        return false;
    if (known)
        return true;
    if (!store->engine->begin_record(store, err))
        return false;
    if (!rows_write(store, record, arena, err)) {
        store->engine->drop_record(store);
        return false;
    }
    *added = true;
    return store->engine->keep_record(store, err);
}

bool onr_store_query(onr_store *store, const onr_question *question, onr_answer_fn *each,
                     void *user, onr_error *err)
{
    return store->engine->query(store, question, each, user, err);
}
