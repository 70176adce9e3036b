/*
 * Pages that are kept in stores, for tests: on each Ada, whom others call Lum, denies something.
 */
#ifndef ONR_TESTS_KEPT_PAGES_H
#define ONR_TESTS_KEPT_PAGES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "store/engine.h"

static const onr_span ada = {0, 3}, denied = {4, 10}, claims = {11, 30};
static const onr_block block = {ONR_BLOCK_PARAGRAPH, {0, 31}, {100, 131}};
static const onr_str lum = ONR_STR("Lum");
static const onr_entity ada_lum = {.name = ONR_STR("Ada Lum"),
                                   .kind = ONR_ENTITY_PERSON,
                                   .code = ONR_STR("XYZGOV"),
                                   .aliases = {&lum, 1},
                                   .mentions = {&ada, 1}};
static const onr_statement denial = {.speaker = {&ada, 1},
                                     .cue = {&denied, 1},
                                     .content = {&claims, 1},
                                     .addressee_entity = ONR_NO_ENTITY,
                                     .act = ONR_ACT_DENY,
                                     .inside = ONR_NO_STATEMENT,
                                     .confidence = 0.75f};
static const int32_t by_ada = 0;
static const onr_event rejection = {.actors = &by_ada,
                                    .actor_count = 1,
                                    .event_class = ONR_REJECT,
                                    .cameo = "12",
                                    .trigger = {&denied, 1},
                                    .same_as = ONR_NO_EVENT};

static inline onr_record page_called(const char *id, const char *published)
{
    onr_record out = {.article = {.text = ONR_STR("Ada denied closing the bridges."),
                                  .blocks = &block,
                                  .block_count = 1,
                                  .outlet = ONR_STR("The Gazette"),
                                  .published = str_of(published)},
                      .entities = {.items = &ada_lum, .count = 1},
                      .statements = {&denial, 1},
                      .events = {&rejection, 1}};
    snprintf(out.id, sizeof out.id, "%s", id);
    return out;
}

/* SQLite's, or what the environment names: tests/workers/store.sh has these tests run on
 * PostgreSQL, too. */
static const char *empty_store(void)
{
    const char *address = getenv("ONRECORD_TEST_STORE");
    onr_store *store;
    onr_error err;
    if (!address)
        return ":memory:";
    assert_true(onr_store_open(&store, address, ONR_STORE_CREATE, &err));
    assert_true(store->engine->select(store, "DROP SCHEMA public CASCADE; CREATE SCHEMA public",
                                      NULL, 0, NULL, NULL, &err));
    onr_store_close(store);
    return address;
}

static inline onr_store *store_with(const char *path, const char *id, const char *published)
{
    onr_record record = page_called(id, published);
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_store *store;
    onr_error err;
    bool added;
    assert_true(onr_store_open(&store, path, ONR_STORE_CREATE, &err));
    assert_true(onr_store_add(store, &record, &added, arena, &err));
    assert_true(added);
    onr_arena_free(arena);
    return store;
}

static size_t answers;

static inline bool count(const onr_answer *answer, void *user)
{
    (void)user;
    answers++;
    assert_true(str_is(answer->statement, "S1"));
    assert_true(str_is(answer->speaker, "Ada Lum"));
    assert_true(str_is(answer->speaker_words, "Ada"));
    assert_true(str_is(answer->chain, "The Gazette ← Ada Lum"));
    assert_int_equal(answer->bytes.start, 100);
    return true;
}

static inline size_t ask(onr_store *store, onr_question question)
{
    onr_error err;
    answers = 0;
    assert_true(onr_store_query(store, &question, count, NULL, &err));
    return answers;
}

/* A list of one. */
#define ONE(word) ((onr_strs){&ONR_STR(word), 1})

/* Pages that all tell what Ada says; a later one of an address is a version of the same page. */
static inline onr_record page_at(const char *id, const char *url, const char *published)
{
    onr_record out = page_called(id, published);
    out.article.url = str_of(url);
    out.name = str_of(id + 7);
    return out;
}

static inline onr_store *store_of(const onr_record *records, size_t n)
{
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_store *store;
    onr_error err;
    bool added;
    assert_true(onr_store_open(&store, empty_store(), ONR_STORE_CREATE, &err));
    for (size_t i = 0; i < n; i++)
        assert_true(onr_store_add(store, &records[i], &added, arena, &err));
    onr_arena_free(arena);
    return store;
}

typedef struct counted {
    char text[256];
} counted;

static inline bool note_count(onr_str value, uint64_t number, void *user)
{
    counted *out = user;
    size_t len = strlen(out->text);
    snprintf(out->text + len, sizeof out->text - len, "%.*s %d; ", (int)value.len, value.data,
             (int)number);
    return true;
}

/* What is kept is what counting gives: everything is before 2999. */
static inline void assert_counts_are_kept(onr_store *store)
{
    for (onr_count_by by = 0; by < ONR_COUNT_BY_COUNT; by++) {
        counted kept = {0}, counted_now = {0};
        onr_error err;
        assert_true(onr_store_count(store, &(onr_question){0}, by, note_count, &kept, &err));
        assert_true(onr_store_count(store, &(onr_question){.until = ONR_STR("2999")}, by,
                                    note_count, &counted_now, &err));
        assert_string_equal(kept.text, counted_now.text);
    }
}

#endif
