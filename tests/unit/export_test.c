/*
 * The forms of output: what each says of a record, an article, an answer, and that none is ever
 * written by half.
 */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/str.h"
#include "export/format.h"
#include "told_record.h"

static bool holds(onr_str json, const char *part)
{
    return str_find(json, str_of(part), 0) != SIZE_MAX;
}

static void json_names_statements_and_says_null_for_nobody(void **state)
{
    (void)state;
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_str json;
    onr_error err;
    assert_true(onr_record_write_json(&json, &record, arena, &err));
    assert_true(holds(json, "\"id\":\"S2\",\"speaker\":[[24,26]],\"speaker_entity\":\"E3\""));
    assert_true(holds(json, "\"addressee\":null,\"addressee_entity\":null"));
    assert_true(holds(json, "\"inside\":\"S1\""));
    assert_true(holds(json, "\"confidence\":0.9}"));
    onr_arena_free(arena);
}

static void ill_formed_bytes_keep_their_places_in_json(void **state)
{
    (void)state;
    onr_record record = {.article = {.text = ONR_STR("a\xff\xc3(b")}};
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_str json;
    onr_error err;
    assert_true(onr_record_write_json(&json, &record, arena, &err));
    assert_true(holds(json, "\"text\":\"a\?\?(b\""));
    onr_arena_free(arena);
}

static onr_answer answer_of_ada(void)
{
    return (onr_answer){.id = ONR_STR("7.S1"),
                        .speaker_words = ONR_STR("she"),
                        .page = ONR_STR("sha256:1"),
                        .source = ONR_STR("ada.html"),
                        .statement = ONR_STR("S1"),
                        .speaker = ONR_STR("Ada \"the pen\" Lum"),
                        .act = ONR_STR("deny"),
                        .content = ONR_STR("that the gate, once shut, opened"),
                        .chain = ONR_STR("this page \xE2\x86\x90 Ada Lum"),
                        .quote = ONR_STR("direct"),
                        .hedged = true,
                        .span = {3, 35},
                        .bytes = {100, 140},
                        .confidence = 0.9};
}

static const export_format *format_called(const char *name)
{
    for (size_t i = 0; export_format_at(i); i++)
        if (strcmp(export_format_at(i)->name, name) == 0)
            return export_format_at(i);
    fail();
    return NULL;
}

static void an_answer_is_a_row_of_csv_under_the_names_of_its_fields(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    buffer to = {.arena = arena};
    onr_answer answer = answer_of_ada();
    onr_str line;
    format_called("csv")->answer_head(&to);
    format_called("csv")->answer(&to, &answer, (export_style){0});
    assert_true(buffer_finish(&line, &to, "", NULL));
    assert_true(str_is(
        line,
        "id,page,source,url,title,outlet,published,statement,speaker,speaker_words,code,cue,act,"
        "content,addressee,chain,said,quote,negated,hedged,unrealised,start,end,bytes_start,bytes_"
        "end,"
        "confidence\r\n"
        "\"7.S1\",\"sha256:1\",\"ada.html\",\"\",\"\",\"\",\"\",\"S1\",\"Ada \"\"the pen\"\" "
        "Lum\",\"she\",\"\",\"\","
        "\"deny\",\"that the gate, once shut, opened\",\"\",\"this page \xE2\x86\x90 Ada Lum\","
        "\"\",\"direct\",0,1,0,3,35,100,140,0.900\r\n"));
    onr_arena_free(arena);
}

static void an_answer_is_a_line_of_json(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    buffer to = {.arena = arena};
    onr_answer answer = answer_of_ada();
    onr_str line;
    format_called("jsonl")->answer(&to, &answer, (export_style){0});
    assert_true(buffer_finish(&line, &to, "", NULL));
    assert_true(holds(
        line, "{\"id\":\"7.S1\",\"page\":\"sha256:1\",\"source\":\"ada.html\",\"url\":null,"));
    assert_true(holds(line, "\"negated\":false,\"hedged\":true,\"unrealised\":false,"
                            "\"span\":[3,35],\"bytes\":[100,140],\"confidence\":0.9}\n"));
    onr_arena_free(arena);
}

static void an_answer_for_people_leads_back_to_its_bytes(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    buffer to = {.arena = arena};
    onr_answer answer = answer_of_ada();
    onr_str line;
    format_called("text")->answer(&to, &answer, (export_style){0});
    assert_true(buffer_finish(&line, &to, "", NULL));
    assert_true(
        str_is(line, "undated  Ada \"the pen\" Lum [“she”] [deny] (reportedly) that the gate, once "
                     "shut, opened\n    this page \xE2\x86\x90 Ada Lum\n"
                     "    ada.html:100-140 7.S1\n"));
    onr_arena_free(arena);
}

static void what_a_terminal_would_obey_is_not_shown_to_people(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    buffer to = {.arena = arena};
    onr_answer answer = answer_of_ada();
    onr_str line;
    answer.speaker = ONR_STR("Ada\033[31m\a\b Lum");
    answer.content = ONR_STR("a\xC2\x9B"
                             "b\n \xE2\x80\xAE\x63\xE2\x81\xA6 d\x9B\xE2\x80\xA8"
                             "e");
    answer.chain = ONR_STR("x\nforged: line");
    answer.source = ONR_STR("a\r\nb.html");
    format_called("text")->answer(&to, &answer, (export_style){0});
    assert_true(buffer_finish(&line, &to, "", NULL));
    assert_true(str_is(line, "undated  Ada [31m Lum [“she”] [deny] (reportedly) a b c d? e\n"
                             "    x forged: line\n    a b.html:100-140 7.S1\n"));
    onr_arena_free(arena);
}

static void a_spreadsheet_runs_no_cell_where_it_is_told_not_to(void **state)
{
    (void)state;
    static const char *const cells[] = {"=1+1", "+1", "-1", "@a", "\t=1"};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        onr_arena *arena = onr_arena_new(1 << 20);
        buffer to = {.arena = arena};
        onr_answer answer = {.id = str_of(cells[i]), .source = ONR_STR("a=b")};
        onr_str line;
        format_called("csv")->answer(&to, &answer, (export_style){.spreadsheet = true});
        assert_true(buffer_finish(&line, &to, "", NULL));
        assert_true(str_starts(line, "\"'"));
        assert_true(holds(line, cells[i]) && holds(line, ",\"a=b\","));
        buffer plain = {.arena = arena};
        format_called("csv")->answer(&plain, &answer, (export_style){0});
        assert_true(buffer_finish(&line, &plain, "", NULL));
        assert_int_equal(line.data[1], cells[i][0]);
        onr_arena_free(arena);
    }
}

static void for_people_what_stands_in_a_statement_is_indented_under_it(void **state)
{
    (void)state;
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_str out;
    assert_true(onr_record_write_text(&out, &record, false, arena, NULL));
    assert_true(holds(out, "  S1 Ada state \xE2\x86\x92 the Daily: that Bo wants a pledge\n"
                           "      S2 Bo demand: a pledge\n"));
    onr_arena_free(arena);
}

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
    format->record(&to, &record, (export_style){0});
    bool ok = buffer_finish(&out, &to, "write the record", &err);
    assert_true(ok || err.code == ONR_E_MEMORY);
    *len = ok ? out.len : 0;
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

/* What tests/golden lays out for people, as it was written: without white space around values. */
static onr_str written(const char *path, onr_arena *arena)
{
    buffer to = {.arena = arena};
    onr_str out = {0};
    bool quoted = false, escaped = false;
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    for (int c; (c = getc(file)) != EOF;) {
        if (quoted || (c != '\n' && c != ' '))
            buffer_put_char(&to, (char)c);
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
    }
    fclose(file);
    assert_true(buffer_finish(&out, &to, "read a golden record", NULL));
    return out;
}

static void a_record_that_is_read_from_json_writes_the_same_json(void **state)
{
    (void)state;
    glob_t pages;
    assert_int_equal(glob("tests/golden/*.json", 0, NULL, &pages), 0);
    assert_true(pages.gl_pathc >= 8);
    for (size_t i = 0; i < pages.gl_pathc; i++) {
        onr_arena *arena = onr_arena_new(64 << 20);
        onr_str json = written(pages.gl_pathv[i], arena), again;
        onr_record record;
        onr_error err;
        assert_true(onr_record_read_json(&record, json, (onr_str){0}, arena, &err));
        assert_true(onr_record_write_json(&again, &record, arena, &err));
        if (!str_equal(json, again))
            fail_msg("%s: read and written again it differs:\n%.*s", pages.gl_pathv[i],
                     (int)again.len, again.data);
        onr_arena_free(arena);
    }
    globfree(&pages);
}

static void json_that_points_at_nothing_is_no_record(void **state)
{
    (void)state;
    static const char *const records[] = {
        "{\"page\":{\"text\":\"a\"}}",
        "{\"page\":{\"id\":\"sha256:1\",\"text\":\"a\",\"blocks\":[{\"kind\":\"title\",\"span\":[0,"
        "2]}]}}",
        "{\"page\":{\"id\":\"sha256:1\",\"text\":\"a\"},\"statements\":[{\"cue\":[[0,1]],"
        "\"inside\":\"S2\"}]}",
        "{\"page\":{\"id\":\"sha256:1\",\"text\":\"a\"},\"statements\":[{\"act\":\"sing\"}]}",
        "[]",
    };
    for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
        onr_arena *arena = onr_arena_new(1 << 20);
        onr_record record;
        onr_error err;
        assert_false(onr_record_read_json(&record, str_of(records[i]), (onr_str){0}, arena, &err));
        assert_int_equal(err.code, ONR_E_FORMAT);
        onr_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_names_statements_and_says_null_for_nobody),
        cmocka_unit_test(a_record_that_is_read_from_json_writes_the_same_json),
        cmocka_unit_test(json_that_points_at_nothing_is_no_record),
        cmocka_unit_test(ill_formed_bytes_keep_their_places_in_json),
        cmocka_unit_test(an_answer_is_a_row_of_csv_under_the_names_of_its_fields),
        cmocka_unit_test(an_answer_is_a_line_of_json),
        cmocka_unit_test(an_answer_for_people_leads_back_to_its_bytes),
        cmocka_unit_test(what_a_terminal_would_obey_is_not_shown_to_people),
        cmocka_unit_test(a_spreadsheet_runs_no_cell_where_it_is_told_not_to),
        cmocka_unit_test(for_people_what_stands_in_a_statement_is_indented_under_it),
        cmocka_unit_test(a_record_is_written_whole_or_an_error_says_why_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
