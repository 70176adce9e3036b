#include "store/links.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buffer.h"
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

/* Hashes are kept as SQLite keeps numbers of four bytes: with a sign. */
static store_value hash_value(const onr_trace *trace)
{
    return number_value((int32_t)trace->hash);
}

static bool write_traces(onr_store *store, const onr_digest *digest, int64_t page, onr_error *err)
{
    size_t count;
    const onr_trace *traces = onr_across_traces(digest, &count);
    for (size_t i = 0; i < count; i++) {
        store_row row = {.table = "trace"};
        put(&row, "hash", hash_value(&traces[i]));
        put(&row, "day", number_value(onr_across_day(digest)));
        put(&row, "page", number_value(page));
        put(&row, "weight", number_value(traces[i].weight));
        if (!store->engine->insert(store, &row, NULL, err))
            return false;
    }
    return true;
}

static bool write_digest(onr_store *store, const onr_digest *digest, int64_t page, onr_arena *arena,
                         onr_error *err)
{
    store_row row = {.table = "digest"};
    store_value bytes = {.type = VALUE_BYTES};
    if (!onr_across_write(&bytes.text, digest, arena, err))
        return false;
    put(&row, "page", number_value(page));
    put(&row, "bytes", bytes);
    return store->engine->insert(store, &row, NULL, err);
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

/*
 * What a page costs does not grow with the store. A trace tells of so many pages at most on each
 * side, those nearest in days: what more pages have tells little. And a page is compared with so
 * many at most, those that share most with it. Where a story has more pages, the order in which
 * they came may matter.
 */
enum { PAGES_OF_A_TRACE = 32, MOST_NEIGHBOURS = 64, TRACES_AT_ONCE = 32 };

/* A page that shares traces of that weight with the one that is added. */
typedef struct neighbour {
    int64_t page, weight;
} neighbour;

typedef struct near {
    onr_store *store;
    onr_arena *arena;
    onr_error *err;
    list(neighbour) found;
} near;

static bool take_neighbour(const store_value *cells, void *user)
{
    near *n = user;
    list_push(&n->found, ((neighbour){cells[0].number, cells[1].number}), n->arena);
    return true;
}

/* Days in whose order pages are taken, until there are enough. */
typedef struct stretch {
    int64_t first, last;
    const char *order;
} stretch;

/* Below 100; without printf, whose time would show. */
static void put_small(buffer *to, size_t number)
{
    if (number >= 10)
        buffer_put_char(to, (char)('0' + number / 10));
    buffer_put_char(to, (char)('0' + number % 10));
}

static void put_trace(buffer *to, size_t i, onr_str order)
{
    buffer_put(to, i ? ONR_STR(" UNION ALL ") : ONR_STR(""));
    buffer_put(to, ONR_STR("SELECT * FROM (SELECT page, weight FROM trace WHERE hash = ?"));
    put_small(to, i + 3);
    buffer_put(to, ONR_STR(" AND day BETWEEN ?1 AND ?2 ORDER BY day "));
    buffer_put(to, order);
    buffer_put(to, ONR_STR(", page "));
    buffer_put(to, order);
    buffer_put(to, ONR_STR(" LIMIT "));
    put_small(to, PAGES_OF_A_TRACE);
    buffer_put(to, ONR_STR(") AS of_"));
    put_small(to, i);
}

/* Made for each stretch of days alone, not for each of its traces. */
static bool ask_for_traces(onr_str *sql, near *n, const stretch *days)
{
    buffer to = {.arena = n->arena};
    for (size_t i = 0; i < TRACES_AT_ONCE; i++)
        put_trace(&to, i, str_of(days->order));
    buffer_put_char(&to, '\0');
    return buffer_finish(sql, &to, "look for pages that tell the same", n->err);
}

static bool ask_days(near *n, const onr_digest *digest, const stretch *days)
{
    size_t count;
    onr_str sql;
    const onr_trace *traces = onr_across_traces(digest, &count);
    bool ok = ask_for_traces(&sql, n, days);
    for (size_t at = 0; ok && at < count; at += TRACES_AT_ONCE) {
        store_value asked[2 + TRACES_AT_ONCE] = {number_value(days->first),
                                                 number_value(days->last)};
        for (size_t i = 0; i < TRACES_AT_ONCE && at + i < count; i++)
            asked[2 + i] = hash_value(&traces[at + i]);
        ok = n->store->engine->select(n->store, sql.data, asked, 2 + TRACES_AT_ONCE, take_neighbour,
                                      n, n->err);
    }
    return ok;
}

static int by_page(const void *a, const void *b)
{
    const neighbour *x = a, *y = b;
    return (x->page > y->page) - (x->page < y->page);
}

static int by_weight(const void *a, const void *b)
{
    const neighbour *x = a, *y = b;
    return x->weight != y->weight ? (x->weight < y->weight) - (x->weight > y->weight)
                                  : by_page(a, b);
}

/* Each page once, the one that shares most first; those that share too little are left out. */
static void weigh_neighbours(near *n)
{
    size_t kept = 0, count = 0;
    neighbour *all = n->found.items;
    if (n->found.count)
        qsort(all, n->found.count, sizeof *all, by_page);
    for (size_t i = 0; i < n->found.count; i++)
        if (kept && all[kept - 1].page == all[i].page)
            all[kept - 1].weight += all[i].weight;
        else
            all[kept++] = all[i];
    for (size_t i = 0; i < kept; i++)
        if (all[i].weight >= ONR_TRACES_ALIKE)
            all[count++] = all[i];
    if (count)
        qsort(all, count, sizeof *all, by_weight);
    n->found.count = count < MOST_NEIGHBOURS ? count : MOST_NEIGHBOURS;
}

/* A page of no day may be of any, and so may all that have none. */
static bool find_neighbours(near *n, const onr_digest *digest)
{
    int64_t of = onr_across_day(digest);
    const stretch days[] = {{of - ONR_DAYS_APART, of, "DESC"},
                            {of + 1, of + ONR_DAYS_APART, "ASC"},
                            {0, 0, "DESC"},
                            {INT32_MIN, INT32_MAX, "DESC"}};
    size_t end = of ? 3 : 4;
    for (size_t i = of ? 0 : 3; i < end; i++)
        if (!ask_days(n, digest, &days[i]))
            return false;
    weigh_neighbours(n);
    return !onr_arena_full(n->arena) || arena_fail(n->err, "look for pages that tell the same");
}

/* The page that is added, to be compared with others one by one. */
typedef struct linking {
    onr_store *store;
    const onr_record *record;
    const onr_digest *digest;
    int64_t page;
    onr_str from, to; /* Days of the others, as far apart as they may be; empty: any. */
    onr_arena *arena;
    onr_error *err;
    int64_t other;     /* The page that it is compared with, */
    onr_str bytes, id; /* its digest and id; empty: it is not there, or too far away. */
} linking;

static bool comes_before(onr_str a, onr_str b)
{
    int order = memcmp(a.data, b.data, a.len < b.len ? a.len : b.len);
    return order < 0 || (order == 0 && a.len < b.len);
}

/* Only kept: while rows come, nothing can be written to every store. */
static bool take_digest(const store_value *cells, void *user)
{
    linking *l = user;
    l->bytes = arena_copy(l->arena, cells[0].text);
    l->id = arena_copy(l->arena, cells[1].text);
    return true;
}

/* Compared in the order of their ids, whichever came first, the links are the same. */
static bool link_pages(linking *l)
{
    const onr_digest *theirs;
    onr_links links;
    bool first = comes_before(str_of(l->record->id), l->id);
    const int64_t pages[] = {first ? l->page : l->other, first ? l->other : l->page};
    return onr_across_read(&theirs, l->bytes, l->arena, l->err) &&
           onr_across_compare(&links, first ? l->digest : theirs, first ? theirs : l->digest,
                              l->arena, l->err) &&
           write_links(l->store, &links, pages, l->err);
}

static bool link_neighbour(linking *l, int64_t other)
{
    const store_value asked[] = {number_value(other), text_value(l->from), text_value(l->to)};
    onr_arena_mark mark = onr_arena_mark_take(l->arena);
    l->other = other;
    l->bytes = l->id = (onr_str){0};
    bool ok = l->store->engine->select(
        l->store,
        "SELECT d.bytes, p.id FROM page p JOIN digest d ON d.page = p.key WHERE p.key = ?1 AND"
        " (?2 = '' OR p.first_day = '' OR (p.last_day >= ?2 AND p.first_day <= ?3))",
        asked, 3, take_digest, l, l->err);
    if (ok && onr_arena_full(l->arena))
        ok = arena_fail(l->err, "compare pages");
    ok = ok && (l->id.len == 0 || link_pages(l));
    onr_arena_mark_release(l->arena, mark);
    return ok;
}

static bool link_neighbours(linking *l)
{
    near n = {.store = l->store, .arena = l->arena, .err = l->err};
    onr_str published = l->record->article.published;
    day first = edtf_read_day(column_first_day(published, l->arena));
    day last = edtf_read_day(column_last_day(published, l->arena));
    l->from = edtf_day(day_after(first, -ONR_DAYS_APART), "", l->arena);
    l->to = edtf_day(day_after(last, ONR_DAYS_APART), "", l->arena);
    if (!find_neighbours(&n, l->digest))
        return false;
    for (size_t i = 0; i < n.found.count; i++)
        if (!link_neighbour(l, n.found.items[i].page))
            return false;
    return true;
}

static bool link_within(linking *l)
{
    const int64_t within[] = {l->page, l->page};
    onr_links links;
    return onr_across_compare(&links, l->digest, l->digest, l->arena, l->err) &&
           write_links(l->store, &links, within, l->err);
}

static bool write_index(linking *l)
{
    return write_traces(l->store, l->digest, l->page, l->err) &&
           write_digest(l->store, l->digest, l->page, l->arena, l->err);
}

bool links_add(onr_store *store, const onr_record *record, int64_t page, onr_arena *arena,
               onr_error *err)
{
    linking l = {.store = store, .record = record, .page = page, .arena = arena, .err = err};
    return onr_across_digest(&l.digest, record, arena, err) && link_within(&l) &&
           link_neighbours(&l) && write_index(&l);
}

bool links_index(onr_store *store, const onr_record *record, int64_t page, onr_arena *arena,
                 onr_error *err)
{
    linking l = {.store = store, .page = page, .arena = arena, .err = err};
    return onr_across_digest(&l.digest, record, arena, err) && write_index(&l);
}

/* Traces have no index by page: what they are is made of the record again. */
bool links_remove(onr_store *store, int64_t page, onr_arena *arena, onr_error *err)
{
    onr_record record;
    const onr_digest *digest;
    bool found = false;
    size_t count;
    if (!pages_read(&record, store, page, &found, arena, err))
        return false;
    if (!found)
        return true;
    if (!onr_across_digest(&digest, &record, arena, err))
        return false;
    const onr_trace *traces = onr_across_traces(digest, &count);
    for (size_t i = 0; i < count; i++) {
        const store_value asked[] = {hash_value(&traces[i]), number_value(onr_across_day(digest)),
                                     number_value(page)};
        if (!store->engine->select(store,
                                   "DELETE FROM trace WHERE hash = ?1 AND day = ?2 AND page = ?3",
                                   asked, 3, NULL, NULL, err))
            return false;
    }
    return true;
}
