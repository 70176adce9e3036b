/*
 * The intake: each name of the command line becomes pages, one after the other. Whatever is
 * wrong with one of them is told with its name and byte.
 */
#include "intake/intake.h"

#include <stdlib.h>
#include <string.h>

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

static void name_page(const intake *from, job *j)
{
    const char *slash = strrchr(from->name, '/');
    const char *base = slash ? slash + 1 : from->name;
    j->input = (onr_input){.form = from->s->form,
                           .name = str_of(base),
                           .source = str_of(from->name),
                           .given = from->s->given};
    if (stream_is_standard(from->name))
        j->input.name = j->input.source = (onr_str){"", 0};
}

/* Opens the next name. False: it cannot be, and `j` says why. */
static bool open_next(intake *from, job *j)
{
    from->name = from->s->files[from->next_name++];
    from->at = from->first;
    name_page(from, j);
    const intake_kind *kind = kind_of(from->s, from->name);
    j->ok = kind->open(from, &j->err);
    from->kind = j->ok ? kind : NULL;
    return j->ok;
}

bool intake_next(intake *from, job *j)
{
    for (;;) {
        if (from->kind) {
            name_page(from, j);
            if (from->kind->next(from, j))
                return true;
            intake_close(from);
            intake_clear(j);
        }
        if (from->next_name == from->s->file_count)
            return false;
        if (!open_next(from, j))
            return true;
    }
}

void intake_clear(job *j)
{
    free(j->bytes);
    onr_arena_reset(j->arena);
    *j = (job){.arena = j->arena};
}

void intake_close(intake *from)
{
    if (from->kind)
        from->kind->close(from);
    from->kind = NULL;
}
