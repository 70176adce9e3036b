/*
 * Standard output: written in whole results, its faults told once. A closed pipe is
 * nobody's fault and is told to nobody. Standard error: a line a fault.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

void print_error(const onr_error *err)
{
    fprintf(stderr, "%s", err->source[0] ? err->source : "onrecord");
    if (err->byte > 0)
        fprintf(stderr, ":%llu", (unsigned long long)err->byte);
    fprintf(stderr, ": %s%s%s\n", err->what, err->advice[0] ? "; " : "", err->advice);
}

static bool output_fail(onr_error *err)
{
    if (errno == EPIPE)
        return false;
    onr_fail(err, ONR_E_IO, 0, "free some space or write elsewhere", "%s", strerror(errno));
    snprintf(err->source, sizeof err->source, "standard output");
    return false;
}

/* Takes the last `len` bytes off the file that standard output is; a pipe keeps them. */
static void take_back(size_t len)
{
    struct stat status;
    off_t end = lseek(STDOUT_FILENO, 0, SEEK_CUR);
    if (end < 0 || fstat(STDOUT_FILENO, &status) != 0 || !S_ISREG(status.st_mode) ||
        status.st_size != end)
        return;
    if (ftruncate(STDOUT_FILENO, end - (off_t)len) == 0)
        lseek(STDOUT_FILENO, end - (off_t)len, SEEK_SET);
}

bool write_output(onr_str text, onr_error *err)
{
    for (size_t done = 0; done < text.len;) {
        ssize_t n = write(STDOUT_FILENO, text.data + done, text.len - done);
        if (n < 0 && errno != EINTR) {
            output_fail(err);
            take_back(done);
            return false;
        }
        done += n > 0 ? (size_t)n : 0;
    }
    return true;
}

bool deliver_output(job *j, void *user, onr_error *err)
{
    (void)user;
    return write_output(j->output, err);
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
