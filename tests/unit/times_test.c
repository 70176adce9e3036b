#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "parsed_text.h"

#include "onrecord/times.h"

/* Words parted by blanks, all nouns that hang on nothing; a name is a capital's. */
static onr_text plain_text(const char *words, onr_arena *arena)
{
    char rows[4096] = "";
    size_t used = 0;
    for (const char *at = words; *at;) {
        int len = (int)strcspn(at, " ");
        bool name = *at >= 'A' && *at <= 'Z';
        used += (size_t)snprintf(rows + used, sizeof rows - used, "%s%.*s %s %.*s 0 root",
                                 used ? "\n" : "", len, at, name ? "PROPN" : "NOUN", len, at);
        at += len + (at[len] == ' ');
    }
    return parsed_text(words, rows, arena);
}

/* Asserts that `words` hold one time, `time`, that means `when` on a page of Wednesday, 4 March
 * 2026. */
static void means(const char *words, const char *time, const char *when)
{
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = plain_text(words, arena);
    onr_times found;
    onr_error err;
    assert_true(onr_times_find(&found, &text, ONR_STR("2026-03-04"), arena, &err));
    assert_int_equal(found.count, 1);
    onr_str span = str_slice(text.text, found.items[0].span);
    if (!str_is(span, time) || !str_is(found.items[0].when, when))
        fail_msg("\"%s\": \"%.*s\" is %.*s", words, (int)span.len, span.data,
                 (int)found.items[0].when.len, found.items[0].when.data);
    onr_arena_free(arena);
}

static size_t count_times(const char *words, onr_str published)
{
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = plain_text(words, arena);
    onr_times found;
    onr_error err;
    assert_true(onr_times_find(&found, &text, published, arena, &err));
    size_t count = found.count;
    onr_arena_free(arena);
    return count;
}

static void a_date_is_written_in_many_ways(void **state)
{
    (void)state;
    means("on 12 March 2024 they met", "12 March 2024", "2024-03-12");
    means("on March 12th , 2024 , they met", "March 12th , 2024", "2024-03-12");
    means("the 1st of May 2024", "1st of May 2024", "2024-05-01");
    means("signed 2024-02-29 in full", "2024-02-29", "2024-02-29");
    means("on Sept. 3 , 2019", "Sept. 3 , 2019", "2019-09-03");
    means("on Sept 3 , 2019", "Sept 3 , 2019", "2019-09-03");
    means("in March 2024 they met", "March 2024", "2024-03");
    means("the war began in 2014 there", "2014", "2014");
}

static void a_date_without_its_year_is_the_nearest(void **state)
{
    (void)state;
    means("on 20 December they met", "20 December", "2025-12-20");
    means("on 12 March they meet", "12 March", "2026-03-12");
    means("in December they met", "December", "2025-12");
}

static void weekdays_count_from_the_page(void **state)
{
    (void)state;
    means("he spoke on Monday there", "Monday", "2026-03-02");
    means("he spoke on Wednesday evening there", "Wednesday evening", "2026-03-04");
    means("he spoke on Thursday", "Thursday", "2026-02-26");
    means("he spoke last Wednesday", "last Wednesday", "2026-02-25");
    means("they meet next Friday", "next Friday", "2026-03-06");
    means("they met Tuesday , March 3 , there", "Tuesday , March 3", "2026-03-03");
}

static void what_is_to_come_lies_ahead(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = parsed_text("They will meet on Friday",
                                "They PRON they 3 nsubj\nwill AUX will 3 aux\nmeet VERB meet 0 "
                                "root\non ADP on 5 case\nFriday PROPN Friday 3 obl",
                                arena);
    onr_times found;
    onr_error err;
    assert_true(onr_times_find(&found, &text, ONR_STR("2026-03-04"), arena, &err));
    assert_true(str_is(found.items[0].when, "2026-03-06"));
    onr_span meet = {10, 14}, they = {0, 4};
    assert_int_equal(onr_times_of(&found, &text, (onr_spans){&meet, 1}), 0);
    assert_int_equal(onr_times_of(&found, &text, (onr_spans){&they, 1}), ONR_NO_TIME);
    onr_arena_free(arena);
}

static void days_weeks_and_years_count_from_the_page(void **state)
{
    (void)state;
    means("he left yesterday morning there", "yesterday morning", "2026-03-03");
    means("he left last night there", "last night", "2026-03-03");
    means("he leaves tomorrow there", "tomorrow", "2026-03-05");
    means("he left last week there", "last week", "2026-02-23/2026-03-01");
    means("he left three months ago there", "three months ago", "2025-12~");
    means("he left last month there", "last month", "2026-02");
    means("he left next year there", "next year", "2027");
    means("he left 10 days ago there", "10 days ago", "2026-02-22");
    means("he left two weeks ago there", "two weeks ago", "2026-02-18~");
}

static void what_is_no_time_is_left_alone(void **state)
{
    (void)state;
    onr_str day = ONR_STR("2026-03-04");
    assert_int_equal(count_times("the 2019 port agreement", day), 0);
    assert_int_equal(count_times("they may march 12 miles on 31 bridges", day), 0);
    assert_int_equal(count_times("30 February and May himself", day), 0);
}

static void without_a_day_of_publication_the_words_are_found_and_mean_nothing(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = plain_text("he left on Monday and came on 12 March 2024", arena);
    onr_times found;
    onr_error err;
    assert_true(onr_times_find(&found, &text, ONR_STR("2026-03"), arena, &err));
    assert_int_equal(found.count, 2);
    assert_int_equal(found.items[0].when.len, 0);
    assert_true(str_is(found.items[1].when, "2024-03-12"));
    onr_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_is_written_in_many_ways),
        cmocka_unit_test(a_date_without_its_year_is_the_nearest),
        cmocka_unit_test(weekdays_count_from_the_page),
        cmocka_unit_test(what_is_to_come_lies_ahead),
        cmocka_unit_test(days_weeks_and_years_count_from_the_page),
        cmocka_unit_test(what_is_no_time_is_left_alone),
        cmocka_unit_test(without_a_day_of_publication_the_words_are_found_and_mean_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
