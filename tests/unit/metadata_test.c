#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "article/choice.h"

#define PROSE                                                                                      \
    "<p>The mayor of the harbour town said on Monday that the ferry would sail again by "          \
    "spring.</p>"                                                                                  \
    "<p>Fishermen had asked for the line, closed on 4 May 2019, to be opened before the "          \
    "season.</p>"

typedef struct reading {
    onr_arena *arena;
    onr_page page;
    onr_article article;
} reading;

static reading read_page(const char *html, const char *url)
{
    reading r = {.arena = onr_arena_new(1 << 24)};
    onr_error err;
    onr_given given = {.url = {url, strlen(url)}};
    assert_true(onr_page_read(&r.page, (onr_str){html, strlen(html)}, ONR_FORM_HTML,
                              ONR_STR("utf-8"), r.arena, &err));
    assert_true(onr_article_find(&r.article, &r.page, &given, r.arena, &err));
    return r;
}

static void assert_text(onr_str found, const char *expected)
{
    if (!str_is(found, expected))
        fail_msg("found \"%.*s\", not \"%s\"", (int)found.len, found.data, expected);
}

static void assert_published(const char *html, const char *url, const char *expected)
{
    reading r = read_page(html, url);
    assert_text(r.article.published, expected);
    onr_arena_free(r.arena);
}

static void assert_byline(const char *html, const char *first, const char *second)
{
    reading r = read_page(html, "");
    size_t count = first ? second ? 2 : 1 : 0;
    assert_int_equal(r.article.byline.count, count);
    if (first)
        assert_text(r.article.byline.items[0], first);
    if (second)
        assert_text(r.article.byline.items[1], second);
    onr_arena_free(r.arena);
}

static void assert_title(const char *html, const char *expected)
{
    reading r = read_page(html, "");
    assert_text(r.article.title, expected);
    onr_arena_free(r.arena);
}

static void assert_day(const char *text, day expected)
{
    date found = {0};
    size_t at = 0;
    date_next(&found, (onr_str){text, strlen(text)}, &at);
    if (found.first != expected)
        fail_msg("\"%s\" gives %u", text, found.first);
}

static void days_are_read_in_many_languages(void **state)
{
    (void)state;
    assert_day("Le 1er mars 2026", 20260301);
    assert_day("14 de febrero de 2026", 20260214);
    assert_day("3 agosto 2025", 20250803);
    assert_day("7. Jänner 2026", 20260107);
    assert_day("12 września 2025", 20250912);
    assert_day("5 июля 2025 г.", 20250705);
    assert_day("9 червня 2025", 20250609);
    assert_day("20 octombrie 2025", 20251020);
    assert_day("30 Ağustos 2025", 20250830);
    assert_day("2 augustus 2025", 20250802);
    assert_day("2025. június 4.", 20250604);
    assert_day("2026年2月19日", 20260219);
    assert_day("February 19th, 2026", 20260219);
    assert_day("19. 2. 2026", 20260219);
    assert_day("05.03.26", 20260305);
}

static void what_is_no_day_gives_none(void **state)
{
    (void)state;
    assert_day("31 April 2026", 0);
    assert_day("10 people in 2026", 0);
    assert_day("2026", 0);
    assert_day("v20260219", 0);
    assert_day("29 February 2025", 0);
    assert_day("1.2.3.4", 0);
}

static void a_visible_day_is_read(void **state)
{
    (void)state;
    assert_published("<html lang=en><h1>Ferry to sail by spring</h1>"
                     "<div class=\"post-meta\">Posted on <span>19 February 2026</span></div>" PROSE,
                     "", "2026-02-19");
    assert_published("<html lang=de><h1>Die Fähre soll wieder fahren</h1>"
                     "<p class=\"datum\">Erstellt am 19.02.2026</p>" PROSE,
                     "", "2026-02-19");
}

static void the_language_tells_day_from_month(void **state)
{
    (void)state;
    assert_published("<html lang=en-US><h1>Ferry to sail by spring</h1>"
                     "<time class=\"date\">3/4/2026</time>" PROSE,
                     "", "2026-03-04");
    assert_published("<html lang=en-GB><h1>Ferry to sail by spring</h1>"
                     "<time class=\"date\">3/4/2026</time>" PROSE,
                     "", "2026-04-03");
}

static void a_comments_day_is_not_the_articles(void **state)
{
    (void)state;
    assert_published("<h1>Ferry to sail by spring</h1><time datetime=\"2026-02-19\">19 February "
                     "2026</time>" PROSE
                     "<div class=\"comments\"><time datetime=\"2026-02-25\">25 February 2026</time>"
                     "<p>At last!</p></div>",
                     "", "2026-02-19");
}

static void published_is_not_modified(void **state)
{
    (void)state;
    static const char html[] =
        "<html><head><meta property=\"article:modified_time\" content=\"2026-03-01T10:00:00Z\">"
        "<meta property=\"article:published_time\" content=\"2026-02-19T10:00:00Z\"></head>"
        "<body><h1>Ferry to sail by spring</h1>" PROSE "</body></html>";
    reading r = read_page(html, "");
    assert_text(r.article.published, "2026-02-19");
    assert_text(r.article.modified, "2026-03-01");
    onr_arena_free(r.arena);
}

static void a_page_without_a_day_gives_none(void **state)
{
    (void)state;
    assert_published("<h1>Ferry to sail by spring</h1>" PROSE "<footer>© 2026 Post</footer>", "",
                     "");
}

static void a_visible_byline_is_read(void **state)
{
    (void)state;
    assert_byline("<h1>Ferry to sail by spring</h1><div class=\"byline\">By <a "
                  "href=\"/author/ann\">Ann Lee</a> and Bo Ek | Feb 3, 2026</div>" PROSE,
                  "Ann Lee", "Bo Ek");
    assert_byline("<html lang=de><h1>Die Fähre soll wieder fahren</h1><p>Von Ann "
                  "Lee</p>" PROSE,
                  "Ann Lee", NULL);
    assert_byline("<h1>Ferry to sail by spring</h1><span itemprop=\"author\">Ann Lee</span>" PROSE,
                  "Ann Lee", NULL);
}

static void a_name_is_rid_of_what_is_none(void **state)
{
    (void)state;
    assert_byline("<head><meta name=\"author\" content=\"By Ann Lee, Senior Editor, "
                  "ann@post.example\"></head><h1>Ferry to sail by spring</h1>" PROSE,
                  "Ann Lee", NULL);
    assert_byline("<head><meta property=\"article:author\" "
                  "content=\"https://facebook.example/post\"></head><h1>Ferry to sail by "
                  "spring</h1>" PROSE,
                  NULL, NULL);
}

static void an_author_may_stand_elsewhere_in_the_graph(void **state)
{
    (void)state;
    assert_byline("<head><script type=\"application/ld+json\">{\"@graph\":[{\"@type\":[\"Thing\","
                  "\"NewsArticle\"],\"author\":[{\"@id\":\"#a\"},{\"@type\":\"Person\",\"name\":"
                  "\"Bo Ek\"}]},{\"@type\":\"Person\",\"@id\":\"#a\",\"name\":\"Ann "
                  "Lee\"},]}</script></head><h1>Ferry to sail by spring</h1>" PROSE,
                  "Ann Lee", "Bo Ek");
}

static void the_titles_bytes_are_where_the_page_shows_it(void **state)
{
    (void)state;
    static const char html[] =
        "<head><title>Ferry to sail by spring | Post</title></head><h1 "
        "class=\"site-title\">Post</h1><h2>Ferry to sail by spring</h2>" PROSE;
    reading r = read_page(html, "");
    assert_true(r.article.block_count > 0);
    assert_text(str_slice(r.page.bytes, r.article.blocks[0].bytes),
                "<h2>Ferry to sail by spring</h2>");
    onr_arena_free(r.arena);
}

static void a_title_that_nothing_shows_has_the_bytes_of_the_element_that_tells_it(void **state)
{
    (void)state;
    static const char meta[] = "<meta property=\"og:title\" content=\"Ferry to sail by spring\">";
    static const char script[] = "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\","
                                 "\"headline\":\"Ferry to sail by spring\"}</script>";
    static const char *const tellers[] = {meta, script};
    for (size_t i = 0; i < 2; i++) {
        char html[2000];
        snprintf(html, sizeof html, "<head>%s</head>" PROSE, tellers[i]);
        reading r = read_page(html, "");
        assert_text(r.article.title, "Ferry to sail by spring");
        assert_text(str_slice(r.page.bytes, r.article.blocks[0].bytes), tellers[i]);
        onr_arena_free(r.arena);
    }
}

static void a_kicker_in_the_heading_is_no_title(void **state)
{
    (void)state;
    assert_title("<head><title>Ferry to sail by spring | Post</title><meta property=\"og:title\" "
                 "content=\"Ferry to sail by spring\"></head><h1><span>Opinion</span> <span>Ferry "
                 "to sail by spring</span></h1>" PROSE,
                 "Ferry to sail by spring");
}

static void the_sites_name_is_cut_off_the_title(void **state)
{
    (void)state;
    assert_title("<head><title>Ferry to sail by spring - The Harbour Post</title><meta "
                 "property=\"og:site_name\" content=\"The Harbour Post\"></head>" PROSE,
                 "Ferry to sail by spring");
    assert_title(
        "<head><title>Ferry to sail | Harbour Post</title></head><h1 class=\"site-title\">Harbour "
        "Post</h1><h2 class=\"entry-title\">Ferry to sail</h2>" PROSE,
        "Ferry to sail");
}

static void what_else_a_page_says_is_read(void **state)
{
    (void)state;
    static const char html[] =
        "<html><head><meta property=\"og:locale\" content=\"en_GB\"><link rel=\"canonical\" "
        "href=\"/ferry\"><meta property=\"og:url\" content=\"https://post.example/ferry\">"
        "<meta name=\"application-name\" content=\"Harbour Post\"><meta name=\"keywords\" "
        "content=\"ferry, harbour,Ferry\"></head><body><h1>Ferry to sail</h1>" PROSE;
    reading r = read_page(html, "");
    assert_text(r.article.language, "en-GB");
    assert_text(r.article.url, "https://post.example/ferry");
    assert_text(r.article.outlet, "Harbour Post");
    assert_int_equal(r.article.tags.count, 2);
    onr_arena_free(r.arena);
}

static void a_body_in_json_may_carry_markup(void **state)
{
    (void)state;
    static const char html[] =
        "<head><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"articleBody\":"
        "\"&lt;p&gt;Ferries &amp;amp; boats.&lt;/p&gt;&lt;p&gt;They "
        "&lt;b&gt;sail&lt;/b&gt;.&lt;/p&gt;\"}"
        "</script></head><h1>Ferry to sail by spring</h1>";
    reading r = read_page(html, "");
    onr_article article = {0};
    part title = {0}, body = {0};
    meta_find(&article, &title, &body, &r.page, (onr_str){0}, r.arena);
    assert_text(body.text, "\nFerries & boats.\nThey sail.");
    onr_arena_free(r.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_read_in_many_languages),
        cmocka_unit_test(what_is_no_day_gives_none),
        cmocka_unit_test(a_visible_day_is_read),
        cmocka_unit_test(the_language_tells_day_from_month),
        cmocka_unit_test(a_comments_day_is_not_the_articles),
        cmocka_unit_test(published_is_not_modified),
        cmocka_unit_test(a_page_without_a_day_gives_none),
        cmocka_unit_test(a_visible_byline_is_read),
        cmocka_unit_test(a_name_is_rid_of_what_is_none),
        cmocka_unit_test(an_author_may_stand_elsewhere_in_the_graph),
        cmocka_unit_test(the_titles_bytes_are_where_the_page_shows_it),
        cmocka_unit_test(a_title_that_nothing_shows_has_the_bytes_of_the_element_that_tells_it),
        cmocka_unit_test(a_kicker_in_the_heading_is_no_title),
        cmocka_unit_test(the_sites_name_is_cut_off_the_title),
        cmocka_unit_test(what_else_a_page_says_is_read),
        cmocka_unit_test(a_body_in_json_may_carry_markup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
