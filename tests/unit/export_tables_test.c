/*
 * Records and answers as tables: CSV for people and their spreadsheets, GDELT's rows and scores.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "export/scores.h"
#include "written.h"

static void an_answer_is_a_row_of_csv_under_the_names_of_its_fields(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    buffer to = {.arena = arena};
    onr_answer answer = answer_of_ada();
    onr_str head;
    format_called("csv")->answer_head(&to);
    assert_true(buffer_finish(&head, &to, "", NULL));
    assert_true(str_is(
        head,
        "id,page,source,url,title,outlet,published,statement,speaker,speaker_words,code,cue,act,"
        "content,addressee,chain,said,quote,negated,hedged,unrealised,start,end,bytes_start,bytes_"
        "end,confidence\r\n"));
    assert_true(str_is(
        answered_in("csv", &answer, (export_style){0}, arena),
        "\"7.S1\",\"sha256:1\",\"ada.html\",\"\",\"\",\"\",\"\",\"S1\",\"Ada \"\"the pen\"\" "
        "Lum\",\"she\",\"\",\"\","
        "\"deny\",\"that the gate, once shut, opened\",\"\",\"this page \xE2\x86\x90 Ada Lum\","
        "\"\",\"direct\",0,1,0,3,35,100,140,0.900\r\n"));
    onr_arena_free(arena);
}

static void a_spreadsheet_runs_no_cell_where_it_is_told_not_to(void **state)
{
    (void)state;
    static const char *const cells[] = {"=1+1",
                                        "+1",
                                        "-1",
                                        "@a",
                                        "\t=1",
                                        "\xEF\xBC\x9D"
                                        "1",
                                        "\xEF\xBC\x8B"
                                        "1"};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        onr_arena *arena = onr_arena_new(1 << 20);
        onr_answer answer = {.id = str_of(cells[i]), .source = ONR_STR("a=b")};
        onr_str line = answered_in("csv", &answer, (export_style){.spreadsheet = true}, arena);
        assert_true(str_starts(line, "\"'"));
        assert_true(holds(line, cells[i]) && holds(line, ",\"a=b\","));
        line = answered_in("csv", &answer, (export_style){0}, arena);
        assert_int_equal(line.data[1], cells[i][0]);
        onr_arena_free(arena);
    }
}

static void in_gdelt_a_happening_is_a_row_a_pair_and_each_telling_a_mention(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 22);
    onr_str events = written_as("gdelt", (export_style){0}, arena);
    onr_str mentions = written_as("gdelt", (export_style){.what = "mentions"}, arena);
    assert_int_equal(lines_of(events), 1 + 2); /* the meeting in both directions; no denied fight */
    assert_int_equal(lines_of(mentions), 2 + 2);
    assert_true(holds(events, "\t1\t100\t100\t10\t3\t-5.0\t2\t1\t1\t"));
    assert_true(holds(mentions, "\t0\t24\t27\t1\t80\t"));
    onr_arena_free(arena);
}

static void scores_are_those_of_a_code_or_of_the_one_above_it(void **state)
{
    (void)state;
    assert_string_equal(score_goldstein(ONR_STR("1042")), "-5.0");
    assert_string_equal(score_goldstein(ONR_STR("0874")), "10.0");
    assert_string_equal(score_goldstein(ONR_STR("0879")), "9.0");
    assert_string_equal(score_goldstein(ONR_STR("")), "");
    assert_string_equal(score_quad_class(ONR_STR("0311"), ONR_AGREE), "1");
    assert_string_equal(score_quad_class(ONR_STR("17"), ONR_COERCE), "4");
    assert_string_equal(score_quad_class(ONR_STR(""), ONR_ASSAULT), "4");
    for (int i = ONR_AGREE; i <= ONR_ASSAULT; i++)
        assert_true(strlen(score_plover_quad((onr_plover)i)) == 2 && *score_plover((onr_plover)i));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_is_a_row_of_csv_under_the_names_of_its_fields),
        cmocka_unit_test(a_spreadsheet_runs_no_cell_where_it_is_told_not_to),
        cmocka_unit_test(in_gdelt_a_happening_is_a_row_a_pair_and_each_telling_a_mention),
        cmocka_unit_test(scores_are_those_of_a_code_or_of_the_one_above_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
