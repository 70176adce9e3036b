#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "article/metadata/choice.h"
#include "article/metadata/day_keys.h"

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

static void other_calendars_and_their_digits_are_read(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 16);
    assert_day("19 ก.พ. 2569", 20260219);
    assert_day("30 اسفند 1404", 0);
    assert_day("29 اسفند 1404", 20260320);
    assert_day("1405/01/01", 20260321);
    assert_day("19 tháng 2 năm 2026", 20260219);
    assert_text(date_digits(ONR_STR("١٩ فبراير ٢٠٢٦"), arena), "19 فبراير 2026");
    assert_published("<html lang=hi><h1>नाव फिर चलेगी</h1><p class=date>१९ फ़रवरी २०२६</p>" PROSE, "",
                     "2026-02-19");
    onr_arena_free(arena);
}

static void years_may_be_short_and_months_between_marks(void **state)
{
    (void)state;
    assert_day("Feb 19 '26", 20260219);
    assert_day("Feb/19/2026", 20260219);
    assert_day("02.19.26", 20260219);
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

static void a_label_belongs_to_the_date_it_stands_by(void **state)
{
    (void)state;
    assert_published("<html lang=en><h1>Ferry to sail by spring</h1><div class=\"byline\">Posted: "
                     "Feb 19, 2026 6:30 AM | Last Updated: March 2, 2026</div>" PROSE,
                     "", "2026-02-19");
    assert_published(
        "<h1>Ferry to sail by spring</h1><time datetime=\"2026-03-02\">Posted: Feb 19, "
        "2026 | Last Updated: March 2, 2026</time>" PROSE,
        "", "2026-02-19");
    assert_published("<html lang=en><head><meta property=\"article:published_time\" "
                     "content=\"2026-02-19T10:00:00Z\"></head><h1>Ferry to sail by "
                     "spring</h1><p>Updated <time datetime=\"2026-03-02\">March 2</time></p>" PROSE,
                     "", "2026-02-19");
}

static void what_is_stated_tells_day_from_month(void **state)
{
    (void)state;
    assert_published("<html lang=de><head><meta property=\"article:published_time\" "
                     "content=\"2026-11-01T08:00:00Z\"></head><h1>Die Fähre soll wieder "
                     "fahren</h1><p class=\"date\">11/1/2026</p>" PROSE,
                     "", "2026-11-01");
}

static void a_month_in_a_url_is_no_day(void **state)
{
    (void)state;
    uint32_t month = 0;
    assert_int_equal(date_of_url(ONR_STR("https://post.example/2026/jan21/ferry"), &month), 0);
    assert_int_equal(date_of_url(ONR_STR("https://post.example/2026/jan/21/ferry"), &month),
                     20260121);
}

static void a_letter_may_stand_before_a_day_in_a_url(void **state)
{
    (void)state;
    uint32_t month = 0;
    assert_int_equal(date_of_url(ONR_STR("https://post.example/a/t20260219_7.html"), &month),
                     20260219);
}

static void seconds_are_a_day(void **state)
{
    (void)state;
    assert_published("<h1>Ferry to sail by spring</h1><time datetime=\"1771497000000\">yesterday"
                     "</time>" PROSE,
                     "", "2026-02-19");
    assert_published("<head><script type=\"application/ld+json; charset=utf-8\">{\"@type\":"
                     "\"NewsArticle\",\"datePublished\":1771497000}</script></head>"
                     "<h1>Ferry to sail by spring</h1>" PROSE,
                     "", "2026-02-19");
    assert_published(
        "<h1>Ferry to sail by spring</h1><p class=date data-id=1771497000>now</p>" PROSE, "", "");
}

static void the_words_of_a_name_say_which_day_it_tells(void **state)
{
    (void)state;
    assert_int_equal(day_key_of(ONR_STR("video:release_date")), DAY_KEY_PUBLISHED);
    assert_int_equal(day_key_of(ONR_STR("firstPublishedAt")), DAY_KEY_PUBLISHED);
    assert_int_equal(day_key_of(ONR_STR("last-updated")), DAY_KEY_MODIFIED);
    assert_int_equal(day_key_of(ONR_STR("unpublish_date")), DAY_KEY_NONE);
    assert_int_equal(day_key_of(ONR_STR("publisher")), DAY_KEY_NONE);
}

static void a_script_may_tell_the_day(void **state)
{
    (void)state;
    assert_published("<h1>Ferry to sail by spring</h1>" PROSE
                     "<script>s.push(\"{\\\"now\\\":\\\"2026-03-09\\\",\\\"publishedAt\\\":"
                     "\\\"2026-02-19T08:30:00Z\\\"}\")</script>",
                     "", "2026-02-19");
    assert_published("<h1>Ferry to sail by spring</h1>" PROSE
                     "<input type=hidden name=\"publish_date\" value=\"2026-02-19 08:30\">",
                     "", "2026-02-19");
    assert_published("<h1>Ferry to sail by spring</h1>" PROSE
                     "<script>build = {date: '2026-03-09', published: true}</script>",
                     "", "");
}

static void what_is_stated_goes_before_a_change(void **state)
{
    (void)state;
    assert_published("<head><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\","
                     "\"datePublished\":\"2026-02-19\",\"dateModified\":\"2026-03-02\"}</script>"
                     "</head><h1>Ferry to sail by spring</h1>" PROSE,
                     "", "2026-02-19");
}

static void the_article_at_the_pages_address_is_its_own(void **state)
{
    (void)state;
    assert_published("<head><script type=\"application/ld+json\">[{\"@type\":\"NewsArticle\","
                     "\"url\":\"https://post.example/mill\",\"datePublished\":\"2026-03-09\"},"
                     "{\"@type\":\"NewsArticle\",\"url\":\"https://www.post.example/ferry/\","
                     "\"datePublished\":\"2026-02-19\"}]</script></head>"
                     "<h1>Ferry to sail by spring</h1>" PROSE,
                     "https://post.example/ferry", "2026-02-19");
}

static void a_sentence_may_tell_the_day_of_its_page(void **state)
{
    (void)state;
    assert_published("<h1>Ferry to sail by spring</h1>" PROSE
                     "<p>Ann Lee writes about the sea and those who live by it, for this paper and "
                     "for others. This article was first published on 19 February 2026.</p>",
                     "", "2026-02-19");
    assert_published("<h1>Ferry to sail by spring</h1><p>PORT AMBER, Feb. 19, 2026 (Gull Wire) -- "
                     "The ferry will sail again, said the mayor, who had long been against it.</p>",
                     "", "2026-02-19");
    assert_published("<h1>Ferry to sail by spring</h1>" PROSE
                     "<p>The report that the harbour board published on 4 March 2025 said that the "
                     "old quay could not bear the weight of a second ferry.</p>",
                     "", "");
    assert_published("<h1>Ferry to sail by spring</h1>" PROSE
                     "<p>© 2003–2026 The Amber Post. Terms of 1 May 2018.</p>",
                     "", "");
}

static void a_meta_name_may_have_a_prefix(void **state)
{
    (void)state;
    assert_published("<head><meta name=\"hp:pubdate\" content=\"20260219T083000Z\"></head>"
                     "<h1>Ferry to sail by spring</h1>" PROSE,
                     "", "2026-02-19");
    assert_byline("<head><meta name=\"hp.author\" content=\"Ann Lee\"></head><h1>Ferry to sail "
                  "by spring</h1>" PROSE,
                  "Ann Lee", NULL);
}

static void json_may_be_untyped_or_about_a_page(void **state)
{
    (void)state;
    static const char html[] = "<head><script type=\"application/ld+json\">{\"headline\":\"Ferry "
                               "to sail\",\"datePublished\""
                               ":\"2026-02-19\",\"author\":{\"name\":\"Ann "
                               "Lee\"}}</script></head><h1>Ferry to sail</h1>" PROSE;
    assert_published(html, "", "2026-02-19");
    assert_byline(html, "Ann Lee", NULL);
    assert_byline("<head><script type=\"application/ld+json\">{\"@type\":\"HowTo\",\"author\":"
                  "\"Ann Lee\"}</script></head><h1>How to moor a ferry</h1>" PROSE,
                  "Ann Lee", NULL);
}

static void a_page_without_a_day_gives_none(void **state)
{
    (void)state;
    assert_published("<h1>Ferry to sail by spring</h1>" PROSE "<footer>© 2026 Post</footer>", "",
                     "");
}

static void what_stands_before_the_story_names_no_author_of_it(void **state)
{
    (void)state;
    static const char *const around[] = {"article", "main"};
    for (size_t i = 0; i < 2; i++) {
        char html[4096];
        snprintf(
            html, sizeof html,
            "<head><meta name=\"author\" content=\"Ann Lee\"></head><aside class=\"trending\">"
            "<p class=\"author\">By Bo Ek</p></aside><%s><h1>Ferry to sail by spring</h1>%s%s</%s>",
            around[i], PROSE PROSE, PROSE PROSE, around[i]);
        assert_byline(html, "Ann Lee", NULL);
    }
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

static void a_byline_ends_with_its_line(void **state)
{
    (void)state;
    assert_byline("<h1>Ferry to sail by spring</h1><div>Photo: post.example<br>Author: <a "
                  "href=\"/law\">Dr.</a> Ann Lee<br>Harbour and sea, for which the mayor had "
                  "asked, and the fishermen too, in a letter that they wrote last year</div>" PROSE,
                  "Dr. Ann Lee", NULL);
    assert_byline("<html lang=de><h1>Die Fähre soll wieder fahren</h1><p><b>Von:</b><br><br>Ann "
                  "Lee</p>" PROSE,
                  "Ann Lee", NULL);
    assert_byline("<html lang=fr><h1>Le bac repart</h1><p>Auteur : Ann Lee</p>" PROSE, "Ann Lee",
                  NULL);
}

static void a_label_needs_no_colon_before_names_alone(void **state)
{
    (void)state;
    assert_byline("<html lang=de><h1>Die Fähre soll wieder fahren</h1>" PROSE
                  "<p>Autoren Ann Lee und Bo Ek</p>",
                  "Ann Lee", "Bo Ek");
    assert_byline("<h1>Ferry to sail by spring</h1>" PROSE
                  "<p>Author Ann Lee said at the fair that ferries had a future here.</p>",
                  NULL, NULL);
}

static void a_name_by_a_date_needs_no_announcement(void **state)
{
    (void)state;
    assert_byline("<html lang=de><h1>Die Fähre soll wieder fahren</h1><p>11.12.2025 – Ann "
                  "Lee</p>" PROSE,
                  "Ann Lee", NULL);
    assert_byline("<h1>Ferry to sail by spring</h1><span>Bo van der Berg</span><span>Dec 05, "
                  "2025</span>" PROSE,
                  "Bo van der Berg", NULL);
    assert_byline("<h1>Ferry to sail by spring</h1><span>Port of the Year</span><span>Dec 05, "
                  "2025</span>" PROSE,
                  NULL, NULL);
}

static void a_name_may_close_an_article(void **state)
{
    (void)state;
    assert_byline("<h1>Ferry to sail by spring</h1>" PROSE
                  "<p>The line had been closed for lack of a ship, as the yard that was to build "
                  "a new one had gone out of business in winter.</p><p><b><i>Ann Lee</i></b></p>",
                  "Ann Lee", NULL);
}

static void a_list_of_authors_is_given_whole(void **state)
{
    (void)state;
    assert_byline("<h1>Ferry to sail by spring</h1><div class=\"author\"><a rel=\"author\" "
                  "href=\"/author/ann\">Ann Lee</a>, <a rel=\"author\" href=\"/author/bo\">Bo "
                  "Ek</a></div>" PROSE,
                  "Ann Lee", "Bo Ek");
}

static void whose_picture_it_is_is_no_byline(void **state)
{
    (void)state;
    assert_byline("<h1>Ferry to sail by spring</h1><div class=\"author-info\">© Bilder/Bo Ek</div>"
                  "<p>By Ann Lee</p>" PROSE,
                  "Ann Lee", NULL);
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
        "class=\"site-title\">Post</h1><h2>Ferry to sail by spring</h2>" PROSE
        "<p>The ministry, asked for comment, denied that it had ever promised them any money.</p>";
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

static void a_title_may_begin_with_the_sites_name(void **state)
{
    (void)state;
    assert_title("<head><title>Post’s own ferry sails to the far harbour - Post</title><meta "
                 "property=\"og:site_name\" content=\"Post\"><meta property=\"og:title\" "
                 "content=\"Post’s own ferry sails to the far harbour - Post\"></head>" PROSE,
                 "Post’s own ferry sails to the far harbour");
}

static void a_work_named_in_the_title_is_no_title(void **state)
{
    (void)state;
    assert_title("<head><title>Ann Lee calls The Far Harbour a film of war</title><meta "
                 "property=\"og:title\" content=\"Ann Lee on The Far Harbour\"></head><h1>Ann Lee "
                 "calls <em>The Far Harbour</em> a film of war</h1>" PROSE,
                 "Ann Lee calls The Far Harbour a film of war");
}

static void a_heading_of_something_else_is_no_title(void **state)
{
    (void)state;
    assert_title("<head><title>Ferry to sail by spring</title><meta property=\"og:title\" "
                 "content=\"Ferry to sail by spring\"></head><h2 class=\"title\">More from "
                 "here</h2>" PROSE,
                 "Ferry to sail by spring");
}

static void assert_outlet(const char *html, const char *url, const char *expected)
{
    reading r = read_page(html, url);
    assert_text(r.article.outlet, expected);
    onr_arena_free(r.arena);
}

static void the_host_tells_the_outlet_from_its_slogan(void **state)
{
    (void)state;
    static const char url[] = "https://www.harbourpost.example/ferry";
    assert_outlet("<head><meta property=\"og:site_name\" content=\"Ships, Ferries | Harbour "
                  "Post\"></head><h1>Ferry to sail</h1>" PROSE,
                  url, "Harbour Post");
    assert_outlet("<head><title>Ferry to sail - Harbour Post</title></head><h1>Ferry to "
                  "sail</h1>" PROSE,
                  url, "Harbour Post");
    assert_outlet("<head><title>News: Ferry to sail</title></head><h1>Ferry to sail</h1>" PROSE,
                  url, "harbourpost.example");
    assert_outlet("<head><meta property=\"og:site_name\" content=\"https://harbourpost.example\">"
                  "</head><h1>Ferry to sail</h1>" PROSE,
                  url, "harbourpost.example");
}

static void a_title_and_the_line_of_copyright_tell_the_outlet(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "© 2026 Lake Courier", "© Lake Courier 2026", "Copyright Lake Courier 2019 - 2026",
        "© 2026 Lake Courier Ltd. All rights reserved", "Lake Courier © 2026"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char html[2048];
        snprintf(html, sizeof html,
                 "<head><title>Ferry to sail - Lake Courier</title></head><h1>Ferry to sail</h1>"
                 "%s<footer><p>%s</p></footer>",
                 PROSE, lines[i]);
        assert_outlet(html, "", "Lake Courier");
    }
}

static void what_is_no_language_and_no_url_is_not_given(void **state)
{
    (void)state;
    reading r = read_page("<html lang=\"English\"><head><meta property=\"og:locale\" "
                          "content=\"en_gb\"><link rel=canonical href=\"/ferry\"><meta "
                          "property=\"article:tag\" content=\"ferry, ssts:news,harbour\"></head>"
                          "<h1>Ferry to sail</h1>" PROSE,
                          "");
    assert_text(r.article.language, "en-GB");
    assert_text(r.article.url, "");
    assert_int_equal(r.article.tags.count, 2);
    onr_arena_free(r.arena);
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
    meta_find(&article, &title, &body, &r.page, (onr_str){0}, r.arena, r.arena);
    assert_text(body.text, "\nFerries & boats.\nThey sail.");
    onr_arena_free(r.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_read_in_many_languages),
        cmocka_unit_test(other_calendars_and_their_digits_are_read),
        cmocka_unit_test(years_may_be_short_and_months_between_marks),
        cmocka_unit_test(what_is_no_day_gives_none),
        cmocka_unit_test(a_visible_day_is_read),
        cmocka_unit_test(the_language_tells_day_from_month),
        cmocka_unit_test(a_comments_day_is_not_the_articles),
        cmocka_unit_test(published_is_not_modified),
        cmocka_unit_test(a_label_belongs_to_the_date_it_stands_by),
        cmocka_unit_test(what_is_stated_tells_day_from_month),
        cmocka_unit_test(a_month_in_a_url_is_no_day),
        cmocka_unit_test(a_letter_may_stand_before_a_day_in_a_url),
        cmocka_unit_test(seconds_are_a_day),
        cmocka_unit_test(the_words_of_a_name_say_which_day_it_tells),
        cmocka_unit_test(a_script_may_tell_the_day),
        cmocka_unit_test(what_is_stated_goes_before_a_change),
        cmocka_unit_test(the_article_at_the_pages_address_is_its_own),
        cmocka_unit_test(a_sentence_may_tell_the_day_of_its_page),
        cmocka_unit_test(a_meta_name_may_have_a_prefix),
        cmocka_unit_test(json_may_be_untyped_or_about_a_page),
        cmocka_unit_test(a_page_without_a_day_gives_none),
        cmocka_unit_test(what_stands_before_the_story_names_no_author_of_it),
        cmocka_unit_test(a_visible_byline_is_read),
        cmocka_unit_test(a_name_is_rid_of_what_is_none),
        cmocka_unit_test(a_byline_ends_with_its_line),
        cmocka_unit_test(a_label_needs_no_colon_before_names_alone),
        cmocka_unit_test(a_name_by_a_date_needs_no_announcement),
        cmocka_unit_test(a_name_may_close_an_article),
        cmocka_unit_test(a_list_of_authors_is_given_whole),
        cmocka_unit_test(whose_picture_it_is_is_no_byline),
        cmocka_unit_test(an_author_may_stand_elsewhere_in_the_graph),
        cmocka_unit_test(the_titles_bytes_are_where_the_page_shows_it),
        cmocka_unit_test(a_title_that_nothing_shows_has_the_bytes_of_the_element_that_tells_it),
        cmocka_unit_test(a_kicker_in_the_heading_is_no_title),
        cmocka_unit_test(the_sites_name_is_cut_off_the_title),
        cmocka_unit_test(a_title_may_begin_with_the_sites_name),
        cmocka_unit_test(a_work_named_in_the_title_is_no_title),
        cmocka_unit_test(a_heading_of_something_else_is_no_title),
        cmocka_unit_test(the_host_tells_the_outlet_from_its_slogan),
        cmocka_unit_test(a_title_and_the_line_of_copyright_tell_the_outlet),
        cmocka_unit_test(what_is_no_language_and_no_url_is_not_given),
        cmocka_unit_test(what_else_a_page_says_is_read),
        cmocka_unit_test(a_body_in_json_may_carry_markup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
