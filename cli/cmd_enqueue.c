/*
 * onrecord enqueue: puts references to pages into a queue. A file is one reference, but for those
 * whose pages can be read each for itself: records of WARC files, JSON lines.
 */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "cli.h"
#include "intake/intake.h"
#include "queue/queue.h"
#include "queue/reference.h"

enum { REFERENCE_MEMORY = 1 << 20 };

typedef struct enqueuing {
    const settings *s;
    queue queue;
    onr_arena *arena; /* For one reference. */
    job page;         /* The one at hand. */
    char *path;       /* Of its file, absolute. */
    onr_str bytes;    /* Of that file. */
    size_t count;
    bool some_failed; /* Records that could not be read. */
} enqueuing;

/* False: the queue is lost, or there is no memory. */
static bool put(enqueuing *e, size_t offset, size_t length, onr_error *err)
{
    char digest[DIGEST_SIZE];
    onr_str text;
    reference r = {.file = str_of(e->path),
                   .offset = offset,
                   .length = length,
                   .as = str_of(e->s->as ? e->s->as : ""),
                   .digest = {digest, DIGEST_SIZE - 1},
                   .given = e->s->given};
    digest_of(digest, (onr_str){e->bytes.data + offset, length});
    onr_arena_reset(e->arena);
    e->count++;
    return message_write(&text, &r, e->arena, err) && queue_put(&e->queue, text, err);
}

/* Whether the file may hold pages that can be read without what is before them. */
static bool has_pieces(const intake *from)
{
    return from->kind == &intake_warc || (from->kind == &intake_json_lines && !from->in.folded);
}

/* Of what is folded that holds for a member of gzip's alone. */
static bool stands_alone(const intake *from, const job *j)
{
    const onr_origin *at = &j->input.origin;
    return at->length > 0 &&
           (!from->in.folded ||
            (from->in.kind == UNFOLD_GZIP && source_raw_at(&from->in) == at->offset + at->length));
}

/* False: the queue is lost. Records that are broken are told, and the others put in. */
static bool put_pages(enqueuing *e, intake *from, onr_error *err)
{
    job *j = &e->page;
    while (intake_next(from, j)) {
        bool alone = has_pieces(from) && stands_alone(from, j);
        if (has_pieces(from) && !j->ok) {
            print_error(&j->err);
            e->some_failed = true;
        } else if (!alone) {
            return put(e, 0, e->bytes.len, err);
        } else if (!put(e, j->input.origin.offset, j->input.origin.length, err)) {
            return false;
        }
        intake_clear(j);
    }
    return true;
}

static bool put_file(enqueuing *e, onr_error *err)
{
    settings s = *e->s;
    char *name = e->path;
    s.files = &name;
    s.file_count = 1;
    s.recursive = false;
    s.list = NULL;
    intake from = {.s = &s, .fd = -1, .names = {.s = &s}};
    bool ok = put_pages(e, &from, err);
    intake_end(&from);
    intake_clear(&e->page);
    return ok;
}

/* The file's path, as any worker can open it. */
static bool find_path(char out[PATH_MAX], const char *name, onr_error *err)
{
    if (source_is_standard(name))
        return source_fail(name, 0, "has no bytes to refer to", "save it as a file", err);
    if (!realpath(name, out))
        return source_fail(name, 0, strerror(errno), "check the path", err);
    return utf8_check(str_of(out)) == strlen(out) ||
           source_fail(name, 0, "a path that is not UTF-8", "rename the file", err);
}

/* False: the queue is lost. A file that cannot be read is `*fault`. */
static bool enqueue_file(enqueuing *e, const char *name, onr_error *fault, onr_error *err)
{
    char path[PATH_MAX];
    file_map map;
    if (!find_path(path, name, fault) || !file_map_open(&map, path, fault))
        return true;
    e->path = path;
    e->bytes = map.bytes;
    bool ok = put_file(e, err);
    file_map_close(&map);
    return ok;
}

static int enqueue_all(enqueuing *e, name_list *names, onr_error *err)
{
    int status = EXIT_READ;
    for (;;) {
        onr_error fault = {0};
        const char *name = names_next(names, &fault);
        if (!name && fault.code == ONR_OK)
            return e->some_failed ? EXIT_SOME_FAILED : status;
        if (name && !enqueue_file(e, name, &fault, err))
            return EXIT_UNWRITTEN;
        if (fault.code != ONR_OK) {
            print_error(&fault);
            status = EXIT_SOME_FAILED;
        }
    }
}

/* Tells how far the queue is, too, and alone where there is nothing to put in. */
static bool tell_count(enqueuing *e, onr_error *err)
{
    uint64_t waiting;
    if (!e->queue.kind->count(&e->queue, &waiting, err))
        return false;
    printf("%zu put into the queue, %llu in it\n", e->count, (unsigned long long)waiting);
    return true;
}

static int enqueue(enqueuing *e, onr_error *err)
{
    name_list names;
    sandbox none;
    int status = EXIT_USAGE;
    sandbox_open(&none, NULL);
    if (names_open(&names, e->s, &none, err))
        status = enqueue_all(e, &names, err);
    names_close(&names);
    sandbox_close(&none);
    return err->code != ONR_OK || tell_count(e, err) ? status : EXIT_UNWRITTEN;
}

int cmd_enqueue(const command *self, int argc, char **argv)
{
    settings s;
    onr_error err = {0};
    int status = EXIT_UNWRITTEN;
    settings_read(&s, self, argc, argv);
    enqueuing e = {
        .s = &s, .arena = onr_arena_new(REFERENCE_MEMORY), .page = {.arena = settings_arena(&s)}};
    if (!e.arena || !e.page.arena)
        onr_fail(&err, ONR_E_MEMORY, 0, "free some memory", "no memory for a queue's messages");
    else if (queue_open(&e.queue, s.queue, NULL, &err))
        status = enqueue(&e, &err);
    if (err.code != ONR_OK)
        print_error(&err);
    queue_close(&e.queue);
    free(e.page.bytes);
    onr_arena_free(e.page.arena);
    onr_arena_free(e.arena);
    return finish_output(status);
}
