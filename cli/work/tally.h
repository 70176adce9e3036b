/*
 * What came of the pages of a run: the closing line, and how far a run has come while it lasts.
 */
#ifndef ONR_CLI_WORK_TALLY_H
#define ONR_CLI_WORK_TALLY_H

#include <time.h>

#include "onrecord/article.h"

/* What a page was found to be. */
typedef enum page_kind { PAGE_KEPT, PAGE_FOREIGN, PAGE_EMPTY, PAGE_FAILED, PAGE_KINDS } page_kind;

enum { MOST_REASONS = 8, LONGEST_REASON = 80 };

typedef struct tally {
    uint64_t pages[PAGE_KINDS];
    /* Why pages failed, in the order in which that came up; the last one counts all others. */
    struct {
        char what[LONGEST_REASON];
        uint64_t count;
    } reasons[MOST_REASONS];
} tally;

/* Whether an article is one, and in English: by its words, and where these are few by what it
 * declares. Quick, for what is extracted alone. */
page_kind tally_kind_of(const onr_article *article);

/* The same as reading decides it. */
page_kind tally_kind_read(const onr_article *article);

void tally_add(tally *t, page_kind kind);
void tally_fail(tally *t, const char *what, uint64_t count);

uint64_t tally_read(const tally *t);

/* Prints the closing line to standard error. */
void tally_print(const tally *t);

/* A line on a terminal that is written over as a run goes on. */
typedef struct progress {
    bool shown; /* Standard error is a terminal. */
    bool dirty; /* The line stands there. */
    struct timespec began, last;
    uint64_t before; /* Pages of an earlier run that this one goes on with. */
    uint64_t total;  /* Bytes of all files; 0: not known. */
} progress;

void progress_begin(progress *p, uint64_t total, uint64_t before);

/* Once a second: pages, their rate, and by the `done` bytes what is left. */
void progress_show(progress *p, uint64_t pages, uint64_t done);

/* Takes the line away. */
void progress_clear(progress *p);

#endif
