/*
 * What becomes of a delivery: its pages are read and put into the store, then it is settled. A page
 * that cannot be read is tried again; after five deliveries it is put aside, with the reason. When
 * the store or the queue is lost, both are opened anew and nothing is settled: whatever was not, is
 * given again, and a page that is in the store already stays as it is.
 */
#include "work/lane.h"

#include <time.h>
#include <unistd.h>

#include "base/str.h"

/* Seconds: from one look at a page that is read to the next, from one sign that it still is to the
 * next, and until a lost server is tried again. */
enum { LOOK_EVERY = 1, HOLD_EVERY = 10, RETRY_AFTER = 1 };
enum { REFERENCE_MEMORY = 1 << 20 };

static bool open_ends(lane *l, onr_error *err)
{
    if (store_open(&l->store, l->s->store, ONR_STORE_CREATE, err)) {
        if (queue_open(&l->queue, l->s->queue, l->store, err))
            return true;
        onr_store_close(l->store);
    }
    l->store = NULL;
    return false;
}

static void close_ends(lane *l)
{
    queue_close(&l->queue);
    onr_store_close(l->store);
    l->store = NULL;
}

bool lane_open(lane *out, const settings *s, const onr_models *models, const atomic_bool *stop,
               onr_error *err)
{
    *out = (lane){.s = s, .stop = stop, .arena = onr_arena_new(REFERENCE_MEMORY)};
    if (!out->arena)
        return onr_fail(err, ONR_E_MEMORY, 0, "lower -j", "no memory for a queue's messages");
    return reader_start(&out->reader, s, models, err);
}

void lane_close(lane *l)
{
    if (l->reader.models)
        reader_stop(&l->reader);
    close_ends(l);
    onr_arena_free(l->arena);
}

/* In the batch that the queue began with the delivery, or in one of its own. */
static bool add_page(lane *l, job *page, onr_error *err)
{
    bool added;
    if (!l->queue.has_batch && !onr_store_begin(l->store, err))
        return false;
    if (!onr_store_add(l->store, &page->record, &added, page->arena, err))
        return false;
    l->pages++;
    l->added += added;
    return l->queue.has_batch || onr_store_commit(l->store, err);
}

/* What came of trying to read a delivery. */
typedef struct attempt {
    reference from;
    onr_error fault; /* The first that its pages have. */
    bool cut;        /* The worker was told to stop in the midst of it. */
} attempt;

static bool take_page(lane *l, attempt *a, onr_error *err)
{
    job *page = &l->reader.page;
    if (page->ok)
        return add_page(l, page, err);
    if (a->fault.code == ONR_OK)
        a->fault = page->err;
    return true;
}

static bool add_pages(lane *l, attempt *a, onr_error *err)
{
    size_t pages = 0, looks = 0;
    for (reader_state state; (state = reader_wait(&l->reader, LOOK_EVERY)) != READER_END;) {
        if (state == READER_ASKED) {
            if (++looks % (HOLD_EVERY / LOOK_EVERY) == 0)
                l->queue.kind->hold(&l->queue);
            continue;
        }
        /* One page is worth its end; of many, those that are left are left to another. */
        a->cut = pages++ > 0 && *l->stop;
        if (a->cut || !take_page(l, a, err))
            return a->cut;
        reader_go_on(&l->reader);
    }
    return true;
}

/* As the worker's settings, but with what the reference says of its pages. */
static char *describe(settings *out, lane *l, attempt *a)
{
    const reference *r = &a->from;
    char *name = onr_arena_alloc(l->arena, r->file.len + 1);
    *out = *l->s;
    out->given = r->given;
    if (!name)
        onr_fail(&a->fault, ONR_E_LIMIT, 0, NULL, "a path of %zu bytes", r->file.len);
    else if (!settings_take_form(out, r->as))
        onr_fail(&a->fault, ONR_E_FORMAT, 0, "let the workers be as new as who enqueues",
                 "a form of page that is not known: %.*s", (int)r->as.len, r->as.data);
    else
        memcpy(name, r->file.data, r->file.len);
    return a->fault.code == ONR_OK ? name : NULL;
}

/* False: `err` says what is wrong with the store. */
static bool read_pages(lane *l, attempt *a, onr_error *err)
{
    settings s;
    char *name = describe(&s, l, a);
    int fd = name ? reference_open(&a->from, &a->fault) : -1;
    if (fd < 0)
        return true;
    reader_open(&l->reader, &s, name, fd, a->from.offset);
    bool ok = add_pages(l, a, err);
    reader_close(&l->reader);
    close(fd);
    return ok;
}

/* A message that is no reference goes by its own digest. */
static bool put_aside(lane *l, const delivery *d, const attempt *a, onr_error *err)
{
    char own[DIGEST_SIZE], reason[sizeof a->fault.source + sizeof a->fault.what + 2];
    onr_str digest = a->from.digest;
    if (digest.len == 0) {
        digest_of(own, d->reference);
        digest = str_of(own);
    }
    snprintf(reason, sizeof reason, "%s%s%s", a->fault.source, a->fault.source[0] ? ": " : "",
             a->fault.what);
    l->put_aside++;
    return (l->queue.has_batch || onr_store_begin(l->store, err)) &&
           onr_store_put_aside(l->store, digest, d->reference, str_of(reason), err) &&
           (l->queue.has_batch || onr_store_commit(l->store, err));
}

/* What a worker that ended did not live to say. */
static void blame_the_page(attempt *a, int count)
{
    onr_fail(&a->fault, ONR_E_LIMIT, 0, NULL,
             "%d workers ended, or were cut off, while they had it", count);
}

static bool settle(lane *l, const delivery *d, outcome how, onr_error *err)
{
    return l->queue.kind->settle(&l->queue, d, how, err);
}

static bool work_off(lane *l, const delivery *d, onr_error *err)
{
    attempt a = {0};
    bool known = message_read(&a.from, d->reference, l->arena, &a.fault);
    bool last = d->count >= MOST_DELIVERIES || !known;
    if (d->count > MOST_DELIVERIES)
        blame_the_page(&a, d->count - 1);
    else if (known && !read_pages(l, &a, err))
        return false;
    if (a.fault.code == ONR_OK)
        return settle(l, d, a.cut ? OUTCOME_AGAIN : OUTCOME_DONE, err);
    print_error(&a.fault);
    return last ? put_aside(l, d, &a, err) && settle(l, d, OUTCOME_DONE, err)
                : settle(l, d, OUTCOME_AGAIN, err);
}

static bool work_once(lane *l, onr_error *err)
{
    delivery d;
    onr_arena_reset(l->arena);
    return (l->store || open_ends(l, err)) && l->queue.kind->take(&l->queue, &d, err) &&
           (d.reference.len == 0 || work_off(l, &d, err));
}

/* Told once, however often it is tried. */
static void await_servers(lane *l, const onr_error *err, bool *lost)
{
    if (!*lost)
        print_error(err);
    *lost = true;
    close_ends(l);
    sleep(RETRY_AFTER);
}

void *lane_run(void *argument)
{
    lane *l = argument;
    for (bool lost = false; !*l->stop;) {
        onr_error err = {0};
        if (work_once(l, &err))
            lost = false;
        else
            await_servers(l, &err, &lost);
    }
    return NULL;
}
