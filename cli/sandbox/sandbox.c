/*
 * The sandbox: seccomp says which system calls there are, Landlock which files can be opened. Both
 * hold for a thread until its end. Calls that are not in a table below fail with EPERM.
 */
#include "sandbox/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Newer than the headers of Debian 12. */
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

#if defined __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

/* Sanitizers look at the memory of the program by calls of their own when it ends; what `make
 * coverage` counts is written to a file then. */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__ ||                                 \
    defined __LLVM_INSTR_PROFILE_GENERATE
#undef ARCHITECTURE
#endif

#ifdef ARCHITECTURE

typedef enum test { ALWAYS, EQUAL, WITHOUT } test;

/* A system call that is allowed: always, where an argument is this, or where it has none of these
 * bits. Of several lines for one call each allows it. */
typedef struct rule {
    uint32_t call;
    test test;
    uint32_t argument;
    uint32_t value;
} rule;

/* To compute, to wait for one another, to read what is open, to end. */
static const rule everybody[] = {
    {SYS_read, ALWAYS, 0, 0},
    {SYS_readv, ALWAYS, 0, 0},
    {SYS_pread64, ALWAYS, 0, 0},
    {SYS_lseek, ALWAYS, 0, 0},
    {SYS_close, ALWAYS, 0, 0},
    {SYS_dup, ALWAYS, 0, 0},
    {SYS_fcntl, EQUAL, 1, F_GETFD},
    {SYS_fcntl, EQUAL, 1, F_SETFD},
    {SYS_fcntl, EQUAL, 1, F_GETFL},
    {SYS_fstat, ALWAYS, 0, 0},
    {SYS_newfstatat, ALWAYS, 0, 0},
    {SYS_statx, ALWAYS, 0, 0},
    {SYS_ioctl, EQUAL, 1, TCGETS},
    {SYS_write, EQUAL, 0, STDERR_FILENO},
    {SYS_writev, EQUAL, 0, STDERR_FILENO},
    {SYS_mmap, WITHOUT, 2, PROT_EXEC},
    {SYS_mprotect, WITHOUT, 2, PROT_EXEC},
    {SYS_munmap, ALWAYS, 0, 0},
    {SYS_mremap, ALWAYS, 0, 0},
    {SYS_madvise, ALWAYS, 0, 0},
    {SYS_brk, ALWAYS, 0, 0},
    {SYS_futex, ALWAYS, 0, 0},
    {SYS_membarrier, ALWAYS, 0, 0},
    {SYS_sched_yield, ALWAYS, 0, 0},
    {SYS_sched_getaffinity, ALWAYS, 0, 0},
    {SYS_rt_sigprocmask, ALWAYS, 0, 0},
    {SYS_rt_sigaction, ALWAYS, 0, 0},
    {SYS_rt_sigtimedwait, ALWAYS, 0, 0},
    {SYS_rt_sigreturn, ALWAYS, 0, 0},
    {SYS_restart_syscall, ALWAYS, 0, 0},
    {SYS_clock_gettime, ALWAYS, 0, 0},
    {SYS_clock_nanosleep, ALWAYS, 0, 0},
    {SYS_nanosleep, ALWAYS, 0, 0},
    {SYS_gettimeofday, ALWAYS, 0, 0},
    {SYS_getpid, ALWAYS, 0, 0},
    {SYS_gettid, ALWAYS, 0, 0},
    {SYS_getrandom, ALWAYS, 0, 0},
    {SYS_sysinfo, ALWAYS, 0, 0},
    {SYS_exit, ALWAYS, 0, 0},
    {SYS_exit_group, ALWAYS, 0, 0},
};

static const rule readers[] = {
    {SYS_openat, WITHOUT, 2, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC},
};

/* A page that could not be written whole is taken back. */
static const rule writers[] = {
    {SYS_write, EQUAL, 0, STDOUT_FILENO},
    {SYS_writev, EQUAL, 0, STDOUT_FILENO},
    {SYS_ftruncate, EQUAL, 0, STDOUT_FILENO},
    {SYS_fdatasync, ALWAYS, 0, 0},
};

/* What SQLite asks for; which files, Landlock says. */
static const rule storers[] = {
    {SYS_openat, ALWAYS, 0, 0},      {SYS_write, ALWAYS, 0, 0},      {SYS_pwrite64, ALWAYS, 0, 0},
    {SYS_ftruncate, ALWAYS, 0, 0},   {SYS_fallocate, ALWAYS, 0, 0},  {SYS_fsync, ALWAYS, 0, 0},
    {SYS_fdatasync, ALWAYS, 0, 0},   {SYS_fcntl, EQUAL, 1, F_GETLK}, {SYS_fcntl, EQUAL, 1, F_SETLK},
    {SYS_fcntl, EQUAL, 1, F_SETLKW}, {SYS_fchmod, ALWAYS, 0, 0},     {SYS_fchown, ALWAYS, 0, 0},
    {SYS_unlinkat, ALWAYS, 0, 0},    {SYS_faccessat, ALWAYS, 0, 0},  {SYS_readlinkat, ALWAYS, 0, 0},
    {SYS_getcwd, ALWAYS, 0, 0},      {SYS_geteuid, ALWAYS, 0, 0},
#ifdef __x86_64__
    {SYS_unlink, ALWAYS, 0, 0},      {SYS_access, ALWAYS, 0, 0},     {SYS_readlink, ALWAYS, 0, 0},
#endif
};

/* Over what is connected already: there is no other address to send to. */
static const rule senders[] = {
    {SYS_sendto, EQUAL, 4, 0},
    {SYS_recvfrom, ALWAYS, 0, 0},
    {SYS_ppoll, ALWAYS, 0, 0},
#ifdef __x86_64__
    {SYS_poll, ALWAYS, 0, 0},
#endif
};

enum { OF_A_RULE = 5, MOST_RULES = 128 };

typedef struct filter {
    struct sock_filter code[MOST_RULES * OF_A_RULE];
    unsigned short len;
} filter;

static void add(filter *f, struct sock_filter instruction)
{
    f->code[f->len++] = instruction;
}

/* Arguments are compared by their lower half: descriptors, flags and commands are int. */
static uint32_t place_of_argument(uint32_t argument)
{
    return (uint32_t)(offsetof(struct seccomp_data, args) + argument * sizeof(uint64_t));
}

static void add_rule(filter *f, const rule *r)
{
    const struct sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    unsigned char others = r->test == ALWAYS ? 1 : 4;
    add(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, r->call, 0, others));
    if (r->test != ALWAYS) {
        add(f,
            (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, place_of_argument(r->argument)));
        add(f, r->test == EQUAL
                   ? (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, r->value, 0, 1)
                   : (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, r->value, 1, 0));
    }
    add(f, allow);
    if (r->test != ALWAYS)
        add(f, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                            offsetof(struct seccomp_data, nr)));
}

static void add_rules(filter *f, const rule *rules, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add_rule(f, &rules[i]);
}

#define ADD_RULES(f, rules) add_rules((f), (rules), sizeof(rules) / sizeof *(rules))

/* Calls by the numbers of another architecture, x32 among them, are no calls of this program. */
static void begin_filter(filter *f)
{
    f->len = 0;
    add(f, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                        offsetof(struct seccomp_data, arch)));
    add(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
    add(f, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
    add(f,
        (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
}

/* To walk a folder. */
static const rule listers[] = {
    {SYS_getdents64, ALWAYS, 0, 0},
};

static void filter_calls(const sandbox *s, sandbox_role role)
{
    filter f;
    /* Only to itself: abort(3), and the end of the watch for signals. */
    const rule signals = {SYS_tgkill, EQUAL, 0, (uint32_t)getpid()};
    const rule journal = {SYS_write, EQUAL, 0, (uint32_t)s->journal};
    begin_filter(&f);
    ADD_RULES(&f, everybody);
    add_rule(&f, &signals);
    if (role == SANDBOX_READS)
        ADD_RULES(&f, readers);
    else
        ADD_RULES(&f, writers);
    if (role != SANDBOX_READS && s->journal >= 0)
        add_rule(&f, &journal);
    if (role == SANDBOX_READS && s->lists)
        ADD_RULES(&f, listers);
    if (role == SANDBOX_SENDS)
        ADD_RULES(&f, senders);
    if (role == SANDBOX_STORES)
        ADD_RULES(&f, storers);
    add(&f, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
    const struct sock_fprog program = {f.len, f.code};
    (void)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}

/* All that the kernel knows of opening and changing files; version 2 has REFER, 3 TRUNCATE. */
static uint64_t known_access(void)
{
    uint64_t known = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version >= 2)
        known |= LANDLOCK_ACCESS_FS_REFER;
    if (version >= 3)
        known |= LANDLOCK_ACCESS_FS_TRUNCATE;
    return known;
}

static int new_rules(void)
{
    struct landlock_ruleset_attr all = {.handled_access_fs = known_access()};
    return (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
}

static const uint64_t of_files = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |
                                 LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_TRUNCATE;

static void allow_path(int rules, const char *path, uint64_t access)
{
    struct landlock_path_beneath_attr allowed = {
        .allowed_access = access & known_access(),
        .parent_fd = open(path, O_PATH | O_CLOEXEC),
    };
    struct stat status;
    if (allowed.parent_fd < 0)
        return;
    /* A rule for a file that has a folder's rights is refused. */
    if (fstat(allowed.parent_fd, &status) == 0 && !S_ISDIR(status.st_mode))
        allowed.allowed_access &= of_files;
    (void)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &allowed, 0);
    close(allowed.parent_fd);
}

/* SQLite keeps a journal beside the store, and mixes its random numbers itself. */
static void allow_store(int rules, const char *store)
{
    char path[PATH_MAX];
    if (!realpath(store, path))
        return;
    *(strrchr(path, '/') + 1) = '\0';
    allow_path(rules, path,
               LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
                   LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
                   LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_TRUNCATE);
    allow_path(rules, "/dev/urandom", LANDLOCK_ACCESS_FS_READ_FILE);
}

void sandbox_open(sandbox *out, const char *store)
{
    *out = (sandbox){.inputs = new_rules(), .store = new_rules(), .journal = -1};
    if (out->store >= 0 && store)
        allow_store(out->store, store);
}

void sandbox_allow(sandbox *s, const char *path, bool lists)
{
    uint64_t access = LANDLOCK_ACCESS_FS_READ_FILE | (lists ? LANDLOCK_ACCESS_FS_READ_DIR : 0);
    s->lists |= lists;
    if (s->inputs >= 0)
        allow_path(s->inputs, path, access);
}

void sandbox_enter(const sandbox *s, sandbox_role role)
{
    int rules = role == SANDBOX_READS ? s->inputs : s->store;
    /* Without it, both ask for a privileged user. */
    (void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (rules >= 0)
        (void)syscall(SYS_landlock_restrict_self, rules, 0);
    filter_calls(s, role);
}

#else

void sandbox_open(sandbox *out, const char *store)
{
    (void)store;
    *out = (sandbox){.inputs = -1, .store = -1, .journal = -1};
}

void sandbox_allow(sandbox *s, const char *path, bool lists)
{
    (void)s, (void)path, (void)lists;
}

void sandbox_enter(const sandbox *s, sandbox_role role)
{
    (void)s, (void)role;
}

#endif

void sandbox_close(sandbox *s)
{
    if (s->inputs >= 0)
        close(s->inputs);
    if (s->store >= 0)
        close(s->store);
}
