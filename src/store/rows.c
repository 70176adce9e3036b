/*
 * Which rows a record becomes: a visitor of its fields keeps those that the tables have columns
 * for, a column being called as its field. The columns that join several fields (whose words
 * they are, the chain of word, the bytes of the page) are added here.
 */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/str.h"
#include "record/visit.h"
#include "store/engine.h"

/* A part of the record (its only object, or a list of objects), and its table's columns. */
typedef struct table {
    const char *part;
    const char *name;
    bool is_list;
    bool once;
    const char *columns; /* parted by '|' */
    const char *parties; /* lists of entities, each of which is a row of "party" */
} table;

static const table tables[] = {
    {"page", "page", false, false, "id|source|name|url|outlet|title|published", ""},
    {"entities", "entity", true, false, "name|kind|code", ""},
    {"statements", "statement", true, false,
     "speaker|speaker_entity|cue|content|addressee|addressee_entity|act|quote|negated|hedged|"
     "unrealised|inside|confidence",
     ""},
    {"events", "event", true, false, "class|cameo|status|vouched|confidence", "actor|recipient"},
    {"disputes", "dispute", true, true, "claim|denial", ""},
};

typedef struct writer {
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
} writer;

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

static void put_text(store_row *row, const char *column, onr_str text)
{
    put(row, (store_value){.column = column, .type = VALUE_TEXT, .text = text});
}

static void put_number(store_row *row, const char *column, int64_t number)
{
    put(row, (store_value){.column = column, .type = VALUE_NUMBER, .number = number});
}

/* An index of a record, counted from 1. */
static void put_index(store_row *row, const char *column, int32_t index)
{
    if (index >= 0)
        put_number(row, column, (int64_t)index + 1);
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

static void insert(writer *w, store_row *row, int64_t *key)
{
    w->ok = w->ok && w->store->engine->insert(w->store, row, key, w->err);
}

static void add_parties(writer *w, const field *f)
{
    for (size_t i = 0; i < f->indices.count; i++) {
        store_row row = {.table = "party", .once = true};
        put_number(&row, "page", w->page);
        put_number(&row, "event", (int64_t)w->index + 1);
        put_text(&row, "role", str_of(f->key));
        put_index(&row, "entity", f->indices.items[i]);
        insert(w, &row, NULL);
    }
}

static void add_alias(writer *w, onr_str name)
{
    store_row row = {.table = "alias", .once = true};
    if (name.len == 0)
        return;
    put_text(&row, "name", name);
    put_number(&row, "page", w->page);
    put_number(&row, "entity", (int64_t)w->index + 1);
    insert(w, &row, NULL);
}

static void add_aliases(writer *w)
{
    const onr_entity *entity = &w->record->entities.items[w->index];
    add_alias(w, entity->name);
    add_alias(w, entity->code);
    for (size_t i = 0; i < entity->aliases.count; i++)
        add_alias(w, entity->aliases.items[i]);
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

/* "this page ← outlet ← speaker": outermost first, as it is read. */
static onr_str chain_of(writer *w)
{
    onr_strs names = {0};
    buffer to = {.arena = w->arena};
    onr_str out = {"", 0};
    w->ok = w->ok && onr_record_chain(&names, w->record, w->index, w->arena, w->err);
    for (size_t n = w->ok ? names.count : 0; n-- > 0;) {
        buffer_put(&to, names.items[n]);
        if (n)
            buffer_put(&to, ONR_STR(" ← "));
    }
    w->ok = w->ok && buffer_finish(&out, &to, "write the chain of word", w->err);
    return out;
}

static void put_spans(store_row *row, const onr_article *article, const onr_statement *s)
{
    onr_spans all = s->content.count ? s->content : s->cue;
    onr_span span =
        all.count ? (onr_span){all.items[0].start, all.items[all.count - 1].end} : (onr_span){0};
    onr_span bytes = bytes_of(article, span);
    put_number(row, "start", span.start);
    put_number(row, "end", span.end);
    put_number(row, "bytes_start", bytes.start);
    put_number(row, "bytes_end", bytes.end);
}

/* Parties go by the names of who they are, where that is known. */
static void complete_statement(writer *w)
{
    const onr_statement *s = &w->record->statements.items[w->index];
    const onr_entity *all = w->record->entities.items;
    if (s->speaker_entity >= 0)
        put_text(&w->row, "speaker", all[s->speaker_entity].name);
    if (s->addressee_entity >= 0)
        put_text(&w->row, "addressee", all[s->addressee_entity].name);
    put_text(&w->row, "chain", chain_of(w));
    put_spans(&w->row, &w->record->article, s);
}

static void finish_page(writer *w)
{
    onr_str json = {0};
    w->ok = w->ok && onr_record_write_json(&json, w->record, w->arena, w->err);
    put_text(&w->row, "record", json);
    insert(w, &w->row, &w->page);
}

static void finish_row(writer *w)
{
    if (!w->in->is_list) {
        finish_page(w);
        return;
    }
    put_number(&w->row, "page", w->page);
    if (strcmp(w->in->name, "statement") == 0)
        complete_statement(w);
    insert(w, &w->row, NULL);
    if (strcmp(w->in->name, "entity") == 0)
        add_aliases(w);
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
        w->row = (store_row){.table = w->in->name, .once = w->in->once};
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
    switch (f->type) {
    case FIELD_TEXT: put_text(&w->row, f->key, f->text); break;
    case FIELD_SPANS: put_text(&w->row, f->key, words_of(w, f->spans)); break;
    case FIELD_ID: put_index(&w->row, f->key, f->index); break;
    case FIELD_FLAG: put_number(&w->row, f->key, f->flag); break;
    case FIELD_SHARE:
        put(&w->row, (store_value){.column = f->key, .type = VALUE_REAL, .real = f->share});
        break;
    default: break; /* no table has a column for others */
    }
}

static void take_field(void *user, const field *f)
{
    writer *w = user;
    if (!w->ok || !w->in || w->depth != w->row_depth)
        return;
    onr_str key = str_of(f->key);
    if (f->type == FIELD_ID && str_is(key, "id"))
        put_index(&w->row, "number", f->index);
    else if (str_listed(key, w->in->columns))
        put_column(w, f);
    else if (str_listed(key, w->in->parties))
        add_parties(w, f);
}

bool rows_write(onr_store *store, const onr_record *record, onr_arena *arena, onr_error *err)
{
    writer w = {.store = store, .record = record, .arena = arena, .err = err, .ok = true};
    visit_record(&(visitor){&w, open_part, close_part, take_field}, record);
    return w.ok;
}
