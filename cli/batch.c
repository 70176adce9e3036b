/*
 * The batch: workers read the pages that come in, one writer hands the results on, in the order of
 * the input or as they come. A page that fails is reported and the others go on. Ctrl-C ends the
 * intake; the pages at hand are still handed on, and still watched: none may take for ever.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "intake/intake.h"
#include "sandbox/sandbox.h"
#include "store/engine.h"
#include "work/clock.h"
#include "work/journal.h"
#include "work/wait.h"

/*
 * While a page that takes longer than others holds up those behind it, workers go on with so many.
 * On pages of news fewer leave a core idle for a tenth of the time.
 */
enum { PAGES_A_WORKER = 8 };

/* Where no page comes for so many milliseconds, what was handed on is made safe. */
enum { REST = 200 };

/* Where the jobs are, each in a slot of its own. */
typedef enum slot_state { SLOT_FREE, SLOT_AT_WORK, SLOT_DONE } slot_state;

/* A page near the first one that is not done. */
typedef struct page_mark {
    bool done;
    uint64_t key;
} page_mark;

typedef struct batch {
    intake from;
    job *jobs;
    slot_state *slots;
    page_clock *clocks; /* One a slot. */
    size_t room;
    uint64_t taken;   /* Pages that came in; those of an earlier run are among them. */
    uint64_t low;     /* All before it are done, */
    uint64_t last;    /* the last of which is known by this (`journal_key`). */
    uint64_t bytes;   /* Of the input, that were read. */
    size_t out;       /* Jobs that are not handed on yet. */
    page_mark *marks; /* Of MOST_AHEAD pages from `low` on, by their number's rest. */
    bool at_end, stop;
    bool broken; /* `fault` says why it cannot go on. */
    onr_error fault;
    sigset_t signals;     /* Those that are waited for: they end the intake, and one the watch. */
    int caught;           /* The one that did, or 0. */
    pthread_mutex_t turn; /* Who holds it reads the next page. */
    pthread_mutex_t lock; /* Guards the counters. */
    pthread_cond_t changed;
    job_fn *work;
    settle_fn *settle;
    void *user;
    sandbox sandbox;          /* Every thread is in it before the first byte of a page is read. */
    journal journal, resumed; /* What is written; what was read, if a run goes on. */
    tally tally;
    progress progress;
} batch;

static job *free_job(const batch *b)
{
    for (size_t i = 0; i < b->room; i++)
        if (b->slots[i] == SLOT_FREE)
            return &b->jobs[i];
    return NULL;
}

/* A free job; NULL: no page is to be taken any more. */
static job *wait_for_room(batch *b)
{
    job *j = NULL;
    pthread_mutex_lock(&b->lock);
    while (!b->stop && !b->at_end && (b->taken - b->low >= MOST_AHEAD || !(j = free_job(b))))
        pthread_cond_wait(&b->changed, &b->lock);
    j = b->stop || b->at_end ? NULL : j;
    pthread_mutex_unlock(&b->lock);
    return j;
}

static page_mark *mark_of(const batch *b, uint64_t number)
{
    return &b->marks[number % MOST_AHEAD];
}

/* The page of that number is done; the lock is held. */
static void mark_done(batch *b, uint64_t number, uint64_t key)
{
    *mark_of(b, number) = (page_mark){true, key};
    for (; mark_of(b, b->low)->done; b->low++) {
        mark_of(b, b->low)->done = false;
        b->last = mark_of(b, b->low)->key;
    }
}

/* Whether an earlier run has done the page in `j`. One that stands where another page stood is a
 * fault. The lock is held. */
static bool was_done(batch *b, const job *j, uint64_t last)
{
    uint64_t key = journal_key(j->input.source, j->input.origin.offset);
    if (!journal_has(&b->resumed, j->number))
        return false;
    if (j->number + 1 == b->resumed.done && key != last) {
        b->broken = b->at_end = true;
        onr_fail(&b->fault, ONR_E_FORMAT, 0, "give the same files in the same order",
                 "the pages are others than those of the journal");
        snprintf(b->fault.source, sizeof b->fault.source, "%s", b->journal.path);
    }
    mark_done(b, j->number, key);
    return true;
}

/* Takes the next page that is to be read into `j`. */
static bool take_page(batch *b, job *j)
{
    for (bool found = true; found;) {
        found = intake_next(&b->from, j);
        uint64_t bytes = intake_done(&b->from);
        pthread_mutex_lock(&b->lock);
        /* After the signal the page may be cut off: Ctrl-C also ends the program that feeds a pipe.
         */
        found = found && !b->caught;
        b->at_end |= !found;
        j->number = b->taken;
        b->taken += found;
        b->bytes = bytes;
        bool skip = found && was_done(b, j, b->resumed.last);
        bool stop = b->at_end;
        if (found && !skip && !stop) {
            b->slots[j - b->jobs] = SLOT_AT_WORK;
            page_clock_start(&b->clocks[j - b->jobs]);
            b->out++;
        }
        if (stop || skip) /* else nobody has waited for it */
            pthread_cond_broadcast(&b->changed);
        pthread_mutex_unlock(&b->lock);
        if (stop || !skip)
            return found && !stop;
        intake_clear(j);
    }
    return false;
}

static job *take_job(batch *b)
{
    pthread_mutex_lock(&b->turn);
    job *j = wait_for_room(b);
    if (j && !take_page(b, j))
        j = NULL;
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
        j->ok &= page_clock_stop(&b->clocks[j - b->jobs], b->from.s->page_seconds, &j->err);
        b->slots[j - b->jobs] = SLOT_DONE;
        pthread_cond_broadcast(&b->changed);
        pthread_mutex_unlock(&b->lock);
    }
    return NULL;
}

/* A page that may be handed on: the next in the order of the input, or any. */
static job *done_job(const batch *b)
{
    for (size_t i = 0; i < b->room; i++)
        if (b->slots[i] == SLOT_DONE && (b->from.s->unordered || b->jobs[i].number == b->low))
            return &b->jobs[i];
    return NULL;
}

/* The next page to be handed on; NULL: none has come for a while, and some are `pending`. False at
 * the end. */
static bool wait_for_job(batch *b, bool pending, job **out)
{
    const struct timespec until = wait_until(REST);
    bool rests = false;
    pthread_mutex_lock(&b->lock);
    while (!(*out = done_job(b)) && !(b->at_end && b->out == 0) && !rests)
        if (pending)
            rests = pthread_cond_timedwait(&b->changed, &b->lock, &until) == ETIMEDOUT;
        else
            pthread_cond_wait(&b->changed, &b->lock);
    progress_show(&b->progress, b->low, b->bytes);
    pthread_mutex_unlock(&b->lock);
    return *out || rests;
}

static void release_job(batch *b, job *j)
{
    uint64_t key = journal_key(j->input.source, j->input.origin.offset), number = j->number;
    intake_clear(j);
    pthread_mutex_lock(&b->lock);
    b->slots[j - b->jobs] = SLOT_FREE;
    b->out--;
    mark_done(b, number, key);
    pthread_cond_broadcast(&b->changed);
    pthread_mutex_unlock(&b->lock);
}

static void tell(batch *b, const onr_error *err)
{
    progress_clear(&b->progress);
    print_error(err);
}

static void fail_page(batch *b, job *j)
{
    onr_str from = j->input.source.len ? j->input.source : ONR_STR("standard input");
    if (j->err.source[0] == '\0') {
        snprintf(j->err.source, sizeof j->err.source, "%.*s", (int)from.len, from.data);
        /* Of a page within a file what can be found again is where it begins in that. */
        if (j->input.origin.length > 0)
            j->err.byte = j->input.origin.offset;
    }
    tell(b, &j->err);
    tally_fail(&b->tally, j->err.what, 1);
}

/* Takes down which pages are done: those of this run, and those of the run before that have not
 * come in again. False: that one's state says more yet. */
static bool take_state(batch *b)
{
    journal *j = &b->journal;
    pthread_mutex_lock(&b->lock);
    bool further = b->taken >= b->resumed.done;
    j->done = b->low;
    j->last = b->last;
    j->ahead_count = 0;
    for (uint64_t n = b->low; n < b->taken; n++)
        if (mark_of(b, n)->done)
            j->ahead[j->ahead_count++] = n;
    for (size_t i = 0; i < b->resumed.ahead_count; i++)
        if (b->resumed.ahead[i] >= b->taken)
            j->ahead[j->ahead_count++] = b->resumed.ahead[i];
    pthread_mutex_unlock(&b->lock);
    return further;
}

/* Writes how far the run has come. */
static bool note_state(batch *b, onr_error *err)
{
    if (!take_state(b))
        return true;
    b->journal.tally = b->tally;
    return journal_write(&b->journal, err);
}

/* Hands a page on; false: it is of no use to go on, and `err` says why, if it is a fault. A page
 * that fails leaves those before it as `pending` as they were. */
static bool deliver_one(batch *b, job *j, job_fn *deliver, bool *pending, onr_error *err)
{
    if (!j->ok) {
        fail_page(b, j);
        return true;
    }
    if (!deliver(j, b->user, err))
        return false;
    tally_add(&b->tally, j->kind);
    *pending = j->pending;
    return true;
}

/* Lets nobody take a page any more. */
static void stop_taking(batch *b)
{
    pthread_mutex_lock(&b->lock);
    b->stop = true;
    pthread_cond_broadcast(&b->changed);
    pthread_mutex_unlock(&b->lock);
}

static int deliver_all(batch *b, job_fn *deliver)
{
    bool stop = false, pending = false;
    onr_error err = {0};
    for (job *j; !stop && wait_for_job(b, pending, &j);) {
        if (j) {
            stop = !deliver_one(b, j, deliver, &pending, &err);
            release_job(b, j);
        } else {
            stop = !b->settle(b->user, &err);
            pending = false;
        }
        if (!stop && !pending && journal_is_due(&b->journal))
            stop = !note_state(b, &err);
    }
    if (!stop && pending)
        stop = !b->settle(b->user, &err);
    if (stop)
        stop_taking(b);
    if (!stop && b->journal.fd >= 0)
        note_state(b, &err);
    progress_clear(&b->progress);
    if (err.code != ONR_OK) {
        print_error(&err);
        return EXIT_UNWRITTEN;
    }
    if (!stop && !b->broken && (tally_read(&b->tally) != 1 || b->taken != 1))
        tally_print(&b->tally);
    return b->tally.pages[PAGE_FAILED] > 0 ? EXIT_SOME_FAILED : EXIT_READ;
}

static bool make_jobs(batch *b)
{
    b->jobs = calloc(b->room, sizeof *b->jobs);
    b->slots = calloc(b->room, sizeof *b->slots);
    b->clocks = calloc(b->room, sizeof *b->clocks);
    b->marks = calloc(MOST_AHEAD, sizeof *b->marks);
    for (size_t i = 0; b->jobs && i < b->room; i++)
        if (!(b->jobs[i].arena = settings_arena(b->from.s)))
            return false;
    return b->jobs && b->slots && b->clocks && b->marks;
}

static void free_jobs(batch *b)
{
    for (size_t i = 0; b->jobs && i < b->room; i++) {
        free(b->jobs[i].bytes);
        onr_arena_free(b->jobs[i].arena);
    }
    free(b->jobs);
    free(b->slots);
    free(b->clocks);
    free(b->marks);
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

/* The intake ends. A second signal finds itself unblocked. */
static void end_intake(batch *b, int signal)
{
    pthread_mutex_lock(&b->lock);
    b->caught = signal;
    b->at_end = true;
    pthread_cond_broadcast(&b->changed);
    pthread_mutex_unlock(&b->lock);
    fprintf(stderr, "onrecord: %s: ends after the pages at hand; at once if told again\n",
            sigdescr_np(signal));
    sigdelset(&b->signals, END_WATCH);
    pthread_sigmask(SIG_UNBLOCK, &b->signals, NULL);
    sigemptyset(&b->signals);
    sigaddset(&b->signals, END_WATCH);
}

static void check_clocks(batch *b)
{
    pthread_mutex_lock(&b->lock);
    for (size_t i = 0; i < b->room; i++)
        if (b->slots[i] == SLOT_AT_WORK)
            page_clock_check(&b->clocks[i], b->jobs[i].arena, b->from.s->page_seconds);
    pthread_mutex_unlock(&b->lock);
}

/* Waits for signals until the batch is at its end, and looks every second how long pages take. */
static void *watch(void *argument)
{
    batch *b = argument;
    const struct timespec second = {.tv_sec = 1};
    sandbox_enter(&b->sandbox, SANDBOX_READS);
    for (int caught = 0; caught != END_WATCH;) {
        caught = sigtimedwait(&b->signals, NULL, &second);
        if (caught > 0 && caught != END_WATCH)
            end_intake(b, caught);
        check_clocks(b);
    }
    return NULL;
}

/* Of whoever takes what was read. */
static sandbox_role role_of(const char *store)
{
    return !store ? SANDBOX_WRITES : store_is_address(store) ? SANDBOX_SENDS : SANDBOX_STORES;
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
    sandbox_enter(&b->sandbox, role_of(b->from.s->store));
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
    bool watched = pthread_create(&watcher, NULL, watch, b) == 0;
    int status = run_workers(b, workers, deliver);
    if (watched) {
        pthread_kill(watcher, END_WATCH);
        pthread_join(watcher, NULL);
    }
    return b->caught && status != EXIT_UNWRITTEN ? EXIT_SIGNAL + b->caught : status;
}

/* Bytes of the files that are named; 0 where that is not known beforehand. */
static uint64_t bytes_of(const settings *s)
{
    uint64_t sum = 0;
    struct stat status;
    for (int i = 0; i < s->file_count; i++) {
        if (s->list || stat(s->files[i], &status) != 0 || !S_ISREG(status.st_mode))
            return 0;
        sum += (uint64_t)status.st_size;
    }
    return sum;
}

/* What must be the same when a run goes on: the command, what it reads, how, and where that goes.
 */
static void describe_run(char out[64], const settings *s)
{
    const char *const said[] = {s->list,
                                s->store,
                                s->format ? s->format->name : NULL,
                                s->model,
                                s->as,
                                s->style.what,
                                s->codebook,
                                s->given.url.data,
                                s->given.date.data};
    const bool flags[] = {s->recursive,      s->style.no_text,    s->style.spreadsheet,
                          s->style.text.all, s->style.text.bytes, s->replace,
                          s->update};
    uint64_t key = (uint64_t)(s->style.least * 1e6F);
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        key = 2 * key + flags[i];
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        key = journal_key(str_of(said[i] ? said[i] : ""), key);
    for (size_t i = 0; i < s->actor_count; i++)
        key = journal_key(str_of(s->actors[i]), key);
    for (int i = 0; i < s->file_count; i++)
        key = journal_key(str_of(s->files[i]), key);
    snprintf(out, 64, "%s %016llx", s->command->name, (unsigned long long)key);
}

static bool open_journal(batch *b, const settings *s, onr_error *err)
{
    char run[64];
    describe_run(run, s);
    if (!journal_open(&b->journal, s->resume, str_of(run), err))
        return false;
    b->resumed = b->journal;
    b->tally = b->journal.tally;
    b->sandbox.journal = b->journal.fd;
    return true;
}

int batch_run(const settings *s, job_fn *work, job_fn *deliver, settle_fn *settle, void *user)
{
    batch *b = calloc(1, sizeof *b);
    int status = EXIT_USAGE;
    onr_error err = {0};
    if (!b) {
        fputs("onrecord: no memory for the pages; lower -j\n", stderr);
        return status;
    }
    *b = (batch){
        .room = (size_t)s->workers * PAGES_A_WORKER, .work = work, .settle = settle, .user = user};
    pthread_mutex_init(&b->turn, NULL);
    pthread_mutex_init(&b->lock, NULL);
    wait_condition(&b->changed);
    sandbox_open(&b->sandbox, s->store);
    bool ready = intake_open(&b->from, s, &b->sandbox, &err) && open_journal(b, s, &err);
    progress_begin(&b->progress, bytes_of(s), b->resumed.done);
    if (!ready)
        print_error(&err);
    else if (make_jobs(b))
        status = run_watched(b, s->workers, deliver);
    else
        fputs("onrecord: no memory for the pages; lower --page-memory or -j\n", stderr);
    if (b->broken) {
        print_error(&b->fault);
        status = EXIT_USAGE;
    }
    free_jobs(b);
    journal_close(&b->journal);
    sandbox_close(&b->sandbox);
    pthread_cond_destroy(&b->changed);
    pthread_mutex_destroy(&b->lock);
    pthread_mutex_destroy(&b->turn);
    free(b);
    return status;
}
