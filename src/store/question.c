/*
 * What a question asks for, in SQL that SQLite and PostgreSQL understand alike. Each condition
 * gives the keys for which it holds, so that an index leads there and none goes over all rows.
 */
#include "store/question.h"

#include "base/arena.h"
#include "base/str.h"
#include "store/column.h"

void ask_put(asking *a, const char *sql)
{
    buffer_put(&a->sql, str_of(sql));
}

void ask_value(asking *a, store_value value)
{
    if (a->count == sizeof a->parameters / sizeof *a->parameters)
        return;
    a->parameters[a->count++] = value;
    buffer_format(&a->sql, "?%zu", a->count);
}

static void put_text(asking *a, onr_str text)
{
    ask_value(a, text_value(column_clean(text, a->arena)));
}

/* "(?1, ?2)" */
static void put_list(asking *a, onr_strs values, bool folded)
{
    ask_put(a, "(");
    for (size_t i = 0; i < values.count; i++) {
        ask_put(a, i ? ", " : "");
        put_text(a, folded ? column_fold(values.items[i], a->arena) : values.items[i]);
    }
    ask_put(a, ")");
}

static void put_in(asking *a, const char *what, onr_strs values, bool folded)
{
    if (values.count == 0)
        return;
    ask_put(a, " AND ");
    ask_put(a, what);
    ask_put(a, " IN ");
    put_list(a, values, folded);
}

/* "RUS", "USAGOV": letters as CAMEO has them, in threes. */
static bool is_code(onr_str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (name.data[i] < 'A' || name.data[i] > 'Z')
            return false;
    return name.len > 0 && name.len % 3 == 0;
}

/* What begins with `code` is less than this: its last letter is the next one. */
static onr_str code_behind(onr_str code, onr_arena *arena)
{
    char *out = arena_take(arena, code.len);
    if (!out)
        return (onr_str){"", 0};
    memcpy(out, code.data, code.len);
    out[code.len - 1]++;
    return (onr_str){out, code.len};
}

/* The keys of the entities that go by one of the names or codes, and of the groups they are in. */
static void put_entities(asking *a, onr_strs names)
{
    ask_put(a, "(WITH meant AS (SELECT e.key FROM alias l JOIN entity e ON e.actor = l.actor"
               " WHERE l.name IN ");
    put_list(a, names, false);
    for (size_t i = 0; i < names.count; i++)
        if (is_code(names.items[i])) {
            ask_put(a, " UNION SELECT key FROM entity WHERE code <> '' AND code >= ");
            put_text(a, names.items[i]);
            ask_put(a, " AND code < ");
            put_text(a, code_behind(names.items[i], a->arena));
        }
    ask_put(a, ") SELECT key FROM meant UNION SELECT whole FROM member WHERE entity IN"
               " (SELECT key FROM meant))");
}

/* `party` is "speaker" or "addressee"; who is no entity goes by the page's words. */
static void put_party(asking *a, const char *party, onr_strs names)
{
    if (names.count == 0)
        return;
    buffer_format(&a->sql, " AND s.key IN (SELECT key FROM statement WHERE %s_entity IN ", party);
    put_entities(a, names);
    buffer_format(&a->sql,
                  " UNION SELECT key FROM statement WHERE %s_entity IS NULL AND %s <> '' AND"
                  " lower(%s) IN ",
                  party, party, party);
    put_list(a, names, true);
    ask_put(a, ")");
}

static void put_events(asking *a, const onr_question *q)
{
    if (q->classes.count == 0 && q->actors.count == 0)
        return;
    ask_put(a, " AND s.key IN (SELECT v.vouched FROM event v WHERE v.vouched IS NOT NULL");
    put_in(a, "v.class", q->classes, false);
    if (q->actors.count) {
        ask_put(a, " AND v.key IN (SELECT event FROM party WHERE entity IN ");
        put_entities(a, q->actors);
        ask_put(a, ")");
    }
    ask_put(a, ")");
}

/* Whether the instrument `i` is one of the kinds, or has one of the words in its name. */
static void put_instrument(asking *a, onr_strs words)
{
    ask_put(a, "(i.kind IN ");
    put_list(a, words, true);
    for (size_t k = 0; k < words.count; k++) {
        ask_put(a, " OR replace(lower(i.name), ");
        put_text(a, column_fold(words.items[k], a->arena));
        ask_put(a, ", '') <> lower(i.name)");
    }
    ask_put(a, ")");
}

static void put_instruments(asking *a, onr_strs words)
{
    if (words.count == 0)
        return;
    ask_put(a, " AND s.key IN (SELECT d.statement FROM instrument i JOIN standing d ON"
               " d.instrument = i.key WHERE d.statement IS NOT NULL AND ");
    put_instrument(a, words);
    ask_put(a, " UNION SELECT t.key FROM instrument i JOIN statement t ON t.page = i.page AND"
               " t.span_start <= i.span_start AND t.span_end >= i.span_end WHERE ");
    put_instrument(a, words);
    ask_put(a, ")");
}

static void put_words(asking *a, onr_str words)
{
    if (words.len == 0)
        return;
    size_t place = a->count + 1;
    const char *number = strstr(a->engine->about, "%d");
    a->parameters[a->count++] =
        text_value(a->engine->words_of(column_clean(words, a->arena), a->arena));
    ask_put(a, " AND ");
    buffer_put(&a->sql, (onr_str){a->engine->about, (size_t)(number - a->engine->about)});
    buffer_format(&a->sql, "%zu%s", place, number + strlen("%d"));
}

bool question_is_of_statements(const onr_question *q)
{
    return q->by.count || q->to.count || q->acts.count || q->quotes.count || q->chains.count ||
           q->classes.count || q->actors.count || q->instruments.count || q->about.len ||
           q->min_confidence > 0;
}

void question_of_page(asking *a, const onr_question *q)
{
    ask_put(a, " AND p.replaced_by IS NULL");
    put_in(a, "lower(p.outlet)", q->outlets, true);
    if (q->page) {
        ask_put(a, " AND p.key = ");
        ask_value(a, number_value(q->page));
    }
    if (q->since.len) {
        ask_put(a, " AND p.last_day >= ");
        put_text(a, column_first_day(q->since, a->arena));
    }
    if (q->until.len) {
        ask_put(a, " AND p.first_day <> '' AND p.first_day <= ");
        put_text(a, column_last_day(q->until, a->arena));
    }
}

void question_of_statement(asking *a, const onr_question *q)
{
    put_party(a, "speaker", q->by);
    put_party(a, "addressee", q->to);
    put_in(a, "s.act", q->acts, false);
    put_in(a, "s.quote", q->quotes, false);
    if (q->chains.count) {
        ask_put(a, " AND s.chain IN (SELECT chain FROM chain_name WHERE name IN ");
        put_list(a, q->chains, false);
        ask_put(a, ")");
    }
    put_events(a, q);
    put_instruments(a, q->instruments);
    put_words(a, q->about);
    if (q->min_confidence > 0) {
        ask_put(a, " AND s.confidence >= ");
        ask_value(a, (store_value){.type = VALUE_REAL, .real = q->min_confidence});
    }
}

void question_limit(asking *a, const onr_question *q)
{
    if (q->limit || q->skip) {
        ask_put(a, " LIMIT ");
        ask_value(a,
                  number_value(q->limit && q->limit < INT64_MAX ? (int64_t)q->limit : INT64_MAX));
        ask_put(a, " OFFSET ");
        ask_value(a, number_value((int64_t)(q->skip < INT64_MAX ? q->skip : INT64_MAX)));
    }
}

bool ask_run(asking *a, onr_store *store, store_cells_fn *each, void *user, onr_error *err)
{
    onr_str sql;
    buffer_put_char(&a->sql, '\0');
    if (a->count == sizeof a->parameters / sizeof *a->parameters)
        return onr_fail(err, ONR_E_LIMIT, 0, "ask for fewer at once", "a question of %zu values",
                        a->count);
    return buffer_finish(&sql, &a->sql, "ask the store", err) &&
           store->engine->select(store, sql.data, a->parameters, a->count, each, user, err);
}
