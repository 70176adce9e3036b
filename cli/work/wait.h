/*
 * Waiting by a clock that nobody sets back or forth.
 */
#ifndef ONR_CLI_WORK_WAIT_H
#define ONR_CLI_WORK_WAIT_H

#include <pthread.h>
#include <time.h>

/* A condition whose waits end by that clock. */
static inline void wait_condition(pthread_cond_t *out)
{
    pthread_condattr_t how;
    pthread_condattr_init(&how);
    pthread_condattr_setclock(&how, CLOCK_MONOTONIC);
    pthread_cond_init(out, &how);
    pthread_condattr_destroy(&how);
}

/* When so many milliseconds from now are over. */
static inline struct timespec wait_until(long milliseconds)
{
    struct timespec end;
    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_sec += milliseconds / 1000;
    end.tv_nsec += milliseconds % 1000 * 1000000L;
    end.tv_sec += end.tv_nsec / 1000000000L;
    end.tv_nsec %= 1000000000L;
    return end;
}

static inline double seconds_between(struct timespec from, struct timespec to)
{
    return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

#endif
