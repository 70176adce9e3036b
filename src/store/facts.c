/*
 * Where which number stands in `facts`. A row's key is its kind of column and its pages; a number
 * has four bytes, the lowest first.
 */
#include "store/facts.h"

#include "base/arena.h"
#include "base/str.h"
#include "onrecord/attribution.h"
#include "store/takers.h"

enum { NUMBER = 4, PAIR = 2 * NUMBER, HEAD = FACTS_OF_A_PAGE * NUMBER };

static const int64_t keys_a_column = (int64_t)1 << 40;

static int64_t row_of(fact column, int64_t page)
{
    return column * keys_a_column + page / PAGES_OF_FACTS;
}

static uint32_t place_of(int64_t page)
{
    return (uint32_t)(page % PAGES_OF_FACTS);
}

uint32_t fact_day(onr_str day)
{
    uint32_t number = 0;
    for (size_t i = 0; i < day.len && i < strlen("2026-03-04"); i++)
        if (is_ascii_digit(day.data[i]))
            number = 10 * number + (uint32_t)(day.data[i] - '0');
    return number;
}

uint32_t fact_act(onr_str name)
{
    uint32_t act = 0;
    while (act < ONR_ACT_COUNT && !str_is(name, onr_act_name((onr_act)act)))
        act++;
    return act;
}

uint32_t fact_quote(onr_str name)
{
    uint32_t quote = ONR_QUOTE_DIRECT;
    while (quote <= ONR_QUOTE_MIXED && !str_is(name, onr_quote_name((onr_quote)quote)))
        quote++;
    return quote;
}

static void put_number(buffer *to, uint32_t number)
{
    for (int byte = 0; byte < NUMBER; byte++)
        buffer_put_char(to, (char)(number >> 8 * byte & 0xff));
}

void fact_begin(fact_writer *out, int64_t page, onr_arena *arena)
{
    *out = (fact_writer){.head = {.place = place_of(page)}};
    for (fact column = 0; column < FACT_COUNT; column++)
        out->columns[column].arena = arena;
}

void fact_put(fact_writer *to, fact column, uint32_t number)
{
    put_number(&to->columns[column], number);
}

void fact_put_pair(fact_writer *to, fact column, uint32_t owner, uint32_t other)
{
    put_number(&to->columns[column], to->head.place * KEYS_A_PAGE + owner);
    put_number(&to->columns[column], other);
}

static void put_head(fact_writer *to)
{
    const uint32_t numbers[FACTS_OF_A_PAGE] = {to->head.place,     to->head.statements,
                                               to->head.first_day, to->head.last_day,
                                               to->head.day,       to->head.outlet};
    for (size_t i = 0; i < FACTS_OF_A_PAGE; i++)
        fact_put(to, FACT_PAGES, numbers[i]);
}

static fact_head head_at(const char *pages, size_t i)
{
    const char *at = pages + i * HEAD;
    return (fact_head){fact_at(at, 0), fact_at(at, 1), fact_at(at, 2),
                       fact_at(at, 3), fact_at(at, 4), fact_at(at, 5)};
}

/* Behind the bytes that those rows have. */
static bool append(onr_store *store, const store_value *rows, size_t count, onr_arena *arena,
                   onr_error *err)
{
    buffer sql = {.arena = arena};
    onr_str whole = {0};
    buffer_put(&sql, ONR_STR("INSERT INTO facts (key, bytes) VALUES "));
    for (size_t i = 0; i < count; i++)
        buffer_format(&sql, "%s(?%zu, ?%zu)", i ? ", " : "", 2 * i + 1, 2 * i + 2);
    buffer_put(&sql, ONR_STR(" ON CONFLICT (key) DO UPDATE SET bytes = "));
    buffer_put(&sql, str_of(store->engine->joined_bytes));
    buffer_put_char(&sql, '\0');
    return buffer_finish(&whole, &sql, "keep what questions look at", err) &&
           store->engine->select(store, whole.data, rows, 2 * count, NULL, NULL, err);
}

static bool finish_column(store_value row[2], fact_writer *from, int64_t page, fact column,
                          onr_error *err)
{
    row[0] = number_value(row_of(column, page));
    row[1] = (store_value){.type = VALUE_BYTES, .text = {"", 0}};
    return buffer_finish(&row[1].text, &from->columns[column], "keep what questions look at", err);
}

/* Columns that each page has go in one statement, which is the same for all pages. */
bool facts_add(onr_store *store, int64_t page, fact_writer *from, onr_arena *arena, onr_error *err)
{
    store_value rows[2 * FACT_SINGLE];
    bool ok = true;
    put_head(from);
    for (fact column = 0; ok && column < FACT_SINGLE; column++)
        ok = finish_column(&rows[2 * column], from, page, column, err);
    ok = ok && append(store, rows, FACT_SINGLE, arena, err);
    for (fact column = FACT_SINGLE; ok && column < FACT_COUNT; column++)
        ok = finish_column(rows, from, page, column, err) &&
             (rows[1].text.len == 0 || append(store, rows, 1, arena, err));
    return ok;
}

static bool read_row(text_taken *out, onr_store *store, int64_t row, onr_error *err)
{
    const store_value key = number_value(row);
    return store->engine->select(store, "SELECT bytes FROM facts WHERE key = ?1", &key, 1,
                                 take_text, out, err);
}

static bool write_row(onr_store *store, int64_t row, onr_str bytes, onr_error *err)
{
    const store_value asked[] = {number_value(row), {.type = VALUE_BYTES, .text = bytes}};
    return bytes.len ? store->engine->select(store, "UPDATE facts SET bytes = ?2 WHERE key = ?1",
                                             asked, 2, NULL, NULL, err)
                     : store->engine->select(store, "DELETE FROM facts WHERE key = ?1", asked, 1,
                                             NULL, NULL, err);
}

static bool cut(onr_store *store, int64_t row, size_t from, size_t len, onr_arena *arena,
                onr_error *err)
{
    text_taken all = {.arena = arena};
    if (!read_row(&all, store, row, err))
        return false;
    if (len == 0 || from + len > all.text.len)
        return true;
    char *out = arena_take(arena, all.text.len);
    if (!out)
        return arena_fail(err, "keep what questions look at");
    memcpy(out, all.text.data, from);
    memcpy(out + from, all.text.data + from + len, all.text.len - from - len);
    return write_row(store, row, (onr_str){out, all.text.len - len}, err);
}

/* Pairs of a page stand behind each other. */
static bool cut_pairs(onr_store *store, int64_t row, uint32_t place, onr_arena *arena,
                      onr_error *err)
{
    text_taken all = {.arena = arena};
    if (!read_row(&all, store, row, err))
        return false;
    size_t count = all.text.len / PAIR, first = 0;
    while (first < count && fact_at(all.text.data, 2 * first) / KEYS_A_PAGE != place)
        first++;
    size_t end = first;
    while (end < count && fact_at(all.text.data, 2 * end) / KEYS_A_PAGE == place)
        end++;
    return cut(store, row, first * PAIR, (end - first) * PAIR, arena, err);
}

bool facts_cut(onr_store *store, int64_t page, onr_arena *arena, onr_error *err)
{
    text_taken pages = {.arena = arena};
    if (!read_row(&pages, store, row_of(FACT_PAGES, page), err))
        return false;
    size_t before = 0, count = pages.text.len / HEAD, i = 0;
    for (; i < count && head_at(pages.text.data, i).place != place_of(page); i++)
        before += head_at(pages.text.data, i).statements;
    if (i == count)
        return true;
    size_t statements = head_at(pages.text.data, i).statements;
    bool ok = cut(store, row_of(FACT_PAGES, page), i * HEAD, HEAD, arena, err);
    for (fact column = FACT_PAGES + 1; ok && column < FACT_SINGLE; column++)
        ok = cut(store, row_of(column, page), before * NUMBER, statements * NUMBER, arena, err);
    for (fact column = FACT_SINGLE; ok && column < FACT_COUNT; column++)
        ok = cut_pairs(store, row_of(column, page), place_of(page), arena, err);
    return ok;
}

/* Going through them: the columns of a row of cells, the first of which is the row's key. */
typedef struct walk {
    fact cells[FACT_COUNT];
    size_t cell_count;
    fact_page_fn *each;
    void *user;
    bool goes_on;
} walk;

static void take_pairs(fact_page *page, fact column, onr_str bytes, size_t *at)
{
    size_t count = bytes.len / PAIR, first = *at;
    while (*at < count && fact_at(bytes.data, 2 * *at) / KEYS_A_PAGE == page->head.place)
        ++*at;
    page->pairs[column] = bytes.data + first * PAIR;
    page->pair_counts[column] = *at - first;
}

/* False: what stands there cannot be. */
static bool take_columns(fact_page *page, const walk *w, const store_value *cells, size_t before,
                         size_t at[FACT_COUNT])
{
    for (size_t i = 1; i < w->cell_count; i++) {
        fact column = w->cells[i];
        onr_str bytes = cells[i + 1].type == VALUE_BYTES ? cells[i + 1].text : (onr_str){"", 0};
        if (column >= FACT_SINGLE)
            take_pairs(page, column, bytes, &at[column]);
        else if (bytes.len / NUMBER < before + page->head.statements)
            return false;
        else
            page->columns[column] = bytes.data + before * NUMBER;
    }
    return true;
}

static bool take_row(const store_value *cells, void *user)
{
    walk *w = user;
    size_t at[FACT_COUNT] = {0}, before = 0, count = cells[1].text.len / HEAD;
    for (size_t i = 0; i < count && w->goes_on; i++) {
        fact_page page = {.head = head_at(cells[1].text.data, i)};
        page.key = cells[0].number * PAGES_OF_FACTS + page.head.place;
        if (!take_columns(&page, w, cells, before, at))
            break;
        before += page.head.statements;
        w->goes_on = w->each(&page, w->user);
    }
    return w->goes_on;
}

bool facts_each(onr_store *store, uint32_t wanted, fact_page_fn *each, void *user, onr_arena *arena,
                onr_error *err)
{
    walk w = {.cell_count = 1, .each = each, .user = user, .goes_on = true};
    buffer sql = {.arena = arena}, joins = {.arena = arena};
    onr_str whole = {0}, joined = {0};
    buffer_put(&sql, ONR_STR("SELECT a.key, a.bytes"));
    for (fact column = FACT_PAGES + 1; column < FACT_COUNT; column++)
        if (wanted >> column & 1) {
            buffer_format(&sql, ", c%d.bytes", (int)column);
            buffer_format(&joins, " LEFT JOIN facts c%d ON c%d.key = a.key + %lld", (int)column,
                          (int)column, (long long)row_of(column, 0));
            w.cells[w.cell_count++] = column;
        }
    bool ok = buffer_finish(&joined, &joins, "ask the store", err);
    buffer_put(&sql, ONR_STR(" FROM facts a"));
    buffer_put(&sql, joined);
    buffer_format(&sql, " WHERE a.key >= 0 AND a.key < %lld ORDER BY a.key",
                  (long long)keys_a_column);
    buffer_put_char(&sql, '\0');
    return ok && buffer_finish(&whole, &sql, "ask the store", err) &&
           store->engine->select(store, whole.data, NULL, 0, take_row, &w, err);
}
