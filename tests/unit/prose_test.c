/* What of a page is its article: each complaint of those who use extractors, on a page of our own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "article/prose/blocks.h"
#include "learn/forest.h"
#include "article/parts.h"

#define P1                                                                                         \
    "The mayor of the harbour town said on Monday that the ferry to the islands would sail again " \
    "by spring, two winters after the line was closed."
#define P2                                                                                         \
    "Fishermen had asked for the line to be opened before the season. \"We were promised a boat, " \
    "and we were given a timetable,\" said Oda Brenn, who speaks for the harbour's crews."
#define P3                                                                                         \
    "The ministry of transport, asked for comment, denied that it had ever promised the town any " \
    "money, and said that the council would have to pay for repairs of the pier itself."
#define P4                                                                                         \
    "Repairs are expected to cost four million crowns. The council has set aside half of that, "   \
    "according to a budget that was passed in December against the votes of the opposition."
#define P5                                                                                         \
    "The shipping company, which owns two of the three boats on the coast, wants a contract for "  \
    "ten years. Its director warned that it would sell the older boat if none was signed by May."
#define P6                                                                                         \
    "A first meeting of all sides is planned for next week on the largest of the islands, where "  \
    "some three hundred people have lived without a regular connection since the closure."

#define TOP                                                                                        \
    "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"                              \
    "<title>Ferry to sail by spring | Harbour Post</title>"                                        \
    "<meta property=\"og:title\" content=\"Ferry to sail by spring\"></head><body>"                \
    "<header class=\"site-header\"><a href=\"/\">Harbour Post</a>"                                 \
    "<nav class=\"main-nav\"><ul><li><a href=\"/n\">News</a></li><li><a href=\"/s\">Sport</a>"     \
    "</li><li><a href=\"/w\">Weather</a></li><li><a href=\"/o\">Opinion</a></li></ul></nav>"       \
    "</header>"
#define BOTTOM                                                                                     \
    "<footer class=\"site-footer\"><ul><li><a href=\"/about\">About us</a></li>"                   \
    "<li><a href=\"/privacy\">Privacy policy</a></li><li><a href=\"/terms\">Terms</a></li></ul>"   \
    "<p>© 2026 Harbour Post. All rights reserved.</p></footer></body></html>"
#define H1 "<h1>Ferry to sail by spring</h1>"
#define P(text) "<p>" text "</p>"

typedef struct reading {
    onr_arena *arena;
    onr_page page;
    onr_article article;
} reading;

static reading read_html(const char *html)
{
    reading r = {.arena = onr_arena_new(1 << 24)};
    onr_error err;
    assert_true(onr_page_read(&r.page, str_of(html), ONR_FORM_HTML, (onr_str){0}, r.arena, &err));
    assert_true(onr_article_find(&r.article, &r.page, NULL, r.arena, &err));
    return r;
}

static void assert_body(const char *html, const char *expected)
{
    reading r = read_html(html);
    onr_str text = r.article.text;
    if (r.article.block_count && r.article.blocks[0].kind == ONR_BLOCK_TITLE) {
        size_t end = r.article.blocks[0].span.end;
        text = (onr_str){text.data + end, text.len - end};
    }
    text = str_trim(text);
    if (!str_is(text, expected))
        fail_msg("found \"%.*s\",\nnot \"%s\"", (int)text.len, text.data, expected);
    onr_arena_free(r.arena);
}

static void half_of_it_in_a_sibling_container_is_no_less_the_article(void **state)
{
    (void)state;
    assert_body(
        TOP "<main><div class=\"layout\">" H1 "<div class=\"text-1\">" P(P1) P(P2)
            P(P3) "</div><div class=\"ad-slot\">Advertisement</div><div class=\"text-2\">" P(P4)
                P(P5) P(P6) "</div></div></main>" BOTTOM,
        P1 "\n" P2 "\n" P3 "\n" P4 "\n" P5 "\n" P6);
}

static void a_cookie_box_longer_than_the_article_is_not_taken_for_it(void **state)
{
    (void)state;
    assert_body(
        TOP "<main><article class=\"story\">" H1 P(P1) P(P2)
            P(P3) "</article></main><div id=\"cookie-consent\" class=\"cookie-banner\"><h2>We "
                  "value your "
                  "privacy</h2><p>We and our partners store and access information on a device, "
                  "such as "
                  "cookies, and process personal data, such as unique identifiers and standard "
                  "information sent by a device.</p><p>With your permission we and our partners "
                  "may use "
                  "precise geolocation data and identification through device scanning. You may "
                  "click "
                  "to consent to our processing as described above.</p><p>Please note that some "
                  "processing of your personal data may not require your consent, but you have a "
                  "right "
                  "to object to such processing. Your preferences will apply to this website "
                  "only.</p>"
                  "<p>You can change your preferences at any time by returning to this site or by "
                  "visiting our privacy policy.</p></div>" BOTTOM,
        P1 "\n" P2 "\n" P3);
}

static void newsletter_and_republishing_boxes_stay_out(void **state)
{
    (void)state;
    assert_body(TOP "<main><article class=\"story\">" H1 "<div class=\"article-body\">" P(P1)
                    P(P2) "<div class=\"newsletter-signup\"><h3>Get our newsletter</h3><p>Sign up "
                          "for our free "
                          "morning newsletter and never miss a story.</p></div>" P(P3)
                              P(P4) "</div><div class=\"republish-box\"><h4>Republish this "
                                    "article</h4><p>You are free "
                                    "to republish this article under a Creative Commons licence, "
                                    "online or in print."
                                    "</p></div></article></main>" BOTTOM,
                P1 "\n" P2 "\n" P3 "\n" P4);
}

static void related_links_do_not_leak_in(void **state)
{
    (void)state;
    assert_body(TOP "<main><article class=\"story\">" H1 "<div class=\"article-body\">" P(P1)
                    P(P2) "<p><strong>Read also:</strong> <a href=\"/1\">Storm closes the northern "
                          "pier</a></p>" P(
                              P3) "<ul class=\"related-links\"><li><a href=\"/2\">Council passes "
                                  "budget</a></li>"
                                  "<li><a href=\"/3\">Fishermen block the harbour</a></li></ul>" P(
                                      P4) "</div><section class=\"related\"><h2>More "
                                          "stories</h2><div><a href=\"/4\"><h3>"
                                          "Islanders tired of waiting</h3></a><p>They have counted "
                                          "the boats that did not "
                                          "come.</p></div><div><a href=\"/5\"><h3>Old ferry sold "
                                          "for scrap</h3></a><p>A "
                                          "buyer from the south has taken the boat "
                                          "away.</p></div></section></article>"
                                          "</main>" BOTTOM,
                P1 "\n" P2 "\n" P3 "\n" P4);
}

static void captions_and_the_authors_life_stay_out(void **state)
{
    (void)state;
    assert_body(
        TOP "<main><article class=\"story\">" H1
            "<figure><img src=\"a.jpg\"><figcaption>The pier in January. Photo: Jan Holt / Coast "
            "Pictures</figcaption></figure><div class=\"article-body\">" P(P1) P(P2) P(P3)
                P(P4) "</div><div class=\"author-bio\"><h4>About the author</h4><p>Ann Lee has "
                      "reported on the coast for ten years and lives in the harbour.</p></div>"
                      "</article><section id=\"comments\" class=\"comments\"><h3>2 Comments</h3>"
                      "<div class=\"comment\"><p>I believe it when I see the boat at the pier, and "
                      "not a day before.</p></div><div class=\"comment\"><p>The council had two "
                      "winters to do something about it.</p></div></section></main>" BOTTOM,
        P1 "\n" P2 "\n" P3 "\n" P4);
}

static void nested_articles_do_not_double_the_text(void **state)
{
    (void)state;
    assert_body(TOP "<main><article><article class=\"story\">" H1 P(P1) P(P2) P(P3)
                    P(P4) "</article></article></main><div class=\"print-version\" hidden>" P(P1)
                        P(P2) P(P3) P(P4) "</div>" BOTTOM,
                P1 "\n" P2 "\n" P3 "\n" P4);
}

static void words_are_neither_glued_nor_torn_at_tags(void **state)
{
    (void)state;
    assert_body(
        TOP "<main><article>" H1 P(P1)
            P(P2) "<p>The <b>council</b>’s <a href=\"/x\">offer</a>, <i>made</i>\n<i>in</i> "
                  "writing, was called \"<em>too little</em>\" by the crews, who will vote on "
                  "it next week.<br>They have done so twice before, both times against the "
                  "advice of their union.</p>" P(P4) "</article></main>" BOTTOM,
        P1 "\n" P2 "\n"
           "The council’s offer, made in writing, was called \"too little\" by the crews, "
           "who will vote on it next week.\nThey have done so twice before, both times "
           "against the advice of their union.\n" P4);
}

/* Signs that stand for words and syllables are not counted as letters. */
static void a_short_article_without_blanks_is_one(void **state)
{
    (void)state;
    reading r = read_html("<html lang=\"ja\"><head><title>港</title></head><body><article><h1>"
                          "町が古い橋を閉鎖へ</h1><p>町議会は月曜日、古い橋を冬の間閉鎖すること"
                          "を決めた。町長が記者団に明らかにした。</p><p>漁師の組合は、新しい橋が"
                          "完成するまで渡し船を出すよう町に求めている。</p></article></body>");
    assert_true(str_find(r.article.text, str_of("渡し船を出すよう"), 0) != SIZE_MAX);
    onr_arena_free(r.arena);
}

/* A name's box of headlines, which opens where the reader points at it. */
static void a_box_that_opens_over_a_line_is_no_part_of_it(void **state)
{
    (void)state;
    assert_body(TOP "<main><article>" H1 P(P1)
                    P(P2) "<p>The line was closed by <span class=\"x\"><a href=\"/p/1\">Ulla "
                          "Brask</a><span class=\"y\"><span><a href=\"/p/1\">Ulla Brask</a><a "
                          "href=\"/1\">Minister turns down a second ferry</a> <a "
                          "href=\"/2\">Islands ask for a helicopter</a></span></span></span> (L), "
                          "who was the minister of transport then, after the old boat had "
                          "failed.</p>" P(P4) "</article></main>" BOTTOM,
                P1 "\n" P2 "\n"
                   "The line was closed by Ulla Brask (L), who was the minister of transport "
                   "then, after the old boat had failed.\n" P4);
}

/* The same numbers by every way: else a record would hang on the machine that made it. */
static void a_forest_says_the_same_on_every_processor(void **state)
{
    (void)state;
    enum { TREES = 7, FEATURES = 9 };
    static uint8_t columns[FEATURES][TILE], features[TREES * TREE_DEPTH];
    static uint8_t thresholds[TREES * TREE_DEPTH];
    static int16_t leaves[TREES * TREE_LEAVES];
    uint32_t seed = 1;
    for (size_t i = 0; i < sizeof columns; i++)
        columns[i / TILE][i % TILE] = (uint8_t)((seed = seed * 1664525 + 1013904223) >> 24);
    for (size_t i = 0; i < sizeof features; i++) {
        features[i] = (uint8_t)(i % FEATURES);
        thresholds[i] = i % 5 ? (uint8_t)((seed = seed * 1664525 + 1013904223) >> 24) : 255;
    }
    for (size_t i = 0; i < TREES * TREE_LEAVES; i++)
        leaves[i] = (int16_t)((seed = seed * 1664525 + 1013904223) >> 16);
    const forest f = {TREES, features, thresholds, leaves, -77};
    int32_t plain[TILE], best[TILE];
    forest_ask_plain(plain, &f, (const uint8_t(*)[TILE])columns);
    forest_ask(best, &f, (const uint8_t(*)[TILE])columns);
    assert_memory_equal(plain, best, sizeof plain);
#ifdef __x86_64__
    /* which machines with better instructions do not ask */
    if (__builtin_cpu_supports("avx2")) {
        forest_ask_avx2(best, &f, (const uint8_t(*)[TILE])columns);
        assert_memory_equal(plain, best, sizeof plain);
    }
#endif
    assert_int_not_equal(plain[0], plain[1]);
}

static void the_declared_character_set_is_believed(void **state)
{
    (void)state;
    reading r = read_html("<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; "
                          "charset=windows-1251\"><title>x</title></head><body><div><p>" P1
                          "</p><p>" P2 " \xcf\xf0\xe8\xe2\xe5\xf2.</p></div></body></html>");
    assert_true(str_find(r.article.text, ONR_STR("Привет."), 0) != SIZE_MAX);
    onr_arena_free(r.arena);
}

static void what_a_paywall_hides_is_still_the_article(void **state)
{
    (void)state;
    assert_body(TOP "<main><article class=\"story\">" H1 "<div class=\"article-body\">" P(P1)
                    P(P2) "<div class=\"paywall\" aria-hidden=\"true\">" P(P3)
                        P(P4) "</div><p style=\"display:none\">" P5
                              "</p></div><div class=\"subscribe-"
                              "prompt\"><p>Subscribe to continue reading this article.</p></div>"
                              "</article></main>" BOTTOM,
                P1 "\n" P2 "\n" P3 "\n" P4 "\n" P5);
}

static void divisions_and_line_breaks_alone_make_an_article(void **state)
{
    (void)state;
    assert_body("<html><head><title>Ferry to sail by spring</title><meta property=\"og:title\" "
                "content=\"Ferry "
                "to sail by spring\"></head><body><table><tr><td>"
                "<a href=\"/\">Home</a><br><a href=\"/n\">News</a><br><a href=\"/s\">Sport</a></td>"
                "<td><div>Ferry to sail by spring</div><div>" P1 "<br><br>" P2 "<br><br>" P3
                "<br>\n<br>" P4 "</div></td></tr></table></body></html>",
                P1 "\n" P2 "\n" P3 "\n" P4);
}

static void an_amp_page_is_read(void **state)
{
    (void)state;
    assert_body(
        "<!doctype html><html amp lang=\"en\"><head><meta charset=\"utf-8\"><title>Ferry to "
        "sail by spring</title><style amp-boilerplate>body{}</style></head><body>"
        "<amp-sidebar id=\"s\"><ul><li><a href=\"/n\">News</a></li><li><a href=\"/s\">Sport"
        "</a></li></ul></amp-sidebar><article class=\"amp-wp-article\"><header>" H1
        "</header><amp-img src=\"a.jpg\"></amp-img><div class=\"amp-wp-article-content\">" P(P1)
            P(P2) P(P3) "<amp-ad type=\"a\"></amp-ad>" P(P4) "</div></article></body>"
                                                             "</html>",
        P1 "\n" P2 "\n" P3 "\n" P4);
}

static void a_json_ld_body_stands_in_where_the_page_shows_none(void **state)
{
    (void)state;
    assert_body("<html><head><title>Ferry to sail by spring</title><script type=\""
                "application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Ferry to sail by "
                "spring\",\"articleBody\":\"" P1 "\\n\\n" P3 "\\n\\n" P4
                "\"}</script></head><body><div id=\"app\"></div><noscript>Please turn on "
                "JavaScript.</noscript></body></html>",
                P1 "\n" P3 "\n" P4);
}

static void a_page_of_links_has_no_article_and_says_why(void **state)
{
    (void)state;
    reading r = read_html(
        TOP "<main><ul><li><a href=\"/1\">Storm closes the northern pier</a></li><li><a "
            "href=\"/2\">Council passes the budget</a></li><li><a href=\"/3\">Fishermen block the "
            "harbour</a></li><li><a href=\"/4\">Islanders tired of waiting</a></li><li><a "
            "href=\"/5\">Old ferry sold for scrap</a></li></ul></main>" BOTTOM);
    assert_int_equal(r.article.block_count, 0);
    assert_int_equal(r.article.notes.count, 1);
    onr_arena_free(r.arena);
}

static void the_entries_of_a_live_blog_stay_in(void **state)
{
    (void)state;
    assert_body(
        TOP "<main><article class=\"live-blog\">" H1 "<div class=\"post\"><h2>Crews leave "
            "the talks</h2>" P(P2) "</div><div class=\"post\"><h2>Ministry denies "
                                   "promise</h2>" P(P3)
                                       P(P4) "</div><div class=\"post\"><h2>Company wants "
                                             "contract</h2>" P(P5) "</div></article></main>" BOTTOM,
        "Crews leave the talks\n" P2 "\nMinistry denies promise\n" P3 "\n" P4
        "\nCompany wants contract\n" P5);
}

static void lists_of_an_article_stay_in(void **state)
{
    (void)state;
    assert_body(
        TOP "<main><article class=\"story\">" H1 P(P1)
            P(P2) "<p>The council has agreed on three demands:</p><ul><li>the pier is to be "
                  "repaired before April;</li><li>the boat is to sail twice a day;</li><li>"
                  "islanders are to pay half the fare.</li></ul>" P(P4) "</article></main>" BOTTOM,
        P1 "\n" P2 "\nThe council has agreed on three demands:\nthe pier is to be repaired "
           "before April;\nthe boat is to sail twice a day;\nislanders are to pay half the "
           "fare.\n" P4);
}

static void blocks_have_their_kinds(void **state)
{
    (void)state;
    static const onr_block_kind kinds[] = {
        ONR_BLOCK_TITLE,     ONR_BLOCK_STANDFIRST, ONR_BLOCK_PARAGRAPH, ONR_BLOCK_HEADING,
        ONR_BLOCK_PARAGRAPH, ONR_BLOCK_QUOTE,      ONR_BLOCK_PARAGRAPH,
    };
    reading r = read_html(
        TOP "<main><article class=\"story\"><header>" H1
            "<p class=\"standfirst\">Two winters without a boat are to end, says the mayor.</p>"
            "</header><div class=\"article-body\">" P(P1) "<h2>No money promised</h2>" P(
                P3) "<blockquote><p>We were promised a boat, and we were given a timetable, and we "
                    "cannot fish from a timetable.</p></blockquote>" P(
                        P4) "</div></article></main>" BOTTOM);
    assert_int_equal(r.article.block_count, sizeof kinds / sizeof *kinds);
    for (size_t i = 0; i < r.article.block_count; i++)
        assert_int_equal(r.article.blocks[i].kind, kinds[i]);
    onr_arena_free(r.arena);
}

static void a_block_knows_its_bytes(void **state)
{
    (void)state;
    static const char html[] =
        TOP "<main><article>" H1 P(P1) P(P2) P(P3) "</article></main>" BOTTOM;
    reading r = read_html(html);
    assert_int_equal(r.article.block_count, 4);
    for (size_t i = 1; i < r.article.block_count; i++) {
        onr_str bytes = str_slice(str_of(html), r.article.blocks[i].bytes);
        assert_true(str_equal(bytes, str_slice(r.article.text, r.article.blocks[i].span)));
    }
    onr_arena_free(r.arena);
}

static void a_line_break_in_a_sentence_parts_nothing(void **state)
{
    (void)state;
    reading r = read_html("<div>He said that the boat<br>would come.<br>It came.</div>");
    block_list blocks;
    blocks_find(&blocks, &r.page, r.arena);
    assert_int_equal(blocks.count, 2);
    assert_true(str_is(blocks.items[0].text, "He said that the boat would come."));
    assert_true(str_is(blocks.items[1].text, "It came."));
    onr_arena_free(r.arena);
}

static void assert_blocks(const char *html, const char *const *texts, size_t count)
{
    reading r = read_html(html);
    block_list blocks;
    blocks_find(&blocks, &r.page, r.arena);
    assert_int_equal(blocks.count, count);
    for (size_t i = 0; i < count; i++)
        assert_true(str_is(blocks.items[i].text, texts[i]));
    onr_arena_free(r.arena);
}

static void a_row_of_data_is_one_line_and_a_column_of_layout_is_not(void **state)
{
    (void)state;
    static const char *const row[] = {"Boat Crew Built", "Marta 12 1988", "Old Hope 7 1961"};
    assert_blocks("<table><tr><th>Boat</th><th>Crew</th><th>Built</th></tr><tr><td>Marta</td><td>12"
                  "</td><td>1988</td></tr><tr><td>Old Hope<td>7<td>1961</table>",
                  row, 3);
    static const char *const columns[] = {"Home", "The boat sails.", "It comes back."};
    assert_blocks(
        "<table><tr><td>Home</td><td><p>The boat sails.</p><p>It comes back.</p></td></tr>"
        "</table>",
        columns, 3);
}

static void spaces_of_any_width_part_words_and_make_no_block(void **state)
{
    (void)state;
    static const char *const texts[] = {"The boat sails.", "It is late."};
    assert_blocks("<p>The\xE2\x80\x83"
                  "boat\xE3\x80\x80sails.</p><p>\xE2\x80\x8B</p><p>\xC2\xA0</p>"
                  "<p>\xEF\xBB\xBFIt is \xE2\x80\x8Blate.</p>",
                  texts, 2);
}

static void a_page_without_blanks_between_its_words_has_an_article(void **state)
{
    (void)state;
    static const char *const p[] = {
        "市长星期一说，开往各岛的渡轮将在春天之前恢复航行，这条航线已经关闭了两个冬天。",
        "交通部否认曾经向该市许诺任何款项，并且说码头的修理费用必须由市议会自己承担。",
        "各方的第一次会议定于下周在最大的岛上举行，那里大约住着三百人。",
    };
    char html[4096], expected[1024];
    snprintf(html, sizeof html, "%s<main><article>%s<p>%s</p><p>%s</p><p>%s</p></article></main>%s",
             TOP, H1, p[0], p[1], p[2], BOTTOM);
    snprintf(expected, sizeof expected, "%s\n%s\n%s", p[0], p[1], p[2]);
    assert_body(html, expected);
}

#define MEAL                                                                                       \
    "Two slices of rye bread with smoked herring, half a cucumber, and a glass of buttermilk "     \
    "that has stood overnight."

static void what_a_list_says_again_stays_in(void **state)
{
    (void)state;
    assert_body(TOP "<main><article class=\"story\">" H1 P(P1) P(P2) "<h3>Monday</h3>" P(MEAL)
                    P(P3) "<h3>Tuesday</h3>" P(MEAL) P(P4) P(P5) P(P6) "</article></main>" BOTTOM,
                P1 "\n" P2 "\nMonday\n" MEAL "\n" P3 "\nTuesday\n" MEAL "\n" P4 "\n" P5 "\n" P6);
}

static void an_article_that_is_told_again_for_small_screens_is_told_once(void **state)
{
    (void)state;
    assert_body(TOP "<main><article class=\"story\">" H1 "<div class=\"wide\">" P(P1) P(P2)
                    P(P3) "</div><div class=\"small\">" P(P1) P(P2)
                        P(P3) "</div></article></main>" BOTTOM,
                P1 "\n" P2 "\n" P3);
}

static void the_next_story_of_an_endless_page_stays_out(void **state)
{
    (void)state;
    assert_body(TOP "<main><article class=\"story\">" H1 P(P1) P(P2) P(P3)
                    P(P4) "</article><article class=\"story\"><h1>Mayor resigns over the "
                          "tram</h1><p>The mayor of "
                          "the lower town resigned on Monday after the council had voted against a "
                          "tram for the "
                          "third time in four years.</p><p>His deputy will lead the town until the "
                          "election in "
                          "June. The opposition welcomed the step.</p></article></main>" BOTTOM,
                P1 "\n" P2 "\n" P3 "\n" P4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_article_without_blanks_is_one),
        cmocka_unit_test(half_of_it_in_a_sibling_container_is_no_less_the_article),
        cmocka_unit_test(a_cookie_box_longer_than_the_article_is_not_taken_for_it),
        cmocka_unit_test(newsletter_and_republishing_boxes_stay_out),
        cmocka_unit_test(related_links_do_not_leak_in),
        cmocka_unit_test(captions_and_the_authors_life_stay_out),
        cmocka_unit_test(nested_articles_do_not_double_the_text),
        cmocka_unit_test(words_are_neither_glued_nor_torn_at_tags),
        cmocka_unit_test(a_box_that_opens_over_a_line_is_no_part_of_it),
        cmocka_unit_test(a_forest_says_the_same_on_every_processor),
        cmocka_unit_test(the_declared_character_set_is_believed),
        cmocka_unit_test(what_a_paywall_hides_is_still_the_article),
        cmocka_unit_test(divisions_and_line_breaks_alone_make_an_article),
        cmocka_unit_test(an_amp_page_is_read),
        cmocka_unit_test(a_json_ld_body_stands_in_where_the_page_shows_none),
        cmocka_unit_test(a_page_of_links_has_no_article_and_says_why),
        cmocka_unit_test(the_entries_of_a_live_blog_stay_in),
        cmocka_unit_test(lists_of_an_article_stay_in),
        cmocka_unit_test(blocks_have_their_kinds),
        cmocka_unit_test(a_block_knows_its_bytes),
        cmocka_unit_test(a_line_break_in_a_sentence_parts_nothing),
        cmocka_unit_test(a_row_of_data_is_one_line_and_a_column_of_layout_is_not),
        cmocka_unit_test(spaces_of_any_width_part_words_and_make_no_block),
        cmocka_unit_test(a_page_without_blanks_between_its_words_has_an_article),
        cmocka_unit_test(what_a_list_says_again_stays_in),
        cmocka_unit_test(an_article_that_is_told_again_for_small_screens_is_told_once),
        cmocka_unit_test(the_next_story_of_an_endless_page_stays_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
