/*
 * Standard output: written in whole results, its faults told once. A closed pipe is
 * nobody's fault, told to nobody: whoever read has read enough. Standard error: a line a fault.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "base/terminal.h"
#include "cli.h"

/* As it stands, but for what a terminal would not show: a file's name may hold anything. */
void print_shown(FILE *to, onr_str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = utf8_next(text, &at);
        if (c == 0xFFFD && at - from == 1)
            fprintf(to, "\\x%02X", (unsigned char)text.data[from]);
        else if (terminal_obeys(c) || terminal_turns_on(c))
            fprintf(to, c < 0x80 ? "\\x%02X" : "\\u%04X", (unsigned)c);
        else
            fwrite(text.data + from, 1, at - from, to);
    }
}

void wrong_usage(const struct argp_state *state, const char *format, ...)
{
    va_list values;
    char *said = NULL, *shown = NULL;
    size_t len = 0;
    va_start(values, format);
    bool told = vasprintf(&said, format, values) >= 0;
    va_end(values);
    FILE *to = told ? open_memstream(&shown, &len) : NULL;
    if (to)
        print_shown(to, str_of(said));
    if (to && fclose(to) == 0)
        argp_error(state, "%s", shown);
    exit(EXIT_USAGE);
}

void print_error(const onr_error *err)
{
    flockfile(stderr);
    print_shown(stderr, str_of(err->source[0] ? err->source : "onrecord"));
    if (err->byte > 0)
        fprintf(stderr, ":%llu", (unsigned long long)err->byte);
    fputs(": ", stderr);
    print_shown(stderr, str_of(err->what));
    fputs(err->advice[0] ? "; " : "", stderr);
    print_shown(stderr, str_of(err->advice));
    fputc('\n', stderr);
    funlockfile(stderr);
}

static bool output_fail(onr_error *err)
{
    if (errno == EPIPE)
        return false;
    bool no_room = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
    onr_fail(err, ONR_E_IO, 0,
             no_room ? "free some space or write elsewhere" : "check where it goes", "%s",
             strerror(errno));
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

bool write_or_tell(onr_str text, int *status)
{
    onr_error err = {0};
    if (write_output(text, &err))
        return true;
    if (err.code != ONR_OK) {
        print_error(&err);
        *status = EXIT_UNWRITTEN;
    }
    return false;
}

bool write_export_frame(void (*frame)(buffer *to, export_style style), export_style style,
                        int *status)
{
    onr_error err = {0};
    if (!frame)
        return true;
    buffer to = {.arena = onr_arena_new(1 << 20)};
    onr_str text;
    if (to.arena)
        frame(&to, style);
    bool made = to.arena
                    ? buffer_finish(&text, &to, "write the head", &err)
                    : onr_fail(&err, ONR_E_MEMORY, 0, "free some memory", "no memory to write");
    bool ok = made && write_or_tell(text, status);
    onr_arena_free(to.arena);
    if (!made) {
        print_error(&err);
        *status = EXIT_UNWRITTEN;
    }
    return ok;
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
    if (err.code == ONR_OK)
        return status;
    print_error(&err);
    /* told once: what ends the program looks again */
    __fpurge(stdout);
    clearerr(stdout);
    return EXIT_UNWRITTEN;
}

bool wants_colour(void)
{
    const char *no = getenv("NO_COLOR");
    return isatty(STDOUT_FILENO) && !(no && *no);
}

unsigned output_width(void)
{
    struct winsize size;
    const char *columns = getenv("COLUMNS");
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
        return size.ws_col;
    long given = columns ? strtol(columns, NULL, 10) : 0;
    return given > 0 && given < 10000 ? (unsigned)given : 0;
}
