#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sandbox/sandbox.h"

enum { NO = 98, YES = 97, SKIPPED = 77 };

static char folder[] = "/tmp/sandbox_test-XXXXXX";

/* A file of the test's folder; one at a time. */
static const char *path_of(const char *name)
{
    static char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

/* The answer of a question asked in a process of its own: in the sandbox, or outside (role -1). */
static int answer(const sandbox *s, int role, bool (*question)(void))
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        if (role >= 0)
            sandbox_enter(s, (sandbox_role)role);
        _exit(question() ? YES : NO);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void whatever_is_promised_is_refused_inside_and_goes_through_outside(void **state)
{
    (void)state;
    sandbox s;
    sandbox_open(&s, NULL);
    for (int i = 0; i < sandbox_promise_count; i++) {
        const sandbox_promise *p = &sandbox_promises[i];
        int inside = answer(&s, SANDBOX_READS, p->is_broken),
            outside = answer(&s, -1, p->is_broken);
        /* Outside, a program that is run ends as it likes. */
        if (inside != NO || outside == NO)
            print_error("%s: inside %d, outside %d\n", p->what, inside, outside);
        assert_int_equal(inside, NO);
        assert_int_not_equal(outside, NO);
    }
    sandbox_close(&s);
}

static bool opens(const char *name, int flags)
{
    return open(path_of(name), flags, 0600) >= 0;
}

static bool reads_the_named(void)
{
    return opens("named", O_RDONLY);
}

static bool opens_a_system_file(void)
{
    return open("/etc/passwd", O_RDONLY) >= 0;
}

static bool writes_the_named(void)
{
    return opens("named", O_WRONLY) || opens("named", O_RDWR) || opens("named", O_RDONLY | O_TRUNC);
}

static bool lists_the_folder(void)
{
    DIR *all = opendir(folder);
    return all && readdir(all);
}

static bool reads_another(void)
{
    return opens("another", O_RDONLY);
}

static bool makes_one(void)
{
    return opens("made", O_WRONLY | O_CREAT);
}

static bool makes_one_elsewhere(void)
{
    return open("/tmp/sandbox_test-elsewhere", O_WRONLY | O_CREAT, 0600) >= 0;
}

static bool writes_out(void)
{
    return write(STDOUT_FILENO, "", 0) == 0;
}

static void make_file(const char *name)
{
    int fd = open(path_of(name), O_WRONLY | O_CREAT, 0600);
    assert_true(fd >= 0);
    close(fd);
}

static void a_reader_opens_the_named_inputs_alone_and_only_to_read(void **state)
{
    (void)state;
    sandbox s;
    sandbox_open(&s, NULL);
    sandbox_allow(&s, path_of("named"), false);
    assert_int_equal(answer(&s, SANDBOX_READS, reads_the_named), YES);
    assert_int_equal(answer(&s, SANDBOX_READS, writes_the_named), NO);
    assert_int_equal(answer(&s, SANDBOX_READS, reads_another), NO);
    assert_int_equal(answer(&s, SANDBOX_READS, makes_one), NO);
    assert_int_equal(answer(&s, SANDBOX_READS, writes_out), NO);
    sandbox_close(&s);
}

static void a_folder_that_is_walked_is_listed_and_its_files_are_read_and_nothing_else(void **state)
{
    (void)state;
    sandbox s;
    sandbox_open(&s, NULL);
    sandbox_allow(&s, folder, false);
    assert_int_equal(answer(&s, SANDBOX_READS, lists_the_folder), NO);
    assert_int_equal(answer(&s, SANDBOX_READS, reads_another), YES);
    sandbox_allow(&s, folder, true);
    assert_int_equal(answer(&s, SANDBOX_READS, lists_the_folder), YES);
    assert_int_equal(answer(&s, SANDBOX_READS, reads_another), YES);
    assert_int_equal(answer(&s, SANDBOX_READS, writes_the_named), NO);
    assert_int_equal(answer(&s, SANDBOX_READS, makes_one), NO);
    assert_int_equal(answer(&s, SANDBOX_READS, opens_a_system_file), NO);
    assert_int_equal(answer(&s, SANDBOX_WRITES, lists_the_folder), NO);
    sandbox_close(&s);
}

static void a_writer_has_standard_output_and_no_file(void **state)
{
    (void)state;
    sandbox s;
    sandbox_open(&s, NULL);
    sandbox_allow(&s, path_of("named"), false);
    assert_int_equal(answer(&s, SANDBOX_WRITES, writes_out), YES);
    assert_int_equal(answer(&s, SANDBOX_WRITES, reads_the_named), NO);
    assert_int_equal(answer(&s, SANDBOX_WRITES, makes_one), NO);
    sandbox_close(&s);
}

static void a_store_is_written_in_its_folder_and_nowhere_else(void **state)
{
    (void)state;
    sandbox s;
    sandbox_open(&s, path_of("named"));
    assert_int_equal(answer(&s, SANDBOX_STORES, makes_one), YES);
    assert_int_equal(answer(&s, SANDBOX_STORES, makes_one_elsewhere), NO);
    assert_int_equal(answer(&s, SANDBOX_STORES, sandbox_promises[0].is_broken), NO);
    sandbox_close(&s);
}

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    make_file("named");
    make_file("another");
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(path_of("named"));
    unlink(path_of("another"));
    unlink(path_of("made"));
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_is_promised_is_refused_inside_and_goes_through_outside),
        cmocka_unit_test(a_reader_opens_the_named_inputs_alone_and_only_to_read),
        cmocka_unit_test(a_folder_that_is_walked_is_listed_and_its_files_are_read_and_nothing_else),
        cmocka_unit_test(a_writer_has_standard_output_and_no_file),
        cmocka_unit_test(a_store_is_written_in_its_folder_and_nowhere_else),
    };
    if (syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1)
        return SKIPPED;
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
