/*
 * What people look at: text of pages stays text, marks lie where the record says, documents need
 * nothing from elsewhere.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"
#include "onrecord/web.h"
#include "told_record.h"

static bool holds(onr_str html, const char *part)
{
    return str_find(html, str_of(part), 0) != SIZE_MAX;
}

static size_t count_of(onr_str html, const char *part)
{
    size_t count = 0;
    for (size_t at = 0; (at = str_find(html, str_of(part), at)) != SIZE_MAX; at++)
        count++;
    return count;
}

static onr_str report_of(const onr_record *record, onr_str bytes, onr_arena *arena)
{
    onr_str out;
    assert_true(onr_web_report_page(&out, record, bytes, arena, NULL));
    return out;
}

static void a_statement_is_marked_in_the_text_with_what_stands_in_it(void **state)
{
    (void)state;
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_arena *arena = onr_arena_new(1 << 20);
    strcpy(record.id, "sha256:0123456789");
    onr_str html = report_of(&record, (onr_str){0}, arena);
    assert_true(holds(html, "<span class=\"sp\">Ada</span> <span class=\"cue state\">told</span> "
                            "<span class=\"to\">the Daily</span> <span class=\"st state\" "
                            "tabindex=\"0\" id=\"p01234567-S1\" data-act=\"stated\">"));
    assert_true(holds(html, "a pledge</span></span>.</p>"));
    assert_int_equal(count_of(html, "<span"), count_of(html, "</span>"));
    onr_arena_free(arena);
}

static void what_a_page_says_is_never_markup(void **state)
{
    (void)state;
    static const char hostile[] = "<script>alert(1)</script>\" onclick='x' & \xff";
    const onr_block block = {ONR_BLOCK_PARAGRAPH, {0, sizeof hostile - 1}, {0, 9}};
    const onr_span whole = {0, sizeof hostile - 1};
    onr_statement s = {.speaker = {&whole, 1},
                       .content = {&whole, 1},
                       .cue = {&whole, 1},
                       .speaker_entity = ONR_NO_ENTITY,
                       .addressee_entity = ONR_NO_ENTITY,
                       .inside = ONR_NO_STATEMENT};
    onr_record record = {.source = ONR_STR("<b>.html"),
                         .article = {.text = ONR_STR(hostile),
                                     .title = ONR_STR(hostile),
                                     .outlet = ONR_STR(hostile),
                                     .blocks = &block,
                                     .block_count = 1},
                         .statements = {&s, 1}};
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_str html = report_of(&record, ONR_STR("<script>\xe9"), arena);
    assert_false(holds(html, "<script"));
    assert_false(holds(html, "onclick='"));
    assert_false(holds(html, "<b>.html"));
    assert_true(
        holds(html, "&lt;script&gt;alert(1)&lt;/script&gt;&quot; onclick=&#39;x&#39; &amp; "));
    assert_true(holds(html, "&lt;script&gt;\\xE9</div>"));
    onr_arena_free(arena);
}

static void contents_that_reach_out_of_one_another_leave_whole_markup(void **state)
{
    (void)state;
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    const onr_span first = {0, 20}, second = {10, 42};
    const onr_block blocks[2] = {{ONR_BLOCK_TITLE, {0, 15}, {0, 15}},
                                 {ONR_BLOCK_PARAGRAPH, {16, 42}, {16, 42}}};
    onr_arena *arena = onr_arena_new(1 << 20);
    statements[0].content = (onr_spans){&first, 1};
    statements[1].content = (onr_spans){&second, 1};
    record.article.blocks = blocks;
    record.article.block_count = 2;
    onr_str html = report_of(&record, (onr_str){0}, arena);
    assert_int_equal(count_of(html, "<span"), count_of(html, "</span>"));
    assert_int_equal(count_of(html, "</span></h2>") + count_of(html, "</span></p>"), 1);
    onr_arena_free(arena);
}

static void a_document_has_a_policy_that_runs_nothing(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_str begin, end;
    assert_true(onr_web_report_begin(&begin, ONR_STR("a <b>"), arena, NULL));
    assert_true(onr_web_report_end(&end, arena, NULL));
    assert_true(holds(begin, "Content-Security-Policy\" content=\"default-src 'none'; style-src "
                             "'sha256-"));
    assert_true(holds(begin, "<title>a &lt;b&gt;</title>"));
    assert_false(holds(begin, "<script") || holds(begin, "http://") || holds(begin, "https://"));
    assert_true(holds(end, "</html>"));
    onr_arena_free(arena);
}

static void a_report_is_whole_or_an_error_says_why_not(void **state)
{
    (void)state;
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_arena *arena = onr_arena_new(1 << 20);
    size_t whole = report_of(&record, (onr_str){0}, arena).len;
    onr_arena_free(arena);
    for (size_t limit = 0; limit < 1 << 15; limit += 500) {
        onr_str out;
        onr_error err;
        arena = onr_arena_new(limit);
        if (onr_web_report_page(&out, &record, (onr_str){0}, arena, &err))
            assert_int_equal(out.len, whole);
        else
            assert_int_equal(err.code, ONR_E_MEMORY);
        onr_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_statement_is_marked_in_the_text_with_what_stands_in_it),
        cmocka_unit_test(what_a_page_says_is_never_markup),
        cmocka_unit_test(contents_that_reach_out_of_one_another_leave_whole_markup),
        cmocka_unit_test(a_document_has_a_policy_that_runs_nothing),
        cmocka_unit_test(a_report_is_whole_or_an_error_says_why_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
