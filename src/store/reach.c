#include "store/reach.h"

#include "base/arena.h"
#include "onrecord/across.h"

/* Places that links lead to from one, in the order in which they are found. */
typedef struct reach {
    list(onr_place_told) places; /* `page` is an index into `keys`. */
    list(int64_t) keys;
    onr_arena *arena;
} reach;

/* More than that is no one utterance any more. */
enum { MOST_REACHED = 2000 };

static uint32_t key_index(reach *r, int64_t key)
{
    uint32_t i = 0;
    while (i < r->keys.count && r->keys.items[i] != key)
        i++;
    if (i == r->keys.count)
        list_push(&r->keys, key, r->arena);
    return i;
}

static bool take_place(const store_value *cells, void *user)
{
    reach *r = user;
    onr_place_told place = {key_index(r, cells[0].number), (int32_t)cells[1].number};
    for (size_t i = 0; i < r->places.count; i++)
        if (r->places.items[i].page == place.page && r->places.items[i].item == place.item)
            return true;
    list_push(&r->places, place, r->arena);
    return r->places.count < MOST_REACHED && !onr_arena_full(r->arena);
}

static bool reach_places(reach *r, onr_store *store, onr_error *err)
{
    for (size_t i = 0; i < r->places.count && r->places.count < MOST_REACHED; i++) {
        const store_value asked[] = {number_value(r->keys.items[r->places.items[i].page]),
                                     number_value(r->places.items[i].item)};
        if (!store->engine->select(
                store,
                "SELECT other_page, other_item FROM link WHERE kind = 'utterance' AND page = ?1"
                " AND item = ?2 UNION SELECT page, item FROM link WHERE kind = 'utterance'"
                " AND other_page = ?1 AND other_item = ?2",
                asked, 2, take_place, r, err))
            return false;
    }
    return !onr_arena_full(r->arena) || arena_fail(err, "look for reports");
}

static bool take_copy(const store_value *cells, void *user)
{
    reach *r = user;
    key_index(r, cells[0].number);
    return r->keys.count < MOST_REACHED && !onr_arena_full(r->arena);
}

/* Two reports may stand in copies of a page that has neither. */
static bool reach_copies(reach *r, onr_store *store, onr_error *err)
{
    for (size_t i = 0; i < r->keys.count && r->keys.count < MOST_REACHED; i++) {
        const store_value page = number_value(r->keys.items[i]);
        if (!store->engine->select(store,
                                   "SELECT other_page FROM link WHERE kind = 'copy' AND page = ?1"
                                   " UNION SELECT page FROM link WHERE kind = 'copy' AND"
                                   " other_page = ?1",
                                   &page, 1, take_copy, r, err))
            return false;
    }
    return !onr_arena_full(r->arena) || arena_fail(err, "look for copies");
}

bool reach_pages(const int64_t **keys, size_t *count, onr_store *store, int64_t page,
                 int64_t statement, onr_arena *arena, onr_error *err)
{
    reach r = {.arena = arena};
    const store_value first[] = {number_value(page), number_value(statement)};
    take_place(first, &r);
    if (!reach_places(&r, store, err) || !reach_copies(&r, store, err))
        return false;
    *keys = r.keys.items;
    *count = r.keys.count;
    return true;
}
