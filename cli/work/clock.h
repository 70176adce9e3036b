/*
 * How long a thread may work at a page. It is the thread's own time that counts, so that a page is
 * not given up because the machine is busy with others. Whoever watches makes the page's arena full
 * when the time is up, and the layers end as they do without memory.
 */
#ifndef ONR_CLI_WORK_CLOCK_H
#define ONR_CLI_WORK_CLOCK_H

#include <time.h>

#include "onrecord.h"

/* Guarded by whatever guards the page's state. */
typedef struct page_clock {
    bool runs;
    bool late; /* The time was up. */
    clockid_t thread;
    int64_t began; /* Nanoseconds of the thread. */
} page_clock;

/* Called by the thread that reads: its work at a page begins. */
void page_clock_start(page_clock *c);

/* Called by whoever watches: makes `arena` full where the work has taken more than `seconds`. */
void page_clock_check(page_clock *c, onr_arena *arena, long seconds);

/* The work is over; false: it took more than `seconds`, whatever came of it. */
bool page_clock_stop(page_clock *c, long seconds, onr_error *err);

#endif
