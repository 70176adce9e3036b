/* onrecord add: the records of pages into a store. */
#include <string.h>
#include <time.h>

#include "base/str.h"
#include "cli.h"
#include "known.h"
#include "work/wait.h"

/* Others who add to the store wait while a batch is open: so many seconds at most, and none is open
 * while nothing is added. */
enum { LONGEST_BATCH = 1 };

typedef struct adding {
    onr_models models;
    onr_store *store;
    bool replace, update;
    known_pages known; /* Before the first page is read. */
    size_t pages, added, changed, again;
    bool open; /* A batch is, since: */
    struct timespec since;
} adding;

static bool read_record(job *j, void *user, onr_error *err)
{
    const adding *a = user;
    onr_record_identify(j->record.id, j->input.bytes);
    j->known = !a->replace && known_has(&a->known, j->record.id);
    if (j->known)
        return true;
    bool ok = onr_read(&j->record, &j->input, &a->models, j->arena, err);
    j->kind = ok ? tally_kind_read(&j->record.article) : PAGE_FAILED;
    return ok;
}

static bool is_end_of(onr_str end, onr_str text)
{
    return end.len <= text.len && memcmp(text.data + text.len - end.len, end.data, end.len) == 0;
}

/* Where several pages of a source have no names of their own, it does not say which of them
 * changed.
 */
static bool update_source(adding *a, const job *j, onr_error *err)
{
    bool changed = false;
    bool is_named = j->is_file || !is_end_of(j->input.name, j->input.source);
    if (!a->update || !is_named)
        return true;
    bool ok = onr_store_update(a->store, j->record.id, &changed, err);
    a->changed += changed;
    return ok;
}

static bool open_batch(adding *a, onr_error *err)
{
    if (a->open)
        return true;
    a->open = onr_store_begin(a->store, err);
    clock_gettime(CLOCK_MONOTONIC, &a->since);
    return a->open;
}

static bool is_batch_due(const adding *a)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return seconds_between(a->since, now) >= LONGEST_BATCH;
}

static bool close_batch(void *user, onr_error *err)
{
    adding *a = user;
    bool ok = !a->open || onr_store_commit(a->store, err);
    a->open = false;
    return ok;
}

static bool add_record(job *j, void *user, onr_error *err)
{
    adding *a = user;
    bool added = a->replace && !known_has(&a->known, j->record.id);
    if ((!j->known || a->update) && !open_batch(a, err))
        return false;
    if (!j->known && !(a->replace ? onr_store_replace(a->store, &j->record, j->arena, err)
                                  : onr_store_add(a->store, &j->record, &added, j->arena, err)))
        return false;
    if (!update_source(a, j, err))
        return false;
    a->added += added;
    a->again += a->replace && !added;
    a->pages++;
    if (a->open && is_batch_due(a) && !close_batch(a, err))
        return false;
    j->pending = a->open;
    return true;
}

static void print_sums(const adding *a, const settings *s)
{
    printf("%zu pages read, %zu new", a->pages, a->added);
    if (a->update)
        printf(" (%zu in place of an older version)", a->changed);
    if (a->replace)
        printf(" (%zu read again in place of what was kept)", a->again);
    fputs(" in ", stdout);
    print_store(stdout, s);
    putchar('\n');
}

static int add_all(adding *a, const settings *s)
{
    onr_error err = {0};
    bool ok = known_open(&a->known, a->store, &err);
    int status = ok ? batch_run(s, read_record, add_record, close_batch, a) : EXIT_UNWRITTEN;
    known_close(&a->known);
    if (!ok)
        print_error(&err);
    else if (status != EXIT_UNWRITTEN)
        print_sums(a, s);
    return status;
}

int cmd_add(const command *self, int argc, char **argv)
{
    settings s;
    onr_error err = {0};
    settings_read(&s, self, argc, argv);
    adding a = {.replace = s.replace, .update = s.update};
    if (!models_find(&a.models, &s))
        return EXIT_USAGE;
    int status = EXIT_UNWRITTEN;
    if (store_open(&a.store, s.store, ONR_STORE_CREATE, &err)) {
        status = add_all(&a, &s);
        onr_store_close(a.store);
    } else {
        print_error(&err);
    }
    models_drop(&a.models);
    return finish_output(status);
}
