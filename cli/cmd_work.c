/*
 * onrecord work: takes pages from a queue and puts their records into a store, until it is told to
 * stop. An empty queue is no reason to leave, and neither is a server that is away.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "work/lane.h"

typedef struct worker {
    const settings *s;
    onr_models models;
    lane *lanes;
    long opened, started;
    atomic_bool stop;
    sigset_t signals;
} worker;

/* Before the first thread: those of a queue's library, too, leave signals to this one. */
static void block_signals(worker *w)
{
    sigemptyset(&w->signals);
    sigaddset(&w->signals, SIGINT);
    sigaddset(&w->signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &w->signals, NULL);
}

static bool open_lanes(worker *w)
{
    onr_error err = {0};
    w->lanes = calloc((size_t)w->s->workers, sizeof *w->lanes);
    if (!w->lanes)
        onr_fail(&err, ONR_E_MEMORY, 0, "lower -j", "no memory for the workers");
    while (err.code == ONR_OK && w->opened < w->s->workers)
        lane_open(&w->lanes[w->opened++], w->s, &w->models, &w->stop, &err);
    if (err.code != ONR_OK)
        print_error(&err);
    return err.code == ONR_OK;
}

static void close_lanes(worker *w)
{
    for (long i = 0; i < w->opened; i++)
        lane_close(&w->lanes[i]);
    free(w->lanes);
}

static void start_lanes(worker *w)
{
    while (w->started < w->opened &&
           pthread_create(&w->lanes[w->started].thread, NULL, lane_run, &w->lanes[w->started]) == 0)
        w->started++;
}

/* Whoever tells it a second time means at once. */
static void await_stop(worker *w)
{
    int caught = SIGTERM;
    fprintf(stderr, "onrecord: %ld at work; SIGTERM or Ctrl-C ends it after the pages at hand\n",
            w->started);
    sigwait(&w->signals, &caught);
    w->stop = true;
    pthread_sigmask(SIG_UNBLOCK, &w->signals, NULL);
    fprintf(stderr, "onrecord: %s: ends after the pages at hand; at once if told again\n",
            sigdescr_np(caught));
}

static void tell_counts(const worker *w)
{
    size_t pages = 0, added = 0, put_aside = 0;
    for (long i = 0; i < w->opened; i++) {
        pages += w->lanes[i].pages;
        added += w->lanes[i].added;
        put_aside += w->lanes[i].put_aside;
    }
    printf("%zu pages read, %zu new in the store, %zu put aside\n", pages, added, put_aside);
}

static int work(worker *w)
{
    int status = EXIT_UNWRITTEN;
    block_signals(w);
    if (open_lanes(w)) {
        start_lanes(w);
        if (w->started > 0)
            await_stop(w);
        else
            fputs("onrecord: no thread could be started; free some memory\n", stderr);
        for (long i = 0; i < w->started; i++)
            pthread_join(w->lanes[i].thread, NULL);
        if (w->started > 0) {
            tell_counts(w);
            status = EXIT_READ;
        }
    }
    close_lanes(w);
    return status;
}

int cmd_work(const command *self, int argc, char **argv)
{
    settings s;
    settings_read(&s, self, argc, argv);
    worker w = {.s = &s};
    if (!models_find(&w.models, &s))
        return EXIT_USAGE;
    int status = work(&w);
    models_drop(&w.models);
    return finish_output(status);
}
