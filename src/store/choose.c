/*
 * Those that come first are kept in a heap while all are gone through. Words stand in an index of
 * their own, where what all statements with a frequent one cost more than to look at some hundreds
 * of statements; so more are kept than are wanted, and those without the words left out.
 */
#include "store/choose.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "store/sieve.h"
#include "store/takers.h"

/* The lower comes first; of the same rank the lower key. */
typedef struct candidate {
    uint64_t rank;
    int64_t key;
} candidate;

typedef struct choosing {
    onr_sort sort;
    /* The last of those kept stands first, as in any heap. */
    candidate *kept;
    size_t count, room;
    bool left_out;
} choosing;

static bool is_before(const candidate *a, const candidate *b)
{
    return a->rank != b->rank ? a->rank < b->rank : a->key < b->key;
}

static int by_rank(const void *a, const void *b)
{
    return is_before(a, b) ? -1 : is_before(b, a);
}

static void swap(candidate *a, candidate *b)
{
    candidate old = *a;
    *a = *b;
    *b = old;
}

static void rise(choosing *c, size_t i)
{
    for (; i > 0 && is_before(&c->kept[(i - 1) / 2], &c->kept[i]); i = (i - 1) / 2)
        swap(&c->kept[(i - 1) / 2], &c->kept[i]);
}

static void sink(choosing *c)
{
    for (size_t i = 0, child; (child = 2 * i + 1) < c->count; i = child) {
        if (child + 1 < c->count && is_before(&c->kept[child], &c->kept[child + 1]))
            child++;
        if (!is_before(&c->kept[i], &c->kept[child]))
            return;
        swap(&c->kept[i], &c->kept[child]);
    }
}

static uint64_t rank_of(onr_sort sort, const fact_page *page, size_t i)
{
    uint64_t day = page->head.first_day;
    switch (sort) {
    case ONR_SORT_NEWEST: return UINT32_MAX - day;
    case ONR_SORT_CONFIDENCE:
        return (uint64_t)(SURENESS - signs_sureness(fact_at(page->columns[FACT_SIGNS], i))) << 32 |
               day;
    default: return day;
    }
}

static bool take(const fact_page *page, size_t i, void *user)
{
    choosing *c = user;
    candidate next = {rank_of(c->sort, page, i), page->key * KEYS_A_PAGE + (int64_t)i + 1};
    if (c->count < c->room) {
        c->kept[c->count] = next;
        rise(c, c->count++);
        return true;
    }
    c->left_out = true;
    if (c->room && is_before(&next, &c->kept[0])) {
        c->kept[0] = next;
        sink(c);
    }
    return true;
}

/* Whether a statement of that page may still be among the first, where the page's day decides. */
static bool wants(const fact_page *page, void *user)
{
    choosing *c = user;
    if (c->sort == ONR_SORT_CONFIDENCE || c->room == 0 || c->count < c->room)
        return true;
    candidate first = {rank_of(c->sort, page, 0), page->key * KEYS_A_PAGE};
    c->left_out = c->left_out || !is_before(&first, &c->kept[0]);
    return is_before(&first, &c->kept[0]);
}

/* `c->kept` becomes the first `count` of those that meet the question, in order; `words` as
 * sieve_run has it. */
static bool keep_first(choosing *c, onr_store *store, const onr_question *q, sieve_words *words,
                       size_t count, onr_arena *arena, onr_error *err)
{
    const sieve_visit visit = {.columns = q->sort == ONR_SORT_CONFIDENCE ? 1u << FACT_SIGNS : 0,
                               .wants = wants,
                               .each = take,
                               .user = c};
    *c = (choosing){
        .sort = q->sort, .kept = arena_array(arena, candidate, count + 1), .room = count};
    if (!c->kept)
        return arena_fail(err, "find what is asked for");
    if (!sieve_run(store, q, words, &visit, arena, err))
        return false;
    qsort(c->kept, c->count, sizeof *c->kept, by_rank);
    return true;
}

/* So many are looked at for their words together at most, and for each answer that is wanted. Where
 * more are wanted, all that have the words are found sooner. */
enum { AT_ONCE = 256, LOOKED_AT = 16, LEAST_LOOKED_AT = 1024, MOST_WANTED = 256 };

/* To look one statement up for its words takes 30 µs, so no more are than may be needed: what is
 * left to find, by how many had them so far, and some more. */
static size_t next_looked_at(size_t looked_at, size_t found, size_t wanted)
{
    enum { LEAST = 16 };
    size_t left = wanted - found, all = found ? left * looked_at / found : AT_ONCE;
    all += all / 4 + LEAST;
    return all < AT_ONCE ? all : AT_ONCE;
}

/* Those of `some` that have the words are put behind `out`, in their order. */
static bool take_worded(key_list *out, onr_store *store, const onr_question *q,
                        const candidate *some, size_t count, onr_arena *arena, onr_error *err)
{
    asking a = {.engine = store->engine, .arena = arena, .sql = {.arena = arena}};
    keys_taken found = {.arena = arena};
    ask_put(&a, "SELECT s.key FROM statement s WHERE s.key IN (");
    for (size_t i = 0; i < count; i++)
        buffer_format(&a.sql, "%s%lld", i ? "," : "", (long long)some[i].key);
    ask_put(&a, ") AND ");
    question_words(&a, q);
    if (!ask_run(&a, store, take_keys, &found, err))
        return false;
    keys_sort(&found.keys, arena);
    for (size_t i = 0; i < count; i++)
        if (keys_have(&found.keys, 0, found.keys.count, some[i].key))
            list_push(out, some[i].key, arena);
    return true;
}

static void take_kept(key_list *out, const choosing *c, size_t wanted, onr_arena *arena)
{
    for (size_t i = 0; i < c->count && i < wanted; i++)
        list_push(out, c->kept[i].key, arena);
}

/* `*all`: as many as are wanted were found, or all there are. */
static bool choose_worded(key_list *out, bool *all, onr_store *store, const onr_question *q,
                          size_t wanted, onr_arena *arena, onr_error *err)
{
    choosing c;
    sieve_words words = WORDS_IF_FEW;
    size_t room = LOOKED_AT * wanted > LEAST_LOOKED_AT ? LOOKED_AT * wanted : LEAST_LOOKED_AT;
    bool ok = keep_first(&c, store, q, &words, room, arena, err);
    if (ok && words == WORDS_IF_FEW)
        take_kept(out, &c, wanted, arena);
    else
        for (size_t i = 0, count; ok && i < c.count && out->count < wanted; i += count) {
            count = next_looked_at(i, out->count, wanted);
            count = count < c.count - i ? count : c.count - i;
            ok = take_worded(out, store, q, &c.kept[i], count, arena, err);
        }
    *all = words == WORDS_IF_FEW || out->count >= wanted || !c.left_out;
    if (out->count > wanted)
        out->count = wanted;
    return ok;
}

bool choose(key_list *out, onr_store *store, const onr_question *q, onr_arena *arena,
            onr_error *err)
{
    choosing c;
    sieve_words words = WORDS_LOOKED_FOR;
    size_t wanted = q->limit + q->skip;
    bool all = false;
    if (q->about.len && wanted <= MOST_WANTED &&
        !choose_worded(out, &all, store, q, wanted, arena, err))
        return false;
    if (!all) {
        out->count = 0;
        if (!keep_first(&c, store, q, &words, wanted, arena, err))
            return false;
        take_kept(out, &c, wanted, arena);
    }
    return !onr_arena_full(arena) || arena_fail(err, "find what is asked for");
}
