/*
 * Stores, whatever keeps them: which engine a name stands for, and that a page is kept once, by
 * the hash of its bytes, and whole.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "store/engine.h"

bool onr_store_open(onr_store **out, const char *path, onr_store_mode mode, onr_error *err)
{
    onr_store *store = calloc(1, sizeof *store);
    if (!store)
        return onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for the store");
    /* A path is a file of SQLite's; the address of a server would stand for another engine. */
    store->engine = &store_sqlite;
    snprintf(store->path, sizeof store->path, "%s", path);
    if (!store->engine->open(store, path, mode, err)) {
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

typedef struct listing {
    onr_id_fn *each;
    void *user;
} listing;

static bool take_id(const store_value *cells, void *user)
{
    const listing *l = user;
    char id[72];
    snprintf(id, sizeof id, "%.*s", (int)cells[0].text.len, cells[0].text.data);
    return l->each(id, l->user);
}

bool onr_store_ids(onr_store *store, onr_id_fn *each, void *user, onr_error *err)
{
    return store->engine->select(store, "SELECT id FROM page", NULL, 0, take_id,
                                 &(listing){each, user}, err);
}

static bool note_it(const store_value *cells, void *known)
{
    (void)cells;
    *(bool *)known = true;
    return false;
}

bool onr_store_knows(onr_store *store, const char *id, bool *known, onr_error *err)
{
    const store_value asked = text_value(str_of(id));
    *known = false;
    return store->engine->select(store, "SELECT 1 FROM page WHERE id = ?1", &asked, 1, note_it,
                                 known, err);
}

bool onr_store_add(onr_store *store, const onr_record *record, bool *added, onr_arena *arena,
                   onr_error *err)
{
    bool known;
    *added = false;
    if (!onr_store_knows(store, record->id, &known, err))
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
