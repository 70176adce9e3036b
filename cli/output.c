/*
 * Standard output: written in whole results, its faults told once. A closed pipe is
 * nobody's fault and is told to nobody.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "cli.h"

static bool output_fail(onr_error *err)
{
    if (errno == EPIPE)
        return false;
    onr_fail(err, ONR_E_IO, 0, "free some space or write elsewhere", "%s", strerror(errno));
    snprintf(err->source, sizeof err->source, "standard output");
    return false;
}

bool end_line(onr_str *text, onr_arena *arena, onr_error *err)
{
    char *line = onr_arena_alloc(arena, text->len + 1);
    if (!line)
        return arena_fail(err, "write the output");
    if (text->len)
        memcpy(line, text->data, text->len);
    line[text->len] = '\n';
    *text = (onr_str){line, text->len + 1};
    return true;
}

bool deliver_output(job *j, void *user, onr_error *err)
{
    (void)user;
    bool ok = fwrite(j->output.data, 1, j->output.len, stdout) == j->output.len;
    return ok || output_fail(err);
}

int finish_output(int status)
{
    onr_error err = {0};
    if (status == EXIT_UNWRITTEN || (fflush(stdout) == 0 && !ferror(stdout)))
        return status;
    output_fail(&err);
    if (err.code != ONR_OK)
        print_error(&err);
    return EXIT_UNWRITTEN;
}

bool wants_colour(void)
{
    const char *no = getenv("NO_COLOR");
    return isatty(STDOUT_FILENO) && !(no && *no);
}
