#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "parsed_text.h"
#include "told_record.h"

#include "onrecord/record.h"
#include "record/pairs.h"

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
                      rebels_took_airfield = {50, 74};

static onr_statement statement(onr_act act, const onr_span *content)
{
    return (onr_statement){.act = act,
                           .content = {content, 1},
                           .speaker_entity = ONR_NO_ENTITY,
                           .addressee_entity = ONR_NO_ENTITY,
                           .inside = ONR_NO_STATEMENT};
}

/* The pairs of claim and denial among `count` statements over `dispute_words`. */
static pairs pairs_of(const onr_statement *statements, size_t count, onr_arena *arena)
{
    pairs out;
    onr_record record = {.text = parsed_text(dispute_words, dispute_rows, arena),
                         .statements = {statements, count}};
    assert_true(pairs_find(&out, &record, arena));
    return out;
}

/* The army is said to have taken the port, then accused of having taken the airfield, which
 * is denied. */
static pairs pairs_of_two_claims(onr_arena *arena)
{
    const onr_statement said[] = {statement(ONR_ACT_STATE, &army_took_port),
                                  statement(ONR_ACT_ACCUSE, &army_took_airfield),
                                  statement(ONR_ACT_DENY, &army_took_airfield)};
    return pairs_of(said, 3, arena);
}

static const pair *pair_of(const pairs *found, int32_t claim, int32_t denial)
{
    for (size_t i = 0; i < found->count; i++)
        if (found->items[i].claim == claim && found->items[i].denial == denial)
            return &found->items[i];
    return NULL;
}

static void a_denial_overlaps_most_with_the_claim_of_the_same_words(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    pairs found = pairs_of_two_claims(arena);
    const pair *other = pair_of(&found, 0, 2), *same = pair_of(&found, 1, 2);
    assert_non_null(other);
    assert_non_null(same);
    assert_int_equal(same->signs[PAIR_OVERLAP], 255);
    assert_true(other->signs[PAIR_OVERLAP] < 255);
    assert_int_equal(same->signs[PAIR_DENIAL_RANK], 0);
    assert_int_equal(other->signs[PAIR_DENIAL_RANK], 1);
    onr_arena_free(arena);
}

static void without_a_network_each_claim_is_as_likely_to_be_denied(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    pairs found = pairs_of_two_claims(arena);
    for (int32_t claim = 0; claim < 2; claim++) {
        const pair *p = pair_of(&found, claim, 2);
        assert_non_null(p);
        assert_int_equal(p->signs[PAIR_CHOSEN], 227); /* 255 + 40 log(1/2) */
        assert_int_equal(p->signs[PAIR_LEAD], 128);
        assert_int_equal(p->signs[PAIR_DENIES], 128);
    }
    onr_arena_free(arena);
}

static void what_was_not_said_is_neither_claim_nor_denial(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_statement said[] = {statement(ONR_ACT_STATE, &army_took_airfield),
                            statement(ONR_ACT_STATE, &army_took_airfield),
                            statement(ONR_ACT_DENY, &army_took_airfield),
                            statement(ONR_ACT_DENY, &army_took_airfield)};
    said[1].unrealised = true;
    said[3].negated = true;
    pairs found = pairs_of(said, 4, arena);
    assert_non_null(pair_of(&found, 0, 2));
    assert_null(pair_of(&found, 1, 2));
    assert_null(pair_of(&found, 0, 3));
    onr_arena_free(arena);
}

static void a_claim_within_a_denial_is_known_as_such(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_statement said[] = {statement(ONR_ACT_DENY, &rebels_took_airfield),
                            statement(ONR_ACT_STATE, &rebels_took_airfield)};
    said[1].inside = 0;
    pairs found = pairs_of(said, 2, arena);
    assert_int_equal(pair_of(&found, 1, 0)->signs[PAIR_NESTING], 1);
    onr_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_page_has_the_hash_of_nothing),
        cmocka_unit_test(the_chain_of_word_goes_outwards_to_the_page),
        cmocka_unit_test(a_denial_overlaps_most_with_the_claim_of_the_same_words),
        cmocka_unit_test(without_a_network_each_claim_is_as_likely_to_be_denied),
        cmocka_unit_test(what_was_not_said_is_neither_claim_nor_denial),
        cmocka_unit_test(a_claim_within_a_denial_is_known_as_such),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
