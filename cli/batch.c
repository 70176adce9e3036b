/*
 * The batch: files, standard input and JSON lines become pages, workers read them, one
 * writer hands the results on in the order of the input. A page that fails is reported
 * and the others go on. Ctrl-C ends the intake; the pages at hand are still handed on.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/str.h"
#include "cli.h"

enum { LARGEST_PAGE = 1 << 30 };

/* The files of the command line, of which one is open. */
typedef struct source {
    const settings *s;
    int next_file;
    const char *path;
    gzFile file; /* Open between lines of a file of JSON lines. */
    uint64_t at; /* Offset of the next line. */
} source;

typedef struct batch {
    source from;
    job *jobs;
    bool *done;
    size_t room;
    uint64_t taken, delivered;
    bool at_end, stop;
    sigset_t signals;       /* Those that end the intake. */
    int caught;             /* The one that did, or 0. */
    pthread_mutex_t intake; /* Who holds it reads the next page. */
    pthread_mutex_t lock;   /* Guards the counters. */
    pthread_cond_t changed;
    job_fn *work;
    void *user;
} batch;

void print_error(const onr_error *err)
{
    fprintf(stderr, "%s", err->source[0] ? err->source : "onrecord");
    if (err->byte > 0)
        fprintf(stderr, ":%llu", (unsigned long long)err->byte);
    fprintf(stderr, ": %s%s%s\n", err->what, err->advice[0] ? "; " : "", err->advice);
}

static bool io_fail(const char *path, uint64_t byte, const char *what, const char *advice,
                    onr_error *err)
{
    onr_fail(err, ONR_E_IO, byte, advice, "%s", what);
    snprintf(err->source, sizeof err->source, "%s", path);
    return false;
}

static bool is_json_lines(const source *from)
{
    onr_str path = str_of(from->path);
    return from->s->lines ||
           (from->s->detect && (str_ends(path, ".jsonl") || str_ends(path, ".jsonl.gz")));
}

static bool open_file(source *from, onr_error *err)
{
    struct stat status;
    bool standard = strcmp(from->path, "-") == 0;
    if (!standard && stat(from->path, &status) != 0)
        return io_fail(from->path, 0, strerror(errno), "check the path", err);
    if (!standard && S_ISDIR(status.st_mode))
        return io_fail(from->path, 0, "a directory, no page", "name the files in it", err);
    from->file = standard ? gzdopen(dup(STDIN_FILENO), "rb") : gzopen(from->path, "rb");
    from->at = 0;
    if (!from->file)
        return io_fail(from->path, 0, strerror(errno), "check its permissions", err);
    gzbuffer(from->file, 1 << 17);
    return true;
}

static void close_file(source *from)
{
    gzclose(from->file);
    from->file = NULL;
}

/* Whether the stream ended as it should; a cut .gz gives its bytes first and tells only then. */
static bool check_stream(source *from, onr_error *err)
{
    int fault;
    const char *what = gzerror(from->file, &fault);
    uint64_t at = (uint64_t)gzoffset(from->file);
    if (fault == Z_OK || fault == Z_STREAM_END)
        return true;
    if (fault == Z_ERRNO)
        return io_fail(from->path, 0, strerror(errno), "check the file", err);
    return io_fail(from->path, at, fault == Z_BUF_ERROR ? "the compressed file is cut off" : what,
                   "fetch the file again", err);
}

static bool more_room(char **bytes, size_t *room, const source *from, onr_error *err)
{
    char *larger = *room < LARGEST_PAGE ? realloc(*bytes, *room * 2 + 65536) : NULL;
    if (!larger)
        return io_fail(from->path, *room, "too large for one page", "split it", err);
    *bytes = larger;
    *room = *room * 2 + 65536;
    return true;
}

static bool read_whole(source *from, job *j, onr_error *err)
{
    size_t room = 0, len = 0;
    int got = 0;
    do {
        if (len == room && !more_room(&j->bytes, &room, from, err))
            return false;
        size_t want = room - len < 1 << 20 ? room - len : 1 << 20;
        got = gzread(from->file, j->bytes + len, (unsigned)want);
        len += got > 0 ? (size_t)got : 0;
    } while (got > 0);
    j->input.bytes = (onr_str){j->bytes, len};
    return check_stream(from, err);
}

/* The next line with its newline; `*len` 0 at the end of the file. */
static bool read_line(source *from, job *j, size_t *len, onr_error *err)
{
    size_t room = 0;
    *len = 0;
    for (;;) {
        if (room - *len < 2 && !more_room(&j->bytes, &room, from, err))
            return false;
        int c = gzgetc(from->file);
        if (c < 0)
            return check_stream(from, err);
        j->bytes[(*len)++] = (char)c;
        if (c == '\n')
            return true;
    }
}

static bool take_string(onr_str *out, json_t *line, const char *key)
{
    json_t *value = json_object_get(line, key);
    if (!json_is_string(value))
        return false;
    *out = (onr_str){json_string_value(value), json_string_length(value)};
    return true;
}

static bool take_body(job *j)
{
    static const struct {
        const char *key;
        onr_form form;
    } bodies[] = {{"html", ONR_FORM_HTML}, {"page", ONR_FORM_PAGE}, {"text", ONR_FORM_ARTICLE}};
    for (size_t i = 0; i < 3; i++)
        if (take_string(&j->input.bytes, j->line, bodies[i].key)) {
            j->input.form = bodies[i].form;
            return true;
        }
    return false;
}

static bool read_json(source *from, job *j, size_t len, uint64_t at, onr_error *err)
{
    json_error_t fault;
    j->line = json_loadb(j->bytes, len, JSON_ALLOW_NUL, &fault);
    if (!j->line)
        return io_fail(from->path, at + (uint64_t)(fault.position > 0 ? fault.position : 0),
                       fault.text, "each line must be a JSON object", err);
    if (!take_body(j))
        return io_fail(from->path, at, "a line without \"html\", \"page\" or \"text\"",
                       "give one of them", err);
    take_string(&j->input.name, j->line, "id");
    take_string(&j->input.given.url, j->line, "url");
    take_string(&j->input.given.date, j->line, "date");
    /* A JSON string is UTF-8, whatever the page in it once declared. */
    j->input.charset = (onr_str){"utf-8", 5};
    return true;
}

static void name_page(source *from, job *j)
{
    const char *slash = strrchr(from->path, '/');
    const char *base = slash ? slash + 1 : from->path;
    j->input = (onr_input){.form = from->s->form,
                           .name = str_of(base),
                           .source = str_of(from->path),
                           .given = from->s->given};
    if (strcmp(from->path, "-") == 0)
        j->input.name = j->input.source = (onr_str){"", 0};
}

/* The next line of the open file; false: there is none. */
static bool next_line(source *from, job *j)
{
    size_t len;
    for (;;) {
        uint64_t at = from->at;
        j->ok = read_line(from, j, &len, &j->err);
        from->at += len;
        if (!j->ok || len == 0) {
            close_file(from);
            return !j->ok;
        }
        if (str_trim((onr_str){j->bytes, len}).len > 0) {
            j->ok = read_json(from, j, len, at, &j->err);
            return true;
        }
        free(j->bytes);
        j->bytes = NULL;
    }
}

static void clear_job(job *j)
{
    json_decref(j->line);
    free(j->bytes);
    onr_arena_reset(j->arena);
    *j = (job){.arena = j->arena};
}

/* Takes the next page into `j`; `j->ok` false: it could not be read. Returns false at the end. */
static bool next_page(source *from, job *j)
{
    for (;;) {
        if (from->file) {
            name_page(from, j);
            if (next_line(from, j))
                return true;
            clear_job(j);
        }
        if (from->next_file == from->s->file_count)
            return false;
        from->path = from->s->files[from->next_file++];
        name_page(from, j);
        j->ok = open_file(from, &j->err);
        if (!j->ok)
            return true;
        if (is_json_lines(from))
            continue;
        j->ok = read_whole(from, j, &j->err);
        close_file(from);
        return true;
    }
}

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
    pthread_mutex_lock(&b->intake);
    if (wait_for_room(b)) {
        j = &b->jobs[b->taken % b->room];
        bool found = next_page(&b->from, j);
        pthread_mutex_lock(&b->lock);
        /* A page that came in behind the signal may be cut off: whoever fed it got it too. */
        found = found && !b->caught;
        b->at_end = !found;
        b->taken += found;
        pthread_cond_broadcast(&b->changed);
        pthread_mutex_unlock(&b->lock);
        j = found ? j : NULL;
    }
    pthread_mutex_unlock(&b->intake);
    return j;
}

static void *work_on(void *argument)
{
    batch *b = argument;
    for (job *j; (j = take_job(b)) != NULL;) {
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
    clear_job(j);
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
    for (job *j; status != EXIT_UNWRITTEN && (j = wait_for_job(b)) != NULL;) {
        onr_error err = {0};
        if (!j->ok) {
            if (j->err.source[0] == '\0')
                snprintf(j->err.source, sizeof j->err.source, "%.*s", (int)j->input.source.len,
                         j->input.source.data);
            print_error(&j->err);
            status = EXIT_SOME_FAILED;
        } else if (!deliver(j, b->user, &err)) {
            if (err.code != ONR_OK)
                print_error(&err);
            status = EXIT_UNWRITTEN;
        }
        release_job(b, j, status == EXIT_UNWRITTEN);
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
        json_decref(b->jobs[i].line);
        free(b->jobs[i].bytes);
        onr_arena_free(b->jobs[i].arena);
    }
    free(b->jobs);
    free(b->done);
    if (b->from.file)
        gzclose(b->from.file);
}

/* Blocks what would end the program in the midst of a page, but for what is ignored (nohup). */
static void block_signals(sigset_t *out)
{
    static const int ending[] = {SIGINT, SIGTERM, SIGHUP};
    sigemptyset(out);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
        struct sigaction now;
        if (sigaction(ending[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
            sigaddset(out, ending[i]);
    }
    pthread_sigmask(SIG_BLOCK, out, NULL);
}

/* Waits for a signal; cancelled at the batch's end. A second signal finds it unblocked. */
static void *watch_signals(void *argument)
{
    batch *b = argument;
    int caught;
    if (sigwait(&b->signals, &caught) != 0)
        return NULL;
    pthread_mutex_lock(&b->lock);
    b->caught = caught;
    b->at_end = true;
    pthread_cond_broadcast(&b->changed);
    pthread_mutex_unlock(&b->lock);
    /* Not stdio: this thread may be cancelled here, and would keep stderr's lock. */
    dprintf(STDERR_FILENO, "onrecord: %s: ends after the pages at hand; at once if told again\n",
            sigdescr_np(caught));
    pthread_sigmask(SIG_UNBLOCK, &b->signals, NULL);
    for (;;)
        pause();
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
        pthread_cancel(watcher);
        pthread_join(watcher, NULL);
    }
    return b->caught && status != EXIT_UNWRITTEN ? EXIT_SIGNAL + b->caught : status;
}

int batch_run(const settings *s, job_fn *work, job_fn *deliver, void *user)
{
    batch b = {.from = {.s = s}, .room = (size_t)s->workers * 2, .work = work, .user = user};
    pthread_mutex_init(&b.intake, NULL);
    pthread_mutex_init(&b.lock, NULL);
    pthread_cond_init(&b.changed, NULL);
    int status = EXIT_USAGE;
    if (make_jobs(&b, (size_t)s->page_memory << 20))
        status = run_watched(&b, s->workers, deliver);
    else
        fputs("onrecord: no memory for the pages; lower --page-memory or -j\n", stderr);
    free_jobs(&b);
    pthread_cond_destroy(&b.changed);
    pthread_mutex_destroy(&b.lock);
    pthread_mutex_destroy(&b.intake);
    return status;
}
