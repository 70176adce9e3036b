/*
 * An answer in HTTP as a crawler kept it (RFC 9112): head, chunks, codings. Crawlers often undo
 * chunks or codings and leave the head as it was; so the bytes have the last word.
 */
#include "base/arena.h"
#include "crawl/fields.h"
#include "crawl/unfold.h"
#include "onrecord/crawl.h"

enum { MOST_CODINGS = 4, ALWAYS_ALLOWED = 4 << 20 };

static const char *const advice = "fetch the page again";

onr_media onr_media_read(onr_str *charset, onr_str type)
{
    onr_str word = field_word(type);
    *charset = field_parameter(type, "charset");
    if (word.len == 0)
        return ONR_MEDIA_UNKNOWN;
    switch (str_place(word, "text/html|application/xhtml+xml|text/plain")) {
    case 1:
    case 2: return ONR_MEDIA_HTML;
    case 3: return ONR_MEDIA_TEXT;
    default: return ONR_MEDIA_OTHER;
    }
}

/* "HTTP/1.1 200 OK" */
static int status_of(onr_str line)
{
    const char *blank = str_starts_nocase(line, "HTTP/") ? memchr(line.data, ' ', line.len) : NULL;
    size_t at = blank ? (size_t)(blank - line.data) + 1 : line.len;
    int status = 0;
    for (size_t i = at; i < at + 3; i++) {
        if (i >= line.len || !is_ascii_digit(line.data[i]))
            return 0;
        status = status * 10 + line.data[i] - '0';
    }
    return status;
}

static void take_field(onr_answered *out, onr_str name, onr_str value)
{
    switch (str_place(name, "Content-Type|Content-Encoding|Transfer-Encoding")) {
    case 1: out->media = onr_media_read(&out->charset, value); break;
    case 2: out->codings = value; break;
    case 3: out->chunked = str_equal_nocase(field_word(value), ONR_STR("chunked")); break;
    default: break;
    }
}

void onr_answered_read(onr_answered *out, onr_str block)
{
    onr_str rest = block, line, name, value;
    *out = (onr_answered){.body = block};
    if (!field_line(&line, &rest) || (out->status = status_of(line)) == 0)
        return;
    while (field_line(&line, &rest) && line.len > 0)
        if (field_read(&name, &value, line))
            take_field(out, name, value);
    out->body = rest;
}

/* The number of a chunk's line, which may name extensions behind it. False: it is none. */
static bool read_size(size_t *out, onr_str line)
{
    size_t at = 0;
    *out = 0;
    line = field_word(line);
    for (; at < line.len; at++) {
        int c = (unsigned char)ascii_lower(line.data[at]);
        int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0 || *out > SIZE_MAX >> 5)
            return false;
        *out = *out * 16 + (size_t)digit;
    }
    return at > 0;
}

/* Joins the chunks; `*whole` is false where they end early. False: there are none. */
static bool join_chunks(onr_str *out, bool *whole, onr_str body, onr_arena *arena)
{
    onr_str line, rest = body;
    size_t size, len = 0;
    *whole = false;
    if (!field_line(&line, &rest) || !read_size(&size, line))
        return false;
    char *joined = arena_take(arena, body.len);
    while (joined && !*whole) {
        size_t there = size < rest.len ? size : rest.len;
        memcpy(joined + len, rest.data, there);
        len += there;
        rest = (onr_str){rest.data + there, rest.len - there};
        *whole = size == 0;
        if (there < size || (size > 0 && !(field_line(&line, &rest) && line.len == 0)) ||
            (size > 0 && !(field_line(&line, &rest) && read_size(&size, line))))
            break;
    }
    *out = (onr_str){joined ? joined : "", len};
    return true;
}

/* Whether bytes look like markup that nothing has folded; to be asked where unfolding failed, as
 * what is folded may begin with any byte. */
static bool is_plain(onr_str body)
{
    onr_str begin = str_trim((onr_str){body.data, body.len < 64 ? body.len : 64});
    return begin.len == 0 || begin.data[0] == '<' || str_starts(begin, "\xEF\xBB\xBF");
}

static bool kind_of(unfold_kind *out, onr_str coding)
{
    static const unfold_kind kinds[] = {UNFOLD_GZIP, UNFOLD_GZIP, UNFOLD_DEFLATE, UNFOLD_BROTLI,
                                        UNFOLD_ZSTD};
    int place = str_place(coding, "gzip|x-gzip|deflate|br|zstd");
    if (place > 0)
        *out = kinds[place - 1];
    return place > 0;
}

static void note_cut(onr_note *note, onr_str body, const char *reason)
{
    if (note->reason.len == 0)
        *note = (onr_note){"crawl", 0, body.len, str_of(reason)};
}

static bool unfold_one(onr_str *body, onr_note *note, unfold_kind kind, size_t most,
                       onr_arena *arena, onr_error *err)
{
    unfolded to = {.arena = arena, .most = most};
    unfold_end end = unfold_all(&to, kind, *body);
    if ((end == UNFOLD_BAD || end == UNFOLD_CUT) && is_plain(*body))
        return true;
    switch (end) {
    case UNFOLD_CUT: note_cut(note, *body, "the body ends early; what is there was read"); break;
    case UNFOLD_LARGE:
        note_cut(note, *body, "the body unfolds to more than is read; its beginning was");
        break;
    case UNFOLD_BAD:
        return onr_fail(err, ONR_E_FORMAT, 0, advice, "a page's compressed body is damaged");
    case UNFOLD_MEMORY: return arena_fail(err, "unfold a page's body");
    default: break;
    }
    *body = (onr_str){to.data ? to.data : "", to.len};
    return true;
}

/* The codings, the first of which was put on first. */
static bool undo_codings(onr_str *body, onr_note *note, onr_str codings, size_t most,
                         onr_arena *arena, onr_error *err)
{
    for (int n = 0; codings.len > 0 && n < MOST_CODINGS; n++) {
        size_t from = codings.len;
        while (from > 0 && codings.data[from - 1] != ',')
            from--;
        onr_str coding = str_trim((onr_str){codings.data + from, codings.len - from});
        codings.len = from > 0 ? from - 1 : 0;
        unfold_kind kind;
        if (coding.len == 0 || str_equal_nocase(coding, ONR_STR("identity")))
            continue;
        if (!kind_of(&kind, coding))
            return onr_fail(err, ONR_E_FORMAT, 0, advice,
                            "a page's body in a coding that is not known: %.*s",
                            (int)(coding.len < 40 ? coding.len : 40), coding.data);
        if (!unfold_one(body, note, kind, most, arena, err))
            return false;
    }
    return codings.len == 0 || onr_fail(err, ONR_E_LIMIT, 0, advice,
                                        "a page's body in more than %d codings", MOST_CODINGS);
}

/* The most that a body of `len` bytes may unfold to, whatever its codings. */
static size_t bound_of(size_t len, size_t most, const onr_arena *arena)
{
    size_t ratio = onr_arena_bounds(arena).unfold_ratio;
    size_t bound = len < SIZE_MAX / 2 / ratio ? ALWAYS_ALLOWED + len * ratio : most;
    return bound < most ? bound : most;
}

bool onr_answered_unfold(onr_str *out, onr_note *note, const onr_answered *answer, size_t most,
                         onr_arena *arena, onr_error *err)
{
    bool whole;
    *note = (onr_note){.layer = "crawl"};
    *out = answer->body;
    if (answer->chunked && join_chunks(out, &whole, answer->body, arena)) {
        if (onr_arena_full(arena))
            return arena_fail(err, "join a page's chunks");
        if (!whole)
            note_cut(note, answer->body, "the body ends within a chunk; what is there was read");
    }
    return undo_codings(out, note, answer->codings, bound_of(out->len, most, arena), arena, err);
}
