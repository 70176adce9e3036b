/* The time that a page takes. */
#include "work/clock.h"

#include <pthread.h>

enum { NANOSECONDS = 1000000000 };

/* Of a thread that is at its end there is none: 0. */
static int64_t time_of(clockid_t thread)
{
    struct timespec now = {0};
    (void)clock_gettime(thread, &now);
    return (int64_t)now.tv_sec * NANOSECONDS + now.tv_nsec;
}

void page_clock_start(page_clock *c)
{
    *c = (page_clock){0};
    if (pthread_getcpuclockid(pthread_self(), &c->thread) != 0)
        return;
    c->began = time_of(c->thread);
    c->runs = true;
}

void page_clock_check(page_clock *c, onr_arena *arena, long seconds)
{
    if (!c->runs || time_of(c->thread) - c->began <= (int64_t)seconds * NANOSECONDS)
        return;
    c->late = true;
    onr_arena_stop(arena);
}

bool page_clock_stop(page_clock *c, long seconds, onr_error *err)
{
    c->runs = false;
    if (!c->late)
        return true;
    return onr_fail(err, ONR_E_LIMIT, 0, "raise --page-seconds", "more than %ld s of work",
                    seconds);
}
