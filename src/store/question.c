/*
 * What a question asks for, in SQL that SQLite and PostgreSQL understand alike. A condition that
 * few rows meet gives the keys for which it holds, so that an index leads there and none goes over
 * all rows; one that many meet is looked at in each row that others lead to.
 */
#include "store/question.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/str.h"
#include "store/column.h"

void ask_put(asking *a, const char *sql)
{
    buffer_put(&a->sql, str_of(sql));
}

void ask_value(asking *a, store_value value)
{
    if (a->count == MOST_ASKED)
        return;
    a->parameters[a->count++] = value;
    buffer_format(&a->sql, "?%zu", a->count);
}

static void put_text(asking *a, onr_str text)
{
    ask_value(a, text_value(column_clean(text, a->arena)));
}

/* The number of the list's first parameter, where it is one already; else they are added. */
static size_t list_place(asking *a, onr_strs values, bool folded)
{
    for (size_t i = 0; i < a->list_count; i++)
        if (a->lists[i].items == values.items && a->lists[i].folded == folded)
            return a->lists[i].first;
    size_t first = a->count + 1;
    if (a->list_count < MOST_LISTS) {
        a->lists[a->list_count].items = values.items;
        a->lists[a->list_count].folded = folded;
        a->lists[a->list_count++].first = first;
    }
    for (size_t i = 0; i < values.count && a->count < MOST_ASKED; i++) {
        onr_str value = folded ? column_fold(values.items[i], a->arena) : values.items[i];
        a->parameters[a->count++] = text_value(column_clean(value, a->arena));
    }
    return first;
}

void ask_list(asking *a, onr_strs values, bool folded)
{
    size_t first = list_place(a, values, folded);
    ask_put(a, "(");
    for (size_t i = 0; i < values.count; i++)
        buffer_format(&a->sql, "%s?%zu", i ? ", " : "", first + i);
    ask_put(a, ")");
}

/* What many rows meet must not lead: within "(…) IS TRUE" no index is seen. */
static void put_in(asking *a, const char *what, onr_strs values, bool folded, bool many)
{
    if (values.count == 0)
        return;
    buffer_format(&a->sql, " AND %s%s IN ", many ? "(" : "", what);
    ask_list(a, values, folded);
    ask_put(a, many ? ") IS TRUE" : "");
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

/* " OR (e.code >= ?1 AND e.code < ?2)" for each of the names that is a code. */
static void put_codes(asking *a, onr_strs names, const char *before, const char *behind)
{
    for (size_t i = 0; i < names.count; i++)
        if (is_code(names.items[i])) {
            buffer_format(&a->sql, "%se.code <> '' AND e.code >= ", before);
            put_text(a, names.items[i]);
            ask_put(a, " AND e.code < ");
            put_text(a, code_behind(names.items[i], a->arena));
            ask_put(a, behind);
        }
}

/* The keys of the entities that go by one of the names or codes, and of the groups they are in. */
static void put_entities(asking *a, onr_strs names)
{
    ask_put(a, "(WITH meant AS (SELECT e.key FROM alias l JOIN entity e ON e.actor = l.actor"
               " WHERE l.name IN ");
    ask_list(a, names, false);
    put_codes(a, names, " UNION SELECT e.key FROM entity e WHERE ", "");
    ask_put(a, ") SELECT key FROM meant UNION SELECT whole FROM member WHERE entity IN"
               " (SELECT key FROM meant))");
}

/* Whether the entity `e` goes by one of the names or codes. */
static void put_is_meant(asking *a, onr_strs names)
{
    ask_put(a, "(e.actor IN (SELECT actor FROM alias WHERE name IN ");
    ask_list(a, names, false);
    ask_put(a, ")");
    put_codes(a, names, " OR (", ")");
    ask_put(a, ")");
}

/* Whether the entity whose key is `key`, or somebody in that group, is meant. */
static void put_is_entity(asking *a, const char *key, onr_strs names)
{
    buffer_format(&a->sql, "(EXISTS (SELECT 1 FROM entity e WHERE e.key = %s AND ", key);
    put_is_meant(a, names);
    buffer_format(&a->sql,
                  ") OR EXISTS (SELECT 1 FROM member m JOIN entity e ON e.key = m.entity"
                  " WHERE m.whole = %s AND ",
                  key);
    put_is_meant(a, names);
    ask_put(a, "))");
}

/* Whether who is no entity goes by one of the names in the page's words. */
static void put_unknown(asking *a, const char *party, onr_strs names)
{
    buffer_format(&a->sql, "s.%s_entity IS NULL AND s.%s <> '' AND lower(s.%s) IN ", party, party,
                  party);
    ask_list(a, names, true);
}

/* `party` is "speaker" or "addressee". */
static void put_party(asking *a, const char *party, onr_strs names, bool many)
{
    char key[32];
    if (names.count == 0)
        return;
    snprintf(key, sizeof key, "s.%s_entity", party);
    if (many) {
        ask_put(a, " AND (");
        put_is_entity(a, key, names);
        ask_put(a, " OR (");
    } else {
        buffer_format(&a->sql, " AND s.key IN (SELECT s.key FROM statement s WHERE %s IN ", key);
        put_entities(a, names);
        ask_put(a, " UNION SELECT s.key FROM statement s WHERE ");
    }
    put_unknown(a, party, names);
    ask_put(a, many ? "))" : ")");
}

static void put_chains(asking *a, onr_strs names, bool many)
{
    if (names.count == 0)
        return;
    ask_put(a, many ? " AND EXISTS (SELECT 1 FROM chain_name n WHERE n.chain = s.chain AND n.name"
                      " IN "
                    : " AND s.chain IN (SELECT n.chain FROM chain_name n WHERE n.name IN ");
    ask_list(a, names, false);
    ask_put(a, ")");
}

static void put_events(asking *a, const onr_question *q, bool many)
{
    if (q->classes.count == 0 && q->actors.count == 0)
        return;
    ask_put(a, many ? " AND EXISTS (SELECT 1 FROM event v WHERE v.vouched = s.key"
                    : " AND s.key IN (SELECT v.vouched FROM event v WHERE v.vouched IS NOT NULL");
    put_in(a, "v.class", q->classes, false, many);
    if (q->actors.count && many) {
        ask_put(a, " AND EXISTS (SELECT 1 FROM party y WHERE y.event = v.key AND ");
        put_is_entity(a, "y.entity", q->actors);
        ask_put(a, ")");
    } else if (q->actors.count) {
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
    ask_list(a, words, true);
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

/* `sql` has the words' parameter for its "?%d". */
static void put_words(asking *a, const char *sql, onr_str words)
{
    const char *number = strstr(sql, "?%d");
    buffer_put(&a->sql, (onr_str){sql, (size_t)(number - sql)});
    ask_value(a, text_value(a->engine->words_of(column_clean(words, a->arena), a->arena)));
    ask_put(a, number + strlen("?%d"));
}

void question_words(asking *a, const onr_question *q)
{
    put_words(a, a->engine->about_of_one, q->about);
}

bool question_is_of_statements(const onr_question *q)
{
    return q->by.count || q->to.count || q->acts.count || q->quotes.count || q->chains.count ||
           q->classes.count || q->actors.count || q->instruments.count || q->about.len ||
           q->min_confidence > 0;
}

/* What is asked of words alone is found for a page at once; else few of its statements are left. */
static const char *form_of_words(const asking *a, const onr_question *q)
{
    onr_question other = *q;
    other.about.len = 0;
    return !a->many[OF_WORDS]                                 ? a->engine->about
           : a->by_page && !question_is_of_statements(&other) ? a->engine->about_of_page
                                                              : a->engine->about_of_one;
}

bool question_is_of_all(const onr_question *q)
{
    return !question_is_of_statements(q) && q->outlets.count == 0 && q->page == 0 &&
           q->since.len == 0 && q->until.len == 0;
}

/* A page of a month or a year has its first day before `since`, but in the same year. */
static onr_str year_of(onr_str day, onr_arena *arena)
{
    return arena_format(arena, "%.4s-01-01", day.data);
}

void question_of_days(asking *a, const onr_question *q)
{
    onr_str since = column_first_day(q->since, a->arena);
    if (since.len) {
        ask_put(a, " AND p.first_day >= ");
        put_text(a, year_of(since, a->arena));
    }
    if (q->since.len) {
        ask_put(a, " AND (p.last_day >= ");
        put_text(a, since);
        ask_put(a, ") IS TRUE");
    }
    if (q->until.len) {
        ask_put(a, " AND p.first_day <> '' AND p.first_day <= ");
        put_text(a, column_last_day(q->until, a->arena));
    }
}

void question_of_page(asking *a, const onr_question *q)
{
    ask_put(a, " AND p.replaced_by IS NULL");
    put_in(a, "lower(p.outlet)", q->outlets, true, a->many[OF_OUTLET]);
    if (q->page) {
        ask_put(a, " AND p.key = ");
        ask_value(a, number_value(q->page));
    }
    question_of_days(a, q);
}

void question_of_statement(asking *a, const onr_question *q)
{
    put_party(a, "speaker", q->by, a->many[OF_SPEAKER]);
    put_party(a, "addressee", q->to, a->many[OF_ADDRESSEE]);
    put_in(a, "s.act", q->acts, false, a->many[OF_ACT]);
    put_in(a, "s.quote", q->quotes, false, true);
    put_chains(a, q->chains, a->many[OF_CHAIN]);
    put_events(a, q, a->many[OF_EVENT]);
    put_instruments(a, q->instruments);
    if (q->about.len) {
        ask_put(a, " AND ");
        put_words(a, form_of_words(a, q), q->about);
    }
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
    if (a->count == MOST_ASKED)
        return onr_fail(err, ONR_E_LIMIT, 0, "ask for fewer at once", "a question of %zu values",
                        a->count);
    return buffer_finish(&sql, &a->sql, "ask the store", err) &&
           store->engine->select(store, sql.data, a->parameters, a->count, each, user, err);
}

/* Statements, parties or whatever else `of` joins to an entity `e`. */
static void probe_names(asking *a, onr_strs names, const char *table, const char *entity)
{
    buffer_format(&a->sql,
                  "SELECT 1 FROM alias l CROSS JOIN entity e CROSS JOIN %s WHERE e.actor = l.actor"
                  " AND %s = e.key AND l.name IN ",
                  table, entity);
    ask_list(a, names, false);
    for (size_t i = 0; i < names.count; i++)
        if (is_code(names.items[i])) {
            buffer_format(&a->sql,
                          " UNION ALL SELECT 1 FROM entity e CROSS JOIN %s WHERE %s = e.key AND ",
                          table, entity);
            put_codes(a, (onr_strs){&names.items[i], 1}, "", "");
        }
}

static void probe_party(asking *a, const char *party, onr_strs names)
{
    char entity[32];
    snprintf(entity, sizeof entity, "s.%s_entity", party);
    probe_names(a, names, "statement s", entity);
    ask_put(a, " UNION ALL SELECT 1 FROM statement s WHERE ");
    put_unknown(a, party, names);
}

void question_entities(asking *a, onr_strs names)
{
    ask_put(a, "SELECT e.key FROM alias l CROSS JOIN entity e WHERE e.actor = l.actor AND l.name"
               " IN ");
    ask_list(a, names, false);
    put_codes(a, names, " UNION ALL SELECT e.key FROM entity e WHERE ", "");
}

void question_unknown(asking *a, const char *party, onr_strs names)
{
    ask_put(a, "SELECT s.key FROM statement s WHERE ");
    put_unknown(a, party, names);
}

void question_events(asking *a, const onr_question *q)
{
    ask_put(a, "SELECT v.vouched FROM event v WHERE v.vouched IS NOT NULL");
    put_in(a, "v.class", q->classes, false, false);
    if (q->actors.count) {
        ask_put(a, " AND v.key IN (SELECT event FROM party WHERE entity IN ");
        put_entities(a, q->actors);
        ask_put(a, ")");
    }
}

/* By whichever of the two is rarer: a class is held to be more frequent than somebody is. */
static void probe_events(asking *a, const onr_question *q)
{
    if (q->actors.count) {
        probe_names(a, q->actors, "party y", "y.entity");
        return;
    }
    question_events(a, q);
}

void question_probe(asking *a, const onr_question *q, condition what)
{
    switch (what) {
    case OF_SPEAKER: probe_party(a, "speaker", q->by); break;
    case OF_ADDRESSEE: probe_party(a, "addressee", q->to); break;
    case OF_EVENT: probe_events(a, q); break;
    case OF_WORDS: put_words(a, a->engine->about_all, q->about); break;
    case OF_ACT:
        ask_put(a, "SELECT 1 FROM statement s WHERE s.act IN ");
        ask_list(a, q->acts, false);
        break;
    case OF_CHAIN:
        ask_put(a, "SELECT 1 FROM chain_name n CROSS JOIN statement s WHERE s.chain = n.chain AND"
                   " n.name IN ");
        ask_list(a, q->chains, false);
        break;
    case OF_OUTLET:
        ask_put(a, "SELECT 1 FROM page p WHERE lower(p.outlet) IN ");
        ask_list(a, q->outlets, true);
        break;
    default: break;
    }
}
