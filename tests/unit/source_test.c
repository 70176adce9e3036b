#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "base/str.h"
#include "intake/source.h"

enum { PAGE_MEMORY = 1 << 20, ROOM = 1 << 16 };

/* A file of which a read gives so many bytes at most, and that cannot be read from a byte on. */
typedef struct feed {
    const char *bytes;
    size_t len, at, step;
    size_t fails_at; /* 0: nowhere. */
    int fault;
} feed;

static long read_feed(void *from, char *out, size_t room)
{
    feed *f = from;
    size_t len = f->len - f->at;
    if (f->fails_at && f->at >= f->fails_at) {
        errno = f->fault;
        return -1;
    }
    len = len < f->step ? len : f->step;
    len = len < room ? len : room;
    if (len)
        memcpy(out, f->bytes + f->at, len);
    f->at += len;
    return (long)len;
}

static source in;
static onr_error err;
static char folded[ROOM];
static size_t folded_len;
static feed from;

static int set_up(void **state)
{
    (void)state;
    in = (source){.fd = -1};
    err = (onr_error){0};
    folded_len = 0;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    source_free(&in);
    return 0;
}

/* Puts one more member of gzip behind what there is. */
static void add_gzip(const char *text)
{
    z_stream z = {.next_in = (Bytef *)(uintptr_t)text,
                  .avail_in = (uInt)strlen(text),
                  .next_out = (Bytef *)folded + folded_len,
                  .avail_out = (uInt)(ROOM - folded_len)};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    folded_len = ROOM - z.avail_out;
    deflateEnd(&z);
}

/* The same of Zstandard, with a dictionary that may be empty. */
static void add_zstd(const char *text, onr_str dictionary)
{
    ZSTD_CCtx *context = ZSTD_createCCtx();
    size_t len = ZSTD_compress_usingDict(context, folded + folded_len, ROOM - folded_len, text,
                                         strlen(text), dictionary.data, dictionary.len, 3);
    assert_false(ZSTD_isError(len));
    ZSTD_freeCCtx(context);
    folded_len += len;
}

static void add_bytes(const char *bytes, size_t len)
{
    memcpy(folded + folded_len, bytes, len);
    folded_len += len;
}

/* A frame that is to be skipped, by its sign's first byte; `len` is the length that it names. */
static void add_skipped(unsigned char sign, onr_str bytes, size_t len)
{
    char head[8] = {(char)sign, '\x2a', '\x4d', '\x18'};
    for (size_t i = 0; i < 4; i++)
        head[4 + i] = (char)(len >> (8 * i));
    add_bytes(head, sizeof head);
    add_bytes(bytes.data, bytes.len);
}

static void add_dictionary(onr_str dictionary, size_t len)
{
    add_skipped(0x5d, dictionary, len);
}

static bool begin(const char *path, size_t step)
{
    from = (feed){.bytes = folded, .len = folded_len, .step = step};
    return source_begin(&in, path, read_feed, &from, PAGE_MEMORY, &err);
}

static void assert_all(const char *path, const char *text)
{
    static const size_t steps[] = {ROOM, 7, 1};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        assert_true(begin(path, steps[i]));
        assert_true(source_see_all(&in, &err));
        if (!str_is(source_view(&in), text))
            fail_msg("%s, %zu at once: \"%.*s\"", path, steps[i], (int)source_view(&in).len,
                     source_view(&in).data);
        source_close(&in);
    }
}

static void members_that_stand_one_behind_the_other_are_one_text(void **state)
{
    (void)state;
    add_gzip("The ferry ");
    add_gzip("sails ");
    add_gzip("at dawn.");
    assert_all("page.gz", "The ferry sails at dawn.");
    folded_len = 0;
    add_zstd("The ferry ", (onr_str){0});
    add_zstd("sails at dawn.", (onr_str){0});
    assert_all("page.zst", "The ferry sails at dawn.");
}

static void what_follows_a_member_of_gzip_and_is_none_is_padding(void **state)
{
    (void)state;
    add_gzip("The ferry sails at dawn.");
    add_bytes("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20);
    assert_all("page.gz", "The ferry sails at dawn.");
}

static void a_line_goes_on_in_the_next_member(void **state)
{
    (void)state;
    static const char *const lines[] = {"{\"text\":\"one\"}\n", "{\"text\":\"two\"}\n", "{}"};
    size_t len;
    add_gzip("{\"text\":\"one\"}\n{\"te");
    add_gzip("xt\":\"two\"}\n{}");
    assert_true(begin("lines.jsonl.gz", 5));
    for (size_t i = 0; i < 3; i++) {
        assert_true(source_see_line(&in, &len, &err));
        assert_int_equal(len, strlen(lines[i]));
        assert_memory_equal(source_view(&in).data, lines[i], len);
        source_pass(&in, len);
    }
    assert_true(source_see_line(&in, &len, &err));
    assert_int_equal(len, 0);
}

static void a_line_that_is_larger_than_a_page_is_told(void **state)
{
    (void)state;
    size_t len = PAGE_MEMORY + 10, line;
    char *bytes = malloc(len);
    assert_non_null(bytes);
    memset(bytes, 'x', len);
    from = (feed){.bytes = bytes, .len = len, .step = len};
    assert_true(source_begin(&in, "lines.jsonl", read_feed, &from, PAGE_MEMORY, &err));
    assert_false(source_see_line(&in, &line, &err));
    assert_string_equal(err.what, "too large for one page");
    assert_string_equal(err.advice, "raise --page-memory");
    assert_int_equal(err.byte, PAGE_MEMORY);
    free(bytes);
}

static void a_dictionary_that_zstandard_begins_with_is_used(void **state)
{
    (void)state;
    onr_str dictionary = ONR_STR("WARC/1.1 WARC-Type: response Content-Type: text/html ferry dawn");
    const char *text = "WARC/1.1 WARC-Type: response The ferry sails at dawn.";
    add_dictionary(dictionary, dictionary.len);
    add_zstd(text, dictionary);
    add_zstd(" Content-Type: text/html", dictionary);
    assert_all("r.warc.zst",
               "WARC/1.1 WARC-Type: response The ferry sails at dawn. Content-Type: text/html");
    /* The dictionary may be folded itself. */
    char small[200];
    size_t len = ZSTD_compress(small, sizeof small, dictionary.data, dictionary.len, 3);
    folded_len = 0;
    add_dictionary((onr_str){small, len}, len);
    add_zstd(text, dictionary);
    assert_all("r.warc.zst", text);
}

static void a_dictionary_of_no_use_is_none(void **state)
{
    (void)state;
    /* Of no length; cut off; longer than any may be. */
    add_dictionary((onr_str){"", 0}, 0);
    add_zstd("The ferry sails at dawn.", (onr_str){0});
    assert_all("r.warc.zst", "The ferry sails at dawn.");
    folded_len = 0;
    add_dictionary(ONR_STR("ferry"), 500);
    assert_true(begin("r.warc.zst", ROOM));
    source_close(&in);
    folded_len = 0;
    add_bytes("\x5d\x2a\x4d\x18\0", 5);
    assert_true(begin("r.warc.zst", ROOM));
    source_close(&in);
    /* What begins like one that is folded and cannot be unfolded stands for itself. */
    folded_len = 0;
    add_dictionary(ONR_STR("\x28\xb5\x2f\xfd no frame"), 13);
    add_zstd("The ferry sails at dawn.", ONR_STR("\x28\xb5\x2f\xfd no frame"));
    assert_all("r.warc.zst", "The ferry sails at dawn.");
}

static void a_dictionary_that_cannot_be_used_is_told(void **state)
{
    (void)state;
    add_dictionary(ONR_STR("ferry"), (size_t)1 << 30);
    assert_false(begin("r.warc.zst", ROOM));
    assert_string_equal(err.what, "a dictionary of more than 64 MiB");
    assert_string_equal(err.advice, "unfold the file first");
    source_close(&in);
    /* Zstandard's own sign, with no tables behind it. */
    folded_len = 0;
    add_dictionary(ONR_STR("\x37\xa4\x30\xec ferry, dawn"), 16);
    assert_false(begin("r.warc.zst", ROOM));
    assert_string_equal(err.what, "a dictionary that cannot be used");
}

static void a_frame_to_be_skipped_is_no_text_wherever_it_stands(void **state)
{
    (void)state;
    add_skipped(0x50, ONR_STR("sizes"), 5);
    add_zstd("The ferry ", (onr_str){0});
    add_skipped(0x5f, ONR_STR(""), 0);
    add_zstd("sails at dawn.", (onr_str){0});
    assert_all("page", "The ferry sails at dawn.");
}

static void a_frame_to_be_skipped_that_is_cut_off_is_told(void **state)
{
    (void)state;
    for (unsigned sign = 0x50; sign <= 0x5f; sign++) {
        folded_len = 0;
        add_skipped((unsigned char)sign, ONR_STR("sizes"), 6);
        for (; folded_len >= 4; folded_len--) {
            assert_true(begin("page", ROOM));
            assert_false(source_see_all(&in, &err));
            assert_string_equal(err.what, "the compressed file is cut off");
            assert_int_equal(err.byte, folded_len);
            source_close(&in);
        }
    }
}

static void a_read_that_fails_is_told_with_its_byte(void **state)
{
    (void)state;
    static const struct {
        int fault;
        const char *what, *advice;
    } cases[] = {{EIO, "Input/output error", "check the file"},
                 {EBADMSG, "damaged", "fetch the file again"}};
    add_bytes("The ferry sails at dawn.", 24);
    for (size_t i = 0; i < 2; i++) {
        from = (feed){folded, folded_len, .step = 12, .fails_at = 12, .fault = cases[i].fault};
        assert_true(source_begin(&in, "page", read_feed, &from, PAGE_MEMORY, &err));
        assert_false(source_see_all(&in, &err));
        assert_string_equal(err.what, cases[i].what);
        assert_string_equal(err.advice, cases[i].advice);
        assert_int_equal(err.byte, 0);
        source_close(&in);
        from.at = from.fails_at = 1;
        assert_false(source_begin(&in, "page", read_feed, &from, PAGE_MEMORY, &err));
        source_close(&in);
    }
}

static void a_read_that_a_signal_ends_is_made_again(void **state)
{
    (void)state;
    add_gzip("The ferry sails at dawn.");
    from = (feed){folded, folded_len, .step = 3, .fails_at = 9, .fault = EINTR};
    /* The signal comes once. */
    assert_true(source_begin(&in, "page.gz", read_feed, &from, PAGE_MEMORY, &err));
    from.fails_at = 0;
    assert_true(source_see_all(&in, &err));
    assert_true(str_is(source_view(&in), "The ferry sails at dawn."));
}

static void what_unfolds_to_more_than_a_page_is_told(void **state)
{
    (void)state;
    static char text[2 * PAGE_MEMORY + 1];
    memset(text, 'x', sizeof text - 1);
    add_gzip(text);
    assert_true(begin("page.gz", ROOM));
    assert_false(source_see_all(&in, &err));
    assert_string_equal(err.what, "too large for one page");
    source_close(&in);
    folded_len = 0;
    add_zstd(text, (onr_str){0});
    assert_true(begin("page.zst", ROOM));
    assert_false(source_see_all(&in, &err));
    assert_string_equal(err.what, "too large for one page");
}

static bool is_right(onr_str bytes)
{
    return str_starts(bytes, "right");
}

/* How much unfolded text of `source_see_all` is behind a member that is damaged. */
static void assert_behind(const char *path, size_t step, const char *text)
{
    assert_true(begin(path, step));
    assert_false(source_see_all(&in, &err));
    source_skip_bad(&in, is_right);
    assert_true(source_see_all(&in, &err));
    assert_true(str_is(source_view(&in), text));
    source_close(&in);
}

static void behind_a_damaged_member_the_next_that_is_right_is_found(void **state)
{
    (void)state;
    add_gzip("right, but damaged");
    folded[15] ^= 0x55;
    folded[20] ^= 0x55;
    /* The beginning of a member, and one that is not asked for. */
    add_bytes("\x1f\x8b\x08", 3);
    add_gzip("wrong");
    add_gzip("right again");
    assert_behind("page.gz", ROOM, "right again");
    assert_behind("page.gz", 2, "right again");
    folded_len = 0;
    add_zstd("right, but damaged", (onr_str){0});
    folded[6] ^= 0x7f;
    add_bytes("\x28\xb5\x2f\xfd", 4);
    add_zstd("right again", (onr_str){0});
    assert_behind("page.zst", ROOM, "right again");
}

static void behind_a_damaged_member_there_may_be_nothing(void **state)
{
    (void)state;
    add_gzip("right, but damaged");
    folded[15] ^= 0x55;
    folded[20] ^= 0x55;
    assert_behind("page.gz", ROOM, "");
    /* Less than a member's first bytes. */
    folded_len = 0;
    add_bytes("\x1f\x8b\x00", 3);
    assert_behind("page.gz", ROOM, "");
}

/* Megabytes of what cannot be made smaller, so that a member does not fit a look at the file. */
static void a_member_that_is_longer_than_what_is_kept_is_read_to_its_end(void **state)
{
    (void)state;
    size_t len = (size_t)20 << 20, room = len + (1 << 20);
    char *text = malloc(len), *small = malloc(room);
    assert_true(text && small);
    uint64_t state_of = 1;
    for (size_t i = 0; i < len; i++) {
        state_of = state_of * 6364136223846793005u + 1442695040888963407u;
        text[i] = (char)(state_of >> 56);
    }
    z_stream z = {.next_in = (Bytef *)text,
                  .avail_in = (uInt)len,
                  .next_out = (Bytef *)small,
                  .avail_out = (uInt)room};
    assert_int_equal(deflateInit2(&z, 1, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    from = (feed){.bytes = small, .len = room - z.avail_out, .step = 1 << 20};
    deflateEnd(&z);
    assert_true(source_begin(&in, "page.gz", read_feed, &from, len * 2, &err));
    for (size_t at = 0; at < len;) {
        source_see(&in, 1 << 16, true);
        onr_str view = source_view(&in);
        assert_true(view.len > 0 && view.len <= len - at);
        assert_memory_equal(view.data, text + at, view.len);
        at += view.len;
        source_pass(&in, view.len);
    }
    source_see(&in, 1, true);
    assert_int_equal(source_view(&in).len, 0);
    assert_false(source_is_bad(&in, &err));
    free(text);
    free(small);
}

#define SOURCE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        SOURCE_TEST(members_that_stand_one_behind_the_other_are_one_text),
        SOURCE_TEST(what_follows_a_member_of_gzip_and_is_none_is_padding),
        SOURCE_TEST(a_line_goes_on_in_the_next_member),
        SOURCE_TEST(a_line_that_is_larger_than_a_page_is_told),
        SOURCE_TEST(a_dictionary_that_zstandard_begins_with_is_used),
        SOURCE_TEST(a_dictionary_of_no_use_is_none),
        SOURCE_TEST(a_dictionary_that_cannot_be_used_is_told),
        SOURCE_TEST(a_frame_to_be_skipped_is_no_text_wherever_it_stands),
        SOURCE_TEST(a_frame_to_be_skipped_that_is_cut_off_is_told),
        SOURCE_TEST(a_read_that_fails_is_told_with_its_byte),
        SOURCE_TEST(a_read_that_a_signal_ends_is_made_again),
        SOURCE_TEST(what_unfolds_to_more_than_a_page_is_told),
        SOURCE_TEST(behind_a_damaged_member_the_next_that_is_right_is_found),
        SOURCE_TEST(behind_a_damaged_member_there_may_be_nothing),
        SOURCE_TEST(a_member_that_is_longer_than_what_is_kept_is_read_to_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
