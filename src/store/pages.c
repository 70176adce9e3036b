/*
 * Whole records out of a store.
 */
#include "base/arena.h"
#include "base/deflate.h"
#include "base/str.h"
#include "store/pages.h"
#include "store/question.h"
#include "store/column.h"

typedef struct reading {
    onr_arena *arena;
    onr_page_fn *each;
    void *user;
    onr_record *out; /* Of one page alone. */
    bool found, ok;
    onr_error *err;
} reading;

enum { QUESTION_MEMORY = 16 << 20 };

/* The cells are a page's key, text, record and the record's size. */
static bool read_record(onr_record *out, const store_value *cells, onr_arena *arena, onr_error *err)
{
    onr_str json, text = arena_copy(arena, cells[1].text);
    return inflate_text(&json, cells[2].text, (size_t)cells[3].number, arena, err) &&
           onr_record_read_json(out, json, text, arena, err);
}

static bool take_page(const store_value *cells, void *user)
{
    reading *r = user;
    onr_record record;
    onr_arena_reset(r->arena);
    r->ok = read_record(&record, cells, r->arena, r->err);
    return r->ok && r->each(cells[0].number, &record, r->user);
}

static bool ask_pages(onr_store *store, const onr_question *q, reading *r, onr_arena *arena)
{
    asking a = {.engine = store->engine, .arena = arena, .sql = {.arena = arena}};
    ask_put(&a, "SELECT p.key, t.text, t.record, t.record_size FROM page p JOIN article t ON"
                " t.page = p.key WHERE 1 = 1");
    question_of_page(&a, q);
    if (question_is_of_statements(q)) {
        ask_put(&a, " AND p.key IN (SELECT s.page FROM statement s WHERE 1 = 1");
        question_of_statement(&a, q);
        ask_put(&a, ")");
    }
    ask_put(&a, q->sort == ONR_SORT_NEWEST ? " ORDER BY p.first_day DESC, p.key"
                                           : " ORDER BY p.first_day, p.key");
    question_limit(&a, q);
    return ask_run(&a, store, take_page, r, r->err) && r->ok;
}

bool onr_store_pages(onr_store *store, const onr_question *question, onr_page_fn *each, void *user,
                     onr_arena *arena, onr_error *err)
{
    reading r = {.arena = arena, .each = each, .user = user, .ok = true, .err = err};
    onr_arena *own = onr_arena_new(QUESTION_MEMORY);
    if (!own)
        return onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for a question");
    bool ok = ask_pages(store, question, &r, own);
    onr_arena_free(own);
    return ok;
}

typedef struct search {
    int64_t key;
    size_t count;
} search;

static bool take_key(const store_value *cells, void *user)
{
    search *s = user;
    s->key = cells[0].number;
    return ++s->count < 2;
}

/* The number that a text of digits alone is; -1: none. */
static int64_t number_of(onr_str text)
{
    int64_t number = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!is_ascii_digit(text.data[i]) || text.len > 15)
            return -1;
        number = number * 10 + (text.data[i] - '0');
    }
    return text.len ? number : -1;
}

/* Enough of a hash that no two pages of a store share it by chance. */
enum { LEAST_OF_A_HASH = 8 };

static bool find_page(search *out, onr_store *store, onr_str page, onr_arena *arena, onr_error *err)
{
    bool whole = str_starts(page, "sha256:");
    onr_str hash = whole ? page : arena_format(arena, "sha256:%.*s", (int)page.len, page.data);
    if (hash.len < strlen("sha256:") + LEAST_OF_A_HASH)
        hash = (onr_str){"", 0};
    const store_value asked[] = {
        number_value(number_of(page)), text_value(column_clean(hash, arena)),
        /* Behind all that begins so: 'g' follows the digits of a hash. */
        text_value(hash.len ? arena_format(arena, "%.*sg", (int)hash.len, hash.data) : hash),
        text_value(column_clean(page, arena))};
    *out = (search){0};
    return store->engine->select(store,
                                 "SELECT key FROM page WHERE key = ?1 UNION"
                                 " SELECT key FROM page WHERE id >= ?2 AND id < ?3 UNION"
                                 " SELECT key FROM page WHERE name = ?4 UNION"
                                 " SELECT key FROM page WHERE source = ?4 LIMIT 2",
                                 asked, 4, take_key, out, err);
}

static bool take_one(const store_value *cells, void *user)
{
    reading *r = user;
    r->found = true;
    r->ok = read_record(r->out, cells, r->arena, r->err);
    return false;
}

bool pages_find(int64_t *key, onr_store *store, onr_str page, onr_arena *arena, onr_error *err)
{
    search s;
    if (!find_page(&s, store, page, arena, err))
        return false;
    *key = s.count == 1 ? s.key : NO_PAGE;
    return true;
}

bool pages_read(onr_record *out, onr_store *store, int64_t page, bool *found, onr_arena *arena,
                onr_error *err)
{
    reading r = {.arena = arena, .out = out, .ok = true, .err = err};
    const store_value key = number_value(page);
    bool ok = store->engine->select(
        store, "SELECT page, text, record, record_size FROM article WHERE page = ?1", &key, 1,
        take_one, &r, err);
    *found = r.found;
    return ok && r.ok;
}

bool onr_store_page(onr_store *store, onr_str page, onr_record *out, bool *found, onr_arena *arena,
                    onr_error *err)
{
    int64_t key;
    *found = false;
    return pages_find(&key, store, page, arena, err) &&
           (key == NO_PAGE || pages_read(out, store, key, found, arena, err));
}
