/*
 * The journal of a run: how far it has come, so that after any interruption the same command goes
 * on from there. A line a state, the last whole one counts. What the run has written is made safe
 * first; what stands behind it when a run goes on, is written anew.
 */
#ifndef ONR_CLI_WORK_JOURNAL_H
#define ONR_CLI_WORK_JOURNAL_H

#include "work/tally.h"

/* Pages may be done while one before them is not: at most so many. */
enum { MOST_AHEAD = 1024 };

typedef struct journal {
    const char *path;           /* NULL: none is kept. */
    int fd;                     /* -1: none. */
    bool resumes;               /* It was there, and its state is below. */
    uint64_t done;              /* Pages 0 to here are done, */
    uint64_t last;              /* the last of which is known by this (`journal_key`); */
    uint64_t ahead[MOST_AHEAD]; /* and these, in order. */
    size_t ahead_count;
    uint64_t output; /* Bytes of standard output that are theirs. */
    tally tally;
    struct timespec written;
} journal;

/* What a page is known by: its source and where it stands there. */
uint64_t journal_key(onr_str source, uint64_t offset);

/*
 * Opens the journal at `path` (NULL: none), or makes it, and takes what standard output has behind
 * its state off it. `run` is what must be the same when a run goes on. Fails with ONR_E_IO, or
 * ONR_E_FORMAT where it is the journal of another run.
 */
bool journal_open(journal *out, const char *path, onr_str run, onr_error *err);
void journal_close(journal *j);

/* Whether the page of that number is done by its state. */
bool journal_has(const journal *j, uint64_t number);

/* Whether a state should be written now: once a second, or where standard output cannot be taken
 * back, after each page. */
bool journal_is_due(const journal *j);

/* Writes its state. Fails with ONR_E_IO. */
bool journal_write(journal *j, onr_error *err);

#endif
