/*
 * A file, or standard input, that is one page.
 */
#include "intake/intake.h"

static bool next_page(intake *from, job *j)
{
    if (from->taken)
        return false;
    from->taken = true;
    j->ok = source_see_all(&from->in, &j->err);
    if (!j->ok)
        return true;
    size_t len = source_view(&from->in).len;
    j->ok = source_take(&from->in, len, &j->bytes, &j->room);
    if (!j->ok)
        source_fail(from->name, 0, "no memory left for the page", "lower -j", &j->err);
    j->input.bytes = (onr_str){len > 0 ? j->bytes : "", len};
    return true;
}

const intake_kind intake_whole = {NULL, NULL, next_page};
