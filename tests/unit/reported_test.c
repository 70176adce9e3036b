/* Faults of the kinds that people report of extractors: what is hidden, what is linked, whose name,
 * which day, which outlet. Each kind has several pages of our own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/str.h"
#include "onrecord/article.h"

#define A                                                                                          \
    "The parish council of Hallow Ford has voted to sell the old mill, five years after its "      \
    "wheel "                                                                                       \
    "was broken by a flood."
#define B                                                                                          \
    "Its chair, Greta Voss, told the meeting that nobody had offered to mend the wheel, and that " \
    "the roof would not last another winter."
#define C                                                                                          \
    "Villagers who had come to listen asked for a year's delay. They said that a trust could be "  \
    "founded by then, with money from the county."
#define D                                                                                          \
    "The vote was seven to four. The sale is to be announced in the county paper before the end "  \
    "of the month, with a lowest price."
#define P(text) "<p>" text "</p>"
#define H1 "<h1>Council sells the mill</h1>"
#define PAGE(head, body) "<html lang=\"en\"><head>" head "</head><body>" body "</body></html>"
#define STORY(inner)                                                                               \
    PAGE("<title>Council sells the mill</title>", "<article>" H1 inner "</article>")

typedef struct reading {
    onr_arena *arena;
    onr_article article;
} reading;

static reading read_as(const char *text, onr_form form, const char *url)
{
    reading r = {.arena = onr_arena_new(1 << 24)};
    onr_page page;
    onr_error err;
    onr_given given = {.url = str_of(url)};
    assert_true(onr_page_read(&page, str_of(text), form, ONR_STR("utf-8"), r.arena, &err));
    assert_true(onr_article_find(&r.article, &page, &given, r.arena, &err));
    return r;
}

/* The article below its title is `expected`. */
static void assert_article(const char *html, const char *expected)
{
    reading r = read_as(html, ONR_FORM_HTML, "");
    onr_str text = r.article.text;
    if (r.article.block_count && r.article.blocks[0].kind == ONR_BLOCK_TITLE) {
        size_t end = r.article.blocks[0].span.end;
        text = str_trim((onr_str){text.data + end, text.len - end});
    }
    if (!str_is(text, expected))
        fail_msg("found \"%.*s\", not \"%s\"", (int)text.len, text.data, expected);
    onr_arena_free(r.arena);
}

static void assert_text(onr_str found, const char *expected)
{
    if (!str_is(found, expected))
        fail_msg("found \"%.*s\", not \"%s\"", (int)found.len, found.data, expected);
}

static void hidden_lines_are_no_part_of_the_article(void **state)
{
    (void)state;
    const char *whole = A "\n" B "\n" C "\n" D;
    assert_article(STORY(P(A) P(B) "<p style=\"color: red; display : none\">The mill burnt down "
                                   "last night, the police said on Sunday.</p>" P(C) P(D)),
                   whole);
    assert_article(STORY(P(A) P(B) "<div hidden><p>This draft of the article was not meant to be "
                                   "read by anybody outside.</p></div>" P(C) P(D)),
                   whole);
    assert_article(STORY(P(A) P(B) P(C) "<p style=\"VISIBILITY:hidden\">Greta Voss resigned, we "
                                        "wrote by mistake in an earlier version.</p>" P(D)),
                   whole);
}

static void hidden_words_are_no_part_of_a_line(void **state)
{
    (void)state;
    const char *whole = A "\n" B "\n" C;
    assert_article(STORY("<p>" A "<span style=\"display:none\">link broken</span></p>" P(B) P(C)),
                   whole);
    assert_article(STORY("<p>" A " <span class=\"material-icons\" aria-hidden=\"true\">expand_more"
                         "</span></p>" P(B) P(C)),
                   whole);
    assert_article(
        STORY("<p><span class=\"material-icons\" aria-hidden=\"true\">format_quote</span>"
              "“" A "</p>" P(B) P(C)),
        "“" A "\n" B "\n" C);
    assert_article(
        STORY("<p>" A " <span class=\"sr-only\">opens in a new window</span></p>" P(B) P(C)),
        whole);
}

static void an_initial_drawn_large_stays_in_its_word(void **state)
{
    (void)state;
    assert_article(STORY("<p><span aria-hidden=\"true\">T</span>he parish council of Hallow Ford "
                         "has voted to sell the old mill, five years after its wheel was broken "
                         "by a flood.</p>" P(B) P(C)),
                   A "\n" B "\n" C);
}

static void what_is_folded_away_is_the_article_all_the_same(void **state)
{
    (void)state;
    const char *whole = A "\n" B "\n" C "\n" D;
    assert_article(STORY(P(A) P(B) "<button>Read more</button><div hidden>" P(C) P(D) "</div>"),
                   whole);
    assert_article(
        STORY(P(A) P(B) "<div class=\"story-rest\" style=\"display:none\">" P(C) P(D) "</div>"),
        whole);
    assert_article(STORY(P(A) P(B) "<div id=\"expand\" style=\"display:none\">" P(C)
                             P(D) "</div><a href=\"#expand\">Show full article</a>"),
                   whole);
}

static void a_linked_sentence_is_a_paragraph(void **state)
{
    (void)state;
    assert_article(
        STORY(P(A) P(B) "<p><a href=\"/flood\">The flood of five years ago also took the "
                        "bridge, which the county has since built anew.</a></p>" P(C)),
        A "\n" B "\nThe flood of five years ago also took the bridge, which the county has "
          "since built anew.\n" C);
    assert_article(
        STORY(P(A) "<p><a href=\"/v\"><b>Greta Voss has led the council since the spring, when her "
                   "predecessor moved away.</b></a></p>" P(B) P(C)),
        A "\nGreta Voss has led the council since the spring, when her predecessor moved away.\n" B
          "\n" C);
    const char *quoted = C "\n" A "\n“Nobody has asked the miller's heirs, and they live in this "
                           "very village.”\n" B "\n" D;
    assert_article(STORY(P(C) P(A) "<blockquote><p><a href=\"/h\">“Nobody has asked the miller's "
                                   "heirs, and they live in this very village.”</a></p>"
                                   "</blockquote>" P(B) P(D)),
                   quoted);
    assert_article(STORY(P(C) P(A) "<a href=\"/h\"><p>“Nobody has asked the miller's heirs, and "
                                   "they live in this very village.”</p></a>" P(B) P(D)),
                   quoted);
    assert_article(
        STORY(P(A) "<p><a href=\"/1\">The miller's heirs went to court in the spring of that "
                   "year.</a></p><p><a href=\"/2\">The county court dismissed their suit within a "
                   "month.</a></p>" P(B)),
        A "\nThe miller's heirs went to court in the spring of that year.\nThe county court "
          "dismissed their suit within a month.\n" B);
}

static void a_section_is_not_judged_by_its_name_alone(void **state)
{
    (void)state;
    const char *whole = A "\n" B "\n" C "\n" D;
    assert_article(STORY(P(A) P(B) "<div id=\"more\">" P(C) P(D) "</div>"), whole);
    assert_article(STORY(P(A) P(B) "<section class=\"more-text\">" P(C) P(D) "</section>"), whole);
    assert_article(
        STORY(P(A) P(B) "<div class=\"promo-more paywall\" id=\"read-more\">" P(C) P(D) "</div>"),
        whole);
    assert_article(STORY(P(A) P(B) "<div id=\"more\" class=\"more\">" P(C) P(D) "</div>"), whole);
}

static void what_breaks_words_is_no_part_of_them(void **state)
{
    (void)state;
    assert_article(
        STORY("<p>The par&shy;ish council of Hal\xC2\xADlow Ford has vot&#173;ed to sell "
              "the old mill, five years after its wheel was broken by a flood.</p>" P(B)),
        A "\n" B);
    assert_article(STORY("<p>The par\u200bish council of Hallow Ford has vo&#8203;ted to sell the "
                         "old mill, five \u2060years after its wheel was bro\uFEFFken by a flood."
                         "</p>" P(B)),
                   A "\n" B);
}

static void what_interrupts_an_article_is_no_part_of_it(void **state)
{
    (void)state;
    assert_article(STORY(P(A) "<p>ADVERTISEMENT</p>" P(B) "<p>Story continues below</p>" P(
                       C) "<div>Article continues after this advertisement</div>" P(D)),
                   A "\n" B "\n" C "\n" D);
    assert_article(
        STORY("<p><time datetime=\"2025-06-07\">Saturday</time></p>" P(A) P(B) P(C) P(D)),
        A "\n" B "\n" C "\n" D);
    reading r = read_as("Council sells the mill\n\nNina Ott\n\n7 June 2025\n\n" A "\n\n" C
                        "\n\nStory continues below\n\n" B "\n",
                        ONR_FORM_PAGE, "");
    assert_text(r.article.title, "Council sells the mill");
    assert_text(r.article.text, "Council sells the mill\n" A "\n" C "\n" B);
    onr_arena_free(r.arena);
}

static void a_pull_quote_is_not_read_twice(void **state)
{
    (void)state;
    const char *said = "“The roof is older than the church,” Voss said on the way home.";
    char html[4000];
    static const char *const pulled[] = {
        "<blockquote class=\"pullquote\">“The roof is older than the church,”</blockquote>",
        "<blockquote><p>The roof is older than the church</p></blockquote>",
        "<div class=\"pull\">“The roof is older than the church.”</div>"};
    for (size_t i = 0; i < 3; i++) {
        char expected[4000];
        snprintf(html, sizeof html, STORY(P(A) P("%s") P(B) "%s" P(C)), said, pulled[i]);
        snprintf(expected, sizeof expected, A "\n%s\n" B "\n" C, said);
        assert_article(html, expected);
    }
}

static void a_short_article_of_any_script_is_read(void **state)
{
    (void)state;
    assert_article(PAGE("", "<h1>Мельница продана</h1><p>Председатель совета Грета Фосс объявила о "
                            "продаже мельницы.</p><p>Жители деревни потребовали отложить "
                            "голосование на один год.</p>"),
                   "Председатель совета Грета Фосс объявила о продаже мельницы.\nЖители деревни "
                   "потребовали отложить голосование на один год.");
}

static void assert_published(const char *html, const char *expected)
{
    reading r = read_as(html, ONR_FORM_HTML, "");
    assert_text(r.article.published, expected);
    onr_arena_free(r.arena);
}

static void a_day_in_a_sentence_is_not_the_day_of_publication(void **state)
{
    (void)state;
    assert_published(
        STORY(P("The mill was first sold on 9 June 1911 to a miller of Ford.") P(A) P(B)), "");
    assert_published(STORY(P("Its wheel broke on 2 May 2020, in the night.") P(A)
                               P(B) "<p>Posted on 7 June 2025</p>"),
                     "2025-06-07");
    assert_published(STORY("<p class=\"date\">7 June 2025</p>"
                           "<p>It broke in the flood of 2 May 2020, they say.</p>" P(A) P(B)),
                     "2025-06-07");
    assert_published(STORY(P("On 2 May 2020 the old wheel broke.") P(A) P(B) P(C)
                               P(D) "<p>Published 7 June 2025. Last updated 9 June 2025.</p>"),
                     "2025-06-07");
    assert_published(STORY("<figcaption>The mill on 2 May 2020.</figcaption>" P(A) P(B)), "");
    assert_published(
        STORY("<span class=\"ago\" title=\"2025-06-07T09:00:00Z\">2 years ago</span>" P(A) P(B)),
        "2025-06-07");
}

static void a_tickers_time_is_not_the_articles(void **state)
{
    (void)state;
    const char *own = "<article>" H1 "<time datetime=\"2025-06-07\">7 June</time>" P(A) P(B) P(C)
        P(D) "</article>";
    char html[4000];
    static const char *const tops[] = {
        "<ul class=\"live\"><li><time datetime=\"2025-06-09\">11:20</time> <a href=\"/a\">Rain</a>"
        "</li></ul>",
        "<section><h3>Just in</h3><time datetime=\"2025-06-10T08:00\">08:00</time><p><a "
        "href=\"/b\">Bus strike ends</a></p></section>",
        "<div id=\"latest\"><span class=\"date\">9 June 2025</span> <a href=\"/c\">Fair opens</a>"
        "</div>"};
    for (size_t i = 0; i < sizeof tops / sizeof *tops; i++) {
        snprintf(html, sizeof html, PAGE("", "%s%s"), tops[i], own);
        assert_published(html, "2025-06-07");
    }
    assert_published(PAGE("", "<div><ol><li><time datetime=\"2025-06-09T11:20\">11:20</time> Rain "
                              "over Ford</li><li><time datetime=\"2025-06-09T10:00\">10:00</time> "
                              "Bus late</li></ol>" H1 "<time datetime=\"2025-06-07\">7 June"
                              "</time>" P(A) P(B) "</div>"),
                     "2025-06-07");
}

static void assert_authors(const char *html, const char *first, const char *second)
{
    reading r = read_as(html, ONR_FORM_HTML, "");
    onr_strs found = r.article.byline;
    assert_int_equal(found.count, second ? 2 : 1);
    assert_text(found.items[0], first);
    if (second)
        assert_text(found.items[1], second);
    onr_arena_free(r.arena);
}

static void a_suffix_is_no_author(void **state)
{
    (void)state;
    assert_authors(
        PAGE("<meta name=\"author\" content=\"Ralf Eder, Sr., Nina Ott, CPA\">", H1 P(A) P(B)),
        "Ralf Eder, Sr.", "Nina Ott, CPA");
    assert_authors(PAGE("", H1 "<p class=\"byline\">By Ralf Eder, III and Nina Ott</p>" P(A) P(B)),
                   "Ralf Eder, III", "Nina Ott");
    assert_authors(
        PAGE("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"author\":"
             "{\"name\":\"Nina Ott, M.D.\"}}</script>",
             H1 P(A) P(B)),
        "Nina Ott, M.D.", NULL);
}

static void initials_and_particles_do_not_make_a_name_too_long(void **state)
{
    (void)state;
    assert_authors(STORY("<p class=\"byline\">By J. K. de la Fuente</p>" P(A) P(B)),
                   "J. K. de la Fuente", NULL);
    assert_authors(STORY("<p class=\"byline\">By A. B. C. Thorn</p>" P(A) P(B)), "A. B. C. Thorn",
                   NULL);
}

static void names_of_a_dateline_or_of_other_stories_are_no_authors(void **state)
{
    (void)state;
    assert_authors(PAGE("<meta name=\"author\" content=\"Nina Ott\">",
                        "<article>" H1 "<p><b>HALLOW FORD / COUNTY PRESS / 7 June 2025 /</b> " A
                        "</p>" P(B) "</article>"),
                   "Nina Ott", NULL);
    assert_authors(
        PAGE("<meta name=\"author\" content=\"Nina Ott\">",
             "<div class=\"top-stories\"><span class=\"author\">By Karl Lenz</span></div>"
             "<article>" H1 P(A) P(B) P(C) P(D) "</article>"),
        "Nina Ott", NULL);
    assert_authors(
        PAGE("<meta name=\"author\" content=\"Nina Ott\">",
             H1 "<ul><li><a href=\"/1\">Fair opens at noon</a> <span class=\"author\">Karl Lenz"
                "</span></li><li><a href=\"/2\">Bus strike ends</a> <span class=\"author\">Ida "
                "Moor</span></li></ul>" P(A) P(B) P(C)),
        "Nina Ott", NULL);
}

static void names_in_bylines_of_any_form_are_authors(void **state)
{
    (void)state;
    assert_authors(STORY("<p class=\"byline\">Nina Ott / Gazette Staff</p>" P(A) P(B)), "Nina Ott",
                   NULL);
    assert_authors(STORY("<p class=\"byline\">By Nina Ott, County Wire</p>" P(A) P(B)), "Nina Ott",
                   NULL);
    assert_authors(STORY("<p class=\"byline\">By Nina Ott (Ford Press)</p>" P(A) P(B)), "Nina Ott",
                   NULL);
    assert_authors(STORY("<p class=\"byline\">BY NINA OTT AND RALF EDER</p>" P(A) P(B)), "NINA OTT",
                   "RALF EDER");
    assert_authors(STORY(P(A) P(B) P(C)
                             P(D) "<p>Reporting by Nina Ott and Ralf Eder; editing by Ida "
                                  "Moor</p>"),
                   "Nina Ott", "Ralf Eder");
    assert_authors(STORY("<p class=\"byline\">By Nina Ott @ninaott, Staff Writer</p>" P(A) P(B)),
                   "Nina Ott", NULL);
    assert_authors(STORY("<p class=\"author\">Nina Ott nina@gazette.example</p>" P(A) P(B)),
                   "Nina Ott", NULL);
    assert_authors(STORY("<p class=\"byline\">By Nina Ott of the Gazette staff</p>" P(A) P(B)),
                   "Nina Ott", NULL);
    reading r = read_as("Council sells the mill\n\n3 min read\n\nNina Ott | 7 June 2025\n\n" A
                        "\n\n" B "\n\n" C "\n",
                        ONR_FORM_PAGE, "");
    assert_int_equal(r.article.byline.count, 1);
    assert_text(r.article.byline.items[0], "Nina Ott");
    assert_text(r.article.published, "2025-06-07");
    onr_arena_free(r.arena);
    r = read_as(
        "Council sells the mill\n\nBy Nina Ott, Staff Writer\n\nPublished June 7, 2025 5:14 "
        "p.m.\n\n" A "\n\n" B "\n\n" C "\n",
        ONR_FORM_PAGE, "");
    assert_int_equal(r.article.byline.count, 1);
    assert_text(r.article.byline.items[0], "Nina Ott");
    assert_text(r.article.published, "2025-06-07");
    assert_text(r.article.text, "Council sells the mill\n" A "\n" B "\n" C);
    onr_arena_free(r.arena);
}

static void who_says_it_stays_in_the_title(void **state)
{
    (void)state;
    static const char *const titles[] = {"Voss: the mill must go", "IMF: growth will slow by May",
                                         "Hallow Ford: seven votes for a sale"};
    char html[4000];
    for (size_t i = 0; i < 3; i++) {
        snprintf(html, sizeof html, PAGE("<title>%s</title>", P(A) P(B)), titles[i]);
        reading r = read_as(html, ONR_FORM_HTML, "");
        assert_text(r.article.title, titles[i]);
        onr_arena_free(r.arena);
    }
}

static void the_site_and_its_section_are_no_part_of_the_title(void **state)
{
    (void)state;
    static const char *const titles[][2] = {
        {"The mill - and who wants it - Ford Gazette", "The mill - and who wants it"},
        {"Exclusive: heirs go to court | Local | Ford Gazette", "Exclusive: heirs go to court"}};
    char html[4000];
    for (size_t i = 0; i < 2; i++) {
        snprintf(html, sizeof html,
                 PAGE("<title>%s</title>",
                      "<a href=\"/\">Ford Gazette</a>" P(A) P(B) "<p>© 2025 Ford Gazette</p>"),
                 titles[i][0]);
        reading r = read_as(html, ONR_FORM_HTML, "");
        assert_text(r.article.title, titles[i][1]);
        onr_arena_free(r.arena);
    }
}

static void json_may_stand_in_a_cdata_section(void **state)
{
    (void)state;
    static const char *const wraps[][2] = {
        {"//<![CDATA[\n", "\n//]]>"}, {"<![CDATA[", "]]>"}, {"/*<![CDATA[*/", "/*]]>*/"}};
    char html[4000];
    for (size_t i = 0; i < 3; i++) {
        snprintf(html, sizeof html,
                 PAGE("<script type=\"application/ld+json\">%s{\"@type\":\"NewsArticle\","
                      "\"datePublished\":\"2025-06-07\"}%s</script>",
                      H1 P(A) P(B)),
                 wraps[i][0], wraps[i][1]);
        assert_published(html, "2025-06-07");
    }
}

static void assert_outlet(const char *html, onr_form form, const char *url, const char *expected)
{
    reading r = read_as(html, form, url);
    assert_text(r.article.outlet, expected);
    onr_arena_free(r.arena);
}

static void the_outlet_is_what_two_places_call_it(void **state)
{
    (void)state;
    assert_outlet(PAGE("<title>Council sells the mill - Ford Gazette</title>",
                       "<a href=\"/\">Ford Gazette</a>" H1 P(A) P(B)),
                  ONR_FORM_HTML, "", "Ford Gazette");
    assert_outlet(PAGE("<title>Council sells the mill</title>",
                       "<a href=\"https://fg.example/\">Ford Gazette</a>" H1 P(A)
                           P(B) "<footer>© 2025 Ford Gazette. All rights reserved.</footer>"),
                  ONR_FORM_HTML, "", "Ford Gazette");
    assert_outlet(PAGE("<title>Council sells the mill | Ford Gazette</title>",
                       H1 P(A) P(B) "<footer>Copyright 2025 Ford Gazette</footer>"),
                  ONR_FORM_HTML, "", "Ford Gazette");
    assert_outlet(PAGE("<title>Council sells the mill | Ford Gazette</title>",
                       "<a href=\"/\"><img src=\"l.png\" alt=\"Ford Gazette\"></a>" H1 P(A) P(B)),
                  ONR_FORM_HTML, "", "Ford Gazette");
}

static void the_outlet_is_at_least_the_host(void **state)
{
    (void)state;
    assert_outlet(STORY(P(A) P(B)), ONR_FORM_HTML, "https://www.fg.example/mill", "fg.example");
    assert_outlet(A "\n\n" B "\n", ONR_FORM_ARTICLE, "https://fg.example/mill", "fg.example");
    assert_outlet(STORY(P(A) P(B)), ONR_FORM_HTML, "", "");
}

static void the_agency_of_a_dateline_is_a_source(void **state)
{
    (void)state;
    static const char *const lines[][2] = {{"HALLOW FORD, June 7 (Reuters) - " A, "Reuters"},
                                           {"HALLOW FORD (AP) — " A, "AP"},
                                           {"(AFP) - " A, "AFP"}};
    for (size_t i = 0; i < 3; i++) {
        reading r = read_as(lines[i][0], ONR_FORM_ARTICLE, "");
        assert_int_equal(r.article.sources.count, 1);
        assert_text(r.article.sources.items[0], lines[i][1]);
        onr_arena_free(r.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hidden_lines_are_no_part_of_the_article),
        cmocka_unit_test(hidden_words_are_no_part_of_a_line),
        cmocka_unit_test(an_initial_drawn_large_stays_in_its_word),
        cmocka_unit_test(what_is_folded_away_is_the_article_all_the_same),
        cmocka_unit_test(a_linked_sentence_is_a_paragraph),
        cmocka_unit_test(a_section_is_not_judged_by_its_name_alone),
        cmocka_unit_test(what_breaks_words_is_no_part_of_them),
        cmocka_unit_test(what_interrupts_an_article_is_no_part_of_it),
        cmocka_unit_test(a_pull_quote_is_not_read_twice),
        cmocka_unit_test(a_short_article_of_any_script_is_read),
        cmocka_unit_test(a_day_in_a_sentence_is_not_the_day_of_publication),
        cmocka_unit_test(a_tickers_time_is_not_the_articles),
        cmocka_unit_test(a_suffix_is_no_author),
        cmocka_unit_test(initials_and_particles_do_not_make_a_name_too_long),
        cmocka_unit_test(names_of_a_dateline_or_of_other_stories_are_no_authors),
        cmocka_unit_test(names_in_bylines_of_any_form_are_authors),
        cmocka_unit_test(who_says_it_stays_in_the_title),
        cmocka_unit_test(the_site_and_its_section_are_no_part_of_the_title),
        cmocka_unit_test(json_may_stand_in_a_cdata_section),
        cmocka_unit_test(the_outlet_is_what_two_places_call_it),
        cmocka_unit_test(the_outlet_is_at_least_the_host),
        cmocka_unit_test(the_agency_of_a_dateline_is_a_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
