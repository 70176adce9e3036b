#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/container.h"
#include "learn/embedded.h"
#include "learn/forest.h"
#include "learn/signs.h"

static void each_embedded_model_is_a_whole_container(void **state)
{
    (void)state;
    for (int model = 0; model < EMBEDDED_COUNT; model++) {
        container c;
        onr_error err;
        onr_str bytes = embedded_model((embedded)model);
        assert_int_equal((uintptr_t)bytes.data % 64, 0);
        if (!container_open(&c, bytes, &err))
            fail_msg("embedded model %d: %s", model, err.what);
    }
}

static void a_section_is_found_by_its_name(void **state)
{
    (void)state;
    for (int model = 0; model < EMBEDDED_COUNT; model++) {
        assert_true(embedded_section((embedded)model, "meta").len > 0);
        assert_null(embedded_section((embedded)model, "no such section").data);
    }
}

static void the_candidate_whose_signs_weigh_most_is_best(void **state)
{
    (void)state;
    static const float weights[] = {1, -2, 0.5F};
    static const struct {
        int value;
        uint64_t signs;
    } candidates[] = {{7, SIGN(0) | SIGN(1)}, {8, SIGN(0)}, {9, SIGN(2)}, {10, SIGN(0)}};
    enum { SIZE = sizeof *candidates, AT = 8 };
    assert_true(signs_weigh(SIGN(0) | SIGN(2), weights) == 1.5F);
    assert_int_equal(signs_best(candidates, 4, SIZE, AT, weights, 0), 1); /* the first of equals */
    assert_int_equal(signs_best(candidates, 1, SIZE, AT, weights, -5), 0);
    assert_int_equal(signs_best(candidates, 4, SIZE, AT, weights, 1), SIZE_MAX);
    assert_int_equal(signs_best(NULL, 0, SIZE, AT, weights, -5), SIZE_MAX);
}

static void a_forest_adds_the_leaves_that_its_columns_lead_to(void **state)
{
    (void)state;
    static const uint8_t features[TREE_DEPTH] = {0, 1, 1, 1, 1, 1};
    static const uint8_t thresholds[TREE_DEPTH] = {10, 20, 255, 255, 255, 255};
    int16_t leaves[TREE_LEAVES] = {[0] = 100, [1] = 200, [2] = -300, [3] = 400};
    forest f = {1, features, thresholds, leaves, 5};
    uint8_t columns[2][TILE] = {{0, 11, 10, 255}, {0, 0, 21, 255}};
    int32_t scores[TILE];
    forest_ask(scores, &f, (const uint8_t(*)[TILE])columns);
    assert_int_equal(scores[0], 105);
    assert_int_equal(scores[1], 205);
    assert_int_equal(scores[2], -295);
    assert_int_equal(scores[3], 405);
}

static void a_score_is_a_probability_that_grows_with_it(void **state)
{
    (void)state;
    assert_int_equal(forest_certainty(0), 128);
    for (int32_t score = -8 * FOREST_UNIT; score < 8 * FOREST_UNIT; score += 100)
        assert_true(forest_certainty(score) <= forest_certainty(score + 100));
    assert_int_equal(forest_certainty(INT32_MAX / 2), 255);
    assert_int_equal(forest_certainty(INT32_MIN / 2), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_embedded_model_is_a_whole_container),
        cmocka_unit_test(a_section_is_found_by_its_name),
        cmocka_unit_test(the_candidate_whose_signs_weigh_most_is_best),
        cmocka_unit_test(a_forest_adds_the_leaves_that_its_columns_lead_to),
        cmocka_unit_test(a_score_is_a_probability_that_grows_with_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
