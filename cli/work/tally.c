/*
 * Counting pages, and telling it.
 */
#include "work/tally.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "base/terminal.h"
#include "onrecord/language.h"
#include "work/wait.h"

/* Words that a fifth of English text is made of, and that hardly any other language has. So few,
 * among so few words of the page, as `extract` has no millisecond for it: onr_language_is_english,
 * which looks at five times as many words for four times as many, decides what is read. */
static const char english_words[] = "the|of|and|to|that|for|with|was|by|from";

/* Of the first words so many in a hundred must be of these; fewer words tell nothing. */
enum { MOST_WORDS = 400, LEAST_WORDS = 20, LEAST_SHARE = 6, LONGEST_WORD = 4 };

/* The next run of letters in `text` from `*at` on; what is not ASCII is a letter. */
static onr_str next_word(onr_str text, size_t *at)
{
    while (*at < text.len && !is_ascii_letter(text.data[*at]) &&
           (unsigned char)text.data[*at] < 128)
        (*at)++;
    size_t from = *at;
    while (*at < text.len &&
           (is_ascii_letter(text.data[*at]) || (unsigned char)text.data[*at] >= 128))
        (*at)++;
    return (onr_str){text.data + from, *at - from};
}

static bool is_english(const onr_article *article)
{
    size_t at = 0, words = 0, english = 0;
    for (onr_str word; words < MOST_WORDS && (word = next_word(article->text, &at)).len > 0;
         words++)
        english += word.len <= LONGEST_WORD && str_listed(word, english_words);
    if (words < LEAST_WORDS)
        return article->language.len == 0 || str_starts_nocase(article->language, "en");
    return english * 100 >= words * LEAST_SHARE;
}

static page_kind kind_of(const onr_article *article, bool english)
{
    return article->block_count == 0 ? PAGE_EMPTY : english ? PAGE_KEPT : PAGE_FOREIGN;
}

page_kind tally_kind_of(const onr_article *article)
{
    return kind_of(article, is_english(article));
}

page_kind tally_kind_read(const onr_article *article)
{
    return kind_of(article, onr_language_is_english(article->text, article->language));
}

void tally_add(tally *t, page_kind kind)
{
    t->pages[kind]++;
}

/* As much of a reason as is kept; a page's own words may stand in it, which no terminal obeys. */
static void take_reason(char out[LONGEST_REASON], const char *what)
{
    onr_str text = str_of(what);
    size_t len = 0;
    for (size_t at = 0, from = 0; at < text.len; from = at) {
        uint32_t c = utf8_next(text, &at);
        bool obeyed = terminal_obeys(c) || terminal_turns_on(c);
        size_t bytes = obeyed ? 1 : at - from;
        if (len + bytes >= LONGEST_REASON)
            break;
        memcpy(out + len, obeyed ? "?" : what + from, bytes);
        len += bytes;
    }
    out[len] = '\0';
}

void tally_fail(tally *t, const char *why, uint64_t count)
{
    size_t i = 0;
    char what[LONGEST_REASON];
    take_reason(what, why);
    t->pages[PAGE_FAILED] += count;
    while (i + 1 < MOST_REASONS && t->reasons[i].count > 0 && strcmp(t->reasons[i].what, what) != 0)
        i++;
    snprintf(t->reasons[i].what, LONGEST_REASON, "%s",
             i + 1 == MOST_REASONS ? "other reasons" : what);
    t->reasons[i].count += count;
}

uint64_t tally_read(const tally *t)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < PAGE_KINDS; i++)
        sum += t->pages[i];
    return sum;
}

void tally_print(const tally *t)
{
    flockfile(stderr);
    fprintf(stderr, "onrecord: %llu read: %llu kept, %llu not English, %llu empty, %llu failed",
            (unsigned long long)tally_read(t), (unsigned long long)t->pages[PAGE_KEPT],
            (unsigned long long)t->pages[PAGE_FOREIGN], (unsigned long long)t->pages[PAGE_EMPTY],
            (unsigned long long)t->pages[PAGE_FAILED]);
    for (size_t i = 0; i < MOST_REASONS && t->reasons[i].count > 0; i++)
        fprintf(stderr, "%s%llu %s", i == 0 ? " (" : ", ", (unsigned long long)t->reasons[i].count,
                t->reasons[i].what);
    fputs(t->reasons[0].count > 0 ? ")\n" : "\n", stderr);
    funlockfile(stderr);
}

void progress_begin(progress *p, uint64_t total, uint64_t before)
{
    *p = (progress){.shown = isatty(STDERR_FILENO), .total = total, .before = before};
    clock_gettime(CLOCK_MONOTONIC, &p->began);
    p->last = p->began;
}

static void print_left(double seconds)
{
    if (seconds < 90)
        fprintf(stderr, ", %.0f s left", seconds);
    else if (seconds < 5400)
        fprintf(stderr, ", %.0f min left", seconds / 60);
    else
        fprintf(stderr, ", %.1f h left", seconds / 3600);
}

void progress_show(progress *p, uint64_t pages, uint64_t done)
{
    struct timespec now;
    if (!p->shown || clock_gettime(CLOCK_MONOTONIC, &now) != 0 || seconds_between(p->last, now) < 1)
        return;
    double spent = seconds_between(p->began, now);
    p->last = now;
    p->dirty = true;
    flockfile(stderr);
    fprintf(stderr, "\r%llu pages, %.0f a second", (unsigned long long)pages,
            (double)(pages - p->before) / spent);
    if (p->total > 0 && done > 0 && done <= p->total) {
        fprintf(stderr, ", %.0f %%", 100 * (double)done / (double)p->total);
        print_left(spent * (double)(p->total - done) / (double)done);
    }
    fputs("\033[K", stderr);
    funlockfile(stderr);
}

void progress_clear(progress *p)
{
    if (p->dirty)
        fputs("\r\033[K", stderr);
    p->dirty = false;
}
