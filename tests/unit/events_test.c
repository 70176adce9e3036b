#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "parsed_text.h"

#include "events/accidents.h"
#include "events/repeats.h"
#include "events/sides.h"

static void an_accusation_is_an_event_against_the_accused(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = parsed_text(accuse_words, accuse_rows, arena);
    onr_entities entities;
    onr_statements statements;
    onr_events found;
    onr_notes notes;
    onr_error err;
    assert_true(onr_entities_find(&entities, &text, ONR_STR(""), (onr_strs){0}, NULL, arena, &err));
    assert_true(onr_attribution_find(&statements, &notes, &text, &entities, arena, &err));
    assert_true(onr_events_find(&found, &notes, &text, &entities, &statements, NULL, arena, &err));
    assert_int_equal(found.count, 1);
    assert_string_equal(onr_plover_name(found.items[0].event_class), "ACCUSE");
    assert_string_equal(onr_status_name(found.items[0].status), "happened");
    assert_int_equal(found.items[0].actors[0], onr_entities_of_word(&entities, 0));
    assert_int_equal(found.items[0].recipients[0], onr_entities_of_word(&entities, 2));
    onr_arena_free(arena);
}

static onr_event event_of(onr_plover event_class, const int32_t *actors, size_t actor_count,
                          const int32_t *recipient)
{
    return (onr_event){.event_class = event_class,
                       .actors = actors,
                       .actor_count = actor_count,
                       .recipients = recipient,
                       .recipient_count = recipient != NULL,
                       .same_as = ONR_NO_EVENT};
}

static void the_same_parties_in_the_same_class_are_told_again(void **state)
{
    (void)state;
    static const int32_t both[] = {1, 2}, turned[] = {2, 1}, third = 3, fourth = 4;
    onr_event events[] = {
        event_of(ONR_CONSULT, both, 2, NULL),     event_of(ONR_ASSAULT, &third, 1, &fourth),
        event_of(ONR_CONSULT, turned, 2, NULL),   event_of(ONR_ASSAULT, &third, 1, NULL),
        event_of(ONR_COERCE, &third, 1, &fourth), event_of(ONR_ASSAULT, &third, 1, &fourth),
        event_of(ONR_CONSULT, both, 2, NULL),
    };
    static const int32_t wanted[] = {-1, -1, 0, -1, -1, 1, 0};
    onr_arena *arena = onr_arena_new(1 << 20);
    assert_true(repeats_find(events, 7, arena));
    for (size_t i = 0; i < 7; i++)
        assert_int_equal(events[i].same_as, wanted[i]);
    onr_arena_free(arena);
}

static void of_whom_nobody_is_known_nothing_is_told_again(void **state)
{
    (void)state;
    static const int32_t accused = 5;
    onr_event events[] = {event_of(ONR_ACCUSE, NULL, 0, &accused),
                          event_of(ONR_ACCUSE, NULL, 0, &accused)};
    onr_arena *arena = onr_arena_new(1 << 20);
    assert_true(repeats_find(events, 2, arena));
    assert_int_equal(events[1].same_as, ONR_NO_EVENT);
    onr_arena_free(arena);
}

static void an_event_is_where_its_clause_says(void **state)
{
    (void)state;
    static const char words[] = "Rebels of Varna attacked soldiers in Karst on Sunday.";
    static const char rows[] = "Rebels NOUN rebel 4 nsubj\nof ADP of 3 case\n"
                               "Varna PROPN Varna 1 nmod L\nattacked VERB attack 0 root\n"
                               "soldiers NOUN soldier 4 obj\nin ADP in 7 case\n"
                               "Karst PROPN Karst 4 obl L\non ADP on 9 case\n"
                               "Sunday PROPN Sunday 4 obl\n. PUNCT . 4 punct";
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = parsed_text(words, rows, arena);
    static const onr_span attacked = {16, 24};
    onr_event event = {.trigger = {&attacked, 1}};
    repeats_place(&event, &text);
    assert_true(str_is(event.where, "Karst"));
    onr_arena_free(arena);
}

static void a_flood_that_kills_is_an_accident(void **state)
{
    (void)state;
    static const char words[] = "Chile mourns a flood that killed nine miners.";
    static const char rows[] =
        "Chile PROPN Chile 2 nsubj L\nmourns VERB mourn 0 root\na DET a 4 det\n"
        "flood NOUN flood 2 obj\nthat PRON that 6 nsubj\nkilled VERB kill 4 acl:relcl\n"
        "nine NUM nine 8 nummod\nminers NOUN miner 6 obj\n. PUNCT . 2 punct";
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = parsed_text(words, rows, arena);
    assert_true(accident_does(&text, 5));
    assert_false(accident_does(&text, 1));
    onr_arena_free(arena);
}

static void in_a_crash_nobody_kills_but_by_soldiers_somebody_does(void **state)
{
    (void)state;
    static const char words[] = "Miners were killed in a crash by soldiers.";
    static const char rows[] =
        "Miners NOUN miner 3 nsubj:pass\nwere AUX be 3 aux:pass\nkilled VERB kill 0 root\n"
        "in ADP in 6 case\na DET a 6 det\ncrash NOUN crash 3 obl\nby ADP by 8 case\n"
        "soldiers NOUN soldier 3 obl\n. PUNCT . 3 punct";
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = parsed_text(words, rows, arena);
    assert_false(accident_does(&text, 2));
    onr_word *soldiers = (onr_word *)&text.words[7];
    soldiers->relation = ONR_NMOD;
    assert_true(accident_does(&text, 2));
    onr_arena_free(arena);
}

/* "Clashes between Karst and Varna": entities 0 and 1. */
static void whoever_stands_between_takes_part(void **state)
{
    (void)state;
    static const char words[] = "Clashes between Karst and Varna ended.";
    static const char rows[] = "Clashes NOUN clash 6 nsubj\nbetween ADP between 3 case\n"
                               "Karst PROPN Karst 1 nmod L\nand CCONJ and 5 cc\n"
                               "Varna PROPN Varna 3 conj L\nended VERB end 0 root\n"
                               ". PUNCT . 6 punct";
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = parsed_text(words, rows, arena);
    int32_t entity_of[] = {-1, -1, 0, -1, 1, -1, -1};
    places r = {.text = &text, .entity_of = entity_of};
    parties found = sides_between(&r, 0);
    assert_int_equal(found.count, 2);
    assert_int_equal(found.entity[0], 0);
    assert_int_equal(found.entity[1], 1);
    assert_int_equal(sides_between(&r, 5).count, 0);
    onr_arena_free(arena);
}

static void whoever_is_met_takes_part_once(void **state)
{
    (void)state;
    static const char words[] = "Karst held talks with Varna.";
    static const char rows[] = "Karst PROPN Karst 2 nsubj L\nheld VERB hold 0 root\n"
                               "talks NOUN talk 2 obj\nwith ADP with 5 case\n"
                               "Varna PROPN Varna 2 obl L\n. PUNCT . 2 punct";
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = parsed_text(words, rows, arena);
    int32_t entity_of[] = {0, -1, -1, -1, 1, -1};
    places r = {.text = &text, .entity_of = entity_of};
    parties sides = {{0}, {1.0f}, 1};
    sides_add_others(&sides, &r, 2);
    sides_add_others(&sides, &r, 2);
    assert_int_equal(sides.count, 2);
    assert_int_equal(sides.entity[1], 1);
    onr_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_parties_in_the_same_class_are_told_again),
        cmocka_unit_test(of_whom_nobody_is_known_nothing_is_told_again),
        cmocka_unit_test(an_event_is_where_its_clause_says),
        cmocka_unit_test(a_flood_that_kills_is_an_accident),
        cmocka_unit_test(in_a_crash_nobody_kills_but_by_soldiers_somebody_does),
        cmocka_unit_test(whoever_stands_between_takes_part),
        cmocka_unit_test(whoever_is_met_takes_part_once),
        cmocka_unit_test(an_accusation_is_an_event_against_the_accused),
    };
    (void)demand_words, (void)demand_rows;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
