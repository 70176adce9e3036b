/*
 * The intake: each name of the command line becomes pages, one after the other. Whatever is
 * wrong with one of them is told with its name and byte.
 */
#include "intake/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

/* The last one takes whatever no other does. */
static const intake_kind *const kinds[] = {&intake_json_lines, &intake_whole};

static const intake_kind *kind_of(const settings *s, const char *name)
{
    size_t i = 0;
    while (i + 1 < sizeof kinds / sizeof *kinds && !kinds[i]->takes(s, str_of(name)))
        i++;
    return kinds[i];
}

/* A name goes when the next one comes, a job stays until it is handed on. */
static void name_page(const intake *from, job *j)
{
    onr_str source = arena_copy(j->arena, str_of(from->name));
    size_t base = source.len;
    while (base > 0 && source.data[base - 1] != '/')
        base--;
    j->input = (onr_input){.form = from->s->form,
                           .name = {source.data + base, source.len - base},
                           .source = source,
                           .given = from->s->given};
    if (stream_is_standard(from->name))
        j->input.name = j->input.source = (onr_str){"", 0};
}

static void close_kind(intake *from)
{
    if (from->kind)
        from->kind->close(from);
    from->kind = NULL;
}

/* Opens what is called `from->name`. False: it cannot be, and `j` says why. */
static bool open_named(intake *from, job *j)
{
    from->at = from->first;
    name_page(from, j);
    const intake_kind *kind = kind_of(from->s, from->name);
    j->ok = kind->open(from, &j->err);
    from->kind = j->ok ? kind : NULL;
    return j->ok;
}

bool intake_open(intake *out, const settings *s, sandbox *allowed, onr_error *err)
{
    *out = (intake){.s = s, .fd = -1};
    return names_open(&out->names, s, allowed, err);
}

bool intake_is_several(const settings *s)
{
    return s->file_count > 1 || s->recursive || s->list || kind_of(s, s->files[0]) != &intake_whole;
}

bool intake_next(intake *from, job *j)
{
    for (;;) {
        if (from->kind) {
            name_page(from, j);
            if (from->kind->next(from, j))
                return true;
            close_kind(from);
            intake_clear(j);
        }
        from->name = names_next(&from->names, &j->err);
        if (!from->name && j->err.code == ONR_OK)
            return false;
        if (!from->name || !open_named(from, j))
            return true;
    }
}

void intake_clear(job *j)
{
    free(j->bytes);
    onr_arena_reset(j->arena);
    *j = (job){.arena = j->arena};
}

void intake_end(intake *from)
{
    close_kind(from);
    names_close(&from->names);
}
