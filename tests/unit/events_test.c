#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "parsed_text.h"

#include "onrecord/events.h"

static void an_accusation_is_an_event_against_the_accused(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = parsed_text(accuse_words, accuse_rows, arena);
    onr_entities entities;
    onr_statements statements;
    onr_events found;
    onr_error err;
    assert_true(onr_entities_find(&entities, &text, ONR_STR(""), arena, &err));
    assert_true(onr_attribution_find(&statements, &text, &entities, arena, &err));
    assert_true(onr_events_find(&found, &text, &entities, &statements, arena, &err));
    assert_int_equal(found.count, 1);
    assert_string_equal(onr_plover_name(found.items[0].event_class), "ACCUSE");
    assert_string_equal(onr_status_name(found.items[0].status), "happened");
    assert_int_equal(found.items[0].actors[0], onr_entities_of_word(&entities, 0));
    assert_int_equal(found.items[0].recipients[0], onr_entities_of_word(&entities, 2));
    onr_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_accusation_is_an_event_against_the_accused),
    };
    (void)demand_words, (void)demand_rows;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
