/*
 * What the pages of a store tell of the same: links joined to groups, each with its reports, and
 * how many sources these have that do not depend on each other.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/str.h"
#include "onrecord/across.h"
#include "store/links.h"
#include "store/pages.h"
#include "store/reach.h"
#include "store/tellers.h"

/* The pages that count, in the order of their ids: indices into this are pages' numbers here. */
typedef struct page_row {
    int64_t key;
    onr_str name, id;
    uint32_t copies; /* 1 + the group of copies that it is of; 0: none. */
} page_row;

typedef struct key_row {
    int64_t key;
    uint32_t page;
} key_row;

typedef struct telling {
    onr_store *store;
    onr_link_kind kind;
    onr_arena *arena;
    onr_arena *page_arena; /* For a record at a time. */
    onr_error *err;
    const int64_t *only; /* Keys of the pages that count, in their order; NULL: all. */
    size_t only_count;
    list(page_row) pages;
    key_row *by_key;
    list(onr_link) links;
    onr_told_list groups;
    onr_place_told *places; /* Of all groups, and what is known of each: sorted. */
    size_t place_count;
    teller *tellers;
    uint32_t *groups_of; /* By place. */
} telling;

static bool take_page(const store_value *cells, void *user)
{
    telling *t = user;
    onr_str name = cells[1].text.len ? cells[1].text : cells[2].text;
    page_row row = {.key = cells[0].number,
                    .name = arena_copy(t->arena, name),
                    .id = arena_copy(t->arena, cells[2].text)};
    list_push(&t->pages, row, t->arena);
    return true;
}

static int by_key(const void *a, const void *b)
{
    const key_row *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static int by_id(const void *a, const void *b)
{
    const page_row *x = a, *y = b;
    int order = memcmp(x->id.data, y->id.data, x->id.len < y->id.len ? x->id.len : y->id.len);
    return order ? order : (x->id.len > y->id.len) - (x->id.len < y->id.len);
}

static bool list_pages(telling *t)
{
    if (!t->only)
        return t->store->engine->select(t->store,
                                        "SELECT key, name, id FROM page WHERE replaced_by IS NULL"
                                        " ORDER BY id",
                                        NULL, 0, take_page, t, t->err);
    for (size_t i = 0; i < t->only_count; i++) {
        const store_value key = number_value(t->only[i]);
        if (!t->store->engine->select(t->store,
                                      "SELECT key, name, id FROM page WHERE key = ?1 AND"
                                      " replaced_by IS NULL",
                                      &key, 1, take_page, t, t->err))
            return false;
    }
    if (t->pages.count)
        qsort(t->pages.items, t->pages.count, sizeof *t->pages.items, by_id);
    return true;
}

static bool read_pages(telling *t)
{
    if (!list_pages(t))
        return false;
    t->by_key = arena_array(t->arena, key_row, t->pages.count + 1);
    if (!t->by_key)
        return arena_fail(t->err, "list the pages");
    for (uint32_t i = 0; i < t->pages.count; i++)
        t->by_key[i] = (key_row){t->pages.items[i].key, i};
    if (t->pages.count)
        qsort(t->by_key, t->pages.count, sizeof *t->by_key, by_key);
    return true;
}

/* UINT32_MAX: a page that does not count. */
static uint32_t page_of(const telling *t, int64_t key)
{
    const key_row asked = {key, 0};
    const key_row *found =
        t->pages.count ? bsearch(&asked, t->by_key, t->pages.count, sizeof asked, by_key) : NULL;
    return found ? found->page : UINT32_MAX;
}

static bool take_link(const store_value *cells, void *user)
{
    telling *t = user;
    onr_link link = {.kind = t->kind,
                     .page = {page_of(t, cells[0].number), page_of(t, cells[2].number)},
                     .item = {(int32_t)cells[1].number - 1, (int32_t)cells[3].number - 1},
                     .score = cells[6].number ? -1 : (float)cells[4].real,
                     .why = arena_copy(t->arena, cells[5].text)};
    if (link.page[0] != UINT32_MAX && link.page[1] != UINT32_MAX)
        list_push(&t->links, link, t->arena);
    return true;
}

/* What was undone comes with a score below 0. */
#define SELECT_LINKS                                                                               \
    "SELECT l.page, l.item, l.other_page, l.other_item, l.score, l.why,"                           \
    " EXISTS (SELECT 1 FROM unlinked u WHERE u.kind = l.kind AND u.id = p.id AND"                  \
    " u.item = l.item AND u.other_id = q.id AND u.other_item = l.other_item)"                      \
    " FROM link l JOIN page p ON p.key = l.page JOIN page q ON q.key = l.other_page"               \
    " WHERE l.kind = ?1"

/* Of the pages that count: from each to those that come behind it in the order of ids. */
static bool read_links(telling *t, onr_link_kind kind)
{
    bool ok = true;
    store_value asked[2] = {text_value(str_of(links_kind_name(kind)))};
    t->links.count = 0;
    if (!t->only)
        ok = t->store->engine->select(t->store,
                                      SELECT_LINKS " ORDER BY p.id, l.item, q.id, l.other_item",
                                      asked, 1, take_link, t, t->err);
    for (size_t i = 0; ok && t->only && i < t->pages.count; i++) {
        asked[1] = number_value(t->pages.items[i].key);
        ok = t->store->engine->select(t->store,
                                      SELECT_LINKS " AND l.page = ?2"
                                                   " ORDER BY l.item, q.id, l.other_item",
                                      asked, 2, take_link, t, t->err);
    }
    return ok && (!onr_arena_full(t->arena) || arena_fail(t->err, "read links"));
}

static bool group_copies(telling *t)
{
    onr_told_list copies;
    if (!read_links(t, ONR_LINK_COPY) ||
        !onr_across_join(&copies, t->links.items, t->links.count, t->arena, t->err))
        return false;
    for (uint32_t i = 0; i < copies.count; i++)
        for (size_t k = 0; k < copies.items[i].count; k++)
            t->pages.items[copies.items[i].places[k].page].copies = i + 1;
    return true;
}

static int compare_places(const void *a, const void *b)
{
    const onr_place_told *x = a, *y = b;
    if (x->page != y->page)
        return x->page > y->page ? 1 : -1;
    return (x->item > y->item) - (x->item < y->item);
}

/* SIZE_MAX: in no group. */
static size_t find_place(const telling *t, uint32_t page, int32_t item)
{
    const onr_place_told asked = {page, item};
    const onr_place_told *found =
        t->place_count ? bsearch(&asked, t->places, t->place_count, sizeof asked, compare_places)
                       : NULL;
    return found ? (size_t)(found - t->places) : SIZE_MAX;
}

/* A place and its group, to be sorted together. */
typedef struct member {
    onr_place_told place; /* First, as compare_places wants it. */
    uint32_t group;
} member;

static bool index_places(telling *t)
{
    size_t count = 0, n = 0;
    for (size_t i = 0; i < t->groups.count; i++)
        count += t->groups.items[i].count;
    member *all = arena_array(t->arena, member, count + 1);
    t->places = arena_array(t->arena, onr_place_told, count + 1);
    t->tellers = arena_array(t->arena, teller, count + 1);
    t->groups_of = arena_array(t->arena, uint32_t, count + 1);
    if (onr_arena_full(t->arena))
        return arena_fail(t->err, "join links");
    for (uint32_t i = 0; i < t->groups.count; i++)
        for (size_t k = 0; k < t->groups.items[i].count; k++)
            all[n++] = (member){t->groups.items[i].places[k], i};
    if (n)
        qsort(all, n, sizeof *all, compare_places);
    for (size_t i = 0; i < n; i++) {
        t->places[i] = all[i].place;
        t->groups_of[i] = all[i].group;
    }
    t->place_count = n;
    return true;
}

static bool tell(teller *out, telling *t, const onr_record *record, int32_t item)
{
    onr_str origin;
    onr_link_kind kind = t->kind == ONR_LINK_DISPUTE ? ONR_LINK_UTTERANCE : t->kind;
    teller_read(out, record, kind, item);
    if (!onr_across_origin(&origin, record, kind, item, t->page_arena, t->err))
        return false;
    out->origin = hash_text(origin);
    out->who = arena_copy(t->arena, out->who);
    return true;
}

static bool read_page(onr_record *out, telling *t, uint32_t page)
{
    bool found = false;
    onr_arena_reset(t->page_arena);
    return pages_read(out, t->store, t->pages.items[page].key, &found, t->page_arena, t->err) &&
           (found || onr_fail(t->err, ONR_E_STORE, 0, "put back a copy of the store",
                              "a page without a record"));
}

/* Reads each page that has places of groups, once. */
static bool ask_pages(telling *t)
{
    onr_record record;
    for (size_t i = 0; i < t->place_count; i++) {
        const onr_place_told *place = &t->places[i];
        if ((i == 0 || place->page != t->places[i - 1].page) && !read_page(&record, t, place->page))
            return false;
        if (place->item >= 0 && (size_t)place->item < teller_count(&record, t->kind) &&
            !tell(&t->tellers[i], t, &record, place->item))
            return false;
    }
    return true;
}

static onr_report report_of(telling *t, const onr_place_told *place, onr_span at)
{
    static const char letters[] = {[ONR_LINK_UTTERANCE] = 'S',
                                   [ONR_LINK_EVENT] = 'V',
                                   [ONR_LINK_INSTRUMENT] = 'I',
                                   [ONR_LINK_DISPUTE] = 'S'};
    onr_report out = {.page = t->pages.items[place->page].name,
                      .key = t->pages.items[place->page].key,
                      .place = at};
    if (t->kind != ONR_LINK_COPY)
        out.item = arena_format(t->arena, "%c%d", letters[t->kind], place->item + 1);
    return out;
}

/* Reports of one origin are of one source, and so are those of a page, and of pages that are
 * copies. */
static bool count_sources(size_t *out, telling *t, const onr_told *told)
{
    onr_grounds *grounds = arena_array(t->arena, onr_grounds, told->count);
    for (size_t i = 0; grounds && i < told->count; i++) {
        const onr_place_told *place = &told->places[i];
        uint64_t copies = t->pages.items[place->page].copies;
        grounds[i].of[0] = t->tellers[find_place(t, place->page, place->item)].origin;
        grounds[i].of[1] = (uint64_t)place->page + 1;
        grounds[i].of[2] = copies ? UINT64_MAX - copies : 0;
    }
    return grounds ? onr_across_sources(out, grounds, told->count, t->arena, t->err)
                   : arena_fail(t->err, "count sources");
}

/* Of all reports the value that most have, the first of equals. */
static onr_str most_frequent(const telling *t, const onr_told *told, bool who)
{
    onr_str best = {0};
    size_t most = 0;
    for (size_t i = 0; i < told->count && i < 64; i++) {
        const teller *one = &t->tellers[find_place(t, told->places[i].page, told->places[i].item)];
        onr_str value = who ? one->who : one->what;
        size_t count = 0;
        for (size_t k = 0; k < told->count; k++) {
            const onr_place_told *place = &told->places[k];
            const teller *two = &t->tellers[find_place(t, place->page, place->item)];
            count += str_equal(value, who ? two->who : two->what);
        }
        if (value.len && count > most) {
            most = count;
            best = value;
        }
    }
    return best;
}

static bool give_group(telling *t, const onr_told *told, onr_story_fn *each, void *user, bool *on)
{
    onr_report *reports = arena_array(t->arena, onr_report, told->count);
    size_t sources;
    if (!reports)
        return arena_fail(t->err, "tell what is the same");
    if (!count_sources(&sources, t, told))
        return false;
    for (size_t i = 0; i < told->count; i++) {
        const onr_place_told *place = &told->places[i];
        reports[i] = report_of(t, place, t->tellers[find_place(t, place->page, place->item)].place);
    }
    onr_story story = {.who = most_frequent(t, told, true),
                       .what = most_frequent(t, told, false),
                       .reports = reports,
                       .report_count = told->count,
                       .sources = sources,
                       .score = (double)told->score,
                       .why = told->why};
    *on = each(&story, user);
    return true;
}

/* Utterances that one statement alone reports. */
static bool give_singles(telling *t, onr_story_fn *each, void *user, bool *on)
{
    onr_record record;
    for (uint32_t page = 0; *on && page < t->pages.count; page++) {
        if (!read_page(&record, t, page))
            return false;
        for (int32_t i = 0; *on && i < (int32_t)record.statements.count; i++) {
            onr_arena_mark mark = onr_arena_mark_take(t->arena);
            teller one = {0};
            if (find_place(t, page, i) != SIZE_MAX)
                continue;
            teller_read(&one, &record, ONR_LINK_UTTERANCE, i);
            onr_report report = report_of(t, &(onr_place_told){page, i}, one.place);
            onr_story story = {one.who, one.what, &report, 1, 1, 1, {0}};
            *on = each(&story, user);
            onr_arena_mark_release(t->arena, mark);
        }
    }
    return true;
}

static bool give_groups(telling *t, onr_story_fn *each, void *user)
{
    bool on = true, ok = true;
    for (size_t i = 0; ok && on && i < t->groups.count; i++)
        ok = give_group(t, &t->groups.items[i], each, user, &on);
    return ok && (t->kind != ONR_LINK_UTTERANCE || !on || give_singles(t, each, user, &on));
}

static bool join_utterances(telling *t, onr_link_kind kind)
{
    return read_links(t, kind) &&
           onr_across_join(&t->groups, t->links.items, t->links.count, t->arena, t->err) &&
           index_places(t);
}

static bool give_copies(telling *t, onr_story_fn *each, void *user)
{
    if (!read_links(t, ONR_LINK_COPY))
        return false;
    for (size_t i = 0; i < t->links.count; i++) {
        const onr_link *link = &t->links.items[i];
        const onr_report reports[] = {
            report_of(t, &(onr_place_told){link->page[0], 0}, (onr_span){0}),
            report_of(t, &(onr_place_told){link->page[1], 0}, (onr_span){0})};
        onr_story story = {.reports = reports,
                           .report_count = 2,
                           .sources = 1,
                           .score = (double)link->score,
                           .why = link->why};
        if (link->score >= 0 && !each(&story, user))
            return true;
    }
    return true;
}

/* A claim and its denial, and what they are reports of: two pairs of the same utterances are one
 * dispute. */
typedef struct pair {
    uint64_t claim, denial;
    const onr_link *link;
} pair;

static int compare_pairs(const void *a, const void *b)
{
    const pair *x = a, *y = b;
    if (x->claim != y->claim)
        return x->claim > y->claim ? 1 : -1;
    if (x->denial != y->denial)
        return x->denial > y->denial ? 1 : -1;
    if (x->link->score < y->link->score || x->link->score > y->link->score)
        return x->link->score < y->link->score ? 1 : -1;
    return x->link < y->link ? -1 : x->link > y->link;
}

/* The number of the utterance that a statement reports; one of its own where it is the only one. */
static uint64_t utterance_of(const telling *t, uint32_t page, int32_t item)
{
    size_t place = find_place(t, page, item);
    return place == SIZE_MAX ? (uint64_t)1 << 63 | (uint64_t)page << 24 | (uint32_t)item
                             : t->groups_of[place];
}

/* Disputes within a page stand in a table of their own, and are sure where others are likely. */
static bool read_disputes(telling *t)
{
    return read_links(t, ONR_LINK_DISPUTE) &&
           t->store->engine->select(
               t->store,
               "SELECT d.page, c.number, d.page, n.number, 1.0, 'told by the page itself',"
               " EXISTS (SELECT 1 FROM unlinked u WHERE u.kind = 'dispute' AND u.id = p.id AND"
               " u.item = c.number AND u.other_id = p.id AND u.other_item = n.number)"
               " FROM dispute d JOIN page p ON p.key = d.page JOIN statement c ON c.key = d.claim"
               " JOIN statement n ON n.key = d.denial ORDER BY p.id, c.number, n.number",
               NULL, 0, take_link, t, t->err) &&
           (!onr_arena_full(t->arena) || arena_fail(t->err, "read disputes"));
}

static onr_span cue_of(telling *t, onr_record *record, uint32_t *read, uint32_t page, int32_t item,
                       bool *ok)
{
    if (*read != page)
        *ok = *ok && read_page(record, t, page);
    *read = page;
    teller out = {0};
    if (*ok && item >= 0 && (size_t)item < record->statements.count)
        teller_read(&out, record, ONR_LINK_UTTERANCE, item);
    return out.place;
}

static bool give_pairs(telling *t, const pair *pairs, size_t count, onr_story_fn *each, void *user)
{
    onr_record record;
    uint32_t read = UINT32_MAX;
    bool ok = true;
    for (size_t i = 0; i < count; i++) {
        const onr_link *link = pairs[i].link;
        if (i && pairs[i].claim == pairs[i - 1].claim && pairs[i].denial == pairs[i - 1].denial)
            continue;
        onr_report reports[2];
        for (int n = 0; n < 2; n++) {
            onr_span cue = cue_of(t, &record, &read, link->page[n], link->item[n], &ok);
            reports[n] = report_of(t, &(onr_place_told){link->page[n], link->item[n]}, cue);
        }
        onr_story story = {.reports = reports,
                           .report_count = 2,
                           .sources = 2,
                           .score = (double)link->score,
                           .why = link->why};
        if (!ok || !each(&story, user))
            return ok;
    }
    return true;
}

static bool give_disputes(telling *t, onr_story_fn *each, void *user)
{
    if (!join_utterances(t, ONR_LINK_UTTERANCE) || !read_disputes(t))
        return false;
    pair *pairs = arena_array(t->arena, pair, t->links.count + 1);
    size_t count = 0;
    if (!pairs)
        return arena_fail(t->err, "read disputes");
    for (size_t i = 0; i < t->links.count; i++) {
        const onr_link *link = &t->links.items[i];
        if (link->score >= 0)
            pairs[count++] = (pair){utterance_of(t, link->page[0], link->item[0]),
                                    utterance_of(t, link->page[1], link->item[1]), link};
    }
    if (count)
        qsort(pairs, count, sizeof *pairs, compare_pairs);
    return give_pairs(t, pairs, count, each, user);
}

static bool give_all(telling *t, onr_story_fn *each, void *user)
{
    if (!read_pages(t))
        return false;
    switch (t->kind) {
    case ONR_LINK_COPY: return give_copies(t, each, user);
    case ONR_LINK_DISPUTE: return give_disputes(t, each, user);
    default:
        return group_copies(t) && join_utterances(t, t->kind) && ask_pages(t) &&
               give_groups(t, each, user);
    }
}

enum { MEMORY_OF_A_RECORD = 1 << 30 };

bool onr_store_stories(onr_store *store, onr_link_kind kind, onr_story_fn *each, void *user,
                       onr_arena *arena, onr_error *err)
{
    telling t = {.store = store, .kind = kind, .arena = arena, .err = err};
    t.page_arena = onr_arena_new(MEMORY_OF_A_RECORD);
    if (!t.page_arena)
        return onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for a record");
    bool ok = give_all(&t, each, user);
    onr_arena_free(t.page_arena);
    return ok;
}

/* Whether a story has the place that was asked for. */
static bool has_place(const onr_told *told, onr_place_told place)
{
    for (size_t i = 0; i < told->count; i++)
        if (compare_places(&told->places[i], &place) == 0)
            return true;
    return false;
}

static bool give_alone(telling *t, onr_place_told place, onr_story_fn *each, void *user)
{
    onr_record record;
    teller one = {0};
    if (!read_page(&record, t, place.page))
        return false;
    if (place.item < 0 || (size_t)place.item >= record.statements.count)
        return true;
    teller_read(&one, &record, ONR_LINK_UTTERANCE, place.item);
    onr_report report = report_of(t, &place, one.place);
    onr_story story = {one.who, one.what, &report, 1, 1, 1, {0}};
    each(&story, user);
    return true;
}

static bool give_one(telling *t, int64_t page, int64_t statement, onr_story_fn *each, void *user)
{
    bool on;
    if (!read_pages(t))
        return false;
    const onr_place_told place = {page_of(t, page), (int32_t)statement - 1};
    if (place.page == UINT32_MAX)
        return true;
    if (!group_copies(t) || !join_utterances(t, ONR_LINK_UTTERANCE) || !ask_pages(t))
        return false;
    for (size_t i = 0; i < t->groups.count; i++)
        if (has_place(&t->groups.items[i], place))
            return give_group(t, &t->groups.items[i], each, user, &on);
    return give_alone(t, place, each, user);
}

bool onr_store_story(onr_store *store, int64_t page, int64_t statement, onr_story_fn *each,
                     void *user, onr_arena *arena, onr_error *err)
{
    telling t = {.store = store, .kind = ONR_LINK_UTTERANCE, .arena = arena, .err = err};
    if (!reach_pages(&t.only, &t.only_count, store, page, statement, arena, err))
        return false;
    t.page_arena = onr_arena_new(MEMORY_OF_A_RECORD);
    if (!t.page_arena)
        return onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for a record");
    bool ok = give_one(&t, page, statement, each, user);
    onr_arena_free(t.page_arena);
    return ok;
}
