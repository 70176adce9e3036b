/*
 * Stores, whatever keeps them: which engine a name stands for, and that a page is kept once, by
 * the hash of its bytes, and whole.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "store/links.h"
#include "store/pages.h"
#include "store/takers.h"
#include "store/tallies.h"

bool store_is_address(const char *path)
{
    return str_starts(str_of(path), "postgresql://") || str_starts(str_of(path), "postgres://");
}

void store_tell_name(char *out, size_t size, const char *path)
{
    bool is_address = store_is_address(path);
    onr_str name = is_address ? str_host(path) : str_of(path);
    snprintf(out, size, "%s%.*s", is_address ? "postgresql://" : "", (int)name.len, name.data);
}

bool store_blame(const onr_store *store, onr_error *err)
{
    if (err)
        snprintf(err->source, sizeof err->source, "%s", store->path);
    return false;
}

bool onr_store_open(onr_store **out, const char *path, onr_store_mode mode, onr_error *err)
{
    return onr_store_open_telling(out, path, mode, NULL, NULL, err);
}

bool onr_store_open_telling(onr_store **out, const char *path, onr_store_mode mode,
                            onr_upgrade_fn *each, void *user, onr_error *err)
{
    onr_store *store = calloc(1, sizeof *store);
    if (!store)
        return onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for the store");
    store_tell_name(store->path, sizeof store->path, path);
    store->tell = each;
    store->user = user;
    store->engine = store_is_address(path) ? &store_postgres : &store_sqlite;
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

bool onr_store_check(onr_store *store, onr_error *err)
{
    return !store->engine->check || store->engine->check(store, err);
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

bool onr_store_knows(onr_store *store, const char *id, bool *known, onr_error *err)
{
    const store_value asked = text_value(str_of(id));
    *known = false;
    return store->engine->select(store, "SELECT 1 FROM page WHERE id = ?1", &asked, 1, take_notice,
                                 known, err);
}

static const char this_page[] = "SELECT key FROM page WHERE key = ?1";

static bool replace_page(onr_store *store, int64_t older, int64_t page, onr_arena *arena,
                         onr_error *err)
{
    const store_value both[] = {number_value(older), number_value(page)};
    return tallies_change(store, &(page_choice){this_page, both, 1}, false, arena, err) &&
           store->engine->select(store, "UPDATE page SET replaced_by = ?2 WHERE key = ?1", both, 2,
                                 NULL, NULL, err);
}

/* The older page of the same address is one of its versions now, which no question meets. An
 * address without a path is a whole site's. */
static bool replace_older(onr_store *store, const onr_record *record, int64_t page,
                          onr_arena *arena, onr_error *err)
{
    onr_str url = record->article.url;
    size_t host = str_find(url, ONR_STR("://"), 0);
    size_t path = host == SIZE_MAX ? SIZE_MAX : str_find(url, ONR_STR("/"), host + 3);
    if (path == SIZE_MAX || path + 1 == url.len)
        return true;
    keys_taken older = {.arena = arena};
    const store_value asked[] = {number_value(page), text_value(url)};
    bool ok = store->engine->select(store,
                                    "SELECT key FROM page WHERE url = ?2 AND url <> ''"
                                    " AND key <> ?1 AND replaced_by IS NULL",
                                    asked, 2, take_keys, &older, err);
    for (size_t i = 0; ok && i < older.keys.count; i++)
        ok = replace_page(store, older.keys.items[i], page, arena, err);
    return ok;
}

static bool count_page(onr_store *store, int64_t page, onr_arena *arena, onr_error *err)
{
    const store_value key = number_value(page);
    return tallies_change(store, &(page_choice){this_page, &key, 1}, true, arena, err);
}

static bool write_page(onr_store *store, const onr_record *record, onr_arena *arena, onr_error *err)
{
    int64_t page = NO_PAGE;
    const store_value id = text_value(str_of(record->id));
    return rows_write(store, record, arena, err) &&
           store->engine->select(store, "SELECT key FROM page WHERE id = ?1", &id, 1, take_number,
                                 &page, err) &&
           count_page(store, page, arena, err) && replace_older(store, record, page, arena, err) &&
           links_add(store, record, page, arena, err);
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
    /* Another program may have added it while this one waited for its turn. */
    bool ok = onr_store_knows(store, record->id, &known, err) &&
              (known || write_page(store, record, arena, err));
    if (!ok) {
        store->engine->drop_record(store);
        return false;
    }
    *added = !known;
    return store->engine->keep_record(store, err);
}

bool onr_store_put_aside(onr_store *store, onr_str digest, onr_str reference, onr_str reason,
                         onr_error *err)
{
    store_row row = {.table = "dead_letter",
                     .once = true,
                     .values = {{.column = "digest", .type = VALUE_TEXT, .text = digest},
                                {.column = "reference", .type = VALUE_TEXT, .text = reference},
                                {.column = "reason", .type = VALUE_TEXT, .text = reason}},
                     .count = 3};
    return store->engine->insert(store, &row, NULL, err);
}
