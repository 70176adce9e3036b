/*
 * What a thread in the sandbox is refused, each to be tried: by `onrecord doctor` on the machine at
 * hand, and by a test, inside and outside.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sandbox/sandbox.h"

/* Whether a call went through, if only to find that there is no such file. */
static bool went_through(int result)
{
    return result >= 0 || (errno != EPERM && errno != EACCES);
}

static bool connects(void)
{
    return went_through(socket(AF_INET, SOCK_STREAM, 0));
}

static bool connects_on_this_machine(void)
{
    return went_through(socket(AF_UNIX, SOCK_STREAM, 0));
}

/* Where it works, what comes of it ends with another status than this program's. */
static bool runs_a_program(void)
{
    return went_through(execl("/bin/true", "true", (char *)NULL));
}

static bool starts_a_process(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    return went_through(child);
}

static bool opens_a_file(void)
{
    return went_through(open("/etc/passwd", O_RDONLY | O_CLOEXEC));
}

static bool lists_a_folder(void)
{
    return went_through(open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

static bool makes_a_file(void)
{
    char path[] = "/tmp/onrecord-doctor-XXXXXX";
    int fd = mkstemp(path);
    if (fd >= 0)
        unlink(path);
    return went_through(fd);
}

static bool writes_to_what_is_open(void)
{
    return went_through((int)write(STDOUT_FILENO, "", 0));
}

static bool changes_folders(void)
{
    static const char none[] = "/nowhere/at/all";
    return went_through(unlink(none)) || went_through(rename(none, none)) ||
           went_through(mkdir(none, 0700)) || went_through(symlink(none, none)) ||
           went_through(truncate(none, 0)) || went_through(chmod(none, 0700));
}

static bool signals_others(void)
{
    return went_through(kill(getppid(), 0));
}

static bool traces(void)
{
    return went_through((int)ptrace(PTRACE_TRACEME, 0, NULL, NULL));
}

static bool makes_code(void)
{
    void *memory =
        mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory != MAP_FAILED;
}

const sandbox_promise sandbox_promises[] = {
    {"reach the network", connects},
    {"reach another program of this machine", connects_on_this_machine},
    {"run a program", runs_a_program},
    {"start a process", starts_a_process},
    {"read a file that was not named", opens_a_file},
    {"list a folder", lists_a_folder},
    {"make a file", makes_a_file},
    {"write to an open file or pipe", writes_to_what_is_open},
    {"remove, rename or change a file", changes_folders},
    {"send signals to others", signals_others},
    {"trace a process", traces},
    {"run memory that it wrote", makes_code},
};
const int sandbox_promise_count = sizeof sandbox_promises / sizeof *sandbox_promises;
