/*
 * MHTML (RFC 2557): a page that a browser saved with all its parts, as a message. The page is the
 * first part that is HTML.
 */
#include "base/arena.h"
#include "base/buffer.h"
#include "crawl/fields.h"
#include "onrecord/crawl.h"

/* A head's next field, its lines joined; `*text` moves behind it. False: the head has ended. */
static bool next_field(onr_str *name, onr_str *value, onr_str *text, onr_arena *arena)
{
    onr_str line, whole;
    for (;;) {
        if (!field_line(&line, text) || line.len == 0)
            return false;
        buffer joined = {.arena = arena};
        buffer_put(&joined, line);
        while (text->len > 0 && (text->data[0] == ' ' || text->data[0] == '\t') &&
               field_line(&line, text))
            buffer_put(&joined, line);
        if (!buffer_finish(&whole, &joined, "join lines", NULL))
            return false;
        if (field_read(name, value, whole))
            return true;
    }
}

typedef struct part {
    onr_str type, encoding, location, body;
} part;

/* From behind a part's mark on. */
static void read_part(part *out, onr_str text, onr_arena *arena)
{
    onr_str name, value;
    *out = (part){0};
    while (next_field(&name, &value, &text, arena))
        switch (str_place(name, "Content-Type|Content-Transfer-Encoding|Content-Location")) {
        case 1: out->type = value; break;
        case 2: out->encoding = value; break;
        case 3: out->location = value; break;
        default: break;
        }
    out->body = text;
}

static int hex_of(char c)
{
    c = ascii_lower(c);
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "=3D" is "=", and "=" at a line's end joins it with the next (RFC 2045). */
static size_t undo_quoting(char *out, onr_str in)
{
    size_t len = 0;
    for (size_t i = 0; i < in.len; i++) {
        if (in.data[i] != '=') {
            out[len++] = in.data[i];
        } else if (i + 2 < in.len && hex_of(in.data[i + 1]) >= 0 && hex_of(in.data[i + 2]) >= 0) {
            out[len++] = (char)(hex_of(in.data[i + 1]) << 4 | hex_of(in.data[i + 2]));
            i += 2;
        } else {
            while (i + 1 < in.len && (in.data[i + 1] == '\r' || in.data[i + 1] == ' '))
                i++;
            i += i + 1 < in.len && in.data[i + 1] == '\n';
        }
    }
    return len;
}

static size_t undo_base64(char *out, onr_str in)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t len = 0;
    uint32_t bits = 0;
    int have = 0;
    for (size_t i = 0; i < in.len && in.data[i] != '='; i++) {
        const char *digit = in.data[i] ? strchr(digits, in.data[i]) : NULL;
        if (!digit)
            continue;
        bits = bits << 6 | (uint32_t)(digit - digits);
        have += 6;
        if (have >= 8) {
            have -= 8;
            out[len++] = (char)(bits >> have & 255);
        }
    }
    return len;
}

static onr_str decode(const part *p, onr_arena *arena)
{
    int how = str_place(p->encoding, "quoted-printable|base64");
    char *out = how ? arena_take(arena, p->body.len ? p->body.len : 1) : NULL;
    if (!out)
        return p->body;
    return (onr_str){out, how == 1 ? undo_quoting(out, p->body) : undo_base64(out, p->body)};
}

/* Cuts `*text` before the next line "--boundary". False: there is none. */
static bool next_part(onr_str *out, onr_str *text, onr_str mark)
{
    size_t at = str_find(*text, mark, 0);
    if (at == SIZE_MAX)
        return false;
    onr_str line;
    *text = (onr_str){text->data + at, text->len - at};
    if (!field_line(&line, text))
        return false;
    size_t end = str_find(*text, mark, 0);
    *out = (onr_str){text->data, end == SIZE_MAX ? text->len : end};
    return true;
}

bool onr_mhtml_read(onr_mhtml *out, onr_str bytes, onr_arena *arena, onr_error *err)
{
    onr_str text = bytes, name, value, boundary = {0}, body;
    *out = (onr_mhtml){0};
    while (next_field(&name, &value, &text, arena))
        switch (str_place(name, "Content-Type|Snapshot-Content-Location|Date")) {
        case 1: boundary = field_parameter(value, "boundary"); break;
        case 2: out->url = value; break;
        case 3: out->fetched = onr_mail_day(value, arena); break;
        default: break;
        }
    onr_str mark = arena_format(arena, "--%.*s", (int)(boundary.len < 200 ? boundary.len : 200),
                                boundary.data);
    while (boundary.len > 0 && next_part(&body, &text, mark)) {
        part p;
        read_part(&p, body, arena);
        if (onr_media_read(&out->charset, p.type) != ONR_MEDIA_HTML)
            continue;
        out->url = out->url.len ? out->url : p.location;
        out->html = decode(&p, arena);
        return !onr_arena_full(arena) || arena_fail(err, "read a saved page");
    }
    return onr_fail(err, ONR_E_FORMAT, 0, "save the page again",
                    "an MHTML file without a page in it");
}
