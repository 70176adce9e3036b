/*
 * Opens a store and adds records to it. A page is known by the hash of its bytes, so
 * adding it again changes nothing.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "store/schema.h"

/* For another program's lock, in milliseconds: how long at most, and between two tries of ours. */
enum { LONGEST_WAIT = 10000, WAIT = 10 };

bool store_fail(onr_store *store, const char *doing, onr_error *err)
{
    int fault = sqlite3_errcode(store->db);
    const char *advice = fault == SQLITE_FULL      ? "free some space and add again"
                         : fault == SQLITE_BUSY    ? "wait until the other program is done"
                         : fault == SQLITE_NOTADB  ? "name another file: this is no store"
                         : fault == SQLITE_CORRUPT ? "put back a copy of it"
                         : fault == SQLITE_NOMEM   ? "free some memory"
                                                   : "check the path and its permissions";
    onr_fail(err, ONR_E_STORE, 0, advice, "%s: %s", doing, sqlite3_errmsg(store->db));
    if (err)
        snprintf(err->source, sizeof err->source, "%s", store->path);
    return false;
}

static bool run(onr_store *store, const char *sql, const char *doing, onr_error *err)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ||
           store_fail(store, doing, err);
}

static bool read_number(onr_store *store, const char *sql, int64_t *out, onr_error *err)
{
    sqlite3_stmt *s = NULL;
    bool ok = sqlite3_prepare_v2(store->db, sql, -1, &s, NULL) == SQLITE_OK &&
              sqlite3_step(s) == SQLITE_ROW;
    if (ok)
        *out = sqlite3_column_int64(s, 0);
    else
        store_fail(store, "open the store", err);
    sqlite3_finalize(s);
    return ok;
}

static bool is_new(onr_store *store, bool *out, onr_error *err)
{
    int64_t application, tables;
    if (!read_number(store, "PRAGMA application_id", &application, err) ||
        !read_number(store, "SELECT count(*) FROM sqlite_schema", &tables, err))
        return false;
    *out = tables == 0 && application == 0;
    return true;
}

/* Going over to WAL asks for the file alone, and for that SQLite's own timeout does not wait. */
static bool enter_wal(onr_store *store, onr_error *err)
{
    int fault = SQLITE_BUSY;
    for (int waited = 0; fault == SQLITE_BUSY && waited < LONGEST_WAIT; waited += WAIT) {
        fault = sqlite3_exec(store->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        if (fault == SQLITE_BUSY)
            sqlite3_sleep(WAIT);
    }
    return fault == SQLITE_OK || store_fail(store, "make the store", err);
}

/* Asks once more inside the transaction: another program may have made it meanwhile. */
static bool make_tables(onr_store *store, onr_error *err)
{
    bool new;
    if (!enter_wal(store, err) || !run(store, "BEGIN IMMEDIATE", "make the store", err))
        return false;
    bool ok = is_new(store, &new, err) && (!new || run(store, store_schema, "make the store", err));
    if (ok)
        return run(store, "COMMIT", "make the store", err);
    run(store, "ROLLBACK", "make the store", NULL);
    return false;
}

/* A new file gets the tables; any other must be a store of this version. */
static bool check_schema(onr_store *store, bool create, onr_error *err)
{
    int64_t application, version;
    bool new;
    if (!is_new(store, &new, err) || (create && new && !make_tables(store, err)) ||
        !read_number(store, "PRAGMA application_id", &application, err) ||
        !read_number(store, "PRAGMA user_version", &version, err))
        return false;
    if (application == STORE_APPLICATION && version == STORE_VERSION)
        return true;
    onr_fail(err, ONR_E_STORE, 0, "name another file",
             "a database, but no onrecord store of version %d", STORE_VERSION);
    if (err)
        snprintf(err->source, sizeof err->source, "%s", store->path);
    return false;
}

bool onr_store_open(onr_store **out, const char *path, bool create, onr_error *err)
{
    onr_store *store = calloc(1, sizeof *store);
    if (!store)
        return onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for the store");
    snprintf(store->path, sizeof store->path, "%s", path);
    int flags = SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0);
    bool ok = sqlite3_open_v2(path, &store->db, flags, NULL) == SQLITE_OK ||
              store_fail(store, "open the store", err);
    if (ok)
        sqlite3_busy_timeout(store->db, LONGEST_WAIT);
    ok = ok && check_schema(store, create, err);
    if (!ok) {
        onr_store_close(store);
        return false;
    }
    *out = store;
    return true;
}

void onr_store_close(onr_store *store)
{
    if (!store)
        return;
    sqlite3_close(store->db);
    free(store);
}

bool onr_store_begin(onr_store *store, onr_error *err)
{
    return run(store, "BEGIN IMMEDIATE", "begin", err);
}

bool onr_store_commit(onr_store *store, onr_error *err)
{
    return run(store, "COMMIT", "commit", err);
}

/* One row to be written: its statement, and the column that comes next. */
typedef struct row {
    onr_store *store;
    sqlite3_stmt *insert;
    int column;
    bool ok;
} row;

static row new_row(onr_store *store, const char *sql)
{
    row r = {.store = store};
    r.ok = sqlite3_prepare_v2(store->db, sql, -1, &r.insert, NULL) == SQLITE_OK;
    return r;
}

static void put_text(row *r, onr_str text)
{
    r->ok = r->ok && sqlite3_bind_text64(r->insert, ++r->column, text.len ? text.data : "",
                                         text.len, SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK;
}

static void put_name(row *r, const char *name)
{
    put_text(r, (onr_str){name, name ? strlen(name) : 0});
}

static void put_number(row *r, int64_t number)
{
    r->ok = r->ok && sqlite3_bind_int64(r->insert, ++r->column, number) == SQLITE_OK;
}

/* An index of a record; its absence is NULL. */
static void put_index(row *r, int32_t index)
{
    if (index >= 0)
        put_number(r, index + 1);
    else
        r->ok = r->ok && sqlite3_bind_null(r->insert, ++r->column) == SQLITE_OK;
}

static void put_real(row *r, double value)
{
    r->ok = r->ok && sqlite3_bind_double(r->insert, ++r->column, value) == SQLITE_OK;
}

static bool write_row(row *r, onr_error *err)
{
    bool ok = r->ok && sqlite3_step(r->insert) == SQLITE_DONE;
    if (!ok)
        store_fail(r->store, "add a record", err);
    sqlite3_finalize(r->insert);
    return ok;
}

/* The pieces of a role, joined by " … ". */
static onr_str words_of(const onr_record *record, onr_spans spans, onr_arena *arena)
{
    onr_str out = {"", 0};
    for (size_t i = 0; i < spans.count; i++) {
        onr_str piece = str_slice(record->article.text, spans.items[i]);
        out = i == 0 ? piece
                     : arena_format(arena, "%.*s … %.*s", (int)out.len, out.data, (int)piece.len,
                                    piece.data);
    }
    return out;
}

static onr_str party_name(const onr_record *record, int32_t entity, onr_spans words,
                          onr_arena *arena)
{
    return entity >= 0 ? record->entities.items[entity].name : words_of(record, words, arena);
}

static bool add_page(onr_store *store, const onr_record *record, onr_arena *arena, onr_error *err)
{
    onr_str json;
    if (!onr_record_write_json(&json, record, arena, err))
        return false;
    row r = new_row(store, "INSERT INTO page(id, source, name, url, outlet, title, published,"
                           " record) VALUES (?,?,?,?,?,?,?,?)");
    put_name(&r, record->id);
    put_text(&r, record->source);
    put_text(&r, record->name);
    put_text(&r, record->article.url);
    put_text(&r, record->article.outlet);
    put_text(&r, record->article.title);
    put_text(&r, record->article.published);
    put_text(&r, json);
    return write_row(&r, err);
}

static bool add_alias(onr_store *store, int64_t page, size_t entity, onr_str name, onr_error *err)
{
    if (name.len == 0)
        return true;
    row r = new_row(store, "INSERT OR IGNORE INTO alias(name, page, entity) VALUES (?,?,?)");
    put_text(&r, name);
    put_number(&r, page);
    put_number(&r, (int64_t)entity + 1);
    return write_row(&r, err);
}

static bool add_entity(onr_store *store, int64_t page, const onr_record *record, size_t i,
                       onr_error *err)
{
    const onr_entity *entity = &record->entities.items[i];
    row r = new_row(store, "INSERT INTO entity(page, number, name, kind, code) VALUES (?,?,?,?,?)");
    put_number(&r, page);
    put_number(&r, (int64_t)i + 1);
    put_text(&r, entity->name);
    put_name(&r, onr_entity_kind_name(entity->kind));
    put_text(&r, entity->code);
    bool ok = write_row(&r, err) && add_alias(store, page, i, entity->name, err) &&
              add_alias(store, page, i, entity->code, err);
    for (size_t a = 0; ok && a < entity->aliases.count; a++)
        ok = add_alias(store, page, i, entity->aliases.items[a], err);
    return ok;
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
static bool write_chain(onr_str *out, const onr_record *record, size_t i, onr_arena *arena,
                        onr_error *err)
{
    onr_strs names;
    if (!onr_record_chain(&names, record, i, arena, err))
        return false;
    *out = names.items[names.count - 1];
    for (size_t n = names.count - 1; n-- > 0;)
        *out = arena_format(arena, "%.*s ← %.*s", (int)out->len, out->data, (int)names.items[n].len,
                            names.items[n].data);
    return !onr_arena_full(arena) || arena_fail(err, "write the chain of word");
}

static bool add_words(onr_store *store, int64_t key, onr_str content, onr_error *err)
{
    row r = new_row(store, "INSERT INTO words(rowid, content) VALUES (?,?)");
    put_number(&r, key);
    put_text(&r, content);
    return write_row(&r, err);
}

static bool add_statement(onr_store *store, int64_t page, const onr_record *record, size_t i,
                          onr_arena *arena, onr_error *err)
{
    const onr_statement *s = &record->statements.items[i];
    onr_spans all = s->content.count ? s->content : s->cue;
    onr_span span =
        all.count ? (onr_span){all.items[0].start, all.items[all.count - 1].end} : (onr_span){0};
    onr_span bytes = bytes_of(&record->article, span);
    onr_str chain, content = words_of(record, s->content, arena);
    if (!write_chain(&chain, record, i, arena, err))
        return false;
    row r = new_row(store, "INSERT INTO statement(page, number, speaker_entity, speaker, cue,"
                           " content, addressee_entity, addressee, act, quote, negated, hedged,"
                           " unrealised, inside, chain, start, end, bytes_start, bytes_end,"
                           " confidence) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    put_number(&r, page);
    put_number(&r, (int64_t)i + 1);
    put_index(&r, s->speaker_entity);
    put_text(&r, party_name(record, s->speaker_entity, s->speaker, arena));
    put_text(&r, words_of(record, s->cue, arena));
    put_text(&r, content);
    put_index(&r, s->addressee_entity);
    put_text(&r, party_name(record, s->addressee_entity, s->addressee, arena));
    put_name(&r, onr_act_name(s->act));
    put_name(&r, onr_quote_name(s->quote));
    put_number(&r, s->negated);
    put_number(&r, s->hedged);
    put_number(&r, s->unrealised);
    put_index(&r, s->inside);
    put_text(&r, chain);
    put_number(&r, span.start);
    put_number(&r, span.end);
    put_number(&r, bytes.start);
    put_number(&r, bytes.end);
    put_real(&r, (double)s->confidence);
    return write_row(&r, err) &&
           add_words(store, sqlite3_last_insert_rowid(store->db), content, err);
}

static bool add_parties(onr_store *store, int64_t page, size_t event, const char *role,
                        const int32_t *entities, size_t count, onr_error *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        row r = new_row(store, "INSERT OR IGNORE INTO party(page, event, role, entity)"
                               " VALUES (?,?,?,?)");
        put_number(&r, page);
        put_number(&r, (int64_t)event + 1);
        put_name(&r, role);
        put_index(&r, entities[i]);
        ok = write_row(&r, err);
    }
    return ok;
}

static bool add_event(onr_store *store, int64_t page, const onr_record *record, size_t i,
                      onr_error *err)
{
    const onr_event *e = &record->events.items[i];
    row r = new_row(store, "INSERT INTO event(page, number, class, cameo, status, vouched,"
                           " confidence) VALUES (?,?,?,?,?,?,?)");
    put_number(&r, page);
    put_number(&r, (int64_t)i + 1);
    put_name(&r, onr_plover_name(e->event_class));
    put_name(&r, e->cameo);
    put_name(&r, onr_status_name(e->status));
    put_index(&r, e->vouched);
    put_real(&r, (double)e->confidence);
    return write_row(&r, err) &&
           add_parties(store, page, i, "actor", e->actors, e->actor_count, err) &&
           add_parties(store, page, i, "recipient", e->recipients, e->recipient_count, err);
}

static bool add_dispute(onr_store *store, int64_t page, const onr_dispute *d, onr_error *err)
{
    row r = new_row(store, "INSERT OR IGNORE INTO dispute(page, claim, denial) VALUES (?,?,?)");
    put_number(&r, page);
    put_index(&r, d->claim);
    put_index(&r, d->denial);
    return write_row(&r, err);
}

static bool add_parts(onr_store *store, const onr_record *record, onr_arena *arena, onr_error *err)
{
    int64_t page = sqlite3_last_insert_rowid(store->db);
    bool ok = true;
    for (size_t i = 0; ok && i < record->entities.count; i++)
        ok = add_entity(store, page, record, i, err);
    for (size_t i = 0; ok && i < record->statements.count; i++)
        ok = add_statement(store, page, record, i, arena, err);
    for (size_t i = 0; ok && i < record->events.count; i++)
        ok = add_event(store, page, record, i, err);
    for (size_t i = 0; ok && i < record->dispute_count; i++)
        ok = add_dispute(store, page, &record->disputes[i], err);
    return ok;
}

static bool is_known(onr_store *store, const char *id, bool *known, onr_error *err)
{
    sqlite3_stmt *s = NULL;
    bool ok = sqlite3_prepare_v2(store->db, "SELECT 1 FROM page WHERE id = ?", -1, &s, NULL) ==
                  SQLITE_OK &&
              sqlite3_bind_text(s, 1, id, -1, SQLITE_STATIC) == SQLITE_OK;
    int step = ok ? sqlite3_step(s) : SQLITE_ERROR;
    *known = step == SQLITE_ROW;
    ok = (step == SQLITE_ROW || step == SQLITE_DONE) || store_fail(store, "look a page up", err);
    sqlite3_finalize(s);
    return ok;
}

bool onr_store_add(onr_store *store, const onr_record *record, bool *added, onr_arena *arena,
                   onr_error *err)
{
    bool known;
    *added = false;
    if (!is_known(store, record->id, &known, err))
        return false;
    if (known)
        return true;
    if (!run(store, "SAVEPOINT record", "begin a record", err))
        return false;
    if (!add_page(store, record, arena, err) || !add_parts(store, record, arena, err)) {
        run(store, "ROLLBACK TO record; RELEASE record", "take a record back", NULL);
        return false;
    }
    *added = true;
    return run(store, "RELEASE record", "keep a record", err);
}
