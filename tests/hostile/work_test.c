/*
 * Pages made to be slow: eight times the page takes at most twice eight times the work, in time and
 * in memory. What is quadratic takes sixty-four times as much, and fails.
 * Usage: work_test BYTES, of the small page; an article that is read has an eighth of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "onrecord.h"
#include "onrecord/export.h"
#include "sentences.h"

enum { TIMES = 8, MOST = 2 * TIMES, ARTICLE_SHARE = 8, LARGEST_UNIT = 200, TRIES = 20 };

typedef struct kind {
    const char *head; /* Once, at the page's begin. */
    const char *unit; /* Again and again; %zu is how often it was there before. */
} kind;

static const kind pages[] = {
    {"", "<div>"},
    {"", "<p>"},
    {"", "<b><i>a</b></i>"},
    {"", "<font><b><i><u><a>x"},
    {"", "<table><tr><td>"},
    {"", "<table><tr><td>x</table>y"},
    {"", "<ul><li>word"},
    {"", "<select><option>x"},
    {"", "</p></div>"},
    {"", "<p>Said he, and went.</p>"},
    {"", "<p>Line %zu of many, which says nothing new.</p>"},
    {"", "<div class='c%zu'><p>A sentence of its own kind, number %zu.</p></div>"},
    {"", "<div><span>a</span></div>"},
    {"", "a <a href=x>b</a> "},
    {"", "<a href='/p/%zu'>Another story</a> "},
    {"", "<br>x"},
    {"", "&amp;&nGt;&#x41;"},
    {"", "&notanentity"},
    {"", "<svg><g>"},
    {"", "<x-y class='a b'>t"},
    {"", "<!-- "},
    {"", "<!-- a --><![CDATA[ x ]]>"},
    {"<a ", "b%zu='c' "},
    {"<p class='", "word%zu "},
    {"<p title=\"", "never closed "},
    {"<script>", "</scrip if (a < b) "},
    {"<script type='application/ld+json'>", "{\"a\":["},
    {"<script type='application/ld+json'>[",
     "{\"@type\":\"NewsArticle\",\"headline\":\"Line %zu\"},"},
    {"", "<script type='application/ld+json'>{\"@type\":\"NewsArticle\"}</script>"},
    {"", "<meta property='og:title' content='Title %zu'>"},
    {"", "<meta name='author' content='Ann Lee'><meta name='date' content='2026-01-02'>"},
    {"", "<title>Title %zu</title>"},
    {"<title>", "It rains - "},
    {"", "<h1>Word</h1>"},
    {"", "<h1>Heading %zu</h1><time datetime='2026-01-02'>2 January 2026</time>"},
    {"", "<p class='byline'>By Ann Lee and Ben Cole</p>"},
    {"", "<article><h2>Story %zu</h2><p>One sentence of it, no more.</p></article>"},
    {"", "<img src='%zu.jpg'><figcaption>A photograph</figcaption>"},
    {"", "<iframe><noscript><template>"},
    {"", "x"},
    {"", "5 March 2026 "},
    {"", "OSLO 5 March 2026 ("},
    {"", "&amp;\"datePublished\":\"2026-01-02\",Mr "},
    {"", "\xC3\xBC"},
    {"", "\xFF\xFE"},
    {"<meta charset=windows-1251>", "\xD0\xF0\xE2 "},
    {"<meta charset=iso-2022-jp>", "\x1B$B0!\x1B(B"},
};

static const kind texts[] = {
    {"", "\n"},
    {"", "x"},
    {"", "word "},
    {"", "The same line again.\n"},
    {"", "Line %zu of the text, which goes on for a while longer.\n\n"},
    {"", "By Ann Lee\n"},
    {"", "2 January 2026\n"},
    {"", "Also read\n"},
    {"", "Also read\nAnother story number %zu\nA sentence that belongs to the text, one would "
         "think.\n"},
    {"", "Share\nSave\nTags: a, b, c, %zu\n"},
    {"", "Sources: One, Two, Number %zu\n"},
    {"", "\xE2\x80\x9C"},
    {"", "(((("},
};

static onr_str repeat(const kind *k, size_t bytes)
{
    size_t len = strlen(k->head);
    char *text = malloc(len + bytes + LARGEST_UNIT);
    assert_non_null(text);
    memcpy(text, k->head, len);
    for (size_t i = 0; len < bytes; i++) {
        int n = snprintf(text + len, LARGEST_UNIT, k->unit, i, i);
        assert_in_range(n, 1, LARGEST_UNIT - 1);
        len += (size_t)n;
    }
    return (onr_str){text, len};
}

typedef struct cost {
    double seconds;
    double bytes;
} cost;

/* That a page is too deep to be read is an answer, too. */
static void find_article(onr_str bytes, onr_form form, onr_arena *arena)
{
    onr_page page;
    onr_article article;
    onr_error err;
    if (onr_page_read(&page, bytes, form, (onr_str){0}, arena, &err))
        onr_article_find(&article, &page, NULL, arena, &err);
}

static onr_models models;
static size_t small_page;

static void read_whole(onr_str bytes, onr_form form, onr_arena *arena)
{
    onr_record record;
    onr_str json;
    onr_error err;
    onr_input input = {.bytes = bytes, .form = form};
    assert_true(onr_read(&record, &input, &models, arena, &err));
    assert_true(onr_record_write_json(&json, &record, arena, &err));
}

typedef struct job {
    void (*work)(onr_str bytes, onr_form form, onr_arena *arena);
    onr_form form;
    size_t small; /* bytes */
} job;

static cost cost_of(onr_str bytes, const job *j)
{
    struct timespec began, ended;
    onr_arena *arena = onr_arena_new((size_t)1 << 32);
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &began);
    j->work(bytes, j->form, arena);
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &ended);
    size_t used = onr_arena_used(arena);
    onr_arena_free(arena);
    return (cost){(double)(ended.tv_sec - began.tv_sec) +
                      (double)(ended.tv_nsec - began.tv_nsec) / 1e9,
                  (double)used};
}

/* Sanitizers take a time of their own; they look for faults, once. */
#ifdef __SANITIZE_ADDRESS__
static const double time_bound = 1e9;
#else
static const double time_bound = MOST;
#endif

/* Other work on the machine only adds, so the least of a few tries counts. */
static bool is_bounded(const kind *k, const job *j)
{
    onr_str small = repeat(k, j->small), large = repeat(k, j->small * TIMES);
    cost least = {1e9, 0}, most = {1e9, 0};
    bool bounded = false;
    for (int i = 0; i < TRIES && !bounded; i++) {
        cost s = cost_of(small, j), l = cost_of(large, j);
        least = (cost){s.seconds < least.seconds ? s.seconds : least.seconds, s.bytes};
        most = (cost){l.seconds < most.seconds ? l.seconds : most.seconds, l.bytes};
        /* A small page may take nearly nothing: two milliseconds, or eight times its own length in
         * memory, are no fault. */
        bounded = most.seconds <= time_bound * least.seconds + 0.002 &&
                  most.bytes <= MOST * (least.bytes + 8 * (double)small.len);
    }
    if (!bounded)
        print_error("%s%s: %d times the page, %.1f times the time, %.1f times the memory\n",
                    k->head, k->unit, TIMES, most.seconds / least.seconds,
                    most.bytes / least.bytes);
    free((char *)(uintptr_t)small.data);
    free((char *)(uintptr_t)large.data);
    return bounded;
}

static void no_html_takes_more_than_its_length(void **state)
{
    (void)state;
    int bad = 0;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        bad += !is_bounded(&pages[i], &(job){find_article, ONR_FORM_HTML, small_page});
    assert_int_equal(bad, 0);
}

static void no_saved_text_takes_more_than_its_length(void **state)
{
    (void)state;
    int bad = 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        bad += !is_bounded(&texts[i], &(job){find_article, ONR_FORM_PAGE, small_page});
    assert_int_equal(bad, 0);
}

static void no_article_takes_more_than_its_length_to_read(void **state)
{
    (void)state;
    int bad = 0;
    onr_error err;
    assert_true(onr_models_load(&models, "models/language-fast.onr", ONR_SIMD_BEST, &err));
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        bad += !is_bounded(&(kind){"", sentences[i]},
                           &(job){read_whole, ONR_FORM_ARTICLE, small_page / ARTICLE_SHARE});
    onr_models_free(&models);
    assert_int_equal(bad, 0);
}

int main(int argc, char **argv)
{
    small_page = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
    if (small_page / ARTICLE_SHARE == 0) {
        print_error("usage: work_test BYTES\n");
        return 2;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_html_takes_more_than_its_length),
        cmocka_unit_test(no_saved_text_takes_more_than_its_length),
        cmocka_unit_test(no_article_takes_more_than_its_length_to_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
