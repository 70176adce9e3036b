/*
 * A page's statements counted: their rows are read once, each value of them becomes a row of
 * `tally`, and the keys of these are the page's numbers in `facts`.
 */
#include "store/tallies.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "store/counts.h"
#include "store/facts.h"
#include "store/takers.h"

/* A value of a kind, how many statements have it, and its row's key. */
typedef struct tallied {
    const char *kind;
    onr_str value;
    int64_t count, key;
} tallied;

typedef list(onr_str) text_list;
typedef list(uint32_t) number_list;

/* One value for each statement, or for each pair. */
typedef struct value_column {
    text_list values;
    number_list at; /* Of the value's row among those that are tallied. */
} value_column;

typedef enum value_kind {
    OF_SPEAKERS,
    OF_CODES,
    OF_ADDRESSEES,
    OF_ACTS,
    OF_QUOTES,
    OF_CLASSES,
    OF_INSTRUMENTS,
    VALUE_KINDS
} value_kind;

/* Chains are nearly as many as statements, so they are not counted. */
static const char *const kind_names[] = {[OF_SPEAKERS] = "speaker",      [OF_CODES] = "code",
                                         [OF_ADDRESSEES] = "addressee",  [OF_ACTS] = "act",
                                         [OF_QUOTES] = "quote",          [OF_CLASSES] = "class",
                                         [OF_INSTRUMENTS] = "instrument"};

/* What a statement has besides values that are counted. */
typedef struct numbers {
    uint32_t signs, speaker, addressee, chain;
} numbers;

typedef struct counting {
    onr_store *store;
    onr_arena *arena;
    int64_t page;
    int64_t step; /* What a statement counts: 1, -1, or where it is counted already, 0. */
    onr_str outlet, published, first_day, last_day;
    list(numbers) statements;
    value_column columns[VALUE_KINDS];
    number_list owners[VALUE_KINDS]; /* Whose the pair is: the statement's number. */
    list(tallied) all;
} counting;

static onr_str copied(counting *c, const store_value *cell)
{
    return arena_copy(c->arena, cell->text);
}

static bool take_page(const store_value *cells, void *user)
{
    counting *c = user;
    c->outlet = copied(c, &cells[0]);
    c->published = copied(c, &cells[1]);
    c->first_day = copied(c, &cells[2]);
    c->last_day = copied(c, &cells[3]);
    return false;
}

static uint32_t number_in(int64_t key)
{
    return (uint32_t)(key % KEYS_A_PAGE);
}

/* The columns that `take_statement` takes. */
static const char of_statements[] =
    "SELECT coalesce(e.name, s.speaker), coalesce(e.code, ''), coalesce(d.name, s.addressee),"
    " s.act, s.quote, s.confidence, coalesce(s.speaker_entity, 0), coalesce(s.addressee_entity, 0),"
    " s.chain FROM statement s LEFT JOIN entity e ON e.key = s.speaker_entity"
    " LEFT JOIN entity d ON d.key = s.addressee_entity WHERE s.page = ?1 ORDER BY s.key";

static bool take_statement(const store_value *cells, void *user)
{
    counting *c = user;
    for (value_kind kind = OF_SPEAKERS; kind <= OF_QUOTES; kind++)
        list_push(&c->columns[kind].values, copied(c, &cells[kind]), c->arena);
    list_push(
        &c->statements,
        ((numbers){fact_signs(fact_act(cells[3].text), fact_quote(cells[4].text), cells[5].real),
                   number_in(cells[6].number), number_in(cells[7].number),
                   (uint32_t)cells[8].number}),
        c->arena);
    return true;
}

static const char of_classes[] =
    "SELECT DISTINCT v.vouched, v.class FROM event v WHERE v.page = ?1 AND v.vouched IS NOT NULL"
    " ORDER BY v.vouched";
static const char of_instruments[] =
    "SELECT DISTINCT g.statement, i.name FROM instrument i JOIN standing g ON g.instrument = i.key"
    " WHERE i.page = ?1 AND g.statement IS NOT NULL ORDER BY g.statement";

typedef struct pair_taker {
    counting *c;
    value_kind kind;
} pair_taker;

static bool take_pair(const store_value *cells, void *user)
{
    const pair_taker *to = user;
    counting *c = to->c;
    list_push(&c->owners[to->kind], number_in(cells[0].number), c->arena);
    list_push(&c->columns[to->kind].values, copied(c, &cells[1]), c->arena);
    return true;
}

static bool read_rows(counting *c, const char *sql, store_cells_fn *take, void *user,
                      onr_error *err)
{
    const store_value page = number_value(c->page);
    return c->store->engine->select(c->store, sql, &page, 1, take, user, err);
}

/* What has none of a kind counts as having an empty one. */
static bool read_pairs(counting *c, value_kind kind, const char *sql, onr_error *err)
{
    if (!read_rows(c, sql, take_pair, &(pair_taker){c, kind}, err))
        return false;
    size_t paired = c->owners[kind].count;
    for (size_t s = 0, at = 0; s < c->statements.count; s++) {
        bool has = false;
        for (; at < paired && c->owners[kind].items[at] == s + 1; at++)
            has = true;
        if (!has)
            list_push(&c->columns[kind].values, ((onr_str){"", 0}), c->arena);
    }
    return true;
}

typedef struct placed_text {
    onr_str value;
    size_t at;
} placed_text;

static int by_value(const void *a, const void *b)
{
    const placed_text *x = a, *y = b;
    size_t shorter = x->value.len < y->value.len ? x->value.len : y->value.len;
    int order = shorter ? memcmp(x->value.data, y->value.data, shorter) : 0;
    return order ? order : (x->value.len > y->value.len) - (x->value.len < y->value.len);
}

/* Each value of the column once, with how many have it. */
static void tally_column(counting *c, const char *kind, value_column *of)
{
    size_t count = of->values.count;
    placed_text *sorted = arena_array(c->arena, placed_text, count + 1);
    of->at.items = arena_array(c->arena, uint32_t, count + 1);
    if (!sorted || !of->at.items)
        return;
    for (size_t i = 0; i < count; i++)
        sorted[i] = (placed_text){of->values.items[i], i};
    qsort(sorted, count, sizeof *sorted, by_value);
    for (size_t i = 0; i < count && !onr_arena_full(c->arena); i++) {
        if (i == 0 || by_value(&sorted[i - 1], &sorted[i]) != 0)
            list_push(&c->all, ((tallied){.kind = kind, .value = sorted[i].value}), c->arena);
        c->all.items[c->all.count - 1].count += c->step;
        of->at.items[sorted[i].at] = (uint32_t)(c->all.count - 1);
    }
}

static onr_str beginning(onr_str text, size_t len)
{
    return (onr_str){text.data, text.len < len ? text.len : len};
}

/* The first two are those whose keys `facts` has. */
static void tally_page(counting *c)
{
    const tallied of_page[] = {{"day", beginning(c->published, strlen("2026-03-04")), 0, 0},
                               {"outlet", c->outlet, 0, 0},
                               {"month", beginning(c->published, strlen("2026-03")), 0, 0},
                               {"year", beginning(c->published, strlen("2026")), 0, 0}};
    for (size_t i = 0; i < sizeof of_page / sizeof *of_page; i++) {
        tallied t = of_page[i];
        t.count = c->step * (int64_t)c->statements.count;
        list_push(&c->all, t, c->arena);
    }
}

/* So many rows go in one statement, where so many are left: few statements are to be ready. */
static const size_t at_once[] = {16, 4, 1};
enum { MOST_AT_ONCE = 16 };

typedef struct key_taker {
    tallied *rows;
    size_t count;
} key_taker;

static bool take_key(const store_value *cells, void *user)
{
    key_taker *to = user;
    for (size_t i = 0; i < to->count; i++)
        if (str_is(cells[1].text, to->rows[i].kind) && str_equal(cells[2].text, to->rows[i].value))
            to->rows[i].key = cells[0].number;
    return true;
}

static const char adds[] = "INSERT INTO tally (kind, value, count) VALUES ";
static const char behind_adds[] = " ON CONFLICT (kind, value) DO UPDATE SET count = tally.count +"
                                  " excluded.count RETURNING key, kind, value";
static const char looks[] = "SELECT t.key, t.kind, t.value FROM (VALUES ";
static const char behind_looks[] =
    ") AS asked CROSS JOIN tally t WHERE t.kind = asked.column1 AND t.value = asked.column2";

/* Parameters of row `i`; one that is looked up has no count. */
static void put_row(buffer *sql, store_value *asked, size_t *count, const tallied *row, bool looked)
{
    size_t first = *count + 1;
    asked[(*count)++] = text_value(str_of(row->kind));
    asked[(*count)++] = text_value(row->value);
    buffer_format(sql, "%s(?%zu, ?%zu", first > 1 ? ", " : "", first, first + 1);
    if (!looked) {
        asked[(*count)++] = number_value(row->count);
        buffer_format(sql, ", ?%zu", first + 2);
    }
    buffer_put_char(sql, ')');
}

static bool write_some(counting *c, tallied *rows, size_t count, onr_error *err)
{
    store_value asked[3 * MOST_AT_ONCE];
    buffer sql = {.arena = c->arena};
    onr_str whole = {0};
    size_t asked_count = 0;
    bool looked = c->step == 0;
    buffer_put(&sql, str_of(looked ? looks : adds));
    for (size_t i = 0; i < count; i++)
        put_row(&sql, asked, &asked_count, &rows[i], looked);
    buffer_put(&sql, str_of(looked ? behind_looks : behind_adds));
    buffer_put_char(&sql, '\0');
    return buffer_finish(&whole, &sql, "count statements", err) &&
           c->store->engine->select(c->store, whole.data, asked, asked_count, take_key,
                                    &(key_taker){rows, count}, err);
}

static bool write_tallies(counting *c, onr_error *err)
{
    for (size_t done = 0, size = 0; done < c->all.count;) {
        if (c->all.count - done < at_once[size]) {
            size++;
            continue;
        }
        if (!write_some(c, &c->all.items[done], at_once[size], err))
            return false;
        done += at_once[size];
    }
    return true;
}

/* What a removed page alone named is not to stay. */
static bool forget_nothing(onr_store *store, onr_error *err)
{
    return store->engine->select(store, "DELETE FROM tally WHERE kind > '' AND count = 0", NULL, 0,
                                 NULL, NULL, err);
}

static uint32_t key_of(const counting *c, value_kind kind, size_t i)
{
    return (uint32_t)c->all.items[c->columns[kind].at.items[i]].key;
}

static bool take_member(const store_value *cells, void *writer)
{
    fact_put_pair(writer, FACT_MEMBERS, number_in(cells[0].number), number_in(cells[1].number));
    return true;
}

static bool read_members(fact_writer *to, const counting *c, onr_error *err)
{
    const store_value keys[] = {number_value(c->page * KEYS_A_PAGE),
                                number_value((c->page + 1) * KEYS_A_PAGE)};
    return c->store->engine->select(c->store,
                                    "SELECT whole, entity FROM member WHERE whole > ?1 AND whole <"
                                    " ?2 ORDER BY whole",
                                    keys, 2, take_member, to, err);
}

static void put_statement(fact_writer *to, const counting *c, size_t i)
{
    const numbers *n = &c->statements.items[i];
    fact_put(to, FACT_SIGNS, n->signs);
    fact_put(to, FACT_SPEAKER, n->speaker);
    fact_put(to, FACT_ADDRESSEE, n->addressee);
    fact_put(to, FACT_CHAIN, n->chain);
    fact_put(to, FACT_SPEAKER_NAME, key_of(c, OF_SPEAKERS, i));
    fact_put(to, FACT_CODE, key_of(c, OF_CODES, i));
    fact_put(to, FACT_ADDRESSEE_NAME, key_of(c, OF_ADDRESSEES, i));
}

static void put_pairs(fact_writer *to, const counting *c, fact column, value_kind kind)
{
    for (size_t i = 0; i < c->owners[kind].count; i++)
        fact_put_pair(to, column, c->owners[kind].items[i], key_of(c, kind, i));
}

static bool write_facts(counting *c, onr_error *err)
{
    fact_writer to;
    fact_begin(&to, c->page, c->arena);
    to.head.statements = (uint32_t)c->statements.count;
    to.head.first_day = fact_day(c->first_day);
    to.head.last_day = fact_day(c->last_day);
    to.head.day = (uint32_t)c->all.items[0].key;
    to.head.outlet = (uint32_t)c->all.items[1].key;
    for (size_t i = 0; i < c->statements.count; i++)
        put_statement(&to, c, i);
    put_pairs(&to, c, FACT_CLASSES, OF_CLASSES);
    put_pairs(&to, c, FACT_INSTRUMENTS, OF_INSTRUMENTS);
    return read_members(&to, c, err) && facts_add(c->store, c->page, &to, c->arena, err);
}

static bool read_page(counting *c, onr_error *err)
{
    return read_rows(c, "SELECT outlet, published, first_day, last_day FROM page WHERE key = ?1",
                     take_page, c, err) &&
           read_rows(c, of_statements, take_statement, c, err) &&
           read_pairs(c, OF_CLASSES, of_classes, err) &&
           read_pairs(c, OF_INSTRUMENTS, of_instruments, err);
}

static bool change_page(onr_store *store, int64_t page, int64_t step, onr_arena *arena,
                        onr_error *err)
{
    counting c = {.store = store, .arena = arena, .page = page, .step = step};
    if (!read_page(&c, err))
        return false;
    if (c.statements.count == 0)
        return true;
    tally_page(&c);
    for (value_kind kind = 0; kind < VALUE_KINDS; kind++)
        tally_column(&c, kind_names[kind], &c.columns[kind]);
    if (onr_arena_full(arena))
        return arena_fail(err, "count statements");
    return write_tallies(&c, err) &&
           (step < 0 ? facts_cut(store, page, arena, err) : write_facts(&c, err));
}

static bool change_pages(onr_store *store, const page_choice *pages, int64_t step, onr_arena *arena,
                         onr_error *err)
{
    keys_taken found = {.arena = arena};
    bool ok = store->engine->select(store, pages->sql, pages->asked, pages->count, take_keys,
                                    &found, err);
    for (size_t i = 0; ok && i < found.keys.count; i++) {
        onr_arena_mark mark = onr_arena_mark_take(arena);
        ok = change_page(store, found.keys.items[i], step, arena, err);
        onr_arena_mark_release(arena, mark);
        if (step == 0)
            store_tell(store, i + 1, found.keys.count);
    }
    return ok && (step >= 0 || found.keys.count == 0 || forget_nothing(store, err));
}

bool tallies_change(onr_store *store, const page_choice *pages, bool count, onr_arena *arena,
                    onr_error *err)
{
    return change_pages(store, pages, count ? 1 : -1, arena, err);
}

/* Counted at once, since a row that is changed for every page makes PostgreSQL slower with each
 * change until the transaction ends. */
bool tallies_make(onr_store *store, onr_arena *arena, onr_error *err)
{
    const store_value any = number_value(0);
    const page_choice all = {
        "SELECT key FROM page WHERE replaced_by IS NULL AND key > ?1 ORDER BY key", &any, 1};
    return store->engine->select(store, "DELETE FROM tally; DELETE FROM facts;", NULL, 0, NULL,
                                 NULL, err) &&
           counts_of_all(store, err) && change_pages(store, &all, 0, arena, err);
}
