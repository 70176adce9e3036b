/*
 * Asks SQLite: each condition is empty or holds, answers in the order of
 * publication, page, place.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/day.h"
#include "base/str.h"
#include "store/sqlite.h"

static const char question_sql[] =
    "SELECT p.id, p.source, p.url, p.title, p.outlet, p.published, 'S' || s.number, s.speaker,"
    " coalesce(e.code, ''), s.cue, s.act, s.content, s.addressee, s.chain, s.negated, s.hedged,"
    " s.unrealised, s.start, s.end, s.bytes_start, s.bytes_end, s.confidence"
    " FROM statement s JOIN page p ON p.key = s.page"
    " LEFT JOIN entity e ON e.page = s.page AND e.number = s.speaker_entity"
    " WHERE (?1 = '' OR s.speaker = ?1 COLLATE NOCASE OR EXISTS (SELECT 1 FROM alias a"
    "   WHERE a.name = ?1 AND a.page = s.page AND a.entity = s.speaker_entity))"
    " AND (?2 = '' OR s.addressee = ?2 COLLATE NOCASE OR EXISTS (SELECT 1 FROM alias a"
    "   WHERE a.name = ?2 AND a.page = s.page AND a.entity = s.addressee_entity))"
    " AND (?3 = '' OR s.act = ?3)"
    " AND (?4 = '' OR s.key IN (SELECT rowid FROM words WHERE words MATCH ?4))"
    /* A month meets every day in it, so either may be the other's beginning. */
    " AND (?5 = '' OR rtrim(p.published, '?~%') >= ?5"
    "   OR (p.published <> '' AND ?5 LIKE rtrim(p.published, '?~%') || '%'))"
    " AND (?6 = '' OR (p.published <> '' AND (rtrim(p.published, '?~%') <= ?6"
    "   OR p.published LIKE ?6 || '%')))"
    " ORDER BY p.published, p.key, s.number";

/* Each word in quotation marks, so that nothing in it is FTS5's syntax; all must stand there.
 * Release with free. */
static char *match_all(onr_str words)
{
    char *out = malloc(words.len * 4 + 3);
    size_t n = 0;
    bool inside = false;
    if (!out)
        return NULL;
    for (size_t i = 0; i < words.len; i++) {
        /* A quotation mark parts words like a space: FTS5 would not index it anyway. */
        bool parts = is_ascii_space(words.data[i]) || words.data[i] == '"';
        if (parts == inside)
            out[n++] = '"';
        inside = !parts;
        out[n++] = parts ? ' ' : words.data[i];
    }
    if (inside)
        out[n++] = '"';
    while (n > 0 && out[n - 1] == ' ')
        n--;
    out[n] = '\0';
    return out;
}

static onr_str column(sqlite3_stmt *s, int i)
{
    const char *text = (const char *)sqlite3_column_text(s, i);
    return (onr_str){text ? text : "", (size_t)sqlite3_column_bytes(s, i)};
}

static uint32_t offset(sqlite3_stmt *s, int i)
{
    return (uint32_t)sqlite3_column_int64(s, i);
}

static onr_answer answer_of(sqlite3_stmt *s)
{
    return (onr_answer){
        .page = column(s, 0),
        .source = column(s, 1),
        .url = column(s, 2),
        .title = column(s, 3),
        .outlet = column(s, 4),
        .published = column(s, 5),
        .statement = column(s, 6),
        .speaker = column(s, 7),
        .code = column(s, 8),
        .cue = column(s, 9),
        .act = column(s, 10),
        .content = column(s, 11),
        .addressee = column(s, 12),
        .chain = column(s, 13),
        .negated = sqlite3_column_int(s, 14) != 0,
        .hedged = sqlite3_column_int(s, 15) != 0,
        .unrealised = sqlite3_column_int(s, 16) != 0,
        .span = {offset(s, 17), offset(s, 18)},
        .bytes = {offset(s, 19), offset(s, 20)},
        .confidence = sqlite3_column_double(s, 21),
    };
}

static bool bind(sqlite3_stmt *s, int at, onr_str text)
{
    return sqlite3_bind_text64(s, at, text.len ? text.data : "", text.len, SQLITE_STATIC,
                               SQLITE_UTF8) == SQLITE_OK;
}

static bool ask(onr_store *store, sqlite3_stmt *s, onr_answer_fn *each, void *user, onr_error *err)
{
    int step;
    while ((step = sqlite3_step(s)) == SQLITE_ROW) {
        onr_answer answer = answer_of(s);
        if (!each(&answer, user))
            return true;
    }
    return step == SQLITE_DONE || sqlite_fail(store, "ask the store", err);
}

bool sqlite_query(onr_store *store, const onr_question *q, onr_answer_fn *each, void *user,
                  onr_error *err)
{
    char *match = match_all(q->about);
    sqlite3_stmt *s = NULL;
    if (!match)
        return onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for a question");
    bool ready = sqlite3_prepare_v2(store->connection, question_sql, -1, &s, NULL) == SQLITE_OK &&
                 bind(s, 1, q->by) && bind(s, 2, q->to) && bind(s, 3, q->act) &&
                 bind(s, 4, str_of(match)) && bind(s, 5, edtf_unmarked(q->since)) &&
                 bind(s, 6, edtf_unmarked(q->until));
    bool ok = ready ? ask(store, s, each, user, err) : sqlite_fail(store, "ask the store", err);
    sqlite3_finalize(s);
    free(match);
    return ok;
}
