/*
 * Stores, whatever keeps them: which engine a name stands for, and that a page is kept once, by
 * the hash of its bytes, and whole; and the answers to questions.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "store/question.h"

bool onr_store_open(onr_store **out, const char *path, onr_store_mode mode, onr_error *err)
{
    onr_store *store = calloc(1, sizeof *store);
    if (!store)
        return onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for the store");
    /* A path is a file of SQLite's; the address of a server would stand for another engine. */
    store->engine = &store_sqlite;
    snprintf(store->path, sizeof store->path, "%s", path);
    if (!store->engine->open(store, path, mode, err)) {
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
    store->engine->close(store);
    free(store);
}

bool onr_store_begin(onr_store *store, onr_error *err)
{
    return store->engine->begin(store, err);
}

bool onr_store_commit(onr_store *store, onr_error *err)
{
    return store->engine->commit(store, err);
}

static bool note_it(const store_value *cells, void *known)
{
    (void)cells;
    *(bool *)known = true;
    return false;
}

bool onr_store_knows(onr_store *store, const char *id, bool *known, onr_error *err)
{
    const store_value asked = text_value(str_of(id));
    *known = false;
    return store->engine->select(store, "SELECT 1 FROM page WHERE id = ?1", &asked, 1, note_it,
                                 known, err);
}

bool onr_store_add(onr_store *store, const onr_record *record, bool *added, onr_arena *arena,
                   onr_error *err)
{
    bool known;
    *added = false;
    if (!onr_store_knows(store, record->id, &known, err))
        return false;
    if (known)
        return true;
    if (!store->engine->begin_record(store, err))
        return false;
    if (!rows_write(store, record, arena, err)) {
        store->engine->drop_record(store);
        return false;
    }
    *added = true;
    return store->engine->keep_record(store, err);
}

static const char answer_columns[] =
    "SELECT p.key || '.S' || s.number, p.id, p.source, p.url, p.title, p.outlet, p.published,"
    " 'S' || s.number, coalesce(e.name, s.speaker), s.speaker, coalesce(e.code, ''), s.cue, s.act,"
    " s.content, coalesce(d.name, s.addressee), c.words, s.said, s.quote, s.negated, s.hedged,"
    " s.unrealised, s.span_start, s.span_end, s.bytes_start, s.bytes_end, s.confidence"
    " FROM statement s JOIN page p ON p.key = s.page JOIN chain c ON c.key = s.chain"
    " LEFT JOIN entity e ON e.key = s.speaker_entity"
    " LEFT JOIN entity d ON d.key = s.addressee_entity";

static onr_span span_at(const store_value *cells)
{
    return (onr_span){(uint32_t)cells[0].number, (uint32_t)cells[1].number};
}

static onr_answer answer_of(const store_value *cells)
{
    return (onr_answer){.id = cells[0].text,
                        .page = cells[1].text,
                        .source = cells[2].text,
                        .url = cells[3].text,
                        .title = cells[4].text,
                        .outlet = cells[5].text,
                        .published = cells[6].text,
                        .statement = cells[7].text,
                        .speaker = cells[8].text,
                        .speaker_words = cells[9].text,
                        .code = cells[10].text,
                        .cue = cells[11].text,
                        .act = cells[12].text,
                        .content = cells[13].text,
                        .addressee = cells[14].text,
                        .chain = cells[15].text,
                        .said = cells[16].text,
                        .quote = cells[17].text,
                        .negated = cells[18].number != 0,
                        .hedged = cells[19].number != 0,
                        .unrealised = cells[20].number != 0,
                        .span = span_at(&cells[21]),
                        .bytes = span_at(&cells[23]),
                        .confidence = cells[25].real};
}

typedef struct answering {
    onr_answer_fn *each;
    void *user;
} answering;

static bool take_answer(const store_value *cells, void *user)
{
    const answering *a = user;
    onr_answer answer = answer_of(cells);
    return a->each(&answer, a->user);
}

/* Where not all answers are wanted, the narrow rows of all that there are go in order first, so
 * that the wide ones are read for those few alone. */
static void put_question(asking *a, const onr_question *q)
{
    static const char *const orders[] = {[ONR_SORT_OLDEST] = " ORDER BY p.first_day, s.key",
                                         [ONR_SORT_NEWEST] = " ORDER BY p.first_day DESC, s.key",
                                         [ONR_SORT_CONFIDENCE] =
                                             " ORDER BY s.confidence DESC, p.first_day, s.key"};
    bool some = q->limit || q->skip;
    ask_put(a, answer_columns);
    ask_put(a, some ? " WHERE s.key IN (SELECT s.key FROM statement s JOIN page p ON p.key = s.page"
                      " WHERE 1 = 1"
                    : " WHERE 1 = 1");
    question_of_page(a, q);
    question_of_statement(a, q);
    if (some) {
        ask_put(a, orders[q->sort]);
        question_limit(a, q);
        ask_put(a, ")");
    }
    ask_put(a, orders[q->sort]);
}

enum { QUESTION_MEMORY = 16 << 20 };

bool onr_store_query(onr_store *store, const onr_question *question, onr_answer_fn *each,
                     void *user, onr_error *err)
{
    onr_arena *arena = onr_arena_new(QUESTION_MEMORY);
    if (!arena)
        return onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for a question");
    asking a = {.engine = store->engine, .arena = arena, .sql = {.arena = arena}};
    put_question(&a, question);
    bool ok = ask_run(&a, store, take_answer, &(answering){each, user}, err);
    onr_arena_free(arena);
    return ok;
}
