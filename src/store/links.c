#include "store/links.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/str.h"
#include "onrecord/across.h"
#include "store/column.h"
#include "store/pages.h"

const char *links_kind_name(onr_link_kind kind)
{
    static const char *const names[] = {[ONR_LINK_COPY] = "copy",
                                        [ONR_LINK_UTTERANCE] = "utterance",
                                        [ONR_LINK_EVENT] = "event",
                                        [ONR_LINK_INSTRUMENT] = "instrument",
                                        [ONR_LINK_DISPUTE] = "dispute"};
    return names[kind];
}

static void put(store_row *row, const char *column, store_value value)
{
    value.column = column;
    row->values[row->count++] = value;
}

static bool write_traces(onr_store *store, const onr_digest *digest, int64_t page, onr_error *err)
{
    size_t count;
    const onr_trace *traces = onr_across_traces(digest, &count);
    for (size_t i = 0; i < count; i++) {
        store_row row = {.table = "trace"};
        put(&row, "hash", number_value((int64_t)traces[i].hash));
        put(&row, "page", number_value(page));
        put(&row, "weight", number_value(traces[i].weight));
        if (!store->engine->insert(store, &row, NULL, err))
            return false;
    }
    return true;
}

/* Items as people count them: S1 is 1. A page as a whole is 0. */
static int64_t number_of(const onr_link *link, int which)
{
    return link->kind == ONR_LINK_COPY ? 0 : (int64_t)link->item[which] + 1;
}

static bool write_links(onr_store *store, const onr_links *links, const int64_t pages[2],
                        onr_error *err)
{
    for (size_t i = 0; i < links->count; i++) {
        const onr_link *link = &links->items[i];
        store_row row = {.table = "link", .once = true};
        store_value score = {.type = VALUE_REAL, .real = (double)link->score};
        put(&row, "kind", text_value(str_of(links_kind_name(link->kind))));
        put(&row, "page", number_value(pages[link->page[0]]));
        put(&row, "item", number_value(number_of(link, 0)));
        put(&row, "other_page", number_value(pages[link->page[1]]));
        put(&row, "other_item", number_value(number_of(link, 1)));
        put(&row, "score", score);
        put(&row, "why", text_value(link->why));
        if (!store->engine->insert(store, &row, NULL, err))
            return false;
    }
    return true;
}

typedef list(int64_t) key_list;

typedef struct key_search {
    key_list keys;
    onr_arena *arena;
} key_search;

static bool take_key(const store_value *cells, void *user)
{
    key_search *s = user;
    list_push(&s->keys, cells[0].number, s->arena);
    return true;
}

/* A page is compared with so many at most, those that share most with it: what a page costs does
 * not grow with the store. Where a story has more pages, the order in which they came may matter.
 */
enum { MOST_NEIGHBOURS = 64 };

/* The pages that share enough traces with `page`, published not too far from its day. */
static bool find_neighbours(key_search *out, onr_store *store, int64_t page, onr_str published,
                            onr_error *err)
{
    onr_str first = column_first_day(published, out->arena);
    onr_str last = column_last_day(published, out->arena);
    day from = day_after(edtf_read_day(first), -ONR_DAYS_APART);
    day to = day_after(edtf_read_day(last), ONR_DAYS_APART);
    const store_value asked[] = {number_value(page), number_value(ONR_TRACES_ALIKE),
                                 text_value(edtf_day(from, "", out->arena)),
                                 text_value(edtf_day(to, "", out->arena)),
                                 number_value(MOST_NEIGHBOURS)};
    return store->engine->select(
               store,
               "SELECT t.page FROM trace m JOIN trace t ON t.hash = m.hash AND t.page <> m.page"
               " JOIN page p ON p.key = t.page WHERE m.page = ?1"
               " AND (?3 = '' OR p.first_day = '' OR (p.last_day >= ?3 AND p.first_day <= ?4))"
               " GROUP BY t.page, p.id HAVING sum(t.weight) >= ?2"
               " ORDER BY sum(t.weight) DESC, p.id LIMIT ?5",
               asked, 5, take_key, out, err) &&
           (!onr_arena_full(out->arena) || arena_fail(err, "look for pages that tell the same"));
}

/* Compared in the order of their ids, whichever came first, the links are the same. */
static bool link_pages(onr_store *store, const onr_digest *digest, const char *id, int64_t page,
                       int64_t other, onr_arena *arena, onr_error *err)
{
    onr_record record;
    const onr_digest *theirs;
    onr_links links;
    bool found = false;
    if (!pages_read(&record, store, other, &found, arena, err))
        return false;
    if (!found)
        return true;
    bool first = strcmp(id, record.id) < 0;
    const int64_t pages[] = {first ? page : other, first ? other : page};
    return onr_across_digest(&theirs, &record, arena, err) &&
           onr_across_compare(&links, first ? digest : theirs, first ? theirs : digest, arena,
                              err) &&
           write_links(store, &links, pages, err);
}

bool links_add(onr_store *store, const onr_record *record, int64_t page, onr_arena *arena,
               onr_error *err)
{
    const onr_digest *digest;
    onr_links links;
    const int64_t within[] = {page, page};
    key_search found = {.arena = arena};
    if (!onr_across_digest(&digest, record, arena, err) ||
        !write_traces(store, digest, page, err) ||
        !onr_across_compare(&links, digest, digest, arena, err) ||
        !write_links(store, &links, within, err) ||
        !find_neighbours(&found, store, page, record->article.published, err))
        return false;
    bool ok = true;
    for (size_t i = 0; ok && i < found.keys.count; i++) {
        onr_arena_mark mark = onr_arena_mark_take(arena);
        ok = link_pages(store, digest, record->id, page, found.keys.items[i], arena, err);
        onr_arena_mark_release(arena, mark);
    }
    return ok;
}

bool links_make_all(onr_store *store, onr_arena *arena, onr_error *err)
{
    onr_arena_reset(arena);
    key_search all = {.arena = arena};
    bool ok = store->engine->select(store, "SELECT key FROM page ORDER BY key", NULL, 0, take_key,
                                    &all, err);
    for (size_t i = 0; ok && i < all.keys.count; i++) {
        onr_arena_mark mark = onr_arena_mark_take(arena);
        onr_record record;
        bool found = false;
        ok = pages_read(&record, store, all.keys.items[i], &found, arena, err) &&
             (!found || links_add(store, &record, all.keys.items[i], arena, err));
        onr_arena_mark_release(arena, mark);
    }
    return ok;
}
