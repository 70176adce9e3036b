/*
 * Which rows a record becomes: a visitor of its fields keeps those that the tables have columns
 * for, a column being called as its field but for words of SQL. What joins several fields (whose
 * words they are, the chain of word, the bytes of the page) is added here. Whatever has no column
 * is in `article.record`: the record's JSON without the text, made smaller.
 */
#include <math.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/deflate.h"
#include "base/str.h"
#include "record/visit.h"
#include "store/actors.h"
#include "store/engine.h"
#include "store/column.h"
#include "store/takers.h"

typedef struct writer writer;

/* A part of the record (its only object, or a list of objects), and its table's columns. */
typedef struct table {
    const char *part;
    const char *name;
    bool is_list, has_key, has_page;
    const char *columns; /* fields, parted by '|' */
    /* Adds what is no field, before the row goes in and behind it; NULL: nothing. */
    void (*complete)(writer *w);
    void (*follow)(writer *w);
} table;

struct writer {
    onr_store *store;
    const onr_record *record;
    onr_arena *arena;
    onr_error *err;
    bool ok;
    int depth;       /* Objects and lists that are open. */
    const table *in; /* Of the part that is visited; NULL: it has none. */
    int row_depth;   /* At which its rows are. */
    size_t index;    /* Of the row within its list. */
    store_row row;
    int64_t page; /* The page's key. */
    actor_page actors;
};

static void put(store_row *row, store_value value)
{
    size_t at = 0;
    while (at < row->count && strcmp(row->values[at].column, value.column) != 0)
        at++;
    if (at == MOST_COLUMNS)
        return;
    row->values[at] = value;
    row->count += at == row->count;
}

static void put_text(writer *w, store_row *row, const char *column, onr_str text)
{
    put(row,
        (store_value){.column = column, .type = VALUE_TEXT, .text = column_clean(text, w->arena)});
}

static void put_number(store_row *row, const char *column, int64_t number)
{
    put(row, (store_value){.column = column, .type = VALUE_NUMBER, .number = number});
}

static void put_real(store_row *row, const char *column, double real)
{
    put(row, (store_value){
                 .column = column, .type = !isnan(real) ? VALUE_REAL : VALUE_NONE, .real = real});
}

static int64_t key_of(const writer *w, int64_t index)
{
    return w->page * KEYS_A_PAGE + index + 1;
}

/* The key of another entry of the page. */
static void put_entry(const writer *w, store_row *row, const char *column, int32_t index)
{
    if (index >= 0)
        put_number(row, column, key_of(w, index));
    else
        put(row, (store_value){.column = column});
}

/* The pieces of a role, joined by " … ". */
static onr_str words_of(writer *w, onr_spans spans)
{
    buffer to = {.arena = w->arena};
    onr_str out = {"", 0};
    for (size_t i = 0; i < spans.count; i++) {
        if (i)
            buffer_put(&to, ONR_STR(" … "));
        buffer_put(&to, str_slice(w->record->article.text, spans.items[i]));
    }
    w->ok = w->ok && buffer_finish(&out, &to, "write a statement's words", w->err);
    return out;
}

static void insert(writer *w, const store_row *row, int64_t *key)
{
    w->ok = w->ok && w->store->engine->insert(w->store, row, key, w->err);
}

/* The bytes of the page that the blocks of `span` came from. */
static onr_span bytes_of(const onr_article *article, onr_span span)
{
    onr_span out = {0};
    for (size_t i = 0; i < article->block_count; i++) {
        const onr_block *block = &article->blocks[i];
        if (block->span.end <= span.start || block->span.start >= span.end)
            continue;
        if (out.end == 0)
            out = block->bytes;
        out.end = block->bytes.end > out.end ? block->bytes.end : out.end;
    }
    return out;
}

static void complete_page(writer *w)
{
    const onr_article *article = &w->record->article;
    put_text(w, &w->row, "first_day", column_first_day(article->published, w->arena));
    put_text(w, &w->row, "last_day", column_last_day(article->published, w->arena));
}

/* The text once, and all else in as few bytes as may be. */
static void follow_page(writer *w)
{
    onr_record spans = *w->record;
    onr_str json = {0}, small = {0};
    store_row row = {.table = "article"};
    spans.article.text = (onr_str){"", 0};
    w->ok = w->ok && onr_record_write_json(&json, &spans, w->arena, w->err) &&
            deflate_text(&small, json, w->arena, w->err);
    put_number(&row, "page", w->page);
    put_text(w, &row, "text", w->record->article.text);
    put(&row, (store_value){.column = "record", .type = VALUE_BYTES, .text = small});
    put_number(&row, "record_size", (int64_t)json.len);
    insert(w, &row, NULL);
}

static void complete_entity(writer *w)
{
    actor_link link = {0};
    w->ok = w->ok && actors_link(&link, &w->actors, w->index, w->err);
    put_number(&w->row, "actor", link.actor);
    put_text(w, &w->row, "actor_why", str_of(link.why ? link.why : ""));
}

static void follow_entity(writer *w)
{
    const onr_entity *entity = &w->record->entities.items[w->index];
    for (size_t i = 0; i < entity->member_count; i++) {
        store_row row = {.table = "member", .once = true};
        put_number(&row, "whole", key_of(w, (int64_t)w->index));
        put_entry(w, &row, "entity", entity->members[i]);
        insert(w, &row, NULL);
    }
}

static void add_chain_name(writer *w, int64_t chain, onr_str name)
{
    store_row row = {.table = "chain_name", .once = true};
    put_text(w, &row, "name", name);
    put_number(&row, "chain", chain);
    insert(w, &row, NULL);
}

/* The same chains come again and again, so that each is a row but once. */
static int64_t chain_key(writer *w, onr_strs names)
{
    buffer to = {.arena = w->arena};
    store_row row = {.table = "chain"};
    onr_str words = {"", 0};
    int64_t key = 0;
    for (size_t i = 0; i < names.count; i++) {
        if (i)
            buffer_put(&to, ONR_STR(" ← "));
        buffer_put(&to, names.items[i]);
    }
    w->ok = w->ok && buffer_finish(&words, &to, "write the chain of word", w->err);
    put_text(w, &row, "words", words);
    w->ok = w->ok && w->store->engine->select(w->store, "SELECT key FROM chain WHERE words = ?1",
                                              &row.values[0], 1, take_number, &key, w->err);
    if (key || !w->ok)
        return key;
    insert(w, &row, &key);
    for (size_t i = 0; i < names.count; i++)
        add_chain_name(w, key, names.items[i]);
    return key;
}

static void put_spans(store_row *row, const onr_article *article, const onr_statement *s)
{
    onr_spans all = s->content.count ? s->content : s->cue;
    onr_span span =
        all.count ? (onr_span){all.items[0].start, all.items[all.count - 1].end} : (onr_span){0};
    onr_span bytes = bytes_of(article, span);
    put_number(row, "span_start", span.start);
    put_number(row, "span_end", span.end);
    put_number(row, "bytes_start", bytes.start);
    put_number(row, "bytes_end", bytes.end);
}

static void complete_statement(writer *w)
{
    const onr_record *record = w->record;
    int32_t said = record->said ? record->said[w->index] : ONR_NO_TIME;
    put_number(&w->row, "chain", chain_key(w, record->chains[w->index]));
    put_text(w, &w->row, "said", said >= 0 ? record->times.items[said].when : (onr_str){"", 0});
    put_spans(&w->row, &record->article, &record->statements.items[w->index]);
}

static void add_parties(writer *w, const char *to, const char *owner, const char *role,
                        const int32_t *entities, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        store_row row = {.table = to, .once = true};
        put_number(&row, owner, key_of(w, (int64_t)w->index));
        if (role)
            put_text(w, &row, "role", str_of(role));
        put_entry(w, &row, "entity", entities[i]);
        insert(w, &row, NULL);
    }
}

static void follow_event(writer *w)
{
    const onr_event *event = &w->record->events.items[w->index];
    add_parties(w, "party", "event", "actor", event->actors, event->actor_count);
    add_parties(w, "party", "event", "recipient", event->recipients, event->recipient_count);
}

static void complete_instrument(writer *w)
{
    onr_span name = w->record->instruments.items[w->index].name;
    put_number(&w->row, "span_start", name.start);
    put_number(&w->row, "span_end", name.end);
}

static void follow_instrument(writer *w)
{
    const onr_instrument *instrument = &w->record->instruments.items[w->index];
    add_parties(w, "instrument_party", "instrument", NULL, instrument->parties,
                instrument->party_count);
    for (size_t i = 0; i < instrument->standing_count; i++) {
        const onr_standing_by *by = &instrument->standings[i];
        store_row row = {.table = "standing"};
        put_number(&row, "instrument", key_of(w, (int64_t)w->index));
        put_entry(w, &row, "statement", by->statement);
        put_text(w, &row, "standing", str_of(onr_standing_name(by->standing)));
        insert(w, &row, NULL);
    }
}

static const table tables[] = {
    {"page", "page", false, false, false, "id|source|name|url|outlet|title|published|language",
     complete_page, follow_page},
    {"entities", "entity", true, true, true, "name|kind|code", complete_entity, follow_entity},
    {"statements", "statement", true, true, true,
     "speaker|speaker_entity|cue|content|addressee|addressee_entity|quote|act|negated|hedged|"
     "unrealised|inside|on_word_of|confidence",
     complete_statement, NULL},
    {"events", "event", true, true, true,
     "class|mode|cameo|trigger|when|where|status|vouched|same_as|confidence", NULL, follow_event},
    {"instruments", "instrument", true, true, true, "name|kind|when|confidence",
     complete_instrument, follow_instrument},
    {"disputes", "dispute", true, false, true, "claim|denial|about", NULL, NULL},
    {"figures", "figure", true, true, true,
     "span|subject|measure|value|to|unit|approximate|vouched", NULL, NULL},
};

/* Words of SQL are no columns. */
static const char *column_of(const char *key)
{
    static const char *const renamed[][2] = {{"when", "time"},
                                             {"where", "place"},
                                             {"to", "upper"},
                                             {"span", "words"},
                                             {"trigger", "trigger_words"}};
    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++)
        if (strcmp(renamed[i][0], key) == 0)
            return renamed[i][1];
    return key;
}

static void finish_row(writer *w)
{
    if (w->in->has_page)
        put_number(&w->row, "page", w->page);
    if (w->in->has_key) {
        put_number(&w->row, "key", key_of(w, (int64_t)w->index));
        put_number(&w->row, "number", (int64_t)w->index + 1);
    }
    if (w->in->complete)
        w->in->complete(w);
    insert(w, &w->row, w->in->is_list ? NULL : &w->page);
    if (w->in->follow)
        w->in->follow(w);
    w->index++;
}

static const table *table_of(const char *part)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (strcmp(tables[i].part, part) == 0)
            return &tables[i];
    return NULL;
}

/* The record is at depth 1, its parts at 2, what stands in their lists at 3. */
static void open_part(void *user, const char *key, bool is_list)
{
    writer *w = user;
    (void)is_list;
    if (++w->depth == 2) {
        w->in = table_of(key);
        w->row_depth = w->in && w->in->is_list ? 3 : 2;
        w->index = 0;
    }
    if (w->in && w->depth == w->row_depth)
        /* Two disputes may be of the same statements; no others of the page have the same key. */
        w->row = (store_row){.table = w->in->name, .once = w->in->is_list && !w->in->has_key};
}

static void close_part(void *user, bool is_list)
{
    writer *w = user;
    (void)is_list;
    if (w->in && w->depth == w->row_depth && w->ok)
        finish_row(w);
    if (--w->depth == 1)
        w->in = NULL;
}

static void put_column(writer *w, const field *f)
{
    const char *column = column_of(f->key);
    onr_span span = {(uint32_t)f->range.start, (uint32_t)f->range.end};
    switch (f->type) {
    case FIELD_TEXT: put_text(w, &w->row, column, f->text); break;
    case FIELD_SPANS: put_text(w, &w->row, column, words_of(w, f->spans)); break;
    case FIELD_RANGE: put_text(w, &w->row, column, str_slice(w->record->article.text, span)); break;
    case FIELD_ID: put_entry(w, &w->row, column, f->index); break;
    case FIELD_FLAG: put_number(&w->row, column, f->flag); break;
    /* Three digits, as everywhere. */
    case FIELD_SHARE: put_real(&w->row, column, round(f->share * 1000) / 1000); break;
    case FIELD_NUMBER: put_real(&w->row, column, f->number); break;
    default: break; /* no table has a column for others */
    }
}

static void take_field(void *user, const field *f)
{
    writer *w = user;
    if (w->ok && w->in && w->depth == w->row_depth && str_listed(str_of(f->key), w->in->columns))
        put_column(w, f);
}

static bool index_words(const writer *w)
{
    const store_value page = number_value(w->page);
    const char *sql = w->store->engine->index_words;
    return !sql || w->store->engine->select(w->store, sql, &page, 1, NULL, NULL, w->err);
}

bool rows_write(onr_store *store, const onr_record *record, onr_arena *arena, onr_error *err)
{
    onr_record whole = *record;
    writer w = {.store = store, .record = &whole, .arena = arena, .err = err, .ok = true};
    if (!whole.chains && !onr_record_find_chains(&whole, arena, err))
        return false;
    if (!actors_begin(&w.actors, store, &whole, arena, err))
        return false;
    visit_record(
        &(visitor){.user = &w, .open = open_part, .close = close_part, .field = take_field},
        &whole);
    if (w.ok && onr_arena_full(arena))
        return arena_fail(err, "write a record's rows");
    return w.ok && index_words(&w);
}
