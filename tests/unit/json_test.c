/*
 * JSON as src/base/json.h has it: which texts are JSON, what they say, how a fault is told, and
 * that what is written reads as what went in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"

/* A literal with NULs in it keeps its length. */
#define TEXTS(...) static const onr_str texts[] = {__VA_ARGS__}
enum { NO_FAULT = -1 };

/* The byte at which `text` is refused, or NO_FAULT. */
static int64_t fault_of(onr_str text)
{
    onr_arena *arena = onr_arena_new(1 << 20);
    const json_value *value;
    onr_error err = {0};
    bool ok = json_read(&value, text, NULL, arena, &err);
    assert_true(ok || err.code == ONR_E_FORMAT || err.code == ONR_E_LIMIT);
    assert_true(ok || (err.what[0] && err.advice[0]));
    onr_arena_free(arena);
    return ok ? NO_FAULT : (int64_t)err.byte;
}

static void what_the_grammar_has_is_read(void **state)
{
    (void)state;
    TEXTS(ONR_STR("[]"), ONR_STR("{}"), ONR_STR(" [ ] "), ONR_STR("\t{\n}\r"), ONR_STR("null"),
          ONR_STR("true"), ONR_STR("false"), ONR_STR("\"\""), ONR_STR("0"), ONR_STR("-0"),
          ONR_STR("[1,-2,30]"), ONR_STR("1.5"), ONR_STR("1e9"), ONR_STR("1E+9"), ONR_STR("0e-0"),
          ONR_STR("123456789012345678901234567890"), ONR_STR("1e999"), ONR_STR("[[[]],{}]"),
          ONR_STR("{\"\":0}"), ONR_STR("{\"a\":1,\"a\":2}"), ONR_STR("[\"/\\/\"]"),
          ONR_STR("\"\x7f\""), ONR_STR("\"\\u0000\""), ONR_STR("\"\xF0\x9F\x9A\xA2\""));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_equal(fault_of(texts[i]), NO_FAULT);
}

static void what_it_has_not_is_refused_at_its_byte(void **state)
{
    (void)state;
    static const struct {
        onr_str text;
        int64_t byte;
    } cases[] = {
        {ONR_STR(""), 0},
        {ONR_STR("  "), 2},
        {ONR_STR("[1,]"), 3},
        {ONR_STR("[,1]"), 1},
        {ONR_STR("[1 2]"), 3},
        {ONR_STR("[1"), 2},
        {ONR_STR("1]"), 1},
        {ONR_STR("[1}"), 2},
        {ONR_STR("{\"a\":1]"), 6},
        {ONR_STR("{\"a\" 1}"), 5},
        {ONR_STR("{\"a\":}"), 5},
        {ONR_STR("{\"a\":1,}"), 7},
        {ONR_STR("{a:1}"), 1},
        {ONR_STR("{1:1}"), 1},
        {ONR_STR("{\"a\",1}"), 4},
        {ONR_STR("['a']"), 1},
        {ONR_STR("nul"), 0},
        {ONR_STR("True"), 0},
        {ONR_STR("NaN"), 0},
        {ONR_STR("+1"), 0},
        {ONR_STR("01"), 2},
        {ONR_STR("-"), 1},
        {ONR_STR("1."), 2},
        {ONR_STR(".5"), 0},
        {ONR_STR("1e"), 2},
        {ONR_STR("0x1"), 1},
        {ONR_STR("\"open"), 5},
        {ONR_STR("\"a\nb\""), 2},
        {ONR_STR("\"a\0b\""), 2},
        {ONR_STR("\"\\x41\""), 1},
        {ONR_STR("\"\\"), 1},
        {ONR_STR("\"\\u12\""), 1},
        {ONR_STR("\"\\u12g4\""), 1},
        {ONR_STR("[] []"), 3},
        {ONR_STR("[]\0"), 2},
        {ONR_STR("/* none */ 1"), 0},
        {ONR_STR("\xEF\xBB\xBF[]"), 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(fault_of(cases[i].text), cases[i].byte);
}

static void half_a_pair_of_surrogates_is_no_character(void **state)
{
    (void)state;
    assert_int_equal(fault_of(ONR_STR("\"\\ud83d\\udea2\"")), NO_FAULT);
    TEXTS(ONR_STR("\"\\ud83d\""), ONR_STR("\"\\udea2\""), ONR_STR("\"\\ud83dx\""),
          ONR_STR("\"\\ud83d\\n\""), ONR_STR("\"\\ud83d\\ud83d\""), ONR_STR("\"\\ud83d\\u0041\""));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_equal(fault_of(texts[i]), 1);
}

static void a_string_that_is_not_utf8_is_refused_at_its_byte(void **state)
{
    (void)state;
    assert_int_equal(fault_of(ONR_STR("\"ab\xFF\"")), 3);
    assert_int_equal(fault_of(ONR_STR("\"\xC3\"")), 1);
    assert_int_equal(fault_of(ONR_STR("\"\xC0\xAF\"")), 1);
    assert_int_equal(fault_of(ONR_STR("\"\xED\xA0\x80\"")), 1);
    assert_int_equal(fault_of(ONR_STR("[\xC3\xA9]")), 1);
}

static onr_str brackets(onr_arena *arena, size_t count)
{
    char *text = onr_arena_alloc(arena, count * 2);
    for (size_t i = 0; i < count; i++) {
        text[i] = '[';
        text[2 * count - 1 - i] = ']';
    }
    return (onr_str){text, count * 2};
}

static void depth_has_a_bound(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 24);
    assert_int_equal(fault_of(brackets(arena, JSON_DEEPEST)), NO_FAULT);
    assert_int_equal(fault_of(brackets(arena, JSON_DEEPEST + 1)), JSON_DEEPEST);
    assert_int_equal(fault_of(brackets(arena, 100000)), JSON_DEEPEST);
    onr_arena_free(arena);
}

/* What the text's string says. */
static onr_str said(const char *json, onr_arena *arena)
{
    const json_value *value;
    assert_true(json_read(&value, str_of(json), NULL, arena, NULL));
    return json_string_of(value);
}

static void escapes_become_their_characters(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    assert_true(str_is(said("\"a\\\"\\\\\\/\\b\\f\\n\\r\\tz\"", arena), "a\"\\/\b\f\n\r\tz"));
    assert_true(str_is(said("\"\\u00e9\\u20AC\\ud83d\\udea2\"", arena),
                       "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x9A\xA2"));
    assert_true(str_equal(said("\"a\\u0000b\"", arena), (onr_str){"a\0b", 3}));
    assert_true(str_is(said("\"plain\"", arena), "plain"));
    onr_arena_free(arena);
}

static void members_are_found_by_name_and_the_last_of_a_name_counts(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    const json_value *v;
    assert_true(json_read(&v, ONR_STR("{\"a\":1,\"\\u0062\":[true,null],\"a\":\"two\",\"n\":-12}"),
                          NULL, arena, NULL));
    assert_int_equal(v->count, 4);
    assert_true(str_is(json_string_of(json_member(v, "a")), "two"));
    const json_value *list = json_member(v, "b");
    assert_int_equal(list->count, 2);
    assert_int_equal(json_element(list)->kind, JSON_TRUE);
    assert_int_equal(json_element(list)->next->kind, JSON_NULL);
    assert_null(json_element(list)->next->next);
    int64_t number;
    assert_true(json_integer_of(&number, json_member(v, "n")));
    assert_int_equal(number, -12);
    assert_null(json_member(v, "none"));
    assert_null(json_member(list, "a"));
    assert_null(json_element(v));
    assert_int_equal(json_string_of(list).len, 0);
    onr_arena_free(arena);
}

static void an_integer_is_whole_and_fits(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    static const char *const none[] = {"1.0",   "1e2",  "9223372036854775808",
                                       "\"1\"", "true", "100000000000000000000"};
    const json_value *v;
    int64_t number;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        assert_true(json_read(&v, str_of(none[i]), NULL, arena, NULL));
        assert_false(json_integer_of(&number, v));
    }
    assert_true(json_read(&v, ONR_STR("9223372036854775807"), NULL, arena, NULL));
    assert_true(json_integer_of(&number, v) && number == INT64_MAX);
    onr_arena_free(arena);
}

static void what_stands_behind_a_value_is_left_to_who_asks_for_its_end(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    const json_value *v;
    size_t end;
    assert_true(json_read(&v, ONR_STR(" [1] };"), &end, arena, NULL));
    assert_int_equal(end, 4);
    onr_arena_free(arena);
}

static void a_value_can_be_skipped_without_memory(void **state)
{
    (void)state;
    json_reader r;
    json_begin(&r, ONR_STR("{\"a\":[[1],{\"b\":2}],\"c\":3}"));
    assert_int_equal(json_next(&r, NULL), JSON_OPEN_OBJECT);
    assert_int_equal(json_next(&r, NULL), JSON_KEY);
    assert_true(json_skip(&r, json_next(&r, NULL), NULL));
    assert_int_equal(json_next(&r, NULL), JSON_KEY);
    assert_true(str_is(r.piece, "c"));
    assert_int_equal(json_next(&r, NULL), JSON_NUMBER);
    assert_int_equal(json_next(&r, NULL), JSON_CLOSE_OBJECT);
    assert_int_equal(json_next(&r, NULL), JSON_END);
    assert_true(json_ends(&r, NULL));
}

static void an_arena_that_is_too_small_is_said_to_be(void **state)
{
    (void)state;
    onr_str text = ONR_STR("{\"speaker\":\"Ada\\n\",\"to\":[\"Bo\",\"Cy\"],\"n\":[1,2,3]}");
    bool ok = false;
    for (size_t limit = 0; !ok; limit += 8) {
        onr_arena *arena = onr_arena_new(limit);
        const json_value *v;
        onr_error err;
        ok = json_read(&v, text, NULL, arena, &err);
        assert_true(ok || err.code == ONR_E_MEMORY);
        assert_true(limit < 4096);
        onr_arena_free(arena);
    }
}

static bool write_sample(onr_str *out, onr_arena *arena, onr_error *err)
{
    buffer to = {.arena = arena};
    json_writer w = {.to = &to};
    json_open(&w, '{');
    json_put_key(&w, "text");
    json_put_string(&w, ONR_STR("\"a\"\\\b\f\n\r\t\x01\x1f\x7f/\xC3\xA9"));
    json_put_key(&w, "list");
    json_open(&w, '[');
    json_put_integer(&w, -1);
    json_put_bool(&w, true);
    json_put_bool(&w, false);
    json_put_null(&w);
    json_open(&w, '{');
    json_close(&w, '}');
    json_close(&w, ']');
    json_put_key(&w, "bytes");
    json_put_string(&w, ONR_STR("a\xff\xc3(b\xed\xa0\x80"));
    json_close(&w, '}');
    return buffer_finish(out, &to, "write the sample", err);
}

static void what_is_written_has_no_space_and_no_ill_formed_byte(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_str text;
    assert_true(write_sample(&text, arena, NULL));
    assert_true(str_is(text,
                       "{\"text\":\"\\\"a\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001F\\u007F/\xC3\xA9\","
                       "\"list\":[-1,true,false,null,{}],\"bytes\":\"a\?\?(b\?\?\?\"}"));
    assert_int_equal(fault_of(text), NO_FAULT);
    onr_arena_free(arena);
}

static void nothing_is_written_by_half(void **state)
{
    (void)state;
    bool ok = false;
    for (size_t limit = 0; !ok; limit += 64) {
        onr_arena *arena = onr_arena_new(limit);
        onr_str text;
        onr_error err;
        ok = write_sample(&text, arena, &err);
        assert_true(ok ? fault_of(text) == NO_FAULT : err.code == ONR_E_MEMORY);
        assert_true(limit < 1 << 16);
        onr_arena_free(arena);
    }
}

static void confidence_has_three_digits_at_most(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } cases[] = {{0, "0.0"},      {1, "1.0"},         {0.9, "0.9"},
                 {0.05, "0.05"},  {0.001, "0.001"},   {0.0004, "0.0"},
                 {0.9996, "1.0"}, {0.12345, "0.123"}, {12.5, "12.5"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        onr_arena *arena = onr_arena_new(1 << 16);
        buffer to = {.arena = arena};
        json_writer w = {.to = &to};
        onr_str text;
        json_put_thousandths(&w, cases[i].value);
        assert_true(buffer_finish(&text, &to, "", NULL));
        assert_true(str_is(text, cases[i].text));
        onr_arena_free(arena);
    }
}

static void a_number_has_the_shortest_form_that_reads_as_the_same(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } cases[] = {{0.5, "0.5"},       {-2.25, "-2.25"},  {12345.67, "12345.67"},
                 {0.1, "0.1"},       {1e300, "1e+300"}, {1.0 / 3, "0.3333333333333333"},
                 {2.5e-7, "2.5e-07"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        onr_arena *arena = onr_arena_new(1 << 16);
        buffer to = {.arena = arena};
        json_writer w = {.to = &to};
        onr_str written;
        json_put_number(&w, cases[i].value);
        assert_true(buffer_finish(&written, &to, "", NULL));
        assert_true(str_is(written, cases[i].text));
        assert_int_equal(fault_of(written), NO_FAULT);
        onr_arena_free(arena);
    }
}

static void a_long_text_takes_little_more_than_its_length(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new((size_t)1 << 24);
    buffer to = {.arena = arena};
    onr_str text;
    for (int i = 0; i < 1000000; i++)
        buffer_put_char(&to, 'x');
    assert_true(buffer_finish(&text, &to, "", NULL));
    assert_int_equal(text.len, 1000000);
    assert_true(onr_arena_used(arena) < 3000000);
    onr_arena_free(arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_grammar_has_is_read),
        cmocka_unit_test(what_it_has_not_is_refused_at_its_byte),
        cmocka_unit_test(half_a_pair_of_surrogates_is_no_character),
        cmocka_unit_test(a_string_that_is_not_utf8_is_refused_at_its_byte),
        cmocka_unit_test(depth_has_a_bound),
        cmocka_unit_test(escapes_become_their_characters),
        cmocka_unit_test(members_are_found_by_name_and_the_last_of_a_name_counts),
        cmocka_unit_test(an_integer_is_whole_and_fits),
        cmocka_unit_test(what_stands_behind_a_value_is_left_to_who_asks_for_its_end),
        cmocka_unit_test(a_value_can_be_skipped_without_memory),
        cmocka_unit_test(an_arena_that_is_too_small_is_said_to_be),
        cmocka_unit_test(what_is_written_has_no_space_and_no_ill_formed_byte),
        cmocka_unit_test(nothing_is_written_by_half),
        cmocka_unit_test(confidence_has_three_digits_at_most),
        cmocka_unit_test(a_number_has_the_shortest_form_that_reads_as_the_same),
        cmocka_unit_test(a_long_text_takes_little_more_than_its_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
