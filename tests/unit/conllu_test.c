/*
 * What is read of CoNLL-U, and what is written.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "language/sentences.h"
#include "language/tokens.h"
#include "onrecord/conllu.h"

static void what_was_read_of_conllu_is_written_again(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text;
    onr_str out;
    onr_error err;
    static const char read[] = "# newpar\n# sent_id = a-7\r\n# note\n"
                               "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tTokenRange=5:10\n"
                               "1\tdo\t_\tX\t_\t_\t0\tdep\t_\t_\n"
                               "2\tn't\t_\tX\t_\t_\t0\tdep\t_\t_\n"
                               "3\tgo\t_\tX\t_\t_\t0\tdep\t_\tTokenRange=13:15\n\n"
                               "1\tyes\t_\tX\t_\t_\t0\tdep\t_\tTokenRange=1:4000000000\n";
    static const char written[] = "# newpar\n# sent_id = a-7\n# note\n# text = don't   go\n"
                                  "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tTokenRange=5:10\n"
                                  "1\tdo\t_\tX\t_\t_\t0\tdep\t_\t_\n"
                                  "2\tn't\t_\tX\t_\t_\t0\tdep\t_\t_\n"
                                  "3\tgo\t_\tX\t_\t_\t0\tdep\t_\tTokenRange=13:15\n\n"
                                  "# sent_id = 2\n# text = yes\n"
                                  "1\tyes\t_\tX\t_\t_\t0\tdep\t_\tTokenRange=16:19\n\n";
    assert_true(onr_conllu_read(&text, ONR_STR(read), arena, &err));
    assert_true(onr_conllu_write(&out, &text, arena, &err));
    assert_int_equal(out.len, sizeof written - 1);
    assert_memory_equal(out.data, written, out.len);
    onr_arena_free(arena);
}

#define ROW(number, form, misc) number "\t" form "\t_\tX\t_\t_\t0\tdep\t_\t" misc "\n"

/* Reads CoNLL-U and compares what is written of it. */
static void assert_written(const char *read, const char *written)
{
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text;
    onr_str out;
    onr_error err;
    assert_true(onr_conllu_read(&text, str_of(read), arena, &err));
    assert_true(onr_conllu_write(&out, &text, arena, &err));
    if (!str_is(out, written))
        fail_msg("%.*s", (int)out.len, out.data);
    onr_arena_free(arena);
}

static void of_conllu_comments_none_is_written_twice_and_empty_nodes_are_left_out(void **state)
{
    (void)state;
    assert_written("# text = yes\n# note\n" ROW("1", "yes", "_") ROW("1.1", "gone", "_"),
                   "# text = yes\n# note\n# sent_id = 1\n" ROW("1", "yes", "TokenRange=0:3") "\n");
}

static void a_paragraph_of_conllu_begins_behind_an_empty_line(void **state)
{
    (void)state;
    assert_written(
        ROW("1", "yes", "_") "\n# newdoc\n" ROW("1", "no", "_") "\n" ROW("1", "so", "_"),
        "# sent_id = 1\n# text = yes\n" ROW(
            "1", "yes", "TokenRange=0:3") "\n"
                                          "# newdoc\n# sent_id = 2\n# text = no\n" ROW(
                                              "1", "no",
                                              "TokenRange=5:7") "\n"
                                                                "# sent_id = 3\n# text = so\n" ROW(
                                                                    "1", "so",
                                                                    "TokenRange=8:10") "\n");
}

static void a_place_that_a_token_cannot_have_is_not_taken(void **state)
{
    (void)state;
    static const char written[] =
        "# sent_id = 1\n# text = yes we\n" ROW("1", "yes", "TokenRange=0:3")
            ROW("2", "we", "TokenRange=4:6") "\n";
    assert_written(ROW("1", "yes", "_") ROW("2", "we", "TokenRange=9"), written);
    assert_written(ROW("1", "yes", "_") ROW("2", "we", "TokenRange=1:3"), written);
    assert_written(ROW("1", "yes", "_") ROW("2", "we", "TokenRange=5:9"), written);
    assert_written(ROW("1", "yes", "_") ROW("2", "we", "TokenRange=5000:5002"), written);
    assert_written(ROW("1", "yes", "_") ROW("2", "we", "TokenRange=99999999999:8"), written);
}

static void a_word_that_its_token_does_not_show_has_the_token_s_span(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text;
    onr_error err;
    assert_true(onr_conllu_read(
        &text,
        ONR_STR(ROW("1-3", "don't", "_") ROW("1", "do", "_") ROW("2", "n't", "_") ROW(
            "3", "n't", "_") ROW("4-5", "won't", "_") ROW("4", "will", "_") ROW("5", "not", "_")),
        arena, &err));
    static const onr_span spans[] = {{0, 2}, {2, 5}, {0, 5}, {6, 11}, {6, 11}};
    assert_int_equal(text.word_count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(text.words[i].span.start, spans[i].start);
        assert_int_equal(text.words[i].span.end, spans[i].end);
    }
    onr_arena_free(arena);
}

static void what_a_terminal_obeys_is_not_written(void **state)
{
    (void)state;
    assert_written(ROW("1", "a\x1B", "_"), "# sent_id = 1\n# text = a\xEF\xBF\xBD\n" ROW(
                                               "1", "a\xEF\xBF\xBD", "TokenRange=0:2") "\n");
}

static void a_line_s_end_within_a_sentence_is_a_blank_of_its_text(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = {.text = ONR_STR("The\tgate\r\nshut")};
    onr_str out;
    onr_error err;
    assert_true(token_find(&text, NULL, 0, arena));
    assert_true(sentence_find(&text, NULL, 0, arena));
    assert_true(onr_conllu_write(&out, &text, arena, &err));
    assert_true(str_starts(out, "# sent_id = 1\n# text = The gate  shut\n1\tThe\t"));
    onr_arena_free(arena);
}

static void what_is_no_conllu_is_refused_with_its_byte_and_why(void **state)
{
    (void)state;
    static const struct {
        const char *read;
        uint64_t byte;
        const char *what;
    } cases[] = {
        {"# a\nword\n", 4, "a line that is not 10 columns"},
        {ROW("1", "", "_"), 0, "a line that is not 10 columns"},
        {ROW("1", "a", "_\t_"), 0, "a line of more than 10 columns"},
        {ROW("", "a", "_"), 0, "a line without a word's number"},
        {ROW("x", "a", "_"), 0, "a line without a word's number"},
        {ROW("1x", "a", "_"), 0, "a line without a word's number"},
        {ROW("3-2", "a", "_"), 0, "a line without a word's number"},
        {ROW("1-2", "a", "_"), 24, "a sentence with a token that has no words"},
        {"# \xFF\n", 2, "text that is not UTF-8"},
    };
    onr_arena *arena = onr_arena_new(1 << 20);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        onr_text text;
        onr_error err;
        assert_false(onr_conllu_read(&text, str_of(cases[i].read), arena, &err));
        assert_string_equal(err.what, cases[i].what);
        assert_int_equal(err.byte, cases[i].byte);
    }
    onr_arena_free(arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_read_of_conllu_is_written_again),
        cmocka_unit_test(of_conllu_comments_none_is_written_twice_and_empty_nodes_are_left_out),
        cmocka_unit_test(a_paragraph_of_conllu_begins_behind_an_empty_line),
        cmocka_unit_test(a_place_that_a_token_cannot_have_is_not_taken),
        cmocka_unit_test(a_word_that_its_token_does_not_show_has_the_token_s_span),
        cmocka_unit_test(what_a_terminal_obeys_is_not_written),
        cmocka_unit_test(a_line_s_end_within_a_sentence_is_a_blank_of_its_text),
        cmocka_unit_test(what_is_no_conllu_is_refused_with_its_byte_and_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
