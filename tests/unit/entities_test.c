#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "parsed_text.h"

#include "entities/index.h"
#include "entities/likeness.h"
#include "entities/pronouns.h"
#include "learn/embedded.h"

#include "onrecord/record.h"

static void an_embassy_is_its_own_entity_and_a_capital_its_state(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = parsed_text(demand_words, demand_rows, arena);
    onr_entities found;
    onr_error err;
    assert_true(onr_entities_find(&found, &text, ONR_STR(""), (onr_strs){0}, NULL, arena, &err));
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

static void a_group_has_its_members_alone(void **state)
{
    (void)state;
    const int32_t both[] = {3, 5};
    const onr_entity group = {.kind = ONR_ENTITY_GROUP, .members = both, .member_count = 2};
    const onr_entity person = {.kind = ONR_ENTITY_PERSON};
    assert_true(onr_entity_has_member(&group, 5));
    assert_false(onr_entity_has_member(&group, 4));
    assert_false(onr_entity_has_member(&person, ONR_NO_ENTITY));
}

static void a_full_arena_is_an_error(void **state)
{
    (void)state;
    onr_arena *room = onr_arena_new(1 << 20), *arena = onr_arena_new(256);
    onr_text text = parsed_text(demand_words, demand_rows, room);
    onr_entities found;
    onr_error err;
    assert_false(onr_entities_find(&found, &text, ONR_STR(""), (onr_strs){0}, NULL, arena, &err));
    assert_int_equal(err.code, ONR_E_MEMORY);
    onr_arena_free(arena);
    onr_arena_free(room);
}

static void who_speaks_is_an_entity_by_his_own_words(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_record record = {.text =
                             parsed_text("The clerks said and wrote that Moscow knew.",
                                         "The DET the 2 det\nclerks NOUN clerk 3 nsubj\n"
                                         "said VERB say 0 root\nand CCONJ and 5 cc\n"
                                         "wrote VERB write 3 conj\nthat SCONJ that 8 mark\n"
                                         "Moscow PROPN Moscow 8 nsubj L\nknew VERB know 5 ccomp\n"
                                         ". PUNCT . 3 punct",
                                         arena)};
    onr_error err;
    assert_true(onr_entities_find(&record.entities, &record.text, ONR_STR(""), (onr_strs){0}, NULL,
                                  arena, &err));
    assert_int_equal(onr_entities_of_word(&record.entities, 1), ONR_NO_ENTITY);
    onr_span clerks = {0, 10};
    onr_statement said = {.speaker = {&clerks, 1}, .speaker_entity = ONR_NO_ENTITY};
    const onr_statement both[] = {said, said};
    record.statements = (onr_statements){both, 2};
    assert_true(onr_record_name_speakers(&record, arena, &err));
    int32_t speaker = record.statements.items[0].speaker_entity;
    assert_int_equal(speaker, onr_entities_of_word(&record.entities, 1));
    assert_int_equal(speaker, record.statements.items[1].speaker_entity);
    assert_true(str_is(record.entities.items[speaker].name, "clerks"));
    assert_int_equal(record.entities.items[speaker].mentions.count, 1);
    assert_true(onr_entities_of_word(&record.entities, 6) >= 0); /* the others stay */
    onr_arena_free(arena);
}

static void each_sign_of_each_group_of_pronouns_has_a_weight(void **state)
{
    (void)state;
    size_t all = (size_t)PRONOUN_GROUPS * SIGN_COUNT;
    assert_int_equal(embedded_section(EMBEDDED_PRONOUNS, "weights").len, all * sizeof(float));
}

/* "Ann Reed told the United Nations . She said Reed trusts the U.N. ." */
static const char met_words[] =
    "Ann Reed told the United Nations . She said Reed trusts the U.N. .";
static const char met_rows[] = "Ann PROPN Ann 3 nsubj P\n"
                               "Reed PROPN Reed 1 flat\n"
                               "told VERB tell 0 root\n"
                               "the DET the 6 det\n"
                               "United PROPN United 6 compound\n"
                               "Nations PROPN Nation 3 obj O\n"
                               ". PUNCT . 3 punct\n"
                               "She PRON she 9 nsubj\n"
                               "said VERB say 3 parataxis\n"
                               "Reed PROPN Reed 11 nsubj P\n"
                               "trusts VERB trust 9 ccomp\n"
                               "the DET the 13 det\n"
                               "U.N. PROPN U.N. 11 obj O\n"
                               ". PUNCT . 9 punct\n";

static void assert_signs(const onr_text *text, int32_t later, int32_t earlier,
                         const uint8_t wanted[LINK_SIGNS])
{
    uint8_t signs[LINK_SIGNS];
    likeness a = likeness_of(text, later), b = likeness_of(text, earlier);
    likeness_signs(signs, &a, &b);
    for (size_t k = 0; k < LINK_SIGNS; k++) {
        assert_int_equal(signs[k], wanted[k]);
        assert_true(signs[k] < link_sign_counts[k]);
    }
}

/* What both are, how alike, sentences between, subjects, numbers, articles: as the trainer numbers
 * them. */
static void two_mentions_are_alike_by_names_initials_and_forms(void **state)
{
    enum { ANN = 0, NATIONS = 5, SHE = 7, REED = 9, UN = 12 };
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = parsed_text(met_words, met_rows, arena);
    assert_signs(&text, REED, ANN, (const uint8_t[]){0, 2 * 2, 0, 3, 0, 5 * 6 + 5});
    assert_signs(&text, UN, NATIONS, (const uint8_t[]){0, 5 * 2, 0, 0, 0, 1 * 6 + 1});
    assert_signs(&text, SHE, ANN, (const uint8_t[]){4 * 11, 0, 0, 3, 1 * 3, 4 * 6 + 5});
    assert_signs(&text, REED, REED, (const uint8_t[]){0, 3 * 2, 0, 3, 0, 5 * 6 + 5});
    onr_arena_free(arena);
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
    assert_true(onr_entities_find(&found, &text, ONR_STR(""), (onr_strs){0}, NULL, arena, &err));
    onr_spans norway = found.items[onr_entities_of_word(&found, 3)].mentions;
    assert_int_equal(onr_entities_of_word(&found, 1), onr_entities_of_word(&found, 3));
    assert_int_equal(norway.count, 2);
    assert_true(str_is(str_slice(text.text, norway.items[0]), "government of Norway"));
    assert_true(str_is(str_slice(text.text, norway.items[1]), "Norway"));
    onr_arena_free(arena);
}

static void a_noun_alone_tells_nobody_outside_of_its_page(void **state)
{
    (void)state;
    assert_false(onr_entities_is_name(ONR_STR("residents")));
    assert_true(onr_entities_is_name(ONR_STR("residents of Skarv")));
    assert_true(onr_entities_is_name(ONR_STR("Skarv")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_embassy_is_its_own_entity_and_a_capital_its_state),
        cmocka_unit_test(a_group_has_its_members_alone),
        cmocka_unit_test(a_full_arena_is_an_error),
        cmocka_unit_test(who_speaks_is_an_entity_by_his_own_words),
        cmocka_unit_test(each_sign_of_each_group_of_pronouns_has_a_weight),
        cmocka_unit_test(two_mentions_are_alike_by_names_initials_and_forms),
        cmocka_unit_test(an_index_gives_what_has_a_key_the_latest_first),
        cmocka_unit_test(what_collides_is_looked_at_for_so_long_only),
        cmocka_unit_test(mentions_of_one_entity_do_not_overlap),
        cmocka_unit_test(a_noun_alone_tells_nobody_outside_of_its_page),
    };
    (void)accuse_words, (void)accuse_rows;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
