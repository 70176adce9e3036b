/*
 * The intake: each name of the command line becomes pages, one after the other. Whatever is
 * wrong with one of them is told with its name and byte.
 */
#include "intake/intake.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"

enum { LOOKED_AT = 512, MOST_KEPT = 4 << 20 };

/* The last one takes whatever no other does. */
static const intake_kind *const kinds[] = {&intake_warc, &intake_feed,       &intake_mhtml,
                                           &intake_json, &intake_json_lines, &intake_whole};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

const intake_kind *intake_kind_called(const char *name)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (kinds[i]->name && strcmp(kinds[i]->name, name) == 0)
            return kinds[i];
    return NULL;
}

static const intake_kind *kind_of(const settings *s, const char *name, onr_str begin)
{
    size_t i = 0;
    if (!s->detect)
        return s->kind ? s->kind : kinds[KIND_COUNT - 1];
    while (i + 1 < KIND_COUNT && !kinds[i]->takes(str_of(name), begin))
        i++;
    return kinds[i];
}

/* A name goes when the next one comes, a job stays until it is handed on. */
static void name_page(const intake *from, job *j)
{
    onr_str path = arena_copy(j->arena, str_of(from->name));
    size_t base = path.len;
    while (base > 0 && path.data[base - 1] != '/')
        base--;
    j->input = (onr_input){.form = from->s->form,
                           .name = {path.data + base, path.len - base},
                           .source = path,
                           .given = from->s->given};
    if (source_is_standard(from->name))
        j->input.name = j->input.source = (onr_str){"", 0};
}

void intake_locate(job *j, uint64_t offset, uint64_t length)
{
    j->input.origin.offset = offset;
    j->input.origin.length = length;
}

static void close_kind(intake *from)
{
    if (from->kind) {
        from->finished += source_raw_at(&from->in);
        source_close(&from->in);
    }
    from->kind = NULL;
}

/* Looks at the first member that is not empty, and how what is open holds pages. */
static void choose_kind(intake *from)
{
    source_next(&from->in);
    if (from->s->detect) {
        source_see(&from->in, 1, true);
        source_see(&from->in, LOOKED_AT, false);
    }
    from->kind = kind_of(from->s, from->name, source_view(&from->in));
    from->taken = false;
}

static size_t page_memory(const intake *from)
{
    return (size_t)from->s->page_memory << 20;
}

static bool begin_zip(intake *from, onr_error *err)
{
    int fault = 0;
    bool empty = str_starts(source_view(&from->in), "PK\x05\x06");
    from->zip_fd = empty ? -1 : dup(from->in.fd);
    source_close(&from->in);
    from->zip = from->zip_fd < 0 ? NULL : zip_open(from->name, from->zip_fd, &fault);
    if (!from->zip && from->zip_fd >= 0)
        close(from->zip_fd);
    if (fault)
        return source_fail(from->name, 0, strerror(fault), "check the file", err);
    if (empty)
        return source_fail(from->name, 0, "a zip file with nothing in it", "give one with pages",
                           err);
    return from->zip || source_fail(from->name, 0, "a zip file whose table cannot be read",
                                    "give a whole file, not a pipe", err);
}

/* Opens what is called `from->name`. False: it cannot be, and `j` says why. */
static bool open_named(intake *from, job *j)
{
    name_page(from, j);
    j->ok = source_open(&from->in, from->name, from->fd, from->first, page_memory(from), &j->err);
    if (!j->ok)
        return false;
    if (from->s->detect && !from->in.folded)
        source_see(&from->in, LOOKED_AT, false);
    if (from->s->detect && zip_is(source_view(&from->in)))
        return j->ok = begin_zip(from, &j->err);
    choose_kind(from);
    return true;
}

static void end_zip(intake *from)
{
    zip_close(from->zip);
    close(from->zip_fd);
    from->zip = NULL;
}

/* Opens the next member of the zip file, if there is one. False: it cannot be, and `j` says why. */
static bool open_member(intake *from, job *j)
{
    zip_next next = zip_next_member(from->zip, &from->name);
    if (next == ZIP_END) {
        end_zip(from);
        return true;
    }
    name_page(from, j);
    j->ok = next == ZIP_MEMBER;
    const char *fault = zip_fault(from->zip);
    if (!j->ok && next != ZIP_BAD && zip_is_encrypted(from->zip))
        source_fail(from->name, 0, "an encrypted member of a zip file",
                    "unpack it with its password", &j->err);
    else if (!j->ok)
        source_fail(from->name, 0, fault ? fault : "a member of a zip file that cannot be read",
                    fault ? "check the file" : "fetch the file again", &j->err);
    if (next == ZIP_BAD)
        end_zip(from);
    if (!j->ok)
        return false;
    from->in.raw.at = zip_offset(from->zip);
    j->ok = source_begin(&from->in, from->name, zip_read, from->zip, page_memory(from), &j->err);
    if (j->ok)
        choose_kind(from);
    else
        source_close(&from->in);
    return j->ok;
}

bool intake_open(intake *out, const settings *s, sandbox *allowed, onr_error *err)
{
    *out = (intake){.s = s, .fd = -1};
    return names_open(&out->names, s, allowed, err);
}

bool intake_is_several(const settings *s, const job *j)
{
    return s->file_count > 1 || s->recursive || s->list || j->input.origin.length > 0;
}

bool intake_next(intake *from, job *j)
{
    for (;;) {
        if (from->kind) {
            name_page(from, j);
            j->is_file = from->kind == &intake_whole || from->kind == &intake_mhtml;
            if (from->kind->next(from, j))
                return true;
            close_kind(from);
            intake_clear(j);
        }
        if (from->zip) {
            if (!open_member(from, j))
                return true;
            continue;
        }
        from->name = names_next(&from->names, &j->err);
        if (!from->name && j->err.code == ONR_OK)
            return false;
        if (!from->name || !open_named(from, j))
            return true;
    }
}

uint64_t intake_done(const intake *from)
{
    return from->finished + (from->kind ? source_raw_at(&from->in) : 0);
}

void intake_clear(job *j)
{
    if (j->room > MOST_KEPT) {
        free(j->bytes);
        j->bytes = NULL;
        j->room = 0;
    }
    onr_arena_reset(j->arena);
    *j = (job){.arena = j->arena, .bytes = j->bytes, .room = j->room};
}

void intake_end(intake *from)
{
    close_kind(from);
    if (from->zip)
        end_zip(from);
    source_free(&from->in);
    onr_arena_free(from->arena);
    names_close(&from->names);
}
