#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/str.h"
#include "queue/reference.h"

static onr_arena *arena;
static onr_error err;
static char path[64];

static int set_up(void **state)
{
    (void)state;
    arena = onr_arena_new(1 << 20);
    err = (onr_error){0};
    snprintf(path, sizeof path, "/tmp/onrecord-reference-XXXXXX");
    int fd = mkstemp(path);
    bool ok = fd >= 0 && write(fd, "before the page behind", 22) == 22;
    close(fd);
    return ok ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    unlink(path);
    onr_arena_free(arena);
    return 0;
}

/* Of "the page" in the file. */
static reference reference_of(char digest[DIGEST_SIZE])
{
    digest_of(digest, ONR_STR("the page"));
    return (reference){.file = str_of(path), .offset = 7, .length = 8, .digest = str_of(digest)};
}

static void a_reference_is_read_as_it_was_written(void **state)
{
    (void)state;
    reference back,
        r = {.file = ONR_STR("/pages/\"odd\".html"),
             .offset = 7,
             .length = (uint64_t)1 << 40,
             .digest = ONR_STR("sha256:00"),
             .as = ONR_STR("page"),
             .given = {.url = ONR_STR("http://a.example/"), .date = ONR_STR("2026-03")}};
    onr_str text;
    assert_true(message_write(&text, &r, arena, &err));
    assert_true(message_read(&back, text, arena, &err));
    assert_true(str_equal(back.file, r.file) && str_equal(back.digest, r.digest) &&
                str_equal(back.as, r.as) && str_equal(back.given.url, r.given.url) &&
                str_equal(back.given.date, r.given.date));
    assert_int_equal(back.offset, r.offset);
    assert_true(back.length == r.length);
}

static void what_is_not_given_is_not_written(void **state)
{
    (void)state;
    reference r = {.file = ONR_STR("/a"), .digest = ONR_STR("d")};
    onr_str text;
    assert_true(message_write(&text, &r, arena, &err));
    assert_true(str_is(text, "{\"file\":\"/a\",\"offset\":0,\"length\":0,\"digest\":\"d\"}"));
}

static void a_message_that_names_no_bytes_is_refused(void **state)
{
    (void)state;
    static const char *const messages[] = {
        "",
        "[]",
        "{\"file\":\"/a\"",
        "{\"offset\":1,\"length\":1,\"digest\":\"d\"}",
        "{\"file\":\"/a\",\"offset\":1,\"length\":1}",
        "{\"file\":\"/a\",\"length\":1,\"digest\":\"d\"}",
        "{\"file\":\"/a\",\"offset\":1,\"digest\":\"d\"}",
        "{\"file\":\"/a\",\"offset\":-1,\"length\":1,\"digest\":\"d\"}",
        "{\"file\":\"/a\",\"offset\":1,\"length\":\"1\",\"digest\":\"d\"}",
    };
    reference r;
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
        assert_false(message_read(&r, str_of(messages[i]), arena, &err));
        assert_int_equal(err.code, ONR_E_FORMAT);
    }
}

static void without_memory_a_message_is_neither_written_nor_read(void **state)
{
    (void)state;
    reference r = {.file = ONR_STR("/a"), .digest = ONR_STR("d")};
    onr_str text;
    onr_arena_stop(arena);
    assert_false(message_write(&text, &r, arena, &err));
    assert_int_equal(err.code, ONR_E_MEMORY);
    assert_false(message_read(&r, ONR_STR("{\"file\":\"/a\"}"), arena, &err));
    assert_int_equal(err.code, ONR_E_MEMORY);
}

static void the_bytes_that_are_named_come_in_a_file_of_their_own(void **state)
{
    (void)state;
    char digest[DIGEST_SIZE], got[20];
    reference r = reference_of(digest);
    int fd = reference_open(&r, &err);
    assert_true(fd >= 0);
    assert_int_equal(read(fd, got, sizeof got), 8);
    assert_memory_equal(got, "the page", 8);
    close(fd);
}

/* More than is copied at once. */
static void a_page_of_many_bytes_comes_whole(void **state)
{
    (void)state;
    enum { LEN = 200000 };
    static char page[LEN], got[LEN + 1];
    char digest[DIGEST_SIZE];
    for (size_t i = 0; i < LEN; i++)
        page[i] = (char)('a' + i % 23);
    int fd = open(path, O_WRONLY | O_TRUNC);
    assert_int_equal(write(fd, page, LEN), LEN);
    close(fd);
    digest_of(digest, (onr_str){page, LEN});
    reference r = {.file = str_of(path), .length = LEN, .digest = str_of(digest)};
    fd = reference_open(&r, &err);
    assert_true(fd >= 0);
    assert_int_equal(read(fd, got, sizeof got), LEN);
    assert_memory_equal(got, page, LEN);
    close(fd);
}

static void bytes_that_are_others_than_those_enqueued_are_refused(void **state)
{
    (void)state;
    char digest[DIGEST_SIZE];
    reference r = reference_of(digest);
    r.offset = 6;
    assert_int_equal(reference_open(&r, &err), -1);
    assert_int_equal(err.code, ONR_E_FORMAT);
    assert_string_equal(err.what, "the bytes are no longer what was enqueued: another digest");
    assert_string_equal(err.source, path);
    assert_int_equal(err.byte, 6);
    r = reference_of(digest);
    r.length = 100;
    assert_int_equal(reference_open(&r, &err), -1);
    assert_string_equal(err.what, "the bytes are no longer what was enqueued: it ends earlier");
}

static void a_file_that_cannot_be_read_is_told_with_the_systems_reason(void **state)
{
    (void)state;
    char digest[DIGEST_SIZE];
    reference r = reference_of(digest);
    r.file = ONR_STR("/no/such/page");
    assert_int_equal(reference_open(&r, &err), -1);
    assert_int_equal(err.code, ONR_E_IO);
    assert_string_equal(err.source, "/no/such/page");
    assert_string_equal(err.what, "No such file or directory");
    r.file = ONR_STR("/tmp");
    assert_int_equal(reference_open(&r, &err), -1);
    assert_string_equal(err.what, "Is a directory");
}

/* Opens the reference while the system gives no more than `most` of `resource`. */
static int open_within(const reference *r, int resource, rlim_t most)
{
    struct rlimit before, now;
    getrlimit((__rlimit_resource_t)resource, &before);
    now = (struct rlimit){most, before.rlim_max};
    setrlimit((__rlimit_resource_t)resource, &now);
    int fd = reference_open(r, &err);
    setrlimit((__rlimit_resource_t)resource, &before);
    return fd;
}

static void where_the_system_has_no_room_for_the_bytes_that_is_told(void **state)
{
    (void)state;
    char digest[DIGEST_SIZE];
    reference r = reference_of(digest);
    int next = dup(STDERR_FILENO);
    close(next);
    /* The file, but none for its bytes; a file of four bytes at most. */
    assert_int_equal(open_within(&r, RLIMIT_NOFILE, (rlim_t)next + 1), -1);
    assert_string_equal(err.what, "Too many open files");
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(open_within(&r, RLIMIT_FSIZE, 4), -1);
    assert_string_equal(err.what, "File too large");
}

#define REFERENCE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        REFERENCE_TEST(a_reference_is_read_as_it_was_written),
        REFERENCE_TEST(what_is_not_given_is_not_written),
        REFERENCE_TEST(a_message_that_names_no_bytes_is_refused),
        REFERENCE_TEST(without_memory_a_message_is_neither_written_nor_read),
        REFERENCE_TEST(the_bytes_that_are_named_come_in_a_file_of_their_own),
        REFERENCE_TEST(a_page_of_many_bytes_comes_whole),
        REFERENCE_TEST(bytes_that_are_others_than_those_enqueued_are_refused),
        REFERENCE_TEST(a_file_that_cannot_be_read_is_told_with_the_systems_reason),
        REFERENCE_TEST(where_the_system_has_no_room_for_the_bytes_that_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
