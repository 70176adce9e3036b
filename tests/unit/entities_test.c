#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "parsed_text.h"

#include "entities/index.h"
#include "entities/pronouns.h"
#include "learn/embedded.h"

#include "onrecord/entities.h"

static void an_embassy_is_its_own_entity_and_a_capital_its_state(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = parsed_text(demand_words, demand_rows, arena);
    onr_entities found;
    onr_error err;
    assert_true(onr_entities_find(&found, &text, ONR_STR(""), NULL, arena, &err));
    int32_t embassy = onr_entities_of_word(&found, 2), moscow = onr_entities_of_word(&found, 6);
    assert_true(embassy >= 0 && moscow >= 0);
    assert_int_not_equal(embassy, moscow);
    assert_int_equal(found.items[embassy].kind, ONR_ENTITY_GOVERNMENT_BODY);
    assert_true(str_is(found.items[embassy].code, "RUSGOV"));
    assert_true(str_is(found.items[moscow].name, "Russia"));
    assert_true(str_is(found.items[moscow].code, "RUSGOV"));
    assert_int_equal(found.items[onr_entities_of_word(&found, 4)].kind, ONR_ENTITY_OUTLET);
    assert_string_equal(onr_entity_kind_name(ONR_ENTITY_IGO), "IGO");
    onr_arena_free(arena);
}

static void a_full_arena_is_an_error(void **state)
{
    (void)state;
    onr_arena *room = onr_arena_new(1 << 20), *arena = onr_arena_new(256);
    onr_text text = parsed_text(demand_words, demand_rows, room);
    onr_entities found;
    onr_error err;
    assert_false(onr_entities_find(&found, &text, ONR_STR(""), NULL, arena, &err));
    assert_int_equal(err.code, ONR_E_MEMORY);
    onr_arena_free(arena);
    onr_arena_free(room);
}

static void each_sign_of_each_group_of_pronouns_has_a_weight(void **state)
{
    (void)state;
    size_t all = (size_t)PRONOUN_GROUPS * SIGN_COUNT;
    assert_int_equal(embedded_section(EMBEDDED_PRONOUNS, "weights").len, all * sizeof(float));
}

static void an_index_gives_what_has_a_key_the_latest_first(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    entity_index index;
    assert_true(index_begin(&index, 10, arena));
    for (int32_t entity = 0; entity < 200; entity++)
        index_add(&index, (uint64_t)entity % 100, entity);
    int32_t entry = index_first(&index, 7);
    assert_int_equal(index.entries.items[entry].entity, 107);
    entry = index_next(&index, entry);
    assert_int_equal(index.entries.items[entry].entity, 7);
    assert_int_equal(index_next(&index, entry), -1);
    assert_int_equal(index_first(&index, 777), -1);
    onr_arena_free(arena);
}

static void what_collides_is_looked_at_for_so_long_only(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    entity_index index;
    assert_true(index_begin(&index, 10, arena));
    index_add(&index, 64, 0);
    for (int32_t entity = 1; entity < 200; entity++)
        index_add(&index, 0, entity);
    assert_int_equal(index_first(&index, 64), -1);
    onr_arena_free(arena);
}

static void mentions_of_one_entity_do_not_overlap(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = parsed_text("The government of Norway met Norway.",
                                "The DET the 2 det\ngovernment NOUN government 5 nsubj\n"
                                "of ADP of 4 case\nNorway PROPN Norway 2 nmod L\n"
                                "met VERB meet 0 root\nNorway PROPN Norway 5 obj L\n"
                                ". PUNCT . 5 punct",
                                arena);
    onr_entities found;
    onr_error err;
    assert_true(onr_entities_find(&found, &text, ONR_STR(""), NULL, arena, &err));
    onr_spans norway = found.items[onr_entities_of_word(&found, 3)].mentions;
    assert_int_equal(onr_entities_of_word(&found, 1), onr_entities_of_word(&found, 3));
    assert_int_equal(norway.count, 2);
    assert_true(str_is(str_slice(text.text, norway.items[0]), "government of Norway"));
    assert_true(str_is(str_slice(text.text, norway.items[1]), "Norway"));
    onr_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_embassy_is_its_own_entity_and_a_capital_its_state),
        cmocka_unit_test(a_full_arena_is_an_error),
        cmocka_unit_test(each_sign_of_each_group_of_pronouns_has_a_weight),
        cmocka_unit_test(an_index_gives_what_has_a_key_the_latest_first),
        cmocka_unit_test(what_collides_is_looked_at_for_so_long_only),
        cmocka_unit_test(mentions_of_one_entity_do_not_overlap),
    };
    (void)accuse_words, (void)accuse_rows;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
