#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "article/metadata/date.h"
#include "article/parts.h"

typedef struct reading {
    onr_arena *arena;
    onr_page page;
    onr_article article;
} reading;

static reading read_as(onr_form form, const char *text, onr_given given)
{
    reading r = {.arena = onr_arena_new(1 << 24)};
    onr_error err;
    onr_str bytes = {text, strlen(text)};
    assert_true(onr_page_read(&r.page, bytes, form, ONR_STR("utf-8"), r.arena, &err));
    assert_true(onr_article_find(&r.article, &r.page, &given, r.arena, &err));
    return r;
}

static void assert_text(onr_str found, const char *expected)
{
    if (!str_is(found, expected))
        fail_msg("found \"%.*s\", not \"%s\"", (int)found.len, found.data, expected);
}

static bool says(const reading *r, const char *words)
{
    return str_find(r->article.text, str_of(words), 0) != SIZE_MAX;
}

#define PROSE_1                                                                                    \
    "The mayor of the harbour town said on Monday that the ferry would sail again by spring."
#define PROSE_2                                                                                    \
    "Fishermen had asked for the line, closed two winters ago, to be opened before the season."
#define PROSE_3 "The ministry, asked for comment, denied that it had ever promised them any money."

static const char saved_page[] =
    "Homepage Harbour Mayor promises ferry by spring as fishermen...\n\n"
    "Mayor promises ferry by spring as fishermen lose patience\n\n"
    "Harbour, Ferries\nShutterstock\n\n" PROSE_1 "\n\nOthers are reading now\n\n" PROSE_2
    "\n\nNo Money\n\nAlso read\n\n" PROSE_3 "\n\nSources: Harbour Post, Coast Radio\n\nAds by X\n";

static void furniture_of_a_saved_page_stands_in_no_block(void **state)
{
    (void)state;
    reading r = read_as(ONR_FORM_PAGE, saved_page, (onr_given){0});
    assert_text(r.article.text,
                "Mayor promises ferry by spring as fishermen lose patience\n" PROSE_1 "\n" PROSE_2
                "\nNo Money\n" PROSE_3);
    assert_int_equal(r.article.blocks[0].kind, ONR_BLOCK_TITLE);
    assert_int_equal(r.article.blocks[3].kind, ONR_BLOCK_HEADING);
    onr_arena_free(r.arena);
}

static void a_saved_page_names_its_tags_and_sources(void **state)
{
    (void)state;
    reading r = read_as(ONR_FORM_PAGE, saved_page, (onr_given){0});
    assert_int_equal(r.article.tags.count, 2);
    assert_text(r.article.tags.items[0], "Harbour");
    assert_text(r.article.tags.items[1], "Ferries");
    assert_int_equal(r.article.sources.count, 2);
    assert_text(r.article.sources.items[1], "Coast Radio");
    onr_arena_free(r.arena);
}

static void a_saved_page_parts_its_writer_from_the_day(void **state)
{
    (void)state;
    static const struct {
        const char *line, *writer, *day;
        size_t writers;
    } cases[] = {{"By Ann Lee, 12 May 2026", "Ann Lee", "2026-05-12", 1},
                 {"By Ann Lee | 12 May 2026", "Ann Lee", "2026-05-12", 1},
                 {"By Ann Lee – May 12, 2026", "Ann Lee", "2026-05-12", 1},
                 {"By Ann Lee, Harbour Post, 12 May 2026", "Ann Lee", "2026-05-12", 2},
                 {"By Ann Lee in Oslo and Bo Ek in Port Amber", "Ann Lee", "", 2},
                 {"By Ann Lee", "Ann Lee", "", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char page[1024];
        snprintf(
            page, sizeof page,
            "Mayor promises ferry by spring as fishermen lose patience\n\n%s\n\n%s\n\n%s\n\n%s\n",
            cases[i].line, PROSE_1, PROSE_2, PROSE_3);
        reading r = read_as(ONR_FORM_PAGE, page, (onr_given){0});
        assert_int_equal(r.article.byline.count, cases[i].writers);
        assert_text(r.article.byline.items[0], cases[i].writer);
        assert_text(r.article.published, cases[i].day);
        onr_arena_free(r.arena);
    }
}

static void a_conversation_is_kept_to_its_last_turn(void **state)
{
    (void)state;
    static const char page[] =
        "We will not sell the mill: an interview with Marta Kolb\n\nLindau, 2 March 2026\n\n"
        "Mayor Marta Kolb speaks about the sale of the old mill, which the council will decide on "
        "at its meeting in Lindau on Friday.\n\n"
        "Q: Mrs. Kolb, will the council sell the mill to the Swiss company this year?\n\n"
        "A: No. We will not sell under pressure, and the company has to show its plans first.\n\n"
        "Q: The company accuses you of delaying the sale. What do you say to that?\n\n"
        "A: That is nonsense. It was the company that broke off the talks in January.\n\n"
        "Q: When will they go on?\n\nA: In May, I hope.\n";
    reading r = read_as(ONR_FORM_PAGE, page, (onr_given){0});
    assert_text(r.article.title, "We will not sell the mill: an interview with Marta Kolb");
    const onr_block *last = &r.article.blocks[r.article.block_count - 1];
    assert_text(str_slice(r.article.text, last->span), "A: In May, I hope.");
    onr_arena_free(r.arena);
}

static void the_bytes_of_a_block_hold_its_text(void **state)
{
    (void)state;
    reading r = read_as(ONR_FORM_PAGE, saved_page, (onr_given){0});
    onr_str bytes = {saved_page, strlen(saved_page)};
    for (size_t i = 0; i < r.article.block_count; i++)
        assert_true(str_equal(str_slice(bytes, r.article.blocks[i].bytes),
                              str_slice(r.article.text, r.article.blocks[i].span)));
    onr_arena_free(r.arena);
}

static void an_article_is_taken_as_it_stands(void **state)
{
    (void)state;
    const char text[] = "Ferry to sail\n\n  " PROSE_1 "\n\n";
    reading r = read_as(ONR_FORM_ARTICLE, text, (onr_given){0});
    assert_text(r.article.text, text);
    assert_int_equal(r.article.block_count, 2);
    assert_text(r.article.title, "Ferry to sail");
    onr_arena_free(r.arena);
}

#define HEAD                                                                                       \
    "<html lang=\"en\"><head><title>Ferry to sail by spring | Post</title>"                        \
    "<meta property=\"og:site_name\" content=\"Post\">"                                            \
    "<meta property=\"article:published_time\" content=\"2026-02-19T08:00:00Z\">"                  \
    "<meta name=\"author\" content=\"By Ann Lee and Bo Ek\"></head><body>"

static void what_a_page_says_of_itself_is_read(void **state)
{
    (void)state;
    reading r = read_as(ONR_FORM_HTML, HEAD "<p>" PROSE_1 "</p><p>" PROSE_2 "</p></body></html>",
                        (onr_given){0});
    assert_text(r.article.title, "Ferry to sail by spring");
    assert_text(r.article.outlet, "Post");
    assert_text(r.article.published, "2026-02-19");
    assert_int_equal(r.article.published_from, ONR_DATE_META);
    assert_int_equal(r.article.byline.count, 2);
    assert_text(r.article.byline.items[1], "Bo Ek");
    onr_arena_free(r.arena);
}

static void an_article_split_over_siblings_stays_whole(void **state)
{
    (void)state;
    reading r = read_as(ONR_FORM_HTML,
                        HEAD "<div><div><p>" PROSE_1 "</p><p>" PROSE_2 "</p></div><div><p>" PROSE_3
                             "</p></div></div></body></html>",
                        (onr_given){0});
    assert_true(says(&r, PROSE_1) && says(&r, PROSE_2) && says(&r, PROSE_3));
    onr_arena_free(r.arena);
}

static void related_stories_are_left_out(void **state)
{
    (void)state;
    reading r =
        read_as(ONR_FORM_HTML,
                HEAD "<article><p>" PROSE_1 "</p><div class=\"relatedStories\"><p>Ten other "
                     "ferries that you will want to read of today.</p></div><p>" PROSE_2
                     "</p><p>" PROSE_3 "</p></article></body></html>",
                (onr_given){0});
    assert_true(says(&r, PROSE_1 "\n" PROSE_2) && !says(&r, "Ten other"));
    onr_arena_free(r.arena);
}

static void what_stands_alone_with_an_image_is_its_caption(void **state)
{
    (void)state;
    reading r =
        read_as(ONR_FORM_HTML,
                HEAD "<div class=\"b1\"><p>" PROSE_1
                     "</p><div class=\"b2\"><img src=\"ferry.jpg\"><div>The "
                     "old pier in the harbour on a windy day. Ida Holm</div></div><p>" PROSE_2
                     "</p><p>" PROSE_3 "</p></div></body></html>",
                (onr_given){0});
    assert_text(r.article.text, "Ferry to sail by spring\n" PROSE_1 "\n" PROSE_2 "\n" PROSE_3);
    onr_arena_free(r.arena);
}

static void two_line_breaks_part_paragraphs(void **state)
{
    (void)state;
    reading r =
        read_as(ONR_FORM_HTML, HEAD "<div>" PROSE_1 "<br><br>" PROSE_2 "</div></body></html>",
                (onr_given){0});
    assert_true(says(&r, PROSE_1 "\n" PROSE_2));
    onr_arena_free(r.arena);
}

static void a_page_without_prose_gives_a_reason(void **state)
{
    (void)state;
    reading r =
        read_as(ONR_FORM_HTML, "<html><body><p>Nothing here.</p></body></html>", (onr_given){0});
    assert_int_equal(r.article.block_count, 0);
    assert_int_equal(r.article.notes.count, 1);
    onr_arena_free(r.arena);
}

static void the_given_date_wins(void **state)
{
    (void)state;
    reading r = read_as(ONR_FORM_HTML, HEAD "<p>" PROSE_1 "</p></body></html>",
                        (onr_given){.date = ONR_STR("2025-01-02")});
    assert_text(r.article.published, "2025-01-02");
    assert_int_equal(r.article.published_from, ONR_DATE_GIVEN);
    onr_arena_free(r.arena);
}

static void dates_are_read_in_the_forms_that_pages_use(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 16);
    assert_text(date_find(ONR_STR("2026-02-19T08:00:00+01:00"), arena), "2026-02-19");
    assert_text(date_find(ONR_STR("Posted 19 February 2026, 8 am"), arena), "2026-02-19");
    assert_text(date_find(ONR_STR("Feb. 19, 2026"), arena), "2026-02-19");
    assert_text(date_find(ONR_STR("19. Februar 2026"), arena), "2026-02-19");
    assert_text(date_find(ONR_STR("19.2.2026"), arena), "2026-02-19");
    assert_text(date_find(ONR_STR("31 February 2026"), arena), "");
    assert_text(date_find(ONR_STR("3/4/2026"), arena), "");
    uint32_t month;
    assert_int_equal(date_of_url(ONR_STR("https://post.example/2026/02/19/ferry"), &month),
                     20260219);
    onr_arena_free(arena);
}

static void an_article_found_into_scratch_lasts_as_long_as_that(void **state)
{
    (void)state;
    reading r = read_as(ONR_FORM_PAGE, saved_page, (onr_given){0});
    onr_scratch scratch = onr_scratch_begin(r.arena);
    onr_article again;
    assert_true(onr_article_find(&again, &r.page, NULL, scratch.arena, NULL));
    memset(onr_arena_alloc(scratch.arena, 100000), '?', 100000);
    assert_true(str_equal(again.text, r.article.text));
    assert_true(str_equal(again.title, r.article.title));
    onr_scratch_end(&scratch);
    onr_arena_free(r.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(furniture_of_a_saved_page_stands_in_no_block),
        cmocka_unit_test(a_saved_page_names_its_tags_and_sources),
        cmocka_unit_test(a_conversation_is_kept_to_its_last_turn),
        cmocka_unit_test(a_saved_page_parts_its_writer_from_the_day),
        cmocka_unit_test(the_bytes_of_a_block_hold_its_text),
        cmocka_unit_test(an_article_is_taken_as_it_stands),
        cmocka_unit_test(what_a_page_says_of_itself_is_read),
        cmocka_unit_test(an_article_split_over_siblings_stays_whole),
        cmocka_unit_test(related_stories_are_left_out),
        cmocka_unit_test(what_stands_alone_with_an_image_is_its_caption),
        cmocka_unit_test(two_line_breaks_part_paragraphs),
        cmocka_unit_test(a_page_without_prose_gives_a_reason),
        cmocka_unit_test(the_given_date_wins),
        cmocka_unit_test(an_article_found_into_scratch_lasts_as_long_as_that),
        cmocka_unit_test(dates_are_read_in_the_forms_that_pages_use),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
