#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#endif

#include "base/arena.h"
#include "base/container.h"
#include "base/day.h"
#include "base/hash.h"
#include "base/span.h"
#include "base/str.h"
#include "base/table.h"
#include "base/text.h"

static void a_full_arena_stays_full_until_it_is_reset(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(100);
    assert_non_null(onr_arena_alloc(arena, 60));
    assert_null(onr_arena_alloc(arena, 60));
    assert_null(onr_arena_alloc(arena, 1));
    assert_true(onr_arena_full(arena));
    onr_arena_reset(arena);
    assert_non_null(onr_arena_alloc(arena, 60));
    onr_arena_free(arena);
}

static void an_arena_that_is_stopped_is_full_until_it_is_reset(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1000);
    assert_non_null(onr_arena_alloc(arena, 60));
    onr_arena_stop(arena);
    assert_true(onr_arena_full(arena));
    assert_null(onr_arena_alloc(arena, 1));
    onr_scratch scratch = onr_scratch_begin(arena);
    assert_null(onr_arena_alloc(scratch.arena, 1));
    onr_scratch_end(&scratch);
    onr_arena_reset(arena);
    assert_non_null(onr_arena_alloc(arena, 60));
    onr_arena_free(arena);
}

static void an_arena_bounds_its_document_and_its_scratch_until_told_otherwise(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1000);
    onr_bounds bounds = onr_arena_bounds(arena);
    assert_int_equal(bounds.depth, 512);
    assert_int_equal(bounds.sentence_words, 256);
    assert_int_equal(bounds.unfold_ratio, 256);
    onr_arena_bound(arena, (onr_bounds){.depth = 7, .unfold_ratio = 1000});
    onr_arena_reset(arena);
    onr_scratch scratch = onr_scratch_begin(arena);
    bounds = onr_arena_bounds(scratch.arena);
    assert_int_equal(bounds.depth, 7);
    assert_int_equal(bounds.sentence_words, 256);
    assert_int_equal(bounds.unfold_ratio, 1000);
    onr_scratch_end(&scratch);
    onr_arena_free(arena);
}

static void a_full_scratch_makes_its_arena_full(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(100);
    onr_scratch outer = onr_scratch_begin(arena), inner = onr_scratch_begin(outer.arena);
    assert_null(onr_arena_alloc(inner.arena, 101));
    assert_true(onr_arena_full(outer.arena));
    assert_true(onr_arena_full(arena));
    assert_null(onr_arena_alloc(arena, 1));
    onr_arena_free(arena);
}

static void scratch_counts_against_the_limit_until_its_step_ends(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1000);
    onr_scratch scratch = onr_scratch_begin(arena);
    assert_non_null(onr_arena_alloc(scratch.arena, 800));
    assert_int_equal(onr_arena_used(arena), 800);
    onr_scratch_end(&scratch);
    assert_int_equal(onr_arena_used(arena), 0);
    assert_non_null(onr_arena_alloc(arena, 500));
    scratch = onr_scratch_begin(arena);
    assert_null(onr_arena_alloc(scratch.arena, 800));
    onr_arena_free(arena);
}

/* A step whose result is `letter`, which it finds by filling scratch with others. */
static onr_str step(onr_arena *result, char letter)
{
    onr_scratch scratch = onr_scratch_begin(result);
    onr_str out = arena_copy(result, (onr_str){&letter, 1});
    memset(onr_arena_alloc(scratch.arena, 4096), '?', 4096);
    onr_scratch_end(&scratch);
    return out;
}

/* The same, with steps in it whose results are its scratch. */
static onr_str nested_step(onr_arena *result, char letter, int depth)
{
    onr_scratch scratch = onr_scratch_begin(result);
    onr_str other = depth ? nested_step(scratch.arena, 'b', depth - 1) : step(scratch.arena, 'b');
    onr_str more = step(scratch.arena, 'c'), out = step(result, letter);
    assert_true(str_is(other, "b") && str_is(more, "c"));
    onr_scratch_end(&scratch);
    return out;
}

static void a_result_outlives_its_step_wherever_it_lives(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_scratch scratch = onr_scratch_begin(arena);
    onr_str first = step(scratch.arena, 'a'), second = nested_step(scratch.arena, 'd', 5);
    memset(onr_arena_alloc(scratch.arena, 4096), '?', 4096);
    assert_true(str_is(first, "a"));
    assert_true(str_is(second, "d"));
    onr_scratch_end(&scratch);
    assert_int_equal(onr_arena_used(arena), 0);
    onr_arena_free(arena);
}

static void a_released_mark_gives_its_memory_back(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_arena_alloc(arena, 10);
    onr_arena_mark mark = onr_arena_mark_take(arena);
    onr_arena_alloc(arena, 500000);
    onr_arena_mark_release(arena, mark);
    assert_int_equal(onr_arena_used(arena), 10);
    onr_arena_free(arena);
}

/* So that tests with sanitizers see what is read beside a text, or after its step. */
static void a_sanitizer_sees_what_an_arena_gave_and_no_more(void **state)
{
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    onr_arena *arena = onr_arena_new(1 << 20);
    char *first = arena_take(arena, 60), *second = arena_take(arena, 1000);
    assert_null(__asan_region_is_poisoned(first, 60));
    assert_true(__asan_address_is_poisoned(first + 60));
    assert_true(__asan_address_is_poisoned(second - 1));
    assert_true(arena_extend(arena, second, 1000, 2000));
    assert_null(__asan_region_is_poisoned(second, 2000));
    arena_give_back(arena, second, 2000, 7);
    assert_ptr_equal(__asan_region_is_poisoned(second, 2000), second + 7);
    onr_arena_mark mark = onr_arena_mark_take(arena);
    char *third = arena_take(arena, 500000);
    onr_arena_mark_release(arena, mark);
    assert_true(__asan_address_is_poisoned(third));
    third = arena_take(arena, 400000); /* where the block that was let go is */
    assert_null(__asan_region_is_poisoned(third, 400000));
    onr_arena_reset(arena);
    assert_true(__asan_address_is_poisoned(first));
    onr_arena_free(arena);
#else
    skip();
#endif
}

static void a_list_keeps_what_was_pushed(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    list(int) numbers = {0};
    for (int i = 0; i < 1000; i++)
        list_push(&numbers, i, arena);
    assert_int_equal(numbers.count, 1000);
    assert_int_equal(numbers.items[999], 999);
    onr_arena_free(arena);
}

static void a_text_is_found_from_a_byte_on_and_an_empty_one_where_it_is_sought(void **state)
{
    (void)state;
    static const struct {
        const char *needle;
        size_t from, at;
    } cases[] = {
        {"pier", 0, 4},         {"pier", 4, 4}, {"pier", 5, 9}, {"pier", 10, SIZE_MAX},
        {"piers", 0, SIZE_MAX}, {"", 0, 0},     {"", 13, 13},   {"", 14, SIZE_MAX},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(str_find(ONR_STR("old pier,pier"), str_of(cases[i].needle), cases[i].from),
                         cases[i].at);
}

static void of_an_address_the_host_opens_nothing(void **state)
{
    (void)state;
    static const char *const hosts[][2] = {{"nats://host", "host"},
                                           {"nats://ada:word@host", "host"},
                                           {"nats://ada:w@rd@host:1/x", "host:1/x"},
                                           {"nats://host:1?user=ada&password=word", "host:1"},
                                           {"nats://host?password=w@rd", ""},
                                           {"nats://ada:w?rd@host", ""},
                                           {"nats://", ""},
                                           {"ada:word@host", "host"},
                                           {"host", "host"},
                                           {"", ""}};
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
        assert_true(str_is(str_host(hosts[i][0]), hosts[i][1]));
}

static void ill_formed_utf8_is_found_at_its_byte(void **state)
{
    (void)state;
    assert_int_equal(utf8_check(ONR_STR("Z\xC3\xBCrich")), 7);
    assert_int_equal(utf8_check(ONR_STR("Z\xC3rich")), 1);
    assert_int_equal(utf8_check(ONR_STR("\xED\xA0\x80")), 0);     /* a surrogate */
    assert_int_equal(utf8_check(ONR_STR("ab\xC0\xAF")), 2);       /* overlong */
    assert_int_equal(utf8_check(ONR_STR("\xE0\x9F\xBF")), 0);     /* overlong */
    assert_int_equal(utf8_check(ONR_STR("\xF4\x90\x80\x80")), 0); /* behind the last character */
}

static void characters_go_through_utf8_and_back(void **state)
{
    (void)state;
    static const uint32_t characters[] = {0x41, 0xE9, 0x20AC, 0x1F600};
    for (size_t i = 0; i < 4; i++) {
        char bytes[4];
        size_t len = utf8_write(bytes, characters[i]), at = 0;
        assert_int_equal(utf8_next((onr_str){bytes, len}, &at), characters[i]);
        assert_int_equal(at, len);
    }
}

static void a_table_gives_the_entry_of_a_name_and_of_no_other(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int value;
    } table[] = {{"ferry", 1}, {"ferryman", 2}, {"f\xC3\xA4hre", 3}, {"harbour", 4}};
    enum { COUNT = sizeof table / sizeof *table };
    for (size_t i = 0; i < COUNT; i++)
        assert_ptr_equal(table_find(str_of(table[i].name), table, COUNT, sizeof *table), &table[i]);
    static const char *const others[] = {"", "ferr", "ferryma", "ferrymen", "zoo", "a"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_null(table_find(str_of(others[i]), table, COUNT, sizeof *table));
    assert_null(table_find((onr_str){"ferry\0", 6}, table, COUNT, sizeof *table));
    assert_null(table_find(ONR_STR("Ferry"), table, COUNT, sizeof *table));
    assert_ptr_equal(table_find_nocase(ONR_STR("FERRY"), table, COUNT, sizeof *table), table);
    assert_null(table_find_nocase(ONR_STR("FERRYM"), table, COUNT, sizeof *table));
    assert_null(table_find(ONR_STR("ferry"), table, 0, sizeof *table));
}

static void a_sorted_list_gives_the_first_row_from_a_number_on(void **state)
{
    (void)state;
    static const onr_span rows[] = {{0, 4}, {4, 9}, {9, 9}, {9, 30}};
    static const struct {
        uint32_t least;
        size_t row;
    } ends[] = {{0, 0}, {4, 0}, {5, 1}, {9, 1}, {10, 3}, {30, 3}, {31, 4}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        assert_int_equal(
            table_first_from(ends[i].least, rows, 4, sizeof *rows, offsetof(onr_span, end)),
            ends[i].row);
    assert_int_equal(table_first_from(1, NULL, 0, sizeof *rows, 0), 0);
}

static void a_hash_is_the_one_that_models_were_learnt_with(void **state)
{
    (void)state;
    assert_int_equal(hash_text(ONR_STR("")), 0xCBF29CE484222325u); /* FNV's own test vectors */
    assert_int_equal(hash_text(ONR_STR("foobar")), 0x85944171F73967E8u);
    assert_int_equal(hash_text_nocase(ONR_STR("FooBar")), hash_text(ONR_STR("foobar")));
    assert_int_equal(hash32_byte(hash32_start, 'a'), 0xE40C292Cu);
    assert_int_not_equal(hash_pair(1, 2), hash_pair(2, 1));
}

static void days_are_counted_over_leap_years_and_back(void **state)
{
    (void)state;
    assert_int_equal(day_number(19700101), 3); /* a Thursday */
    assert_int_equal(day_number(20260304) % 7, 2);
    for (int32_t n = -100000; n < 100000; n += 37)
        assert_int_equal(day_number(day_of_number(n)), n);
    assert_int_equal(day_after(20240228, 1), 20240229);
    assert_int_equal(day_after(20260101, -1), 20251231);
    assert_int_equal(day_after(0, 5), 0);
    assert_int_equal(day_count(2026, 2, 30), day_number(20260302));
}

static void a_month_is_known_by_its_name_and_what_is_cut_from_it(void **state)
{
    (void)state;
    assert_int_equal(month_called(ONR_STR("March")), 3);
    assert_int_equal(month_called(ONR_STR("may")), 5);
    assert_int_equal(month_called(ONR_STR("Dec")), 12);
    assert_int_equal(month_called(ONR_STR("Sept")), 9);
    assert_int_equal(month_called(ONR_STR("Marc")), 0);
    assert_int_equal(month_called(ONR_STR("")), 0);
    assert_string_equal(month_name(12), "December");
}

static void a_day_that_the_calendar_has_not_is_none(void **state)
{
    (void)state;
    assert_int_equal(day_of(2024, 2, 29), 20240229);
    assert_int_equal(day_of(2100, 2, 29), 0);
    assert_int_equal(day_of(2026, 4, 31), 0);
    assert_int_equal(day_of(2026, 0, 1), 0);
    assert_int_equal(day_of(999, 1, 1), 0);
    assert_int_equal(day_of(10000, 1, 1), 0);
}

static void edtf_is_read_and_written(void **state)
{
    (void)state;
    static const char *const dates[] = {"2026-02-19", "2026-02",  "2026",
                                        "2026?",      "2026-02~", "2026-02-19%"};
    static const char *const others[] = {
        "",      "2026-2-19",   "2026-02-30", "2026-13",         "26",
        "2026-", "2026-02-19T", "2026??",     "19 February 2026"};
    onr_arena *arena = onr_arena_new(1 << 16);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        assert_true(is_edtf_date(str_of(dates[i])));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(is_edtf_date(str_of(others[i])));
    assert_int_equal(edtf_read_day(ONR_STR("2026-02-19T08:00")), 20260219);
    assert_int_equal(edtf_read_day(ONR_STR("2026-02")), 0);
    assert_true(str_is(edtf_unmarked(ONR_STR("2026-02~")), "2026-02"));
    assert_true(str_is(edtf_day(20260219, "~", arena), "2026-02-19~"));
    assert_true(str_is(edtf_month(2026, 2, "", arena), "2026-02"));
    assert_true(str_is(edtf_days(20260216, 20260222, arena), "2026-02-16/2026-02-22"));
    assert_int_equal(edtf_day(0, "", arena).len, 0);
    onr_arena_free(arena);
}

static void a_word_is_listed_as_a_whole(void **state)
{
    (void)state;
    static const char words[] = "ferry|Harbour|pier";
    assert_true(str_listed(ONR_STR("FERRY"), words));
    assert_true(str_listed(ONR_STR("harbour"), words));
    assert_true(str_listed(ONR_STR("pier"), words));
    assert_int_equal(str_place(ONR_STR("Pier"), words), 3);
    assert_int_equal(str_place(ONR_STR("pie"), words), 0);
    static const char *const others[] = {"", "ferr", "ferryman", "ferry|Harbour", "|", "pie"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(str_listed(str_of(others[i]), words));
}

/* Lists are looked through in blocks of bytes. */
static void a_word_is_found_wherever_in_a_list_it_stands(void **state)
{
    (void)state;
    for (size_t before = 1; before < 40; before++) {
        char words[64];
        memset(words, 'q', before);
        strcpy(words + before, "|–|pier|Quay");
        assert_true(str_listed((onr_str){words, before}, words));
        assert_true(str_listed(ONR_STR("–"), words));
        assert_true(str_listed(ONR_STR("Pier"), words));
        assert_true(str_listed(ONR_STR("quay"), words));
        assert_false(str_listed(ONR_STR("qua"), words));
        assert_false(str_listed(ONR_STR("quays"), words));
    }
}

static void white_space_of_any_width_is_folded_to_a_blank(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 16);
    onr_str folded = text_fold(
        ONR_STR(" The\tferry\xE3\x80\x80\n\xC2\xA0 sails\xE2\x80\x89\xE2\x80\x8B"), arena);
    assert_true(str_is(folded, "The ferry sails"));
    assert_int_equal(text_words(folded), 3);
    assert_int_equal(text_words(ONR_STR("渡船明天")),
                     3); /* by blanks one, and two for ideographs */
    onr_arena_free(arena);
}

static void a_sentence_may_end_in_a_quotation(void **state)
{
    (void)state;
    assert_true(ends_sentence(ONR_STR("(He said: \"We sail.\")")));
    assert_false(ends_sentence(ONR_STR("Harbour news")));
    assert_false(ends_sentence(ONR_STR("\"")));
    assert_true(str_is(text_unclosed(ONR_STR("sail.”)")), "sail."));
}

static void keys_compare_letters_alone(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 16);
    onr_str key = text_key(ONR_STR("“Fähre” – to SAIL, again!"), arena);
    assert_true(str_is(key, "fähre to sail again"));
    static const onr_str others[] = {{"sail on", 7}, {"the fähre", 10}};
    assert_int_equal(key_words_in(key, others, 2), 2);
    char lower[9];
    assert_int_equal(text_lower(lower, sizeof lower, ONR_STR("ÄÖÜÄÖÜ")), 6); /* whole characters */
    assert_true(begins_small(ONR_STR("über")));
    assert_false(begins_small(ONR_STR("渡")));
    onr_arena_free(arena);
}

static void a_name_in_capitals_is_read_as_it_is_printed_elsewhere(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 16);
    onr_str name = text_out_of_capitals(ONR_STR("ADA McLUND-ÖST, O’BRIEN"), arena);
    assert_true(str_is(name, "Ada McLund-Öst, O’Brien"));
    assert_true(is_in_capitals(ONR_STR("McLUND")));
    assert_false(is_in_capitals(ONR_STR("Lund")));
    assert_false(is_in_capitals(ONR_STR("I")));
    onr_arena_free(arena);
}

static void what_is_no_model_file_is_refused_with_its_byte(void **state)
{
    (void)state;
    container c;
    onr_error err;
    assert_false(container_open(&c, ONR_STR("ONRMODE"), &err));
    assert_int_equal(err.code, ONR_E_MODEL);
    char head[32] = "ONRMODEL\x01\0\0\0\0\0\0\0\x21";
    assert_false(container_open(&c, (onr_str){head, sizeof head}, &err));
    assert_int_equal(err.byte, 16); /* the length */
    head[8] = 2;
    assert_false(container_open(&c, (onr_str){head, sizeof head}, &err));
    assert_int_equal(err.byte, 8); /* the version */
}

static void spans_hold_and_meet_what_shares_bytes_with_them(void **state)
{
    (void)state;
    static const onr_span items[] = {{10, 20}, {30, 40}};
    static const struct {
        onr_span other;
        bool held, met;
    } cases[] = {
        {{10, 20}, true, true},  {{12, 13}, true, true},   {{30, 40}, true, true},
        {{9, 20}, false, true},  {{10, 21}, false, true},  {{35, 41}, false, true},
        {{0, 10}, false, false}, {{20, 30}, false, false}, {{40, 50}, false, false},
        {{15, 35}, false, true},
    };
    const onr_spans spans = {items, 2}, none = {NULL, 0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(spans_hold(spans, cases[i].other), cases[i].held);
        assert_int_equal(spans_meet(spans, cases[i].other), cases[i].met);
        assert_false(spans_hold(none, cases[i].other) || spans_meet(none, cases[i].other));
    }
    assert_true(span_holds(items[0], items[0]));
    assert_false(span_holds(items[0], items[1]) || span_holds(items[1], items[0]));
    assert_int_equal(spans_length(spans), 20);
    assert_int_equal(spans_length(none), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans_hold_and_meet_what_shares_bytes_with_them),
        cmocka_unit_test(a_full_arena_stays_full_until_it_is_reset),
        cmocka_unit_test(an_arena_that_is_stopped_is_full_until_it_is_reset),
        cmocka_unit_test(an_arena_bounds_its_document_and_its_scratch_until_told_otherwise),
        cmocka_unit_test(a_full_scratch_makes_its_arena_full),
        cmocka_unit_test(scratch_counts_against_the_limit_until_its_step_ends),
        cmocka_unit_test(a_result_outlives_its_step_wherever_it_lives),
        cmocka_unit_test(a_released_mark_gives_its_memory_back),
        cmocka_unit_test(a_sanitizer_sees_what_an_arena_gave_and_no_more),
        cmocka_unit_test(a_list_keeps_what_was_pushed),
        cmocka_unit_test(a_text_is_found_from_a_byte_on_and_an_empty_one_where_it_is_sought),
        cmocka_unit_test(of_an_address_the_host_opens_nothing),
        cmocka_unit_test(ill_formed_utf8_is_found_at_its_byte),
        cmocka_unit_test(characters_go_through_utf8_and_back),
        cmocka_unit_test(a_table_gives_the_entry_of_a_name_and_of_no_other),
        cmocka_unit_test(a_sorted_list_gives_the_first_row_from_a_number_on),
        cmocka_unit_test(a_hash_is_the_one_that_models_were_learnt_with),
        cmocka_unit_test(days_are_counted_over_leap_years_and_back),
        cmocka_unit_test(a_month_is_known_by_its_name_and_what_is_cut_from_it),
        cmocka_unit_test(a_day_that_the_calendar_has_not_is_none),
        cmocka_unit_test(edtf_is_read_and_written),
        cmocka_unit_test(a_word_is_listed_as_a_whole),
        cmocka_unit_test(a_word_is_found_wherever_in_a_list_it_stands),
        cmocka_unit_test(white_space_of_any_width_is_folded_to_a_blank),
        cmocka_unit_test(a_sentence_may_end_in_a_quotation),
        cmocka_unit_test(keys_compare_letters_alone),
        cmocka_unit_test(a_name_in_capitals_is_read_as_it_is_printed_elsewhere),
        cmocka_unit_test(what_is_no_model_file_is_refused_with_its_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
