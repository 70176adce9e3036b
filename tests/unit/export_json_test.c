/*
 * Records as JSON: what is written of them, and that it reads as the record that it was.
 */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "written.h"

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

static void an_answer_is_a_line_of_json(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_answer answer = answer_of_ada();
    onr_str line = answered_in("jsonl", &answer, (export_style){0}, arena);
    assert_true(holds(
        line, "{\"id\":\"7.S1\",\"page\":\"sha256:1\",\"source\":\"ada.html\",\"url\":null,"));
    assert_true(holds(line, "\"negated\":false,\"hedged\":true,\"unrealised\":false,"
                            "\"span\":[3,35],\"bytes\":[100,140],\"confidence\":0.9}\n"));
    onr_arena_free(arena);
}

/* What tests/golden lays out for people, as it was written: without white space around values. */
static onr_str golden(const char *path, onr_arena *arena)
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
        onr_str json = golden(pages.gl_pathv[i], arena), again;
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

static void whatever_a_day_was_taken_from_is_read_again(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    for (int from = ONR_DATE_META; from <= ONR_DATE_FETCHED; from++) {
        onr_record record = {.id = "sha256:1", .article.published_from = (onr_date_from)from},
                   again;
        onr_str json;
        onr_error err;
        assert_true(onr_record_write_json(&json, &record, arena, &err));
        assert_true(onr_record_read_json(&again, json, (onr_str){0}, arena, &err));
        assert_int_equal(again.article.published_from, from);
    }
    onr_arena_free(arena);
}

static void where_a_page_lies_in_its_file_is_read_again(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_record record = {
        .id = "sha256:1",
        .source = ONR_STR("crawl.warc.gz"),
        .origin = {1099511627776, 575, ONR_STR("sha1:GATE"), ONR_STR("2026-03-04T12:00:00Z")}};
    onr_record again;
    onr_str json;
    onr_error err;
    assert_true(onr_record_write_json(&json, &record, arena, &err));
    assert_true(onr_record_read_json(&again, json, (onr_str){0}, arena, &err));
    assert_true(again.origin.offset == 1099511627776);
    assert_true(again.origin.length == 575);
    assert_true(str_is(again.origin.digest, "sha1:GATE"));
    assert_true(str_is(again.origin.fetched, "2026-03-04T12:00:00Z"));
    onr_arena_free(arena);
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
        "{\"page\":{\"id\":\"sha256:1\",\"text\":\"a\"},\"statements\":[{\"inside\":\"S1\"}]}",
        "{\"page\":{\"id\":\"sha256:1\",\"text\":\"a\"},\"statements\":[{\"inside\":\"S3\"},"
        "{\"inside\":\"S1\"},{\"inside\":\"S2\"}]}",
        "{\"page\":{\"id\":\"sha256:1\",\"text\":\"a\"},\"events\":[{\"actor\":[null]}]}",
        "{\"page\":{\"id\":\"sha256:1\",\"text\":\"a\"},\"statements\":[{}],"
        "\"disputes\":[{\"claim\":\"S1\"}]}",
        "{\"page\":{\"id\":\"sha256:1\",\"text\":\"a\"},\"statements\":[{\"confidence\":1.5}]}",
        "{\"page\":{\"id\":\"sha256:1\",\"text\":\"a\"},\"events\":[{\"confidence\":-0.5}]}",
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
        cmocka_unit_test(ill_formed_bytes_keep_their_places_in_json),
        cmocka_unit_test(an_answer_is_a_line_of_json),
        cmocka_unit_test(a_record_that_is_read_from_json_writes_the_same_json),
        cmocka_unit_test(whatever_a_day_was_taken_from_is_read_again),
        cmocka_unit_test(where_a_page_lies_in_its_file_is_read_again),
        cmocka_unit_test(json_that_points_at_nothing_is_no_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
