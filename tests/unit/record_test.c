#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "parsed_text.h"
#include "told_record.h"

#include "onrecord/record.h"

static void an_empty_page_has_the_hash_of_nothing(void **state)
{
    (void)state;
    char id[72];
    onr_record_identify(id, (onr_str){0});
    assert_string_equal(id,
                        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void the_chain_of_word_goes_outwards_to_the_page(void **state)
{
    (void)state;
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_strs chain;
    onr_error err;
    static const char *const wanted[] = {"Bo", "Ada", "the Daily", "The Page"};
    assert_true(onr_record_chain(&chain, &record, 1, arena, &err));
    assert_int_equal(chain.count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_true(str_is(chain.items[i], wanted[i]));
    onr_arena_free(arena);
}

/* Contents of claims and denials; the trees are not looked at. */
static const char dispute_words[] =
    "the army took the airfield the army took the port rebels took the airfield the army left";
static const char dispute_rows[] =
    "the DET the 2 det\narmy NOUN army 3 nsubj\ntook VERB take 0 root\nthe DET the 5 det\n"
    "airfield NOUN airfield 3 obj\nthe DET the 7 det\narmy NOUN army 8 nsubj\n"
    "took VERB take 3 parataxis\nthe DET the 10 det\nport NOUN port 8 obj\n"
    "rebels NOUN rebel 12 nsubj\ntook VERB take 3 parataxis\nthe DET the 14 det\n"
    "airfield NOUN airfield 12 obj\nthe DET the 16 det\narmy NOUN army 17 nsubj\n"
    "left VERB leave 3 parataxis";
static const onr_span army_took_airfield = {0, 26}, army_took_port = {27, 49},
                      rebels_took_airfield = {50, 74}, army_left = {75, 88};

static onr_statement statement(onr_act act, const onr_span *content)
{
    return (onr_statement){.act = act,
                           .content = {content, 1},
                           .speaker_entity = ONR_NO_ENTITY,
                           .addressee_entity = ONR_NO_ENTITY,
                           .inside = ONR_NO_STATEMENT};
}

/* The disputes among `count` statements over `dispute_words`. */
static onr_record disputes_of(const onr_statement *statements, size_t count, onr_arena *arena)
{
    onr_error err;
    onr_record record = {.text = parsed_text(dispute_words, dispute_rows, arena),
                         .statements = {statements, count}};
    assert_true(onr_record_find_disputes(&record, arena, &err));
    return record;
}

static void a_denial_disputes_the_claim_that_it_shares_most_with(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_statement said[] = {statement(ONR_ACT_STATE, &army_took_port),
                            statement(ONR_ACT_ACCUSE, &army_took_airfield),
                            statement(ONR_ACT_DENY, &army_took_airfield)};
    onr_record record = disputes_of(said, 3, arena);
    assert_int_equal(record.dispute_count, 1);
    assert_int_equal(record.disputes[0].claim, 1);
    assert_int_equal(record.disputes[0].denial, 2);
    assert_int_equal(record.disputes[0].about.start, army_took_airfield.start);
    assert_int_equal(record.disputes[0].about.end, army_took_airfield.end);
    onr_arena_free(arena);
}

static void one_word_in_common_is_no_dispute(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_statement said[] = {statement(ONR_ACT_STATE, &army_left),
                            statement(ONR_ACT_DENY, &army_took_airfield)};
    assert_int_equal(disputes_of(said, 2, arena).dispute_count, 0);
    onr_arena_free(arena);
}

static void wishes_and_what_was_not_said_are_no_claims(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_statement said[] = {statement(ONR_ACT_DEMAND, &army_took_airfield),
                            statement(ONR_ACT_STATE, &army_took_airfield),
                            statement(ONR_ACT_STATE, &army_took_airfield),
                            statement(ONR_ACT_DENY, &army_took_airfield)};
    said[1].negated = true;
    said[2].unrealised = true;
    assert_int_equal(disputes_of(said, 4, arena).dispute_count, 0);
    onr_arena_free(arena);
}

static void a_denial_that_was_not_made_disputes_nothing(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_statement said[] = {statement(ONR_ACT_STATE, &army_took_airfield),
                            statement(ONR_ACT_DENY, &army_took_airfield),
                            statement(ONR_ACT_DENY, &army_took_airfield)};
    said[1].negated = true;
    said[2].unrealised = true;
    assert_int_equal(disputes_of(said, 3, arena).dispute_count, 0);
    onr_arena_free(arena);
}

static void the_report_of_a_denial_is_not_what_it_denies(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_statement said[] = {statement(ONR_ACT_STATE, &rebels_took_airfield),
                            statement(ONR_ACT_DENY, &rebels_took_airfield)};
    said[1].inside = 0;
    assert_int_equal(disputes_of(said, 2, arena).dispute_count, 0);
    onr_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_page_has_the_hash_of_nothing),
        cmocka_unit_test(the_chain_of_word_goes_outwards_to_the_page),
        cmocka_unit_test(a_denial_disputes_the_claim_that_it_shares_most_with),
        cmocka_unit_test(one_word_in_common_is_no_dispute),
        cmocka_unit_test(wishes_and_what_was_not_said_are_no_claims),
        cmocka_unit_test(a_denial_that_was_not_made_disputes_nothing),
        cmocka_unit_test(the_report_of_a_denial_is_not_what_it_denies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
