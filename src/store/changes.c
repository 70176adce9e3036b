/*
 * What is undone in a store: links kept apart, pages removed or read anew.
 */
#include <stdio.h>

#include "base/arena.h"
#include "base/str.h"
#include "store/actors.h"
#include "store/links.h"
#include "store/pages.h"
#include "store/takers.h"
#include "store/tallies.h"

/* "17.S3": a page and an item of it, counted from 1; 0 is the page as a whole. */
typedef struct place {
    int64_t page;
    char letter;
    int64_t item;
} place;

static int64_t read_number(onr_str digits)
{
    int64_t number = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (!is_ascii_digit(digits.data[i]) || digits.len > 9)
            return 0;
        number = number * 10 + (digits.data[i] - '0');
    }
    return number;
}

static bool read_place(place *out, onr_store *store, onr_str text, onr_arena *arena, onr_error *err)
{
    size_t dot = text.len;
    while (dot > 0 && text.data[dot - 1] != '.')
        dot--;
    *out = (place){.page = NO_PAGE};
    if (dot > 1 && dot + 1 < text.len && strchr("SVIE", text.data[dot])) {
        out->letter = text.data[dot];
        out->item = read_number((onr_str){text.data + dot + 1, text.len - dot - 1});
    }
    onr_str page = out->item ? (onr_str){text.data, dot - 1} : text;
    return pages_find(&out->page, store, page, arena, err);
}

static bool note_it(const store_value *cells, void *found)
{
    (void)cells;
    *(bool *)found = true;
    return true;
}

/* A link has its places in the order of their pages' ids: it is looked for both ways round. */
static bool keep_apart(onr_store *store, const place *a, const place *b, bool *found,
                       onr_error *err)
{
    const store_value asked[] = {
        number_value(a->page),
        number_value(a->item),
        number_value(b->page),
        number_value(b->item),
        text_value(a->item == 0       ? ONR_STR("copy")
                   : a->letter == 'S' ? ONR_STR("utterance")
                   : a->letter == 'V' ? ONR_STR("event")
                                      : ONR_STR("instrument")),
        text_value(a->item != 0 && a->letter == 'S' ? ONR_STR("dispute") : ONR_STR(""))};
    static const char which[] =
        " FROM link l JOIN page p ON p.key = l.page JOIN page q ON q.key = l.other_page"
        " WHERE l.page = ?1 AND l.item = ?2 AND l.other_page = ?3 AND l.other_item = ?4"
        " AND (l.kind = ?5 OR l.kind = ?6)";
    char look[512], undo[640];
    snprintf(look, sizeof look, "SELECT 1%s", which);
    snprintf(undo, sizeof undo,
             "INSERT INTO unlinked SELECT l.kind, p.id, l.item, q.id, l.other_item%s"
             " ON CONFLICT DO NOTHING",
             which);
    return store->engine->select(store, look, asked, 6, note_it, found, err) &&
           store->engine->select(store, undo, asked, 6, NULL, NULL, err);
}

bool onr_store_unlink(onr_store *store, onr_str a, onr_str b, bool *found, onr_arena *arena,
                      onr_error *err)
{
    place one, two;
    *found = false;
    if (!read_place(&one, store, a, arena, err) || !read_place(&two, store, b, arena, err))
        return false;
    return one.page == NO_PAGE || two.page == NO_PAGE || one.letter != two.letter ||
           (keep_apart(store, &one, &two, found, err) && keep_apart(store, &two, &one, found, err));
}

static bool note_parted(onr_store *store, const onr_record *record, int64_t entity, onr_error *err)
{
    store_row row = {.table = "parted", .once = true, .count = 2};
    row.values[0] = text_value(str_of(record->id));
    row.values[0].column = "id";
    row.values[1] = number_value(entity);
    row.values[1].column = "entity";
    return store->engine->insert(store, &row, NULL, err);
}

/* The actor that nobody is any more goes. */
static bool change_actor(onr_store *store, int64_t entity, const actor_link *link, onr_error *err)
{
    int64_t before = 0;
    const store_value key = number_value(entity);
    if (!store->engine->select(store, "SELECT actor FROM entity WHERE key = ?1", &key, 1,
                               take_number, &before, err))
        return false;
    const store_value changed[] = {key, number_value(link->actor), text_value(str_of(link->why))};
    const store_value old = number_value(before);
    return store->engine->select(store,
                                 "UPDATE entity SET actor = ?2, actor_why = ?3 WHERE key = ?1",
                                 changed, 3, NULL, NULL, err) &&
           store->engine->select(store,
                                 "DELETE FROM actor WHERE key = ?1 AND NOT EXISTS"
                                 " (SELECT 1 FROM entity e WHERE e.actor = actor.key)",
                                 &old, 1, NULL, NULL, err);
}

bool onr_store_part(onr_store *store, onr_str entity, bool *found, onr_arena *arena, onr_error *err)
{
    place what;
    onr_record record;
    actor_page page;
    actor_link link;
    *found = false;
    if (!read_place(&what, store, entity, arena, err))
        return false;
    if (what.page == NO_PAGE || what.letter != 'E')
        return true;
    if (!pages_read(&record, store, what.page, found, arena, err))
        return false;
    *found = *found && (size_t)what.item <= record.entities.count;
    return !*found || (note_parted(store, &record, what.item, err) &&
                       actors_begin(&page, store, &record, arena, err) &&
                       actors_link(&link, &page, (size_t)what.item - 1, err) &&
                       change_actor(store, what.page * KEYS_A_PAGE + what.item, &link, err));
}

/* A page, and the one other that its source gave. */
typedef struct versions {
    int64_t page, other;
    size_t count;
} versions;

static bool take_version(const store_value *cells, void *user)
{
    versions *v = user;
    v->page = cells[0].number;
    v->other = cells[1].number;
    return ++v->count < 2;
}

static bool replace_by(onr_store *store, int64_t page, int64_t other, onr_arena *arena,
                       onr_error *err)
{
    const store_value both[] = {number_value(page), number_value(other)};
    const page_choice newer = {"SELECT key FROM page WHERE key = ?1 AND replaced_by IS NOT NULL",
                               both, 1};
    const page_choice older = {"SELECT key FROM page WHERE key = ?1 AND replaced_by IS NULL",
                               both + 1, 1};
    return tallies_change(store, &newer, true, arena, err) &&
           tallies_change(store, &older, false, arena, err) &&
           store->engine->select(store, "UPDATE page SET replaced_by = NULL WHERE key = ?1", both,
                                 1, NULL, NULL, err) &&
           store->engine->select(store, "UPDATE page SET replaced_by = ?1 WHERE key = ?2", both, 2,
                                 NULL, NULL, err);
}

enum { MEMORY_OF_PAGES = 256 << 20 };

bool onr_store_update(onr_store *store, const char *id, bool *changed, onr_error *err)
{
    versions v = {0};
    const store_value asked = text_value(str_of(id));
    *changed = false;
    if (!store->engine->select(
            store,
            "SELECT n.key, o.key FROM page n JOIN page o ON o.source = n.source"
            " AND o.name = n.name AND o.url = n.url AND o.key <> n.key AND o.replaced_by IS NULL"
            " WHERE n.id = ?1 AND n.source <> '' LIMIT 2",
            &asked, 1, take_version, &v, err))
        return false;
    if (v.count != 1)
        return true;
    *changed = true;
    onr_arena *arena = onr_arena_new(MEMORY_OF_PAGES);
    if (!arena)
        return onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for a page");
    bool ok = replace_by(store, v.page, v.other, arena, err);
    onr_arena_free(arena);
    return ok;
}

/* Those that no page has any more go with the last one that had them. */
static const char *const removal[] = {
    "CREATE TEMP TABLE IF NOT EXISTS gone (actor INTEGER PRIMARY KEY)",
    "DELETE FROM gone",
    "INSERT INTO gone SELECT DISTINCT actor FROM entity WHERE page = ?1",
    "UPDATE page SET replaced_by = (SELECT replaced_by FROM page WHERE key = ?1)"
    " WHERE replaced_by = ?1",
    "DELETE FROM page WHERE key = ?1",
    "DELETE FROM actor WHERE key IN (SELECT actor FROM gone) AND NOT EXISTS"
    " (SELECT 1 FROM entity e WHERE e.actor = actor.key)",
};

/* A page no longer counts; an older version that the latest of them had replaced counts again. */
static bool count_without(onr_store *store, const store_value *key, onr_arena *arena,
                          onr_error *err)
{
    const page_choice gone = {"SELECT key FROM page WHERE key = ?1 AND replaced_by IS NULL", key,
                              1};
    const page_choice again = {"SELECT key FROM page WHERE replaced_by = ?1 AND"
                               " (SELECT replaced_by FROM page WHERE key = ?1) IS NULL",
                               key, 1};
    return tallies_change(store, &again, true, arena, err) &&
           tallies_change(store, &gone, false, arena, err);
}

static bool remove_page(onr_store *store, int64_t page, onr_arena *arena, onr_error *err)
{
    const store_value key = number_value(page);
    if (!links_remove(store, page, arena, err) || !count_without(store, &key, arena, err))
        return false;
    for (size_t i = 0; i < sizeof removal / sizeof *removal; i++)
        if (!store->engine->select(store, removal[i], &key, strstr(removal[i], "?1") != NULL, NULL,
                                   NULL, err))
            return false;
    return true;
}

/* Whole or not at all. */
static bool finish(onr_store *store, bool ok, onr_error *err)
{
    if (ok)
        return store->engine->keep_record(store, err);
    store->engine->drop_record(store);
    return false;
}

bool onr_store_remove(onr_store *store, onr_str page, bool *found, onr_arena *arena, onr_error *err)
{
    int64_t key;
    if (!pages_find(&key, store, page, arena, err))
        return false;
    *found = key != NO_PAGE;
    if (!*found)
        return true;
    return store->engine->begin_record(store, err) &&
           finish(store, remove_page(store, key, arena, err), err);
}

bool onr_store_replace(onr_store *store, const onr_record *record, onr_arena *arena, onr_error *err)
{
    bool found, added;
    return store->engine->begin_record(store, err) &&
           finish(store,
                  onr_store_remove(store, str_of(record->id), &found, arena, err) &&
                      onr_store_add(store, record, &added, arena, err),
                  err);
}
