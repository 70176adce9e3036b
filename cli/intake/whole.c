/*
 * A file, or standard input, that is one page.
 */
#include "intake/intake.h"

static bool take_any(const settings *s, onr_str name)
{
    (void)s;
    (void)name;
    return true;
}

static bool open_file(intake *from, onr_error *err)
{
    return stream_open(&from->in, from->name, from->fd, (size_t)from->s->page_memory << 20, err);
}

static bool next_page(intake *from, job *j)
{
    size_t len;
    if (!from->in.file)
        return false;
    j->ok = stream_read_all(&from->in, &j->bytes, &len, &j->err);
    if (j->ok)
        j->input.bytes = (onr_str){j->bytes, len};
    stream_close(&from->in);
    return true;
}

static void close_file(intake *from)
{
    stream_close(&from->in);
}

const intake_kind intake_whole = {take_any, open_file, next_page, close_file};
