#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* Both we and cmocka have one. */
#define print_error cmocka_print_error
#include <cmocka.h>
#undef print_error
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "base/str.h"
#include "intake/intake.h"

enum { RECORDS = 1000, STEP = 20, MOST_BYTES = 4 << 20 };

/* How a file of records is folded. */
typedef enum form { PLAIN, GZIP, ZSTD, ONE_GZIP, FORMS } form;

/* A file in memory, and where each of its records begins. */
typedef struct made {
    char *bytes;
    size_t len;
    size_t at[RECORDS + 1];
} made;

/* Numbers that are the same every time (Knuth's MMIX). */
static size_t pick(uint64_t *state, size_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(*state >> 33) % below;
}

/* Pages of different lengths, each of which has its number in it. */
static size_t write_record(char *out, size_t room, int number)
{
    char body[2000], block[2400];
    int len = snprintf(
        body, sizeof body,
        "<html><title>Page <%d></title><p>The mayor of district %d said that the gate "
        "was shut.</p>%.*s</html>",
        number, number, number * 37 % 900,
        "<p>Nobody knew for how long it would be, or who had the keys to it.</p>"
        "<p>A second gate stood open the whole night, and a third was never found.</p>"
        "<p>Reporters who asked were told to come back in the morning, when it is light.</p>");
    int all = snprintf(block, sizeof block,
                       "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
                       "Content-Length: %d\r\n\r\n%s",
                       len, body);
    return (size_t)snprintf(out, room,
                            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-03-04T12:00:00Z\r\n"
                            "WARC-Target-URI: http://news.example.org/%d\r\n"
                            "Content-Type: application/http; msgtype=response\r\n"
                            "Content-Length: %d\r\n\r\n%s\r\n\r\n",
                            number, all, block);
}

static size_t fold_gzip(char *out, size_t room, const char *in, size_t len)
{
    z_stream z = {.next_in = (Bytef *)(uintptr_t)in,
                  .avail_in = (uInt)len,
                  .next_out = (Bytef *)out,
                  .avail_out = (uInt)room};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    return room - z.avail_out;
}

static size_t fold_zstd(char *out, size_t room, const char *in, size_t len)
{
    ZSTD_CCtx *context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    size_t written = ZSTD_compress2(context, out, room, in, len);
    assert_false(ZSTD_isError(written));
    ZSTD_freeCCtx(context);
    return written;
}

static made make(form as)
{
    made m = {.bytes = malloc(MOST_BYTES)};
    char record[6000];
    assert_non_null(m.bytes);
    for (int i = 0; i < RECORDS; i++) {
        size_t len = write_record(record, sizeof record, i), room = MOST_BYTES - m.len;
        m.at[i] = m.len;
        if (as == GZIP)
            m.len += fold_gzip(m.bytes + m.len, room, record, len);
        else if (as == ZSTD)
            m.len += fold_zstd(m.bytes + m.len, room, record, len);
        else {
            memcpy(m.bytes + m.len, record, len);
            m.len += len;
        }
    }
    m.at[RECORDS] = m.len;
    if (as == ONE_GZIP) {
        char *folded = malloc(MOST_BYTES);
        m.len = fold_gzip(folded, MOST_BYTES, m.bytes, m.len);
        free(m.bytes);
        m.bytes = folded;
    }
    return m;
}

/* What came of reading a file. */
typedef struct seen {
    bool pages[RECORDS];
    uint64_t offsets[RECORDS], lengths[RECORDS];
    size_t page_count, fault_count;
    uint64_t faults[RECORDS]; /* Where they were. */
} seen;

static void look_at(seen *out, job *j)
{
    int number = -1;
    onr_error err = {0};
    if (j->ok && j->unfold)
        j->ok = j->unfold(j, 1 << 20, &err);
    if (!j->ok) {
        assert_true(out->fault_count < RECORDS);
        out->faults[out->fault_count++] = j->err.byte;
        return;
    }
    size_t at = str_find(j->input.bytes, ONR_STR("Page <"), 0);
    if (at != SIZE_MAX)
        number = atoi(j->input.bytes.data + at + 6);
    out->page_count++;
    if (number >= 0 && number < RECORDS) {
        out->pages[number] = true;
        out->offsets[number] = j->input.origin.offset;
        out->lengths[number] = j->input.origin.length;
    }
}

static seen read_bytes(intake *from, job *j, const char *bytes, size_t len)
{
    /* What is damaged may be the very beginning, by which a file is known; then its name counts. */
    seen out = {0};
    int fd = memfd_create("records", 0);
    assert_true(fd >= 0 && write(fd, bytes, len) == (ssize_t)len && lseek(fd, 0, SEEK_SET) == 0);
    from->fd = fd;
    from->names.next_file = 0;
    while (intake_next(from, j)) {
        look_at(&out, j);
        intake_clear(j);
    }
    close(fd);
    return out;
}

/* An intake of one name, whose bytes `read_bytes` gives. */
static char plain_name[] = "r.warc", gzip_name[] = "r.warc.gz", zstd_name[] = "r.warc.zst";
static char *names[] = {plain_name, gzip_name, zstd_name, gzip_name};

static settings settings_of(form as)
{
    return (settings){.detect = true, .page_memory = 8, .files = &names[as], .file_count = 1};
}

static intake intake_of(const settings *s)
{
    return (intake){.s = s, .fd = -1, .names = {.s = s}};
}

static void every_record_is_read_and_leads_back_to_its_bytes(void **state)
{
    (void)state;
    job j = {.arena = onr_arena_new(8 << 20)};
    for (form as = PLAIN; as < FORMS; as++) {
        settings s_of = settings_of(as);
        intake from = intake_of(&s_of);
        made m = make(as);
        seen s = read_bytes(&from, &j, m.bytes, m.len);
        assert_int_equal(s.page_count, RECORDS);
        assert_int_equal(s.fault_count, 0);
        for (int i = 0; i < RECORDS; i++) {
            size_t end = m.at[i + 1] - (as == GZIP || as == ZSTD ? 0 : 4);
            assert_true(s.pages[i]);
            assert_int_equal(s.offsets[i], m.at[i]);
            assert_int_equal(s.lengths[i], end - m.at[i]);
        }
        free(m.bytes);
        intake_end(&from);
    }
    free(j.bytes);
    onr_arena_free(j.arena);
}

/* A frame to be skipped, as pzstd writes one before its others, holds nothing. */
static void what_is_folded_is_known_by_its_first_member_that_is_not_empty(void **state)
{
    (void)state;
    static char name[] = "p", *only[] = {name};
    static const char lines[] = "{\"text\":\"The gate is shut.\"}\n{\"text\":\"It is open.\"}\n";
    settings s_of = {.detect = true, .page_memory = 8, .files = only, .file_count = 1};
    intake from = intake_of(&s_of);
    job j = {.arena = onr_arena_new(8 << 20)};
    char bytes[400] = "\x50\x2a\x4d\x18\x04\0\0\0size";
    size_t len = 12 + fold_zstd(bytes + 12, sizeof bytes - 12, lines, sizeof lines - 1);
    seen s = read_bytes(&from, &j, bytes, len);
    assert_int_equal(s.page_count, 2);
    assert_int_equal(s.fault_count, 0);
    intake_end(&from);
    free(j.bytes);
    onr_arena_free(j.arena);
}

/* A record that is cut by the length of the next one, to which its length then leads, has an end
 * like any other: nothing tells. */
static bool is_as_long(size_t cut, size_t next)
{
    return cut <= next + 4 && next <= cut + 4;
}

/* Writes record `i` to `out` with bits turned, or a part of it; the length. */
static size_t damage(char *out, const made *m, int i, bool cut, uint64_t *state)
{
    size_t len = m->at[i + 1] - m->at[i], at = pick(state, len);
    memcpy(out, m->bytes + m->at[i], len);
    for (int n = 0; !cut && n < 1 + i % 8; n++)
        out[pick(state, len)] ^= (char)(1 << pick(state, 8));
    while (cut && i + 1 < RECORDS && is_as_long(len - at, m->at[i + 2] - m->at[i + 1]))
        at = pick(state, len);
    return cut ? at : len;
}

/* Reads `m` with every STEPth record damaged, from `first` on: all the others must be there, and
 * what is told must lie in these. */
static size_t read_damaged(intake *from, job *j, const made *m, int first, bool cut,
                           bool may_be_whole)
{
    static char bytes[MOST_BYTES];
    static bool is_damaged[MOST_BYTES];
    uint64_t state = (uint64_t)first + 7;
    size_t len = 0, must = 0;
    memset(is_damaged, 0, sizeof is_damaged);
    for (int i = 0; i < RECORDS; i++) {
        size_t all = m->at[i + 1] - m->at[i], left = all;
        if (i % STEP == first) {
            left = damage(bytes + len, m, i, cut, &state);
            memset(is_damaged + len, 1, left + 1);
            must += cut && left > 0 && !(may_be_whole && left + 4 >= all);
        } else {
            memcpy(bytes + len, m->bytes + m->at[i], all);
        }
        len += left;
    }
    seen s = read_bytes(from, j, bytes, len);
    for (int i = 0; i < RECORDS; i++)
        assert_true(s.pages[i] || i % STEP == first);
    for (size_t i = 0; i < s.fault_count; i++)
        assert_true(is_damaged[s.faults[i]]);
    assert_in_range(s.fault_count, must, RECORDS / STEP);
    return s.fault_count;
}

static void each_record_is_damaged(form as, bool cut)
{
    settings s_of = settings_of(as);
    intake from = intake_of(&s_of);
    job j = {.arena = onr_arena_new(8 << 20)};
    made m = make(as);
    size_t told = 0;
    for (int first = 0; first < STEP; first++)
        told += read_damaged(&from, &j, &m, first, cut, as == PLAIN);
    print_message("%zu of %d damaged records were told\n", told, RECORDS);
    intake_end(&from);
    free(m.bytes);
    free(j.bytes);
    onr_arena_free(j.arena);
}

static void whichever_record_is_cut_off_all_others_are_read(void **state)
{
    (void)state;
    each_record_is_damaged(PLAIN, true);
    each_record_is_damaged(GZIP, true);
    each_record_is_damaged(ZSTD, true);
}

static void whichever_record_has_bits_turned_all_others_are_read(void **state)
{
    (void)state;
    each_record_is_damaged(PLAIN, false);
    each_record_is_damaged(GZIP, false);
    each_record_is_damaged(ZSTD, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_record_is_read_and_leads_back_to_its_bytes),
        cmocka_unit_test(what_is_folded_is_known_by_its_first_member_that_is_not_empty),
        cmocka_unit_test(whichever_record_is_cut_off_all_others_are_read),
        cmocka_unit_test(whichever_record_has_bits_turned_all_others_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
