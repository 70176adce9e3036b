#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"
#include "onrecord/store.h"

static const onr_span ada = {0, 3}, denied = {4, 10}, claims = {11, 30};
static const onr_block block = {ONR_BLOCK_PARAGRAPH, {0, 31}, {100, 131}};

static size_t answers;
static bool count(const onr_answer *answer, void *user)
{
    (void)user;
    answers++;
    assert_true(str_is(answer->statement, "S1"));
    assert_true(str_is(answer->chain, "this page ← Ada Lum"));
    assert_int_equal(answer->bytes.start, 100);
    return true;
}

static size_t ask(onr_store *store, onr_question question)
{
    onr_error err;
    answers = 0;
    assert_true(onr_store_query(store, &question, count, NULL, &err));
    return answers;
}

static void a_page_is_kept_once_and_found_by_each_of_its_parts(void **state)
{
    (void)state;
    onr_str alias = ONR_STR("Lum");
    onr_entity entity = {.name = ONR_STR("Ada Lum"),
                         .kind = ONR_ENTITY_PERSON,
                         .code = ONR_STR("XYZGOV"),
                         .aliases = {&alias, 1}};
    onr_statement said = {.speaker = {&ada, 1},
                          .cue = {&denied, 1},
                          .content = {&claims, 1},
                          .addressee_entity = ONR_NO_ENTITY,
                          .act = ONR_ACT_DENY,
                          .inside = ONR_NO_STATEMENT};
    onr_record record = {.id = "sha256:1",
                         .article = {.text = ONR_STR("Ada denied closing the bridges."),
                                     .blocks = &block,
                                     .block_count = 1,
                                     .published = ONR_STR("2026-02")},
                         .entities = {.items = &entity, .count = 1},
                         .statements = {&said, 1}};
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_store *store;
    onr_error err;
    bool added;
    assert_true(onr_store_open(&store, ":memory:", true, &err));
    assert_true(onr_store_add(store, &record, &added, arena, &err));
    assert_true(added);
    assert_true(onr_store_add(store, &record, &added, arena, &err));
    assert_false(added);
    assert_int_equal(ask(store, (onr_question){0}), 1);
    assert_int_equal(ask(store, (onr_question){.by = ONR_STR("lum")}), 1);
    assert_int_equal(ask(store, (onr_question){.by = ONR_STR("XYZGOV")}), 1);
    assert_int_equal(ask(store, (onr_question){.by = ONR_STR("Bo")}), 0);
    assert_int_equal(ask(store, (onr_question){.about = ONR_STR("bridge close")}), 1);
    assert_int_equal(ask(store, (onr_question){.about = ONR_STR("tunnel")}), 0);
    assert_int_equal(ask(store, (onr_question){.act = ONR_STR("deny")}), 1);
    assert_int_equal(ask(store, (onr_question){.since = ONR_STR("2026-02-19")}), 1);
    assert_int_equal(ask(store, (onr_question){.until = ONR_STR("2026-02-19")}), 1);
    assert_int_equal(ask(store, (onr_question){.since = ONR_STR("2026-03")}), 0);
    onr_store_close(store);
    onr_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_kept_once_and_found_by_each_of_its_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
