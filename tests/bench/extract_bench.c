/*
 * Times extraction on one core.
 *   extract_bench FILE...     pages of HTML: onrecord's whole extraction beside gumbo's bare parse,
 *                             user time
 *   extract_bench --hostile   pages made to be slow to extract, then articles made to be slow to
 *                             read (with both models), at 1, 2, 4 and 8 times a size: CPU
 *                             time for each byte, memory kept; fails where they grow with the page
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef HAVE_GUMBO
#include <gumbo.h>
#endif

#include "../hostile/sentences.h"
#include "onrecord.h"

enum {
    LEAST_RUNS = 3,
    HOSTILE_BYTES = 1 << 18,
    HOSTILE_ARTICLE = 1 << 13,
    LONGEST_UNIT = 200,
    SIZES = 4,
    MOST_TURNS = 6
};
static const double most_growth = 1.3; /* of the time for a byte, from the smallest page on */

static double user_seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6;
}

/* Extracts a page; gives the memory that its arena holds when all is done. */
static size_t extract(onr_str bytes, onr_arena *arena)
{
    onr_page page;
    onr_article article;
    onr_error err;
    if (!onr_page_read(&page, bytes, ONR_FORM_HTML, (onr_str){0}, arena, &err) ||
        !onr_article_find(&article, &page, NULL, arena, &err))
        fprintf(stderr, "extract_bench: %s\n", err.what);
    size_t used = onr_arena_used(arena);
    onr_arena_reset(arena);
    return used;
}

static onr_models models;

/* The same for an article that is read whole. */
static size_t read_whole(onr_str bytes, onr_arena *arena)
{
    onr_record record;
    onr_error err;
    onr_input input = {.bytes = bytes, .form = ONR_FORM_ARTICLE};
    if (!onr_read(&record, &input, &models, arena, &err))
        fprintf(stderr, "extract_bench: %s\n", err.what);
    size_t used = onr_arena_used(arena);
    onr_arena_reset(arena);
    return used;
}

#ifdef HAVE_GUMBO
static void parse_with_gumbo(onr_str bytes)
{
    GumboOutput *out = gumbo_parse_with_options(&kGumboDefaultOptions, bytes.data, bytes.len);
    gumbo_destroy_output(&kGumboDefaultOptions, out);
}
#endif

static onr_str read_file(const char *path)
{
    FILE *in = fopen(path, "rb");
    if (!in || fseek(in, 0, SEEK_END)) {
        fprintf(stderr, "extract_bench: %s: cannot be read\n", path);
        exit(1);
    }
    size_t len = (size_t)ftell(in);
    char *bytes = malloc(len + 1);
    rewind(in);
    if (!bytes || fread(bytes, 1, len, in) != len)
        exit(1);
    fclose(in);
    return (onr_str){bytes, len};
}

static void print_row(const char *what, double seconds, size_t pages, size_t bytes)
{
    printf("%-28s %8.1f MB/s %9.0f pages/s\n", what, (double)bytes / 1e6 / seconds,
           (double)pages / seconds);
}

static int time_pages(char **paths, size_t count)
{
    onr_arena *arena = onr_arena_new((size_t)1 << 32);
    onr_str *pages = calloc(count, sizeof *pages);
    size_t total = 0, most = 0;
    if (!arena || !pages)
        return 1;
    for (size_t i = 0; i < count; i++) {
        pages[i] = read_file(paths[i]);
        total += pages[i].len;
    }
    double began = user_seconds(), spent = 0;
    for (int run = 0; run < LEAST_RUNS; run++)
        for (size_t i = 0; i < count; i++) {
            size_t used = extract(pages[i], arena);
            size_t times = used / (pages[i].len + 1);
            most = pages[i].len > 50000 && times > most ? times : most;
        }
    spent = (user_seconds() - began) / LEAST_RUNS;
    print_row("onrecord, whole extraction", spent, count, total);
#ifdef HAVE_GUMBO
    double gumbo_began = user_seconds();
    for (size_t i = 0; i < count; i++)
        parse_with_gumbo(pages[i]);
    double gumbo = user_seconds() - gumbo_began;
    print_row("gumbo, bare parse", gumbo, count, total);
    printf("ratio %.1f\n", gumbo / spent);
#endif
    printf("kept in the arena: at most %zu times the page, of pages above 50 kB\n", most);
    for (size_t i = 0; i < count; i++)
        free((char *)pages[i].data);
    free(pages);
    onr_arena_free(arena);
    return 0;
}

static const char *const hostile[] = {
    "<div>",
    "<p>",
    "<b><i>a</b></i>",
    "<font><b><i><u><a>x",
    "<table><tr><td>",
    "<ul><li>word",
    "</p></div>",
    "<p>Said he, and went.</p>",
    "a <a href=x>b</a> ",
    "<br>x",
    "&amp;&nGt;&#x41;",
    "<svg><g>",
    "<x-y class='a b'>t",
    "<!-- ",
    "<a b='c' d=e f>",
    "<h1>Word</h1>",
};

/* A unit with "%zu" in it is numbered. */
static onr_str repeat(const char *unit, size_t bytes)
{
    char *text = malloc(bytes + LONGEST_UNIT);
    size_t len = 0;
    for (size_t i = 0; text && len < bytes; i++)
        len += (size_t)snprintf(text + len, LONGEST_UNIT, unit, i, i);
    return (onr_str){text, len};
}

/* Finer than getrusage, which knows user time by the clock's ticks alone; the system's included. */
static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

typedef struct cost {
    double seconds;
    size_t used;
} cost;

/* The least of a few runs, as other work on the machine only adds. Each in a process of its own:
 * none finds memory that another left warm, which would make small pages cheap. */
static cost least_cost(onr_str bytes, size_t (*work)(onr_str, onr_arena *), int runs)
{
    cost least = {.seconds = 1e9};
    cost *told =
        mmap(NULL, sizeof *told, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (int run = 0; told != MAP_FAILED && run < runs; run++) {
        pid_t child = fork();
        if (child == 0) {
            double began = cpu_seconds();
            onr_arena *arena = onr_arena_new((size_t)1 << 34);
            told->used = arena ? work(bytes, arena) : 0;
            told->seconds = cpu_seconds() - began;
            _exit(0);
        }
        if (child > 0 && waitpid(child, NULL, 0) == child && told->seconds < least.seconds)
            least = *told;
    }
    if (told != MAP_FAILED)
        munmap(told, sizeof *told);
    return least;
}

/* Times a byte of a page of SIZES sizes, each twice the one before; gives whether it grows. */
static bool time_sizes(double rates[SIZES], cost *last, const char *unit, size_t bytes,
                       size_t (*work)(onr_str, onr_arena *), int runs)
{
    for (size_t i = 0; i < SIZES; i++) {
        onr_str page = repeat(unit, bytes << i);
        *last = least_cost(page, work, runs);
        double rate = last->seconds / (double)page.len * 1e9;
        rates[i] = rate < rates[i] ? rate : rates[i];
        free((char *)page.data);
    }
    return rates[SIZES - 1] > rates[0] * most_growth;
}

/* What seems to grow is timed anew, and the least of all counts: other work on the machine makes a
 * small page seem cheap, or a large one dear, once, and what truly grows does so each time. */
static bool grows(const char *unit, size_t bytes, size_t (*work)(onr_str, onr_arena *), int runs)
{
    double rates[SIZES] = {1e18, 1e18, 1e18, 1e18};
    cost last;
    int turns = 1;
    while (time_sizes(rates, &last, unit, bytes, work, runs) && turns < MOST_TURNS)
        turns++;
    bool growing = rates[SIZES - 1] > rates[0] * most_growth;
    printf("%-28.28s", unit);
    for (size_t i = 0; i < SIZES; i++)
        printf(" %7.1f ns", rates[i]);
    printf("  keeps %5.1f times the page%s\n", (double)last.used / (double)(bytes << (SIZES - 1)),
           growing ? "  GROWS" : "");
    fflush(stdout);
    return growing;
}

/* Runs of a model: `best` takes ten times as long. */
static int time_articles(const char *path, int runs)
{
    int bad = 0;
    onr_error err;
    if (!onr_models_load(&models, path, ONR_SIMD_BEST, &err)) {
        fprintf(stderr, "extract_bench: %s: %s\n", path, err.what);
        return 1;
    }
    printf("%s\n", path);
    for (size_t h = 0; h < sizeof sentences / sizeof *sentences; h++)
        bad += grows(sentences[h], HOSTILE_ARTICLE, read_whole, runs);
    onr_models_free(&models);
    return bad;
}

static int time_hostile(void)
{
    int bad = 0;
    for (size_t h = 0; h < sizeof hostile / sizeof *hostile; h++)
        bad += grows(hostile[h], HOSTILE_BYTES, extract, 9);
    bad += time_articles("models/language-fast.onr", 3);
    bad += time_articles("models/language-best.onr", 1);
    return bad > 0;
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--hostile") == 0)
        return time_hostile();
    if (argc > 1)
        return time_pages(argv + 1, (size_t)argc - 1);
    fprintf(stderr, "usage: extract_bench FILE... | --hostile\n");
    return 2;
}
