#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/str.h"
#include "work/tally.h"

static tally sums;
static char said[2000];
static int standard_error, caught;

/* What is written to standard error goes to a file in memory until `told` is asked for. */
static int set_up(void **state)
{
    (void)state;
    sums = (tally){0};
    fflush(stderr);
    standard_error = dup(STDERR_FILENO);
    caught = memfd_create("said", 0);
    return standard_error >= 0 && caught >= 0 && dup2(caught, STDERR_FILENO) >= 0 ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    fflush(stderr);
    dup2(standard_error, STDERR_FILENO);
    close(standard_error);
    close(caught);
    return 0;
}

static const char *told(void)
{
    fflush(stderr);
    ssize_t len = pread(caught, said, sizeof said - 1, 0);
    said[len > 0 ? len : 0] = '\0';
    return said;
}

static page_kind kind_by(page_kind (*by)(const onr_article *), const char *text,
                         const char *language)
{
    const onr_block block = {ONR_BLOCK_PARAGRAPH, {0, (uint32_t)strlen(text)}, {0, 0}};
    return by(&(onr_article){.text = str_of(text),
                             .language = str_of(language),
                             .blocks = &block,
                             .block_count = text[0] != '\0'});
}

static page_kind kind_of(const char *text, const char *language)
{
    return kind_by(tally_kind_of, text, language);
}

static void a_text_is_english_by_its_small_words(void **state)
{
    (void)state;
    assert_int_equal(
        kind_of("The keeper of the lock and the owner of the barge met with a clerk from "
                "the town that was to pay for it.",
                "de"),
        PAGE_KEPT);
    assert_int_equal(kind_of("Der Wärter der Schleuse und der Eigner des Kahns trafen eine "
                             "Schreiberin der Stadt, die am Ende dafür zahlen soll, sagte er.",
                             "en"),
                     PAGE_FOREIGN);
    assert_int_equal(kind_of("", "en"), PAGE_EMPTY);
}

static void a_short_text_is_of_the_language_that_it_declares(void **state)
{
    (void)state;
    assert_int_equal(kind_of("Lock shut.", ""), PAGE_KEPT);
    assert_int_equal(kind_of("Lock shut.", "en-GB"), PAGE_KEPT);
    assert_int_equal(kind_of("Schleuse zu.", "de"), PAGE_FOREIGN);
}

static void what_is_read_is_counted_as_the_reader_took_it(void **state)
{
    (void)state;
    const char text[] = "Karst said it will free two fishermen held since Monday, after Sylvania "
                        "said it had freed three sailors who had lost their way.";
    assert_int_equal(kind_of(text, ""), PAGE_FOREIGN);
    assert_int_equal(kind_by(tally_kind_read, text, ""), PAGE_KEPT);
    assert_int_equal(kind_by(tally_kind_read,
                             "Der Wärter der Schleuse sagte, er habe nichts davon "
                             "gewusst, und ging am Abend nach Hause.",
                             "en"),
                     PAGE_FOREIGN);
}

static void the_closing_line_counts_each_kind_and_each_reason(void **state)
{
    (void)state;
    tally_add(&sums, PAGE_KEPT);
    tally_add(&sums, PAGE_EMPTY);
    tally_fail(&sums, "cut off", 2);
    tally_fail(&sums, "damaged", 1);
    tally_fail(&sums, "cut off", 3);
    assert_int_equal(tally_read(&sums), 8);
    tally_print(&sums);
    assert_string_equal(told(), "onrecord: 8 read: 1 kept, 0 not English, 1 empty, 6 failed (5 cut "
                                "off, 1 damaged)\n");
}

static void reasons_behind_the_seventh_are_counted_as_one(void **state)
{
    (void)state;
    static const char *const whats[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "g"};
    for (size_t i = 0; i < sizeof whats / sizeof *whats; i++)
        tally_fail(&sums, whats[i], 1);
    tally_print(&sums);
    assert_non_null(
        strstr(told(), " 10 failed (1 a, 1 b, 1 c, 1 d, 1 e, 1 f, 2 g, 2 other reasons)"));
}

static void where_nobody_looks_no_progress_is_shown(void **state)
{
    (void)state;
    progress p;
    progress_begin(&p, 1000, 0);
    assert_false(p.shown);
    p.last.tv_sec -= 10;
    progress_show(&p, 5, 10);
    progress_clear(&p);
    assert_string_equal(told(), "");
}

/* A run of `total` bytes that began `seconds` ago, on a terminal. */
static progress begun(uint64_t total, long seconds)
{
    progress p;
    progress_begin(&p, total, 20);
    p.shown = true;
    p.began.tv_sec -= seconds;
    p.last = p.began;
    return p;
}

static void progress_is_a_line_a_second_that_goes_at_the_end(void **state)
{
    (void)state;
    progress p = begun(1000, 10);
    progress_show(&p, 120, 250);
    assert_string_equal(told(), "\r120 pages, 10 a second, 25 %, 30 s left\033[K");
    progress_show(&p, 121, 251);
    progress_clear(&p);
    progress_clear(&p);
    assert_string_equal(told(), "\r120 pages, 10 a second, 25 %, 30 s left\033[K\r\033[K");
}

static void what_is_left_is_told_in_seconds_minutes_or_hours_where_the_whole_is_known(void **state)
{
    (void)state;
    progress p = begun(1000, 100);
    progress_show(&p, 120, 100);
    assert_non_null(strstr(told(), ", 10 %, 15 min left\033"));
    p = begun(1000, 1000);
    progress_show(&p, 120, 50);
    assert_non_null(strstr(told(), ", 5 %, 5.3 h left\033"));
    static const uint64_t unknown[][2] = {{0, 50}, {1000, 0}, {1000, 1001}};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(ftruncate(caught, 0), 0);
        lseek(caught, 0, SEEK_SET);
        p = begun(unknown[i][0], 1000);
        progress_show(&p, 1020, unknown[i][1]);
        assert_string_equal(told(), "\r1020 pages, 1 a second\033[K");
    }
}

#define TALLY_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TALLY_TEST(a_text_is_english_by_its_small_words),
        TALLY_TEST(a_short_text_is_of_the_language_that_it_declares),
        TALLY_TEST(what_is_read_is_counted_as_the_reader_took_it),
        TALLY_TEST(the_closing_line_counts_each_kind_and_each_reason),
        TALLY_TEST(reasons_behind_the_seventh_are_counted_as_one),
        TALLY_TEST(where_nobody_looks_no_progress_is_shown),
        TALLY_TEST(progress_is_a_line_a_second_that_goes_at_the_end),
        TALLY_TEST(what_is_left_is_told_in_seconds_minutes_or_hours_where_the_whole_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
