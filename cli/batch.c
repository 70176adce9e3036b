/*
 * The batch: workers read the pages that come in, one writer hands the results on in the
 * order of the input. A page that fails is reported and the others go on. Ctrl-C ends the
 * intake; the pages at hand are still handed on.
 */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "intake/intake.h"
#include "work/sandbox.h"

typedef struct batch {
    intake from;
    job *jobs;
    bool *done;
    size_t room;
    uint64_t taken, delivered;
    bool at_end, stop;
    sigset_t signals;     /* Those that end the intake, and the one that ends the watch. */
    int caught;           /* The one that did, or 0. */
    pthread_mutex_t turn; /* Who holds it reads the next page. */
    pthread_mutex_t lock; /* Guards the counters. */
    pthread_cond_t changed;
    job_fn *work;
    void *user;
    sandbox sandbox; /* Every thread is in it before the first byte of a page is read. */
} batch;

static bool wait_for_room(batch *b)
{
    pthread_mutex_lock(&b->lock);
    while (!b->stop && !b->at_end && b->taken - b->delivered >= b->room)
        pthread_cond_wait(&b->changed, &b->lock);
    bool go = !b->stop && !b->at_end;
    pthread_mutex_unlock(&b->lock);
    return go;
}

static job *take_job(batch *b)
{
    job *j = NULL;
    pthread_mutex_lock(&b->turn);
    if (wait_for_room(b)) {
        j = &b->jobs[b->taken % b->room];
        bool found = intake_next(&b->from, j);
        pthread_mutex_lock(&b->lock);
        /* A page that came in behind the signal may be cut off: whoever fed it got it too. */
        found = found && !b->caught;
        b->at_end = !found;
        b->taken += found;
        pthread_cond_broadcast(&b->changed);
        pthread_mutex_unlock(&b->lock);
        j = found ? j : NULL;
    }
    pthread_mutex_unlock(&b->turn);
    return j;
}

static void *work_on(void *argument)
{
    batch *b = argument;
    sandbox_enter(&b->sandbox, SANDBOX_READS);
    for (job *j; (j = take_job(b)) != NULL;) {
        if (j->ok && j->unfold)
            j->ok = j->unfold(j, (size_t)b->from.s->page_memory << 20, &j->err);
        if (j->ok)
            j->ok = b->work(j, b->user, &j->err);
        pthread_mutex_lock(&b->lock);
        b->done[j - b->jobs] = true;
        pthread_cond_broadcast(&b->changed);
        pthread_mutex_unlock(&b->lock);
    }
    return NULL;
}

/* The next page in input order, or NULL at the end. */
static job *wait_for_job(batch *b)
{
    size_t at = b->delivered % b->room;
    pthread_mutex_lock(&b->lock);
    while (!b->done[at] && !(b->at_end && b->delivered == b->taken))
        pthread_cond_wait(&b->changed, &b->lock);
    job *j = b->done[at] ? &b->jobs[at] : NULL;
    pthread_mutex_unlock(&b->lock);
    return j;
}

static void release_job(batch *b, job *j, bool stop)
{
    intake_clear(j);
    pthread_mutex_lock(&b->lock);
    b->done[j - b->jobs] = false;
    b->delivered++;
    b->stop = stop;
    pthread_cond_broadcast(&b->changed);
    pthread_mutex_unlock(&b->lock);
}

static int deliver_all(batch *b, job_fn *deliver)
{
    int status = EXIT_READ;
    bool stop = false;
    for (job *j; !stop && (j = wait_for_job(b)) != NULL;) {
        onr_error err = {0};
        if (!j->ok) {
            onr_str from = j->input.source.len ? j->input.source : ONR_STR("standard input");
            if (j->err.source[0] == '\0')
                snprintf(j->err.source, sizeof j->err.source, "%.*s", (int)from.len, from.data);
            print_error(&j->err);
            status = EXIT_SOME_FAILED;
        } else if (!deliver(j, b->user, &err)) {
            stop = true;
            if (err.code != ONR_OK) {
                print_error(&err);
                status = EXIT_UNWRITTEN;
            }
        }
        release_job(b, j, stop);
    }
    return status;
}

static bool make_jobs(batch *b, size_t page_memory)
{
    b->jobs = calloc(b->room, sizeof *b->jobs);
    b->done = calloc(b->room, sizeof *b->done);
    for (size_t i = 0; b->jobs && i < b->room; i++)
        if (!(b->jobs[i].arena = onr_arena_new(page_memory)))
            return false;
    return b->jobs && b->done;
}

static void free_jobs(batch *b)
{
    for (size_t i = 0; b->jobs && i < b->room; i++) {
        free(b->jobs[i].bytes);
        onr_arena_free(b->jobs[i].arena);
    }
    free(b->jobs);
    free(b->done);
    intake_end(&b->from);
}

/* pthread_cancel would load a library for it: late, when there may be no memory for one. */
enum { END_WATCH = SIGUSR1 };

/* Blocks what would end the program in the midst of a page, but for what is ignored (nohup). */
static void block_signals(sigset_t *out)
{
    static const int ending[] = {SIGINT, SIGTERM, SIGHUP};
    sigemptyset(out);
    sigaddset(out, END_WATCH);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
        struct sigaction now;
        if (sigaction(ending[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
            sigaddset(out, ending[i]);
    }
    pthread_sigmask(SIG_BLOCK, out, NULL);
}

/* Waits for a signal, and where that ends the intake for the batch's end: a second one then finds
 * its signal unblocked. */
static void *watch_signals(void *argument)
{
    batch *b = argument;
    int caught;
    sandbox_enter(&b->sandbox, SANDBOX_READS);
    if (sigwait(&b->signals, &caught) != 0 || caught == END_WATCH)
        return NULL;
    pthread_mutex_lock(&b->lock);
    b->caught = caught;
    b->at_end = true;
    pthread_cond_broadcast(&b->changed);
    pthread_mutex_unlock(&b->lock);
    fprintf(stderr, "onrecord: %s: ends after the pages at hand; at once if told again\n",
            sigdescr_np(caught));
    sigset_t end;
    sigemptyset(&end);
    sigaddset(&end, END_WATCH);
    sigdelset(&b->signals, END_WATCH);
    pthread_sigmask(SIG_UNBLOCK, &b->signals, NULL);
    sigwait(&end, &caught);
    return NULL;
}

static int run_workers(batch *b, long count, job_fn *deliver)
{
    pthread_t threads[256];
    long started = 0;
    while (started < count && pthread_create(&threads[started], NULL, work_on, b) == 0)
        started++;
    if (started == 0) {
        fputs("onrecord: no thread could be started; free some memory\n", stderr);
        return EXIT_USAGE;
    }
    sandbox_enter(&b->sandbox, b->from.s->store ? SANDBOX_STORES : SANDBOX_WRITES);
    int status = deliver_all(b, deliver);
    for (long i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    return status;
}

/* Signals stay blocked when it is done: what comes next keeps what was read. */
static int run_watched(batch *b, long workers, job_fn *deliver)
{
    pthread_t watcher;
    block_signals(&b->signals);
    bool watched = pthread_create(&watcher, NULL, watch_signals, b) == 0;
    int status = run_workers(b, workers, deliver);
    if (watched) {
        pthread_kill(watcher, END_WATCH);
        pthread_join(watcher, NULL);
    }
    return b->caught && status != EXIT_UNWRITTEN ? EXIT_SIGNAL + b->caught : status;
}

int batch_run(const settings *s, job_fn *work, job_fn *deliver, void *user)
{
    batch b = {.room = (size_t)s->workers * 2, .work = work, .user = user};
    pthread_mutex_init(&b.turn, NULL);
    pthread_mutex_init(&b.lock, NULL);
    pthread_cond_init(&b.changed, NULL);
    sandbox_open(&b.sandbox, s->store);
    int status = EXIT_USAGE;
    onr_error err = {0};
    if (!intake_open(&b.from, s, &b.sandbox, &err))
        print_error(&err);
    else if (make_jobs(&b, (size_t)s->page_memory << 20))
        status = run_watched(&b, s->workers, deliver);
    else
        fputs("onrecord: no memory for the pages; lower --page-memory or -j\n", stderr);
    free_jobs(&b);
    sandbox_close(&b.sandbox);
    pthread_cond_destroy(&b.changed);
    pthread_mutex_destroy(&b.lock);
    pthread_mutex_destroy(&b.turn);
    return status;
}
