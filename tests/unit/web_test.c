/*
 * What people look at: text of pages stays text, marks lie where the record says, documents need
 * nothing from elsewhere.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
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

static onr_web_answer ask(onr_store *store, const char *path, const char *name, const char *value,
                          onr_arena *arena)
{
    const onr_web_value one = {str_of(name), str_of(value)};
    const onr_web_request request = {.path = str_of(path), .values = &one, .count = 1};
    onr_web_answer out;
    assert_true(onr_web_ask(&out, store, &request, arena, NULL));
    return out;
}

/* A store in which Ada, who is called <script>, told the Daily what Bo wants. */
static onr_store *store_of_scripts(const char *path, onr_arena *arena)
{
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_store *store;
    onr_error err;
    bool added;
    const onr_str chain = ONR_STR("<script>");
    const onr_strs chains[] = {{&chain, 1}, {&chain, 1}};
    entities[0].name = ONR_STR("<script>alert(1)</script>");
    record.name = record.source = record.article.title = ONR_STR("<script>\"'&");
    record.article.published = ONR_STR("2026-03");
    record.chains = chains;
    onr_record_identify(record.id, ONR_STR("page"));
    assert_true(onr_store_open(&store, path, ONR_STORE_CREATE, &err));
    assert_true(onr_store_add(store, &record, &added, arena, &err));
    return store;
}

static void every_view_shows_scripts_as_text(void **state)
{
    (void)state;
    static const char *const paths[] = {"/",         "/search", "/timeline",
                                        "/disputes", "/actors", "/article"};
    onr_arena *arena = onr_arena_new(64 << 20);
    onr_store *store = store_of_scripts(":memory:", arena);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        onr_web_answer a = ask(store, paths[i], "by", "<script>alert(1)</script>", arena);
        assert_int_equal(a.status, 200);
        assert_false(holds(a.body, "<script"));
        assert_true(holds(a.body, "&lt;script&gt;"));
    }
    onr_web_answer article = ask(store, "/article", "page", "1", arena);
    assert_false(holds(article.body, "<script"));
    assert_true(holds(article.body, "<h1 id=\"top\">&lt;script&gt;&quot;&#39;&amp;</h1>"));
    onr_store_close(store);
    onr_arena_free(arena);
}

static void a_month_is_a_bar_and_a_shape_on_the_timeline(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(64 << 20);
    onr_store *store = store_of_scripts(":memory:", arena);
    onr_web_answer a = ask(store, "/timeline", "by", "Bo", arena);
    assert_true(holds(a.body, "aria-label=\"Bo demanded, Mar 2026: a pledge\" class=\"demand\">"
                              "<rect class=\"span\" x=\"190\""));
    onr_store_close(store);
    onr_arena_free(arena);
}

static void an_edge_of_the_network_opens_its_statements(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(64 << 20);
    onr_store *store = store_of_scripts(":memory:", arena);
    assert_true(holds(ask(store, "/actors", "by", "", arena).body,
                      "<a href=\"/search?by=%3Cscript%3Ealert%281%29%3C%2Fscript%3E&amp;"
                      "to=the%20Daily\" aria-label="));
    assert_true(str_is(ask(store, "/actors.csv", "by", "", arena).body,
                       "by,to,count\r\n\"<script>alert(1)</script>\",\"the Daily\",1\r\n"));
    onr_store_close(store);
    onr_arena_free(arena);
}

static void an_edge_keeps_what_else_is_asked(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(64 << 20);
    onr_store *store = store_of_scripts(":memory:", arena);
    assert_true(holds(ask(store, "/actors", "since", "2026", arena).body,
                      "<a href=\"/search?since=2026&amp;by=%3Cscript%3E"));
    onr_store_close(store);
    onr_arena_free(arena);
}

static void a_month_that_is_counted_opens_that_month_alone(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(64 << 20);
    onr_store *store = store_of_scripts(":memory:", arena);
    assert_true(holds(ask(store, "/search", "since", "2020", arena).body,
                      "<a href=\"/search?since=2026-03&amp;until=2026-03\">2026-03</a>"));
    onr_store_close(store);
    onr_arena_free(arena);
}

static void what_is_wrong_is_told_in_the_form_that_was_asked_for(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(64 << 20);
    onr_store *store = store_of_scripts(":memory:", arena);
    onr_web_answer a = ask(store, "/search.json", "since", "soon", arena);
    assert_int_equal(a.status, 400);
    assert_true(str_is(a.body, "{\"error\":{\"status\":400,\"what\":\"since: no date\",\"advice\":"
                               "\"write 2026-02-19, 2026-02 or 2026\"}}"));
    a = ask(store, "/article.csv", "page", "7", arena);
    assert_int_equal(a.status, 404);
    assert_true(holds(a.body, "status,what,advice\r\n404,\"no such page\","));
    a = ask(store, "/search", "page", "0", arena);
    assert_int_equal(a.status, 400);
    a = ask(store, "/elsewhere", "", "", arena);
    assert_int_equal(a.status, 404);
    assert_true(holds(a.body, "<h1>Error 404</h1>"));
    onr_store_close(store);
    onr_arena_free(arena);
}

static void every_wrong_value_of_a_request_is_told_with_its_name(void **state)
{
    (void)state;
    static const struct {
        const char *path, *name, *value, *what;
        int status;
    } cases[] = {
        {"/disputes.json", "since", "soon", "since: no date", 400},
        {"/search.json", "until", "2026-02-30", "until: no date", 400},
        {"/disputes.json", "page", "0", "page: no number from 1 to", 400},
        {"/search.json", "page", "12345678901", "page: no number from 1 to", 400},
        {"/search.json", "page", "2x3", "page: no number from 1 to", 400},
        {"/search.json", "act", "sing", "act: there is no such act", 400},
        {"/search.json", "min-confidence", "sure", "min-confidence: no number from 0 to 1", 400},
        {"/timeline.json", "min-confidence", "1.01", "min-confidence: no number from 0 to 1", 400},
        {"/actors.json", "min-confidence", "0.5.1", "min-confidence: no number from 0 to 1", 400},
        {"/search.json", "min-confidence", ".", "min-confidence: no number from 0 to 1", 400},
        {"/search.json", "min-confidence", "0.123456", "min-confidence: no number from 0 to 1",
         400},
        {"/disputes.json", "claim", "9.S9", "no such dispute", 404},
        {"/disputes.json", "claim", "nobody", "no such dispute", 404},
        {"/article.json", "page", "seven", "no such page", 404},
    };
    onr_arena *arena = onr_arena_new(64 << 20);
    onr_store *store = store_of_scripts(":memory:", arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        onr_web_answer a = ask(store, cases[i].path, cases[i].name, cases[i].value, arena);
        assert_int_equal(a.status, cases[i].status);
        assert_true(holds(a.body, cases[i].what));
    }
    onr_store_close(store);
    onr_arena_free(arena);
}

static void what_is_less_sure_than_was_asked_for_is_left_out(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(64 << 20);
    onr_store *store = store_of_scripts(":memory:", arena);
    for (size_t i = 0; i < 2; i++) {
        const char *path = i ? "/timeline.csv" : "/search.csv";
        onr_str whole = ask(store, path, "min-confidence", "0", arena).body,
                sure = ask(store, path, "min-confidence", "1", arena).body;
        assert_true(holds(whole, "pledge"));
        assert_false(holds(sure, "pledge"));
    }
    /* A link to somewhere narrower keeps it. */
    assert_true(holds(ask(store, "/search", "min-confidence", "0.25", arena).body,
                      "/search?min-confidence=0.25&amp;by="));
    onr_store_close(store);
    onr_arena_free(arena);
}

static void what_was_asked_for_is_marked_in_its_forms(void **state)
{
    (void)state;
    static const struct {
        const char *about;
        bool marked;
    } cases[] = {{"pledge", true}, {"PLEDGE!", true}, {"(a pledge)", true}};
    onr_arena *arena = onr_arena_new(64 << 20);
    onr_store *store = store_of_scripts(":memory:", arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(holds(ask(store, "/search", "about", cases[i].about, arena).body,
                               "<mark>pledge</mark>"),
                         cases[i].marked);
    onr_store_close(store);
    onr_arena_free(arena);
}

static void a_table_doubles_the_quotation_marks_of_a_name(void **state)
{
    (void)state;
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_arena *arena = onr_arena_new(64 << 20);
    onr_store *store;
    onr_error err;
    bool added;
    entities[0].name = ONR_STR("Ada \"the pen\" Lum");
    onr_record_identify(record.id, ONR_STR("pen"));
    assert_true(onr_store_open(&store, ":memory:", ONR_STORE_CREATE, &err));
    assert_true(onr_store_add(store, &record, &added, arena, &err));
    assert_true(holds(ask(store, "/actors.csv", "by", "", arena).body,
                      "\"Ada \"\"the pen\"\" Lum\",\"the Daily\",1\r\n"));
    /* A page of which neither title nor source is known is called by its number. */
    assert_true(
        holds(ask(store, "/search", "by", "Bo", arena).body,
              "<a href=\"/article?page=1#S2\">1.S2</a> <span class=\"meta\">The Page, undated"));
    onr_store_close(store);
    onr_arena_free(arena);
}

/* Thirty pages; on each somebody with a long name told the Daily what Bo disputes. */
static onr_store *store_of_thirty(onr_arena *arena)
{
    static const char *const days[] = {"2025", "2026-12", "2026-02-19"};
    const onr_dispute dispute = {.claim = 1, .denial = 0};
    onr_store *store;
    onr_error err;
    bool added;
    assert_true(onr_store_open(&store, ":memory:", ONR_STORE_CREATE, &err));
    for (int i = 0; i < 30; i++) {
        onr_statement statements[2];
        onr_entity entities[3];
        onr_record record = told_record(statements, entities);
        entities[0].name =
            arena_format(arena, "Ödön Szőkes-Üveges Őrségi%c the %d.", 'a' + i % 2, i);
        record.article.title = arena_format(arena, "Page %d", i);
        record.article.published = str_of(days[i % 3]);
        record.disputes = &dispute;
        record.dispute_count = 1;
        onr_record_identify(record.id, record.article.title);
        assert_true(onr_store_add(store, &record, &added, arena, &err) && added);
    }
    return store;
}

static void what_does_not_fit_on_a_page_stands_on_the_next(void **state)
{
    (void)state;
    static const struct {
        const char *path, *name;
        size_t first, second;
    } views[] = {{"/disputes", "page", 20, 10}, {"/article", "from", 25, 5}};
    onr_arena *arena = onr_arena_new(64 << 20);
    onr_store *store = store_of_thirty(arena);
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        onr_str first = ask(store, views[i].path, views[i].name, "1", arena).body;
        onr_str second = ask(store, views[i].path, views[i].name, "2", arena).body;
        assert_int_equal(count_of(first, "<li"), views[i].first);
        assert_int_equal(count_of(second, "<li"), views[i].second);
        assert_true(holds(first, ">Older</a>") && !holds(first, ">Newer</a>"));
        assert_true(holds(second, ">Newer</a>") && !holds(second, ">Older</a>"));
    }
    assert_true(holds(ask(store, "/search", "page", "1", arena).body, ">Older</a>"));
    onr_str csv = ask(store, "/article.csv", "from", "2", arena).body;
    assert_int_equal(count_of(csv, "\r\n"), 1 + 5);
    onr_str json = ask(store, "/disputes.json", "page", "2", arena).body;
    assert_int_equal(count_of(json, "\"about\""), 10);
    onr_store_close(store);
    onr_arena_free(arena);
}

static void a_drawing_has_room_for_so_many_and_cuts_long_names_between_letters(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(64 << 20);
    onr_store *store = store_of_thirty(arena);
    onr_str timeline = ask(store, "/timeline", "by", "", arena).body;
    assert_true(holds(timeline, "Ödön Szőkes-Üveges …</text>"));
    assert_int_equal(utf8_check(timeline), timeline.len);
    /* A year and a month are as long as they are. */
    assert_int_equal(count_of(timeline, "<rect class=\"span\""), 40);
    onr_str actors = ask(store, "/actors", "by", "", arena).body;
    assert_int_equal(count_of(actors, "<circle"), 24);
    assert_true(holds(actors, "the Daily"));
    onr_store_close(store);
    onr_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_statement_is_marked_in_the_text_with_what_stands_in_it),
        cmocka_unit_test(what_a_page_says_is_never_markup),
        cmocka_unit_test(contents_that_reach_out_of_one_another_leave_whole_markup),
        cmocka_unit_test(a_document_has_a_policy_that_runs_nothing),
        cmocka_unit_test(every_view_shows_scripts_as_text),
        cmocka_unit_test(a_month_is_a_bar_and_a_shape_on_the_timeline),
        cmocka_unit_test(an_edge_of_the_network_opens_its_statements),
        cmocka_unit_test(an_edge_keeps_what_else_is_asked),
        cmocka_unit_test(a_month_that_is_counted_opens_that_month_alone),
        cmocka_unit_test(what_is_wrong_is_told_in_the_form_that_was_asked_for),
        cmocka_unit_test(every_wrong_value_of_a_request_is_told_with_its_name),
        cmocka_unit_test(what_is_less_sure_than_was_asked_for_is_left_out),
        cmocka_unit_test(what_was_asked_for_is_marked_in_its_forms),
        cmocka_unit_test(what_does_not_fit_on_a_page_stands_on_the_next),
        cmocka_unit_test(a_drawing_has_room_for_so_many_and_cuts_long_names_between_letters),
        cmocka_unit_test(a_table_doubles_the_quotation_marks_of_a_name),
        cmocka_unit_test(a_report_is_whole_or_an_error_says_why_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
