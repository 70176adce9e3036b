/*
 * SQLite's tables, as one script. `user_version` says which schema a file has;
 * `application_id` ("ONRD") that it is a store of ours at all.
 */
#ifndef ONR_SRC_STORE_SQLITE_H
#define ONR_SRC_STORE_SQLITE_H

#include <sqlite3.h>

#include "store/engine.h"

enum { STORE_APPLICATION = 0x4f4e5244, STORE_VERSION = 1 };

/* Fills `err` from the connection's last fault. */
bool sqlite_fail(onr_store *store, const char *doing, onr_error *err);

bool sqlite_query(onr_store *store, const onr_question *question, onr_answer_fn *each, void *user,
                  onr_error *err);

static const char store_schema[] =
    "CREATE TABLE page ("
    " key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, name TEXT NOT NULL,"
    " url TEXT NOT NULL, outlet TEXT NOT NULL, title TEXT NOT NULL, published TEXT NOT NULL,"
    " record TEXT NOT NULL) STRICT;"
    "CREATE TABLE entity ("
    " page INTEGER NOT NULL REFERENCES page, number INTEGER NOT NULL, name TEXT NOT NULL,"
    " kind TEXT NOT NULL, code TEXT NOT NULL, PRIMARY KEY (page, number)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE alias ("
    " name TEXT NOT NULL COLLATE NOCASE, page INTEGER NOT NULL, entity INTEGER NOT NULL,"
    " PRIMARY KEY (name, page, entity)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE statement ("
    " key INTEGER PRIMARY KEY, page INTEGER NOT NULL REFERENCES page, number INTEGER NOT NULL,"
    " speaker_entity INTEGER, speaker TEXT NOT NULL, cue TEXT NOT NULL, content TEXT NOT NULL,"
    " addressee_entity INTEGER, addressee TEXT NOT NULL, act TEXT NOT NULL, quote TEXT NOT NULL,"
    " negated INTEGER NOT NULL, hedged INTEGER NOT NULL, unrealised INTEGER NOT NULL,"
    " inside INTEGER, chain TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,"
    " bytes_start INTEGER NOT NULL, bytes_end INTEGER NOT NULL, confidence REAL NOT NULL,"
    " UNIQUE (page, number)) STRICT;"
    "CREATE TABLE event ("
    " page INTEGER NOT NULL REFERENCES page, number INTEGER NOT NULL, class TEXT NOT NULL,"
    " cameo TEXT NOT NULL, status TEXT NOT NULL, vouched INTEGER, confidence REAL NOT NULL,"
    " PRIMARY KEY (page, number)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE party ("
    " page INTEGER NOT NULL, event INTEGER NOT NULL, role TEXT NOT NULL, entity INTEGER NOT NULL,"
    " PRIMARY KEY (page, event, role, entity)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE dispute ("
    " page INTEGER NOT NULL REFERENCES page, claim INTEGER NOT NULL, denial INTEGER NOT NULL,"
    " PRIMARY KEY (page, claim, denial)) STRICT, WITHOUT ROWID;"
    "CREATE VIRTUAL TABLE words USING fts5("
    " content, content = 'statement', content_rowid = 'key', tokenize = 'porter unicode61');"
    "PRAGMA application_id = 1330532932;"
    "PRAGMA user_version = 1;";

#endif
