/*
 * The reader's thread. It and its owner take turns, by the state: in READER_ASKED and READER_CLOSE
 * all but the state is the thread's, else the owner's.
 */
#include "work/reader.h"

#include <stdlib.h>

#include "sandbox/sandbox.h"
#include "work/wait.h"

static void change_state(reader *r, reader_state state)
{
    pthread_mutex_lock(&r->lock);
    r->state = state;
    pthread_cond_broadcast(&r->changed);
    pthread_mutex_unlock(&r->lock);
}

static reader_state wait_for_order(reader *r)
{
    pthread_mutex_lock(&r->lock);
    while (r->state == READER_IDLE || r->state == READER_PAGE || r->state == READER_END)
        pthread_cond_wait(&r->changed, &r->lock);
    reader_state state = r->state;
    pthread_mutex_unlock(&r->lock);
    return state;
}

static reader_state read_next(reader *r)
{
    job *j = &r->page;
    intake_clear(j);
    if (!intake_next(&r->from, j))
        return READER_END;
    pthread_mutex_lock(&r->lock);
    page_clock_start(&r->clock);
    pthread_mutex_unlock(&r->lock);
    if (j->ok && j->unfold)
        j->ok = j->unfold(j, (size_t)r->s.page_memory << 20, &j->err);
    if (j->ok)
        j->ok = onr_read(&j->record, &j->input, r->models, j->arena, &j->err);
    pthread_mutex_lock(&r->lock);
    j->ok &= page_clock_stop(&r->clock, r->s.page_seconds, &j->err);
    pthread_mutex_unlock(&r->lock);
    return READER_PAGE;
}

static void *run(void *argument)
{
    reader *r = argument;
    sandbox none;
    sandbox_open(&none, NULL);
    sandbox_enter(&none, SANDBOX_READS);
    for (reader_state order; (order = wait_for_order(r)) != READER_GONE;) {
        if (order == READER_ASKED) {
            change_state(r, read_next(r));
        } else {
            intake_end(&r->from);
            intake_clear(&r->page);
            change_state(r, READER_IDLE);
        }
    }
    sandbox_close(&none);
    return NULL;
}

bool reader_start(reader *out, const settings *s, const onr_models *models, onr_error *err)
{
    *out = (reader){.models = models, .page = {.arena = settings_arena(s)}};
    wait_condition(&out->changed);
    pthread_mutex_init(&out->lock, NULL);
    if (out->page.arena && pthread_create(&out->thread, NULL, run, out) == 0)
        return true;
    onr_arena_free(out->page.arena);
    pthread_cond_destroy(&out->changed);
    pthread_mutex_destroy(&out->lock);
    return onr_fail(err, ONR_E_MEMORY, 0, "lower --page-memory or -j", "no memory for the pages");
}

void reader_stop(reader *r)
{
    change_state(r, READER_GONE);
    pthread_join(r->thread, NULL);
    free(r->page.bytes);
    onr_arena_free(r->page.arena);
    pthread_cond_destroy(&r->changed);
    pthread_mutex_destroy(&r->lock);
}

void reader_open(reader *r, const settings *s, char *name, int fd, uint64_t first)
{
    r->s = *s;
    r->name = name;
    r->s.files = &r->name;
    r->s.file_count = 1;
    r->s.recursive = false;
    r->s.list = NULL;
    r->from = (intake){.s = &r->s, .fd = fd, .first = first, .names = {.s = &r->s}};
    change_state(r, READER_ASKED);
}

reader_state reader_wait(reader *r, int seconds)
{
    const struct timespec end = wait_until(seconds * 1000L);
    pthread_mutex_lock(&r->lock);
    while (r->state == READER_ASKED && pthread_cond_timedwait(&r->changed, &r->lock, &end) == 0)
        ;
    if (r->state == READER_ASKED)
        page_clock_check(&r->clock, r->page.arena, r->s.page_seconds);
    reader_state state = r->state;
    pthread_mutex_unlock(&r->lock);
    return state;
}

void reader_go_on(reader *r)
{
    change_state(r, READER_ASKED);
}

/* A page that is being read cannot be taken from the thread. */
void reader_close(reader *r)
{
    while (reader_wait(r, 1) == READER_ASKED)
        ;
    change_state(r, READER_CLOSE);
    pthread_mutex_lock(&r->lock);
    while (r->state != READER_IDLE)
        pthread_cond_wait(&r->changed, &r->lock);
    pthread_mutex_unlock(&r->lock);
}
