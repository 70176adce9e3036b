/*
 * What holds for all forms of output: that none is ever written by half, obeyed by a terminal, or
 * has more of the page than was asked for. Each has a file of its own beside this one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "written.h"

/* The record in `format`, in an arena of `limit` bytes. */
static bool fits(size_t *len, const export_format *format, size_t limit)
{
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_arena *arena = onr_arena_new(limit);
    buffer to = {.arena = arena};
    onr_str out;
    onr_error err;
    seen_names seen = {.arena = onr_arena_new(1 << 20)};
    format->record(&to, &record, (export_style){.seen = &seen});
    bool ok = buffer_finish(&out, &to, "write the record", &err);
    assert_true(ok || err.code == ONR_E_MEMORY);
    *len = ok ? out.len : 0;
    onr_arena_free(seen.arena);
    onr_arena_free(arena);
    return ok;
}

static void a_record_is_written_whole_or_an_error_says_why_not(void **state)
{
    (void)state;
    for (size_t i = 0; export_format_at(i); i++) {
        const export_format *format = export_format_at(i);
        size_t whole, len;
        if (!format->record)
            continue;
        assert_true(fits(&whole, format, 1 << 20));
        for (size_t limit = 0; limit < 1 << 14; limit += 100)
            assert_true(!fits(&len, format, limit) || len == whole);
    }
}

/* Of what is for programs JSON keeps it, as an escape; tables have a blank, words a mark. */
static void no_form_of_output_is_obeyed_by_a_terminal(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_answer answer = answer_of_ada();
    answer.speaker = ONR_STR("Ada\033[31m\r\xC2\x9B \xE2\x80\xAE\x7FLum");
    onr_str line = answered_in("jsonl", &answer, (export_style){0}, arena);
    assert_true(holds(line, "\"Ada\\u001B[31m\\r\\u009B \\u202E\\u007FLum\""));
    line = answered_in("csv", &answer, (export_style){0}, arena);
    assert_true(holds(line, "\"Ada [31m   \xE2\x80\xAE Lum\""));
    buffer text = {.arena = arena};
    onr_article article = {.text = ONR_STR("Ada\033\xC2\x9B Lum\n\tsaid\xE2\x80\xAE so.")};
    format_called("text")->article(&text, ONR_STR("a"), &article, (export_style){0});
    assert_true(buffer_finish(&line, &text, "", NULL));
    assert_true(str_is(line, "Ada   Lum\n\tsaid so.\n"));
    onr_arena_free(arena);
}

static void without_text_no_word_of_the_page_is_left_but_names(void **state)
{
    (void)state;
    static const char *const forms[] = {"jsonl",   "csv",        "tsv",   "gdelt", "plover",
                                        "polecat", "annotation", "claim", "ftm",   "graphml"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        onr_arena *arena = onr_arena_new(1 << 22);
        onr_str bare = written_as(forms[i], (export_style){.no_text = true}, arena);
        assert_false(holds(bare, "pledge"));
        assert_false(holds(bare, "told"));
        assert_true(holds(bare, "Ada"));
        onr_arena_free(arena);
    }
}

static void what_is_less_sure_is_left_out_and_the_others_keep_their_ids(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 22);
    onr_str sure = written_as("jsonl", (export_style){.least = 0.5f}, arena);
    assert_true(holds(sure, "\"id\":\"S1\"") && !holds(sure, "\"id\":\"S2\""));
    assert_true(holds(sure, "\"id\":\"V4\""));
    sure = written_as("csv", (export_style){.least = 0.5f}, arena);
    assert_int_equal(lines_of(sure), 1);
    onr_arena_free(arena);
}

static void what_is_not_sure_enough_is_left_out_with_what_only_it_vouches_for(void **state)
{
    (void)state;
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_arena *arena = onr_arena_new(1 << 20);
    const onr_event event = {.vouched = 0, .same_as = ONR_NO_EVENT, .confidence = 1};
    const onr_dispute dispute = {.claim = 1, .denial = 0};
    statements[0].confidence = 0.4f;
    statements[1].confidence = 0.6f;
    record.events = (onr_events){&event, 1};
    record.disputes = &dispute;
    record.dispute_count = 1;
    assert_true(onr_record_keep_sure(&record, 0.5f, arena, NULL));
    assert_int_equal(record.statements.count, 1);
    assert_int_equal(record.statements.items[0].act, ONR_ACT_DEMAND);
    assert_int_equal(record.statements.items[0].inside, ONR_NO_STATEMENT);
    assert_int_equal(record.events.count, 0);
    assert_int_equal(record.dispute_count, 0);
    onr_arena_free(arena);
}

static void a_name_is_new_once(void **state)
{
    (void)state;
    seen_names names = {.arena = onr_arena_new(1 << 22)};
    char name[16];
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 5000; i++) {
            snprintf(name, sizeof name, "name %d", i);
            assert_int_equal(seen_first(&names, str_of(name)), round == 0);
        }
    onr_arena_free(names.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_is_written_whole_or_an_error_says_why_not),
        cmocka_unit_test(no_form_of_output_is_obeyed_by_a_terminal),
        cmocka_unit_test(without_text_no_word_of_the_page_is_left_but_names),
        cmocka_unit_test(what_is_less_sure_is_left_out_and_the_others_keep_their_ids),
        cmocka_unit_test(what_is_not_sure_enough_is_left_out_with_what_only_it_vouches_for),
        cmocka_unit_test(a_name_is_new_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
