/*
 * A store's tables, and the step from each version to the next.
 */
#include "store/schema.h"

#include "base/arena.h"
#include "base/str.h"
#include "store/links.h"
#include "store/pages.h"
#include "store/takers.h"
#include "store/tallies.h"

/*
 * A column is called as its field in docs/RECORD.md but for "when" (`time`), "where" (`place`) and
 * "to" (`upper`), which are words of SQL. Each foreign key names its column and has an index, so
 * that a page goes at once with all that hangs on it.
 */
static const char version_2[] =
    "CREATE TABLE page ("
    " key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, source TEXT NOT NULL,"
    " url TEXT NOT NULL, outlet TEXT NOT NULL, title TEXT NOT NULL, published TEXT NOT NULL,"
    " first_day TEXT NOT NULL, last_day TEXT NOT NULL, language TEXT NOT NULL) STRICT;"
    "CREATE INDEX page_name ON page(name);"
    "CREATE INDEX page_url ON page(url) WHERE url <> '';"
    "CREATE INDEX page_outlet ON page(lower(outlet));"
    "CREATE INDEX page_first_day ON page(first_day);"
    "CREATE INDEX page_last_day ON page(last_day);"

    "CREATE TABLE article ("
    " page INTEGER PRIMARY KEY REFERENCES page(key) ON DELETE CASCADE, text TEXT NOT NULL,"
    " record BLOB NOT NULL, record_size INTEGER NOT NULL) STRICT;"

    "CREATE TABLE actor ("
    " key INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT NOT NULL,"
    " context TEXT NOT NULL, code TEXT NOT NULL, known TEXT NOT NULL) STRICT;"
    "CREATE UNIQUE INDEX actor_known ON actor(known) WHERE known <> '';"
    "CREATE TABLE parted ("
    " id TEXT NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (id, entity)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE alias ("
    " name TEXT NOT NULL COLLATE NOCASE,"
    " actor INTEGER NOT NULL REFERENCES actor(key) ON DELETE CASCADE,"
    " PRIMARY KEY (name, actor)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX alias_actor ON alias(actor);"

    "CREATE TABLE entity ("
    " key INTEGER PRIMARY KEY, page INTEGER NOT NULL REFERENCES page(key) ON DELETE CASCADE,"
    " number INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, code TEXT NOT NULL,"
    " actor INTEGER NOT NULL REFERENCES actor(key), actor_why TEXT NOT NULL) STRICT;"
    "CREATE INDEX entity_page ON entity(page);"
    "CREATE INDEX entity_actor ON entity(actor);"
    "CREATE INDEX entity_code ON entity(code) WHERE code <> '';"
    "CREATE TABLE member ("
    " whole INTEGER NOT NULL REFERENCES entity(key) ON DELETE CASCADE,"
    " entity INTEGER NOT NULL REFERENCES entity(key) ON DELETE CASCADE DEFERRABLE INITIALLY"
    " DEFERRED, PRIMARY KEY (entity, whole)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX member_whole ON member(whole);"

    "CREATE TABLE chain (key INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE chain_name ("
    " name TEXT NOT NULL COLLATE NOCASE, chain INTEGER NOT NULL REFERENCES chain(key),"
    " PRIMARY KEY (name, chain)) STRICT, WITHOUT ROWID;"

    "CREATE TABLE statement ("
    " key INTEGER PRIMARY KEY, page INTEGER NOT NULL REFERENCES page(key) ON DELETE CASCADE,"
    " number INTEGER NOT NULL, speaker TEXT NOT NULL,"
    " speaker_entity INTEGER REFERENCES entity(key) ON DELETE CASCADE, cue TEXT NOT NULL,"
    " content TEXT NOT NULL, addressee TEXT NOT NULL,"
    " addressee_entity INTEGER REFERENCES entity(key) ON DELETE CASCADE, quote TEXT NOT NULL,"
    " act TEXT NOT NULL, negated INTEGER NOT NULL, hedged INTEGER NOT NULL,"
    " unrealised INTEGER NOT NULL,"
    " inside INTEGER REFERENCES statement(key) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,"
    " on_word_of TEXT NOT NULL, chain INTEGER NOT NULL REFERENCES chain(key), said TEXT NOT NULL,"
    " span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, bytes_start INTEGER NOT NULL,"
    " bytes_end INTEGER NOT NULL, confidence REAL NOT NULL) STRICT;"
    "CREATE INDEX statement_page ON statement(page);"
    "CREATE INDEX statement_speaker_entity ON statement(speaker_entity);"
    "CREATE INDEX statement_speaker ON statement(lower(speaker)) WHERE speaker_entity IS NULL;"
    "CREATE INDEX statement_addressee_entity ON statement(addressee_entity)"
    " WHERE addressee_entity IS NOT NULL;"
    "CREATE INDEX statement_addressee ON statement(lower(addressee))"
    " WHERE addressee_entity IS NULL AND addressee <> '';"
    "CREATE INDEX statement_act ON statement(act);"
    "CREATE INDEX statement_inside ON statement(inside) WHERE inside IS NOT NULL;"
    "CREATE INDEX statement_chain ON statement(chain);"

    "CREATE TABLE event ("
    " key INTEGER PRIMARY KEY, page INTEGER NOT NULL REFERENCES page(key) ON DELETE CASCADE,"
    " number INTEGER NOT NULL, class TEXT NOT NULL, mode TEXT NOT NULL, cameo TEXT NOT NULL,"
    " trigger_words TEXT NOT NULL, time TEXT NOT NULL, place TEXT NOT NULL, status TEXT NOT NULL,"
    " vouched INTEGER REFERENCES statement(key) ON DELETE CASCADE,"
    " same_as INTEGER REFERENCES event(key) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,"
    " confidence REAL NOT NULL) STRICT;"
    "CREATE INDEX event_page ON event(page);"
    "CREATE INDEX event_vouched ON event(vouched) WHERE vouched IS NOT NULL;"
    "CREATE INDEX event_same_as ON event(same_as) WHERE same_as IS NOT NULL;"
    "CREATE INDEX event_class ON event(class);"
    "CREATE TABLE party ("
    " event INTEGER NOT NULL REFERENCES event(key) ON DELETE CASCADE, role TEXT NOT NULL,"
    " entity INTEGER NOT NULL REFERENCES entity(key) ON DELETE CASCADE,"
    " PRIMARY KEY (event, role, entity)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX party_entity ON party(entity);"

    "CREATE TABLE dispute ("
    " page INTEGER NOT NULL REFERENCES page(key) ON DELETE CASCADE,"
    " claim INTEGER NOT NULL REFERENCES statement(key) ON DELETE CASCADE,"
    " denial INTEGER NOT NULL REFERENCES statement(key) ON DELETE CASCADE, about TEXT NOT NULL,"
    " PRIMARY KEY (claim, denial)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX dispute_page ON dispute(page);"
    "CREATE INDEX dispute_denial ON dispute(denial);"

    "CREATE TABLE instrument ("
    " key INTEGER PRIMARY KEY, page INTEGER NOT NULL REFERENCES page(key) ON DELETE CASCADE,"
    " number INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, time TEXT NOT NULL,"
    " span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, confidence REAL NOT NULL) STRICT;"
    "CREATE INDEX instrument_page ON instrument(page);"
    "CREATE INDEX instrument_kind ON instrument(kind);"
    "CREATE TABLE instrument_party ("
    " instrument INTEGER NOT NULL REFERENCES instrument(key) ON DELETE CASCADE,"
    " entity INTEGER NOT NULL REFERENCES entity(key) ON DELETE CASCADE,"
    " PRIMARY KEY (instrument, entity)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX instrument_party_entity ON instrument_party(entity);"
    "CREATE TABLE standing ("
    " key INTEGER PRIMARY KEY,"
    " instrument INTEGER NOT NULL REFERENCES instrument(key) ON DELETE CASCADE,"
    " statement INTEGER REFERENCES statement(key) ON DELETE CASCADE, standing TEXT NOT NULL)"
    " STRICT;"
    "CREATE INDEX standing_instrument ON standing(instrument);"
    "CREATE INDEX standing_statement ON standing(statement) WHERE statement IS NOT NULL;"

    "CREATE TABLE figure ("
    " key INTEGER PRIMARY KEY, page INTEGER NOT NULL REFERENCES page(key) ON DELETE CASCADE,"
    " number INTEGER NOT NULL, words TEXT NOT NULL, subject TEXT NOT NULL, measure TEXT NOT NULL,"
    " value REAL, upper REAL, unit TEXT NOT NULL, approximate INTEGER NOT NULL,"
    " vouched INTEGER REFERENCES statement(key) ON DELETE CASCADE) STRICT;"
    "CREATE INDEX figure_page ON figure(page);"
    "CREATE INDEX figure_vouched ON figure(vouched) WHERE vouched IS NOT NULL;"

    /* The index alone: what is said stands in `statement`. So written, Datasette and sqlite-utils
     * find it, too. Who adds a page adds to it (`index_words`); until version 6 a trigger did. */
    "CREATE VIRTUAL TABLE statement_fts USING fts5(content, content=\"statement\","
    " content_rowid=\"key\", tokenize='porter unicode61');"
    "CREATE TRIGGER statement_removed AFTER DELETE ON statement BEGIN"
    " INSERT INTO statement_fts(statement_fts, rowid, content)"
    " VALUES ('delete', old.key, old.content); END;"

    "CREATE VIEW statements AS SELECT p.key || '.S' || s.number AS id, p.name AS page, p.published,"
    " p.outlet, p.title, p.url, coalesce(e.name, s.speaker) AS speaker, s.speaker AS speaker_words,"
    " coalesce(e.code, '') AS code, e.actor, s.act, s.cue, s.content,"
    " coalesce(a.name, s.addressee) AS addressee, c.words AS chain, s.said, s.quote, s.negated,"
    " s.hedged, s.unrealised, s.confidence, s.key"
    " FROM statement s JOIN page p ON p.key = s.page JOIN chain c ON c.key = s.chain"
    " LEFT JOIN entity e ON e.key = s.speaker_entity"
    " LEFT JOIN entity a ON a.key = s.addressee_entity;"
    "CREATE VIEW events AS SELECT p.key || '.V' || v.number AS id, p.name AS page, p.published,"
    " p.outlet, p.title, p.url, v.class, v.mode, v.cameo,"
    " (SELECT group_concat(e.name, '; ') FROM party y JOIN entity e ON e.key = y.entity"
    "  WHERE y.event = v.key AND y.role = 'actor') AS actor,"
    " (SELECT group_concat(e.name, '; ') FROM party y JOIN entity e ON e.key = y.entity"
    "  WHERE y.event = v.key AND y.role = 'recipient') AS recipient,"
    " v.trigger_words, v.time, v.place, v.status, p.key || '.S' || s.number AS statement,"
    " coalesce(c.words, p.outlet) AS chain, v.confidence, v.key"
    " FROM event v JOIN page p ON p.key = v.page LEFT JOIN statement s ON s.key = v.vouched"
    " LEFT JOIN chain c ON c.key = s.chain;"
    "CREATE VIEW disputes AS SELECT p.name AS page, p.published, p.outlet, p.title, p.url,"
    " x.id AS claim, x.speaker AS claimant, x.content AS claimed, x.chain AS claim_chain,"
    " y.id AS denial, y.speaker AS denier, y.content AS denied, y.chain AS denial_chain, d.about"
    " FROM dispute d JOIN page p ON p.key = d.page JOIN statements x ON x.key = d.claim"
    " JOIN statements y ON y.key = d.denial;"
    "PRAGMA user_version = 2;";

/*
 * Links between pages (onrecord/across.h). Items count
 * from 1, and are 0 of a page as a whole. What was undone is known by pages' ids, so that it stays
 * so when a page is removed and comes again. A page that a later one of its URL has replaced stays.
 */
static const char version_3[] =
    "CREATE TABLE link ("
    " key INTEGER PRIMARY KEY, kind TEXT NOT NULL,"
    " page INTEGER NOT NULL REFERENCES page(key) ON DELETE CASCADE, item INTEGER NOT NULL,"
    " other_page INTEGER NOT NULL REFERENCES page(key) ON DELETE CASCADE,"
    " other_item INTEGER NOT NULL, score REAL NOT NULL, why TEXT NOT NULL,"
    " UNIQUE (kind, page, item, other_page, other_item)) STRICT;"
    "CREATE INDEX link_page ON link(page);"
    "CREATE INDEX link_other_page ON link(other_page);"
    "CREATE TABLE unlinked ("
    " kind TEXT NOT NULL, id TEXT NOT NULL, item INTEGER NOT NULL, other_id TEXT NOT NULL,"
    " other_item INTEGER NOT NULL, PRIMARY KEY (kind, id, item, other_id, other_item)) STRICT,"
    " WITHOUT ROWID;"
    "ALTER TABLE page ADD COLUMN replaced_by INTEGER REFERENCES page(key) ON DELETE SET NULL;"
    "CREATE INDEX page_replaced_by ON page(replaced_by) WHERE replaced_by IS NOT NULL;"
    "PRAGMA user_version = 3;";

static bool run(onr_store *store, const char *sql, onr_error *err)
{
    return store->engine->select(store, sql, NULL, 0, NULL, NULL, err);
}

/* Version 1: a page's record whole, in JSON, which all rows come of again. */
typedef struct older {
    int64_t key;
    onr_str record, chains;
    onr_arena *arena;
} older;

static bool take_older(const store_value *cells, void *user)
{
    older *o = user;
    o->key = cells[0].number;
    o->record = arena_copy(o->arena, cells[1].text);
    o->chains = arena_copy(o->arena, cells[2].text);
    return false;
}

/* "A ← B\nA ← C": statements had their chains in the table before the record had them. */
static onr_strs split(onr_str text, const char *at, onr_arena *arena)
{
    list(onr_str) parts = {0};
    size_t len = strlen(at);
    for (size_t from = 0, to; from <= text.len; from = to + len) {
        to = str_find(text, str_of(at), from);
        to = to == SIZE_MAX ? text.len : to;
        list_push(&parts, ((onr_str){text.data + from, to - from}), arena);
    }
    return (onr_strs){parts.items, parts.count};
}

static void take_chains(onr_record *record, const older *o)
{
    onr_strs lines = split(o->chains, "\n", o->arena);
    onr_strs *chains = arena_array(o->arena, onr_strs, record->statements.count + 1);
    bool has_none = record->statements.count && record->chains[0].count == 0;
    if (!chains || !has_none || lines.count != record->statements.count)
        return;
    for (size_t i = 0; i < lines.count; i++)
        chains[i] = split(lines.items[i], " ← ", o->arena);
    record->chains = chains;
}

/* The oldest page that is left; `o->key` stays where it is when there is none. */
static bool next_older(onr_store *store, older *o, onr_error *err)
{
    const store_value after = number_value(o->key);
    return store->engine->select(
        store,
        "SELECT key, record, coalesce((SELECT group_concat(chain, char(10)) FROM (SELECT chain"
        " FROM statement_1 s WHERE s.page = p.key ORDER BY s.number)), '')"
        " FROM page_1 p WHERE key > ?1 ORDER BY key LIMIT 1",
        &after, 1, take_older, o, err);
}

static bool copy_older(onr_store *store, onr_arena *arena, onr_error *err)
{
    older o = {.arena = arena};
    onr_record record;
    for (;;) {
        int64_t before = o.key;
        onr_arena_reset(arena);
        if (!next_older(store, &o, err))
            return false;
        if (before == o.key)
            return true;
        if (onr_arena_full(arena))
            return arena_fail(err, "bring older records up to date");
        if (!onr_record_read_json(&record, o.record, (onr_str){0}, arena, err))
            return false;
        take_chains(&record, &o);
        if (!rows_write(store, &record, arena, err))
            return false;
    }
    return true;
}

enum { MEMORY_OF_A_RECORD = 1 << 30 };

static bool copy_all(onr_store *store, onr_arena *arena, onr_error *err)
{
    return run(store,
               "DROP TABLE words; DROP TABLE dispute; DROP TABLE party; DROP TABLE event;"
               "DROP TABLE alias; DROP TABLE entity; ALTER TABLE statement RENAME TO statement_1;"
               "ALTER TABLE page RENAME TO page_1;",
               err) &&
           run(store, version_2, err) && copy_older(store, arena, err) &&
           run(store, "DROP TABLE statement_1; DROP TABLE page_1;", err);
}

/* What those who work off a queue could not read, however often they tried. */
static const char version_4[] =
    "CREATE TABLE dead_letter ("
    " digest TEXT NOT NULL PRIMARY KEY, reference TEXT NOT NULL, reason TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "PRAGMA user_version = 4;";

/*
 * Pages that may tell the same are found by traces, by hash and then by day, so that what is looked
 * through does not grow with the store; `page` has no index of its own, which would be as large
 * again (links_remove). They are compared by digests.
 */
static const char version_5[] =
    "DROP TABLE IF EXISTS trace;"
    "CREATE TABLE trace ("
    " hash INTEGER NOT NULL, day INTEGER NOT NULL, page INTEGER NOT NULL, weight INTEGER NOT NULL,"
    " PRIMARY KEY (hash, day, page)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE digest ("
    " page INTEGER PRIMARY KEY REFERENCES page(key) ON DELETE CASCADE, bytes BLOB NOT NULL) STRICT;"
    "CREATE INDEX page_source ON page(source);"
    "DROP INDEX page_first_day;"
    "DROP INDEX page_last_day;"
    "CREATE INDEX page_first_day ON page(first_day, last_day);"
    "CREATE INDEX page_last_day ON page(last_day, first_day);"
    "PRAGMA user_version = 5;";

/*
 * What all statements come to (counts.c); an index finds what has come to nothing. Pages are read
 * in either order of days, those of a day in the order of their keys, without being sorted, and
 * statements in that of their confidence.
 */
static const char version_6[] =
    "CREATE TABLE tally ("
    " kind TEXT NOT NULL, value TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (kind, value))"
    " STRICT, WITHOUT ROWID;"
    "CREATE INDEX tally_nothing ON tally(kind) WHERE count = 0;"
    "DROP INDEX page_first_day;"
    "CREATE INDEX page_first_day ON page(first_day, key, last_day);"
    "CREATE INDEX page_newest ON page(first_day DESC, key, last_day);"
    "CREATE INDEX statement_confidence ON statement(confidence);"
    "DROP TRIGGER IF EXISTS statement_added;"
    "PRAGMA user_version = 6;";

/*
 * What questions look at of statements (facts.h), whose numbers are keys of `tally`. With it nobody
 * needs an index of confidences, into which each statement went at another place. Whose words an
 * event is stands in the index of its class.
 */
static const char version_7[] =
    "DROP TABLE tally;"
    "CREATE TABLE tally ("
    " key INTEGER PRIMARY KEY, kind TEXT NOT NULL, value TEXT NOT NULL, count INTEGER NOT NULL,"
    " UNIQUE (kind, value)) STRICT;"
    "CREATE INDEX tally_nothing ON tally(kind) WHERE count = 0;"
    "CREATE TABLE facts (key INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;"
    "DROP INDEX statement_confidence;"
    "DROP INDEX event_class;"
    "CREATE INDEX event_class ON event(class, vouched);"
    "PRAGMA user_version = 7;";

/* Called with each page's record. */
typedef bool page_step(onr_store *store, const onr_record *record, int64_t page, onr_arena *arena,
                       onr_error *err);

static bool step_through(onr_store *store, page_step *step, onr_arena *arena, onr_error *err)
{
    keys_taken all = {.arena = arena};
    bool ok = store->engine->select(store, "SELECT key FROM page ORDER BY key", NULL, 0, take_keys,
                                    &all, err);
    for (size_t i = 0; ok && i < all.keys.count; i++) {
        onr_arena_mark mark = onr_arena_mark_take(arena);
        onr_record record;
        bool found = false;
        ok = pages_read(&record, store, all.keys.items[i], &found, arena, err) &&
             (!found || step(store, &record, all.keys.items[i], arena, err));
        onr_arena_mark_release(arena, mark);
        store_tell(store, i + 1, all.keys.count);
    }
    return ok;
}

/* `older` rows are copied where the store is of version 1; links are made where it had none. */
static bool upgrade_pages(onr_store *store, int64_t from, onr_arena *arena, onr_error *err)
{
    return (from >= 2 || copy_all(store, arena, err)) &&
           (from >= 3 || run(store, version_3, err)) && (from >= 4 || run(store, version_4, err)) &&
           run(store, version_5, err) &&
           step_through(store, from >= 3 ? links_index : links_add, arena, err);
}

bool schema_make(onr_store *store, onr_error *err)
{
    return run(store, "PRAGMA application_id = 1330532932", err) && run(store, version_2, err) &&
           run(store, version_3, err) && run(store, version_4, err) && run(store, version_5, err) &&
           run(store, version_6, err) && run(store, version_7, err);
}

static bool upgrade(onr_store *store, int64_t from, onr_arena *arena, onr_error *err)
{
    return (from >= 5 || upgrade_pages(store, from, arena, err)) &&
           (from >= 6 || run(store, version_6, err)) && run(store, version_7, err) &&
           tallies_make(store, arena, err);
}

bool schema_upgrade(onr_store *store, int64_t from, onr_error *err)
{
    if (from == STORE_VERSION)
        return true;
    store_tell(store, 0, 0);
    onr_arena *arena = onr_arena_new(MEMORY_OF_A_RECORD);
    if (!arena)
        return onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for older records");
    bool ok = upgrade(store, from, arena, err);
    onr_arena_free(arena);
    return ok;
}
