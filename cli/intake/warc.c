/*
 * WARC files, plain, in gzip or in Zstandard: each answer that is a page is one. What is broken is
 * told with its place, and reading goes on at the next record. The record's body is unfolded by
 * the thread that reads the page.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "crawl/fields.h"
#include "intake/intake.h"
#include "onrecord/crawl.h"

enum {
    LONGEST_HEAD = 1 << 16,
    BEHIND = 12, /* Bytes behind a record in which the next one must begin. */
    END = 4,     /* CRLF CRLF ends a record. */
    LOOKED_AT = 1 << 16,
    LONGEST_BEGIN = 32, /* Of a record: its version, and how the next line begins. */
};

static const char *const advice = "fetch the file again";

/* Where a record stands, and how far reading has come with it. */
typedef struct record_place {
    uint64_t offset;
    bool first; /* Its member begins with it. */
} record_place;

static bool begins_record(onr_str bytes)
{
    return str_starts(bytes, "WARC/");
}

static bool is_warc(onr_str name, onr_str begin)
{
    return begins_record(begin) || str_ends(name, ".warc") || str_ends(name, ".warc.gz") ||
           str_ends(name, ".warc.zst");
}

static void pass_line_ends(source *in)
{
    for (;;) {
        source_see(in, 1, false);
        onr_str view = source_view(in);
        if (view.len == 0 || (view.data[0] != '\r' && view.data[0] != '\n'))
            return;
        source_pass(in, 1);
    }
}

/* Comes to the next record's first byte. False: there is none, or `err` says why not. */
static bool find_record(source *in, record_place *out, onr_error *err)
{
    out->first = in->folded && in->passed == in->begun;
    for (;;) {
        pass_line_ends(in);
        if (source_view(in).len > 0)
            break;
        /* Members that were read before a read failed may be whole. */
        if (!in->folded || !source_next(in)) {
            if (source_is_bad(in, err)) {
                err->byte = in->folded ? in->member : err->byte;
                source_end_bad(in);
            }
            return false;
        }
        out->first = true;
    }
    /* A file that is folded as one piece is known by its first member's second record. */
    out->offset = !in->folded ? source_at(in) : out->first ? in->member : source_at(in);
    return true;
}

/* Where the first record in `view` begins, if not at its very beginning; SIZE_MAX: nowhere. What is
 * broken may be cut off within a line. */
static size_t find_begin(onr_str view)
{
    for (size_t at = 1; (at = str_find(view, ONR_STR("WARC/1."), at)) != SIZE_MAX; at++) {
        onr_str rest = {view.data + at, view.len - at}, line;
        if (field_line(&line, &rest) && line.len == 8 &&
            (str_starts_nocase(rest, "WARC-") || str_starts_nocase(rest, "Content-")))
            return at;
    }
    return SIZE_MAX;
}

/* Whether the next record begins behind the empty lines, one of which may be damaged, or fewer. */
static bool begins_behind(onr_str behind)
{
    size_t at = 0;
    while (at < END && at < behind.len && (behind.data[at] == '\r' || behind.data[at] == '\n'))
        at++;
    return str_starts((onr_str){behind.data + at, behind.len - at}, "WARC/1.") ||
           (behind.len > END &&
            str_starts((onr_str){behind.data + END, behind.len - END}, "WARC/1."));
}

/*
 * Whether the block, with which `view` begins, may end where its length says. Either what follows
 * is the file's end or a record; or at least the empty lines, where the next record is broken, and
 * then the block must not hold the beginning of one: it was cut off by as much as its head is long.
 */
static bool ends_well(const source *in, onr_str view, size_t len)
{
    bool all = !in->open && (in->folded || in->raw.ended);
    onr_str behind = {view.data + len, view.len - len};
    if ((behind.len <= END && all && str_trim(behind).len == 0) || begins_behind(behind))
        return true;
    return (str_starts(behind, "\r\n\r\n") || str_starts(behind, "\n\n")) &&
           find_begin((onr_str){view.data, len}) == SIZE_MAX;
}

static bool fail_at(const intake *from, uint64_t at, const char *what, onr_error *err)
{
    return source_fail(from->name, at, what, advice, err);
}

/* Makes the whole record visible, head and block, and looks whether it ends where it should. */
static bool see_record(intake *from, onr_warc_record *out, uint64_t at, onr_error *err)
{
    source *in = &from->in;
    onr_error fault = {0};
    source_see(in, LONGEST_HEAD, false);
    if (!onr_warc_read(out, source_view(in), &fault)) {
        uint64_t byte = at + (in->folded ? 0 : fault.byte);
        source_is_bad(in, &fault);
        return fail_at(from, byte, fault.what, err);
    }
    if (out->length > in->most)
        return source_fail(from->name, at, "a WARC record that is too large for one page",
                           "raise --page-memory", err);
    size_t need = out->head + (size_t)out->length;
    source_see(in, need + BEHIND, false);
    onr_str view = source_view(in);
    /* Behind a whole member a read may have failed. */
    bool bad = source_is_bad(in, &fault) && !source_member_is_whole(in);
    /* What is bad may have been so before: records count that are whole and have one behind them.
     */
    if (view.len < need || (bad && !begins_behind((onr_str){view.data + need, view.len - need})))
        return bad ? fail_at(from, at, fault.what, err)
                   : fail_at(from, at, "a WARC record that is cut off", err);
    /* The view may have moved. */
    if (!onr_warc_read(out, view, err))
        return false;
    return ends_well(in, view, need) ||
           fail_at(from, at, "a WARC record whose length is not that of its block", err);
}

/* To the next record in what is visible. */
static void skip_to_record(source *in)
{
    for (;;) {
        source_see(in, LOOKED_AT, false);
        onr_str view = source_view(in);
        size_t at = find_begin(view);
        if (at != SIZE_MAX) {
            source_pass(in, at);
            return;
        }
        if (view.len < LOOKED_AT) {
            source_pass(in, view.len);
            return;
        }
        source_pass(in, view.len - LONGEST_BEGIN);
    }
}

/* Goes on behind a broken record; a read that failed was told with it. */
static void recover(source *in)
{
    bool bad = source_is_bad(in, NULL);
    if (bad)
        source_end_bad(in);
    if (bad && in->folded)
        source_skip_bad(in, begins_record);
    else
        skip_to_record(in);
}

static bool is_page_of(onr_media media)
{
    return media == ONR_MEDIA_HTML || media == ONR_MEDIA_TEXT;
}

/* Pages are what a server answered with success, what was fetched otherwise, and texts of pages. */
static bool is_page(const onr_warc_record *r, onr_str block)
{
    onr_answered answer;
    onr_str charset;
    switch (r->type) {
    case ONR_WARC_RESPONSE:
        onr_answered_read(&answer, block);
        return (answer.status == 0 || answer.status / 100 == 2) &&
               (is_page_of(answer.media) || answer.media == ONR_MEDIA_UNKNOWN);
    case ONR_WARC_RESOURCE:
    case ONR_WARC_CONVERSION: return is_page_of(onr_media_read(&charset, r->media));
    default: return false;
    }
}

static onr_form form_of(onr_media media)
{
    return media == ONR_MEDIA_HTML   ? ONR_FORM_HTML
           : media == ONR_MEDIA_TEXT ? ONR_FORM_PAGE
                                     : ONR_FORM_AUTO;
}

static bool keep_note(job *j, const onr_note *note, onr_error *err)
{
    onr_note *kept = arena_array(j->arena, onr_note, 1);
    if (!kept)
        return arena_fail(err, "keep a note");
    *kept = *note;
    j->input.notes = (onr_notes){kept, 1};
    return true;
}

/* Names what the page's bytes are said to be and what is known of it. */
static void describe(job *j, const onr_warc_record *r)
{
    if (r->url.len && !j->input.given.url.len)
        j->input.given.url = r->url;
    j->input.given.fetched = r->date;
    j->input.origin.fetched = r->date;
    j->input.origin.digest = r->digest;
}

/* j->input.bytes is the record. */
static bool unfold_record(job *j, size_t most, onr_error *err)
{
    onr_warc_record r;
    onr_note note = {.layer = "crawl"};
    onr_answered answer = {0};
    if (!onr_warc_read(&r, j->input.bytes, err))
        return false;
    onr_str block = {j->input.bytes.data + r.head, (size_t)r.length};
    if (r.type == ONR_WARC_RESPONSE) {
        onr_answered_read(&answer, block);
    } else {
        answer.media = onr_media_read(&answer.charset, r.media);
        answer.body = block;
    }
    describe(j, &r);
    j->input.form = form_of(answer.media);
    j->input.charset = answer.charset;
    if (r.type == ONR_WARC_CONVERSION)
        j->input.charset = ONR_STR("utf-8");
    if (!onr_answered_unfold(&j->input.bytes, &note, &answer, most, j->arena, err))
        return false;
    if (note.reason.len == 0 && r.truncated.len > 0)
        note = (onr_note){"crawl", 0, j->input.bytes.len,
                          ONR_STR("the crawler kept only the beginning")};
    return note.reason.len == 0 || keep_note(j, &note, err);
}

/* Takes the visible record into `j`. */
static void take_record(intake *from, job *j, const onr_warc_record *r, const record_place *place)
{
    source *in = &from->in;
    size_t len = r->head + (size_t)r->length;
    bool alone = in->folded && place->first && !in->open && source_view(in).len <= len + END;
    /* Of a member all of its bytes in the file; else those of the record. */
    uint64_t length = alone ? source_raw_at(in) - place->offset : len;
    j->ok = source_take(in, len, &j->bytes, &j->room);
    if (!j->ok) {
        source_fail(from->name, place->offset, "no memory left for the page", "lower -j", &j->err);
        return;
    }
    j->input.bytes = (onr_str){j->bytes, len};
    j->input.name = arena_format(j->arena, "%.*s:%llu", (int)j->input.name.len, j->input.name.data,
                                 (unsigned long long)place->offset);
    j->unfold = unfold_record;
    intake_locate(j, place->offset, length);
}

static bool next_record(intake *from, job *j)
{
    source *in = &from->in;
    record_place place;
    onr_warc_record r;
    j->ok = false;
    while (find_record(in, &place, &j->err)) {
        if (!see_record(from, &r, place.offset, &j->err)) {
            recover(in);
            return true;
        }
        size_t len = r.head + (size_t)r.length;
        if (is_page(&r, (onr_str){source_view(in).data + r.head, (size_t)r.length})) {
            take_record(from, j, &r, &place);
            return true;
        }
        source_pass(in, len);
    }
    if (j->err.code == ONR_OK)
        return false;
    recover(in);
    return true;
}

const intake_kind intake_warc = {"warc", is_warc, next_record};
