#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/str.h"
#include "onrecord/crawl.h"

static void a_record_says_what_it_is_and_how_long(void **state)
{
    (void)state;
    onr_warc_record r;
    onr_error err;
    onr_str head =
        ONR_STR("WARC/1.1\r\nwarc-type: response\r\nWARC-Target-URI: <http://a.example/x>\r\n"
                "WARC-Date: 2026-03-04T12:00:00.123Z\r\nContent-Length: 12\r\n"
                "WARC-Payload-Digest: sha1:ABC\r\nX-Odd: one\r\n two\r\n\r\nthe block is");
    assert_true(onr_warc_read(&r, head, &err));
    assert_int_equal(r.type, ONR_WARC_RESPONSE);
    assert_true(str_is(r.url, "http://a.example/x"));
    assert_true(str_is(r.digest, "sha1:ABC"));
    assert_int_equal(r.length, 12);
    assert_int_equal(r.head + r.length, head.len);
}

static void a_record_is_of_one_of_five_types_and_three_versions(void **state)
{
    (void)state;
    static const struct {
        const char *version, *type;
        onr_warc_type is;
    } cases[] = {{"WARC/1.0", "response", ONR_WARC_RESPONSE},
                 {"WARC/1.1", "Resource", ONR_WARC_RESOURCE},
                 {"WARC/0.18", "revisit", ONR_WARC_REVISIT},
                 {"WARC/1.0", "conversion", ONR_WARC_CONVERSION},
                 {"WARC/1.0", "request", ONR_WARC_OTHER}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char head[200];
        onr_warc_record r;
        onr_error err;
        snprintf(head, sizeof head, "%s\r\nWARC-Type: %s\r\nContent-Length: 0\r\n\r\n",
                 cases[i].version, cases[i].type);
        assert_true(onr_warc_read(&r, str_of(head), &err));
        assert_int_equal(r.type, cases[i].is);
    }
}

static void a_head_has_its_fields_as_they_stand(void **state)
{
    (void)state;
    onr_warc_record r;
    onr_error err;
    assert_true(onr_warc_read(&r,
                              ONR_STR("WARC/1.0\nContent-Length: 3\nno field\n"
                                      "WARC-Target-URI: <http://a.example/\n"
                                      "WARC-Block-Digest: sha1:B\nWARC-Truncated: length\n"
                                      "Content-Type: text/html\n\nabc"),
                              &err));
    assert_true(str_is(r.url, "<http://a.example/"));
    assert_true(str_is(r.digest, "sha1:B"));
    assert_true(str_is(r.truncated, "length"));
    assert_true(str_is(r.media, "text/html"));
    static const char *const urls[][2] = {{"<", "<"}, {"", ""}, {"<>", ""}, {"a>", "a>"}};
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        char head[100];
        snprintf(head, sizeof head, "WARC/1.0\r\nWARC-Target-URI:%s\r\nContent-Length: 1\r\n\r\n",
                 urls[i][0]);
        assert_true(onr_warc_read(&r, str_of(head), &err));
        assert_true(str_is(r.url, urls[i][1]));
    }
}

static void a_head_of_more_than_64_kib_is_too_long(void **state)
{
    (void)state;
    static char head[70000] = "WARC/1.0\r\nX: ";
    memset(head + strlen(head), 'x', sizeof head - strlen(head));
    onr_warc_record r;
    onr_error err;
    assert_false(onr_warc_read(&r, (onr_str){head, sizeof head}, &err));
    assert_int_equal(err.code, ONR_E_LIMIT);
}

/* Reads a head that is wrong; the byte of what is wrong with it. */
static uint64_t fault_of(const char *head, const char *what)
{
    onr_warc_record r;
    onr_error err = {0};
    assert_false(onr_warc_read(&r, str_of(head), &err));
    assert_string_equal(err.what, what);
    return err.byte;
}

static void a_wrong_head_names_its_byte(void **state)
{
    (void)state;
    fault_of("", "no WARC record begins here");
    fault_of("GET / HTTP/1.1\r\n\r\n", "no WARC record begins here");
    fault_of("WARC/7.3\r\n\r\n", "a WARC record of a version that is not known");
    fault_of("WARC/1.0\r\nWARC-Type: resp", "a WARC record's head has no end");
    fault_of("WARC/1.0\r\nWARC-Type: response\r\n\r\n", "a WARC record without a length");
    fault_of("WARC/1.0\r\nWARC-Type: respWARC/1.0\r\n\r\n", "a WARC record that is cut off");
    fault_of("WARC/1.0\r\nWARC-Type: respWARC/1.1\r\n\r\n", "a WARC record that is cut off");
    fault_of("WARC/1.0\r\nContent-Length:\r\n\r\n", "a WARC record's length is no number");
    assert_int_equal(
        fault_of("WARC/1.0\r\nContent-Length: 12x\r\n\r\n", "a WARC record's length is no number"),
        10);
    assert_int_equal(fault_of("WARC/1.0\r\nContent-Length: 99999999999999999999999\r\n\r\n",
                              "a WARC record's length is no number"),
                     10);
}

typedef struct body {
    onr_arena *arena;
    onr_answered answer;
    onr_str bytes;
    onr_note note;
    onr_error err;
    bool ok;
} body;

static body body_of(onr_str block)
{
    body b = {.arena = onr_arena_new(64 << 20)};
    onr_answered_read(&b.answer, block);
    b.ok = onr_answered_unfold(&b.bytes, &b.note, &b.answer, 32 << 20, b.arena, &b.err);
    return b;
}

static void an_answer_has_status_media_and_charset(void **state)
{
    (void)state;
    body b = body_of(
        ONR_STR("HTTP/1.1 404 Gone\r\nContent-Type: text/html ; Charset=\"KOI8-R\"\r\n\r\nx"));
    assert_int_equal(b.answer.status, 404);
    assert_int_equal(b.answer.media, ONR_MEDIA_HTML);
    assert_true(str_is(b.answer.charset, "KOI8-R"));
    assert_true(b.ok && str_is(b.bytes, "x"));
    onr_arena_free(b.arena);
    b = body_of(ONR_STR("<p>No head at all.</p>"));
    assert_int_equal(b.answer.status, 0);
    assert_true(b.ok && str_is(b.bytes, "<p>No head at all.</p>"));
    onr_arena_free(b.arena);
}

static void chunks_are_joined_and_what_a_crawler_has_joined_stays(void **state)
{
    (void)state;
    static const char head[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    static const struct {
        const char *sent, *body, *note;
    } cases[] = {
        {"5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n", "hello world", ""},
        {"<p>hello</p>", "<p>hello</p>", ""},
        {"5\r\nhello\r\n6\r\n wo", "hello wo",
         "the body ends within a chunk; what is there was read"},
        {"5\r\nhello\r\nno size\r\n", "hello",
         "the body ends within a chunk; what is there was read"},
        {"FFFFFFF\r\nhello", "hello", "the body ends within a chunk; what is there was read"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char block[300];
        snprintf(block, sizeof block, "%s%s", head, cases[i].sent);
        body b = body_of(str_of(block));
        assert_true(b.ok);
        assert_int_equal(b.bytes.len, strlen(cases[i].body));
        assert_memory_equal(b.bytes.data, cases[i].body, b.bytes.len);
        assert_true(str_is(b.note.reason, cases[i].note));
        onr_arena_free(b.arena);
    }
}

/* "<p>hello</p>" by each coding. */
static const struct {
    const char *name;
    onr_str folded;
} folded[] = {
    {"gzip", ONR_STR("\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xb3\x29\xb0\xcb\x48\xcd\xc9\xc9\xb7"
                     "\xd1\x2f\xb0\x03\x00\x44\xfb\xae\xd2\x0c\x00\x00\x00")},
    {"deflate",
     ONR_STR("\x78\x9c\xb3\x29\xb0\xcb\x48\xcd\xc9\xc9\xb7\xd1\x2f\xb0\x03\x00\x1b\x2a\x04"
             "\x18")},
    {"deflate", ONR_STR("\xb3\x29\xb0\xcb\x48\xcd\xc9\xc9\xb7\xd1\x2f\xb0\x03\x00")},
    {"br", ONR_STR("\x8b\x05\x80\x3c\x70\x3e\x68\x65\x6c\x6c\x6f\x3c\x2f\x70\x3e\x03")},
    {"zstd",
     ONR_STR("\x28\xb5\x2f\xfd\x00\x58\x61\x00\x00\x3c\x70\x3e\x68\x65\x6c\x6c\x6f\x3c\x2f\x70"
             "\x3e")},
};

/* What stays as it was sent points into the block, until the next one. */
static body body_in(const char *coding, onr_str sent)
{
    static char block[400];
    int len =
        snprintf(block, sizeof block, "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\n\r\n", coding);
    memcpy(block + len, sent.data, sent.len);
    return body_of((onr_str){block, (size_t)len + sent.len});
}

static void codings_are_undone_and_what_a_crawler_has_undone_stays(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof folded / sizeof *folded; i++) {
        body b = body_in(folded[i].name, folded[i].folded);
        assert_true(b.ok && str_is(b.bytes, "<p>hello</p>") && b.note.reason.len == 0);
        onr_arena_free(b.arena);
        b = body_in(folded[i].name, ONR_STR("<p>plain</p>"));
        assert_true(b.ok && str_is(b.bytes, "<p>plain</p>"));
        onr_arena_free(b.arena);
    }
    body b = body_in("identity, gzip", folded[0].folded);
    assert_true(b.ok && str_is(b.bytes, "<p>hello</p>"));
    onr_arena_free(b.arena);
    b = body_in("identity, identity, identity, gzip", folded[0].folded);
    assert_true(b.ok && str_is(b.bytes, "<p>hello</p>"));
    onr_arena_free(b.arena);
    b = body_in("gzip, identity, identity, identity, gzip", folded[0].folded);
    assert_false(b.ok);
    assert_int_equal(b.err.code, ONR_E_LIMIT);
    assert_string_equal(b.err.what, "a page's body in more than 4 codings");
    onr_arena_free(b.arena);
    b = body_in("lzma", folded[0].folded);
    assert_false(b.ok);
    assert_string_equal(b.err.what, "a page's body in a coding that is not known: lzma");
    onr_arena_free(b.arena);
}

static void a_body_that_is_cut_gives_its_beginning_and_a_note(void **state)
{
    (void)state;
    onr_str half = {folded[0].folded.data, folded[0].folded.len - 12};
    body b = body_in("gzip", half);
    assert_true(b.ok && str_starts((onr_str){"<p>hello</p>", 12}, "<p>"));
    assert_true(str_is(b.note.reason, "the body ends early; what is there was read"));
    onr_arena_free(b.arena);
}

/* `head` and a body of `len` zeros, folded by gzip; a mebibyte takes a kilobyte. */
static onr_str fold_zeros(const char *head, size_t len)
{
    char *zeros = calloc(1, len), *out = malloc(200000);
    size_t before = strlen(head);
    assert_true(zeros && out);
    memcpy(out, head, before);
    z_stream z = {.next_in = (Bytef *)zeros,
                  .avail_in = (uInt)len,
                  .next_out = (Bytef *)out + before,
                  .avail_out = (uInt)(200000 - before)};
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    free(zeros);
    return (onr_str){out, before + z.total_out};
}

static void a_body_that_unfolds_without_end_is_given_up_with_a_note(void **state)
{
    (void)state;
    onr_str block = fold_zeros("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", 24 << 20);
    body b = body_of(block);
    assert_true(b.ok && b.bytes.len < (12u << 20));
    assert_true(str_is(b.note.reason, "the body unfolds to more than is read; its beginning was"));
    onr_arena_free(b.arena);
    free((char *)(uintptr_t)block.data);
}

static void how_much_a_body_may_unfold_to_is_up_to_the_reader(void **state)
{
    (void)state;
    onr_str block = fold_zeros("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", 24 << 20);
    static const struct {
        uint32_t asked;
        size_t least, most;
        bool whole;
    } cases[] = {{1, 4 << 20, 5 << 20, false}, {1 << 16, 24 << 20, 24 << 20, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        body b = {.arena = onr_arena_new(64 << 20)};
        onr_arena_bound(b.arena, (onr_bounds){.unfold_ratio = cases[i].asked});
        onr_answered_read(&b.answer, block);
        assert_true(onr_answered_unfold(&b.bytes, &b.note, &b.answer, 32 << 20, b.arena, &b.err));
        assert_in_range(b.bytes.len, cases[i].least, cases[i].most);
        assert_int_equal(b.note.reason.len == 0, cases[i].whole);
        onr_arena_free(b.arena);
    }
    free((char *)(uintptr_t)block.data);
}

/* A saved page whose second part, the first that is HTML, is `body` in `encoding`. */
static onr_mhtml saved_page(const char *encoding, const char *text_of_page, onr_arena *arena)
{
    char text[2000];
    onr_mhtml out;
    onr_error err;
    int len = snprintf(text, sizeof text,
                       "From: <Saved>\r\nSnapshot-Content-Location: http://pier.example/\r\n"
                       "X-Odd\r\nDate: Wed, 4 Mar 2026 12:00:00 -0000\r\nContent-Type: "
                       "multipart/related;\r\n\ttype=\"text/html\";\r\n boundary=\"-cut-\"\r\n\r\n"
                       "---cut-\r\nContent-Type: text/css\r\n\r\np{}\r\n"
                       "---cut-\r\nContent-Type: text/html; charset=utf-8\r\n"
                       "Content-Transfer-Encoding: %s\r\n\r\n%s\r\n---cut---\r\n",
                       encoding, text_of_page);
    onr_str bytes = arena_copy(arena, (onr_str){text, (size_t)len});
    assert_true(onr_mhtml_read(&out, bytes, arena, &err));
    assert_true(str_is(out.url, "http://pier.example/") && str_is(out.fetched, "2026-03-04") &&
                str_is(out.charset, "utf-8"));
    return out;
}

static void the_page_of_a_saved_message_is_decoded(void **state)
{
    (void)state;
    static const struct {
        const char *encoding, *body, *html;
    } cases[] = {
        {"8bit", "<p>Pier", "<p>Pier\r\n"},
        {"base64", "PHA+UGllciBz\r\naHV0PC9wPg==", "<p>Pier shut</p>"},
        {"base64", "PHA+UGll", "<p>Pie"},
        {"Quoted-Printable",
         "<p id=3D=22x=22>Pier =\r\nshut=  \r\n=c3=bc=", "<p id=\"x\">Pier shut\xC3\xBC"},
        {"quoted-printable", "a=zz=4", "azz4\r\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        onr_arena *arena = onr_arena_new(1 << 20);
        onr_mhtml page = saved_page(cases[i].encoding, cases[i].body, arena);
        if (!str_is(page.html, cases[i].html))
            fail_msg("%s: \"%.*s\"", cases[i].body, (int)page.html.len, page.html.data);
        onr_arena_free(arena);
    }
}

static void a_saved_message_without_a_page_is_told(void **state)
{
    (void)state;
    static const char *const messages[] = {
        "", "Content-Type: text/html\r\n\r\n<p>x",
        "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: a/b\r\n\r\np{}",
        "Content-Type: multipart/related; boundary=b\r\n\r\n--b"};
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
        onr_mhtml out;
        onr_error err;
        onr_arena *arena = onr_arena_new(1 << 16);
        assert_false(onr_mhtml_read(&out, str_of(messages[i]), arena, &err));
        assert_int_equal(err.code, ONR_E_FORMAT);
        assert_string_equal(err.what, "an MHTML file without a page in it");
        onr_arena_free(arena);
    }
}

static void the_heads_of_a_saved_message_take_memory_as_they_are_long(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    buffer text = {.arena = arena};
    onr_mhtml out;
    onr_error err;
    for (int i = 0; i < 2000; i++)
        buffer_put(&text, ONR_STR("A:\r\n\tb\r\n"));
    size_t before = onr_arena_used(arena);
    assert_false(onr_mhtml_read(&out, (onr_str){text.data, text.len}, arena, &err));
    assert_string_equal(err.what, "an MHTML file without a page in it");
    assert_in_range(onr_arena_used(arena) - before, 0, text.len);
    onr_arena_free(arena);
}

static const onr_feed_item *only_item(onr_feed *feed, const char *inside, onr_arena *arena)
{
    onr_error err;
    onr_str text = arena_format(arena, "<feed>%s</feed>", inside);
    assert_true(onr_feed_read(feed, text, arena, &err));
    assert_int_equal(feed->count, 1);
    return &feed->items[0];
}

static void of_what_a_feed_says_twice_the_fuller_or_the_first_counts(void **state)
{
    (void)state;
    static const struct {
        const char *inside, *url, *date, *content, *author;
    } cases[] = {
        {"<entry><link rel='self' href='http://a/feed'/><link rel='alternate' href='http://a/1'/>"
         "<link href='http://a/2'/><dc:date>2026-03-04</dc:date><updated>2026-03-05</updated>"
         "<content>All of it</content><summary>Less</summary>"
         "<author><name>Ada</name><name>Bo</name></author><name>Cy</name></entry>",
         "http://a/1", "2026-03-04", "All of it", "Ada"},
        {"<item><guid>17</guid><guid>http://a/3</guid><guid>http://a/4</guid><updated>2026-03-05</"
         "updated>"
         "<description>Less</description><content:encoded>All of it</content:encoded>"
         "<dc:creator></dc:creator><dc:creator>Ada</dc:creator><dc:creator>Bo</dc:creator></item>",
         "http://a/3", "2026-03-05", "All of it", "Ada"},
        {"<entry><link>http://a/5</link><published>2026-03-06</published><content "
         "type='xhtml'></content>"
         "<summary type='xhtml'><p>One <b>word</b></p></summary></entry>",
         "http://a/5", "2026-03-06", "<p>One <b>word</b></p>", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        onr_feed feed;
        onr_arena *arena = onr_arena_new(1 << 20);
        const onr_feed_item *item = only_item(&feed, cases[i].inside, arena);
        assert_true(str_is(item->url, cases[i].url));
        assert_true(str_is(item->date, cases[i].date));
        assert_true(str_is(item->content, cases[i].content));
        assert_true(item->byline.count ? str_is(item->byline.items[0], cases[i].author)
                                       : cases[i].author[0] == '\0');
        onr_arena_free(arena);
    }
}

static void a_feed_gives_what_stood_before_its_fault(void **state)
{
    (void)state;
    onr_feed feed;
    onr_error err;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_str cut = ONR_STR("<rss><item><title>Pier</title></item><item><title>Gate</ti");
    assert_false(onr_feed_read(&feed, cut, arena, &err));
    assert_int_equal(err.code, ONR_E_FORMAT);
    assert_int_equal(feed.count, 1);
    assert_true(str_is(feed.items[0].title, "Pier"));
    onr_str entity =
        ONR_STR("<!DOCTYPE rss [<!ENTITY a \"b\">]><rss><item><title>&a;</title></item></rss>");
    assert_false(onr_feed_read(&feed, entity, arena, &err));
    assert_string_equal(err.what, "a feed that declares entities");
    assert_int_equal(feed.count, 0);
    onr_arena_stop(arena);
    assert_false(
        onr_feed_read(&feed, ONR_STR("<rss><item><title>a</title></item></rss>"), arena, &err));
    assert_int_equal(err.code, ONR_E_MEMORY);
    onr_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_says_what_it_is_and_how_long),
        cmocka_unit_test(a_record_is_of_one_of_five_types_and_three_versions),
        cmocka_unit_test(a_head_has_its_fields_as_they_stand),
        cmocka_unit_test(a_head_of_more_than_64_kib_is_too_long),
        cmocka_unit_test(a_wrong_head_names_its_byte),
        cmocka_unit_test(an_answer_has_status_media_and_charset),
        cmocka_unit_test(chunks_are_joined_and_what_a_crawler_has_joined_stays),
        cmocka_unit_test(codings_are_undone_and_what_a_crawler_has_undone_stays),
        cmocka_unit_test(a_body_that_is_cut_gives_its_beginning_and_a_note),
        cmocka_unit_test(a_body_that_unfolds_without_end_is_given_up_with_a_note),
        cmocka_unit_test(how_much_a_body_may_unfold_to_is_up_to_the_reader),
        cmocka_unit_test(the_page_of_a_saved_message_is_decoded),
        cmocka_unit_test(a_saved_message_without_a_page_is_told),
        cmocka_unit_test(the_heads_of_a_saved_message_take_memory_as_they_are_long),
        cmocka_unit_test(of_what_a_feed_says_twice_the_fuller_or_the_first_counts),
        cmocka_unit_test(a_feed_gives_what_stood_before_its_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
