#include "whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* What both processes tell one another. */
typedef struct whole_said {
    bool whole;
    int fault; /* errno where the file could not be put into its place. */
} whole_said;

typedef struct names {
    char path[PATH_MAX];
    char part[PATH_MAX + sizeof ".XXXXXX"];
} names;

/* As a file is made by others. */
static mode_t usual_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* Of a link, the file that it leads to. */
static bool find_names(names *n, const char *path, bool there)
{
    if (there && !realpath(path, n->path))
        return false;
    if (!there && snprintf(n->path, sizeof n->path, "%s", path) >= (int)sizeof n->path) {
        errno = ENAMETOOLONG;
        return false;
    }
    snprintf(n->part, sizeof n->part, "%s.XXXXXX", n->path);
    return true;
}

/* Ends when the other process closes its end of the pipe, or is no more. */
_Noreturn static void keep(const names *n, whole_said *said, int end)
{
    char nothing;
    while (read(end, &nothing, 1) < 0 && errno == EINTR)
        ;
    if (!said->whole)
        unlink(n->part);
    else if (rename(n->part, n->path) != 0) {
        said->fault = errno;
        unlink(n->part);
    }
    _exit(0);
}

/* Signals are for the other process, and nobody waits for the end of what this one has open. */
_Noreturn static void become_keeper(const names *n, whole_said *said, int end)
{
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, NULL);
    setsid();
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        close(fd);
    keep(n, said, end);
}

static bool start_keeper(whole_file *f, const names *n)
{
    int end[2] = {-1, -1}, done[2] = {-1, -1};
    whole_said *said =
        mmap(NULL, sizeof *said, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t keeper = -1;
    if (said != MAP_FAILED && pipe2(end, O_CLOEXEC) == 0 && pipe2(done, O_CLOEXEC) == 0)
        keeper = fork();
    if (keeper == 0) {
        close(end[1]);
        close(done[0]);
        close(f->fd);
        become_keeper(n, said, end[0]);
    }
    int fault = errno;
    close(end[0]);
    close(done[1]);
    *f = (whole_file){f->fd, end[1], done[0], said};
    errno = fault;
    return keeper > 0;
}

bool whole_file_open(whole_file *out, const char *path, const struct stat *is)
{
    names n;
    bool direct = is && !S_ISREG(is->st_mode);
    *out = (whole_file){.fd = -1, .end = -1, .done = -1};
    if (direct) {
        out->fd = open(path, O_WRONLY | O_CLOEXEC);
        return out->fd >= 0;
    }
    if (!find_names(&n, path, is != NULL) || (out->fd = mkostemp(n.part, O_CLOEXEC)) < 0)
        return false;
    if (fchmod(out->fd, is ? is->st_mode & 07777 : usual_mode()) == 0 && start_keeper(out, &n))
        return true;
    int fault = errno;
    unlink(n.part);
    close(out->fd);
    errno = fault;
    return false;
}

bool whole_file_close(whole_file *f, bool whole)
{
    char nothing;
    if (f->end < 0)
        return close(f->fd) == 0;
    /* What was written is safe before it takes another's place. */
    int fault = !whole || fdatasync(f->fd) == 0 ? 0 : errno;
    f->said->whole = whole && !fault;
    close(f->fd);
    close(f->end);
    while (read(f->done, &nothing, 1) < 0 && errno == EINTR)
        ;
    close(f->done);
    errno = fault ? fault : f->said->fault;
    munmap(f->said, sizeof *f->said);
    return !errno;
}
