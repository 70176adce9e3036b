/*
 * Which character set a page is in (WHATWG Encoding: labels, BOM; then uchardet), and its
 * characters as UTF-8. Neighbouring characters that each came from the same number of
 * bytes share a run.
 */
#include "page/charset.h"

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

#include "base/str.h"
#include "base/table.h"

enum {
    META_BYTES = 8192,
    DETECT_BYTES = 1 << 20,
    MOST_NOTES = 16,
    MOST_LABEL = 40,
    MOST_UNIT = 4,      /* bytes: no character of any set has more */
    MOST_COUNTED = 256, /* bytes of text in a run: whoever asks counts its characters */
};

typedef struct charset {
    const char *label; /* lower case, "-" and "_" left out */
    const char *name;
    const char *icu;
} charset;

/* encoding.spec.whatwg.org, "names and labels": those that the web uses. Sorted by label. */
static const charset charsets[] = {
    {"ascii", "windows-1252", "windows-1252"},
    {"big5", "Big5", "Big5-HKSCS"},
    {"big5hkscs", "Big5", "Big5-HKSCS"},
    {"cnbig5", "Big5", "Big5-HKSCS"},
    {"cp1250", "windows-1250", "windows-1250"},
    {"cp1251", "windows-1251", "windows-1251"},
    {"cp1252", "windows-1252", "windows-1252"},
    {"cp1253", "windows-1253", "windows-1253"},
    {"cp1254", "windows-1254", "windows-1254"},
    {"cp1255", "windows-1255", "windows-1255"},
    {"cp1256", "windows-1256", "windows-1256"},
    {"cp1257", "windows-1257", "windows-1257"},
    {"cp1258", "windows-1258", "windows-1258"},
    {"cp866", "IBM866", "IBM866"},
    {"eucjp", "EUC-JP", "EUC-JP"},
    {"euckr", "EUC-KR", "windows-949"},
    {"gb18030", "gb18030", "gb18030"},
    {"gb2312", "GBK", "gb18030"},
    {"gbk", "GBK", "gb18030"},
    {"ibm866", "IBM866", "IBM866"},
    {"iso2022jp", "ISO-2022-JP", "ISO-2022-JP"},
    {"iso88591", "windows-1252", "windows-1252"},
    {"iso885910", "ISO-8859-10", "ISO-8859-10"},
    {"iso885911", "windows-874", "windows-874"},
    {"iso885913", "ISO-8859-13", "ISO-8859-13"},
    {"iso885914", "ISO-8859-14", "ISO-8859-14"},
    {"iso885915", "ISO-8859-15", "ISO-8859-15"},
    {"iso88592", "ISO-8859-2", "ISO-8859-2"},
    {"iso88593", "ISO-8859-3", "ISO-8859-3"},
    {"iso88594", "ISO-8859-4", "ISO-8859-4"},
    {"iso88595", "ISO-8859-5", "ISO-8859-5"},
    {"iso88596", "ISO-8859-6", "ISO-8859-6"},
    {"iso88597", "ISO-8859-7", "ISO-8859-7"},
    {"iso88598", "ISO-8859-8", "ISO-8859-8"},
    {"iso88598i", "ISO-8859-8-I", "ISO-8859-8"},
    {"iso88599", "windows-1254", "windows-1254"},
    {"koi8r", "KOI8-R", "KOI8-R"},
    {"koi8u", "KOI8-U", "KOI8-U"},
    {"ksc56011987", "EUC-KR", "windows-949"},
    {"latin1", "windows-1252", "windows-1252"},
    {"latin2", "ISO-8859-2", "ISO-8859-2"},
    {"latin5", "windows-1254", "windows-1254"},
    {"maccyrillic", "x-mac-cyrillic", "x-mac-cyrillic"},
    {"macintosh", "macintosh", "macintosh"},
    {"shiftjis", "Shift_JIS", "windows-31j"},
    {"sjis", "Shift_JIS", "windows-31j"},
    {"tis620", "windows-874", "windows-874"},
    {"uhc", "EUC-KR", "windows-949"},
    {"usascii", "windows-1252", "windows-1252"},
    {"utf16", "UTF-16LE", "UTF-16LE"},
    {"utf16be", "UTF-16BE", "UTF-16BE"},
    {"utf16le", "UTF-16LE", "UTF-16LE"},
    {"utf8", "UTF-8", NULL},
    {"windows1250", "windows-1250", "windows-1250"},
    {"windows1251", "windows-1251", "windows-1251"},
    {"windows1252", "windows-1252", "windows-1252"},
    {"windows1253", "windows-1253", "windows-1253"},
    {"windows1254", "windows-1254", "windows-1254"},
    {"windows1255", "windows-1255", "windows-1255"},
    {"windows1256", "windows-1256", "windows-1256"},
    {"windows1257", "windows-1257", "windows-1257"},
    {"windows1258", "windows-1258", "windows-1258"},
    {"windows31j", "Shift_JIS", "windows-31j"},
    {"windows874", "windows-874", "windows-874"},
    {"windows949", "EUC-KR", "windows-949"},
    {"xgbk", "GBK", "gb18030"},
    {"xmaccyrillic", "x-mac-cyrillic", "x-mac-cyrillic"},
    {"xsjis", "Shift_JIS", "windows-31j"},
};

static const charset *find_charset(onr_str label)
{
    char key[MOST_LABEL];
    size_t len = 0;
    label = str_trim(label);
    for (size_t i = 0; i < label.len && len < MOST_LABEL; i++)
        if (label.data[i] != '-' && label.data[i] != '_')
            key[len++] = ascii_lower(label.data[i]);
    return TABLE_FIND(table_find, ((onr_str){key, len}), charsets);
}

/* What stands behind "charset=" in a meta tag. */
static onr_str label_in(onr_str tag)
{
    size_t i = 0;
    while (i + 7 < tag.len && !str_equal_nocase((onr_str){tag.data + i, 7}, ONR_STR("charset")))
        i++;
    for (i += 7; i < tag.len && (is_ascii_space(tag.data[i]) || tag.data[i] == '='); i++)
        ;
    if (i < tag.len && (tag.data[i] == '"' || tag.data[i] == '\''))
        i++;
    size_t end = i;
    while (end < tag.len && !is_ascii_space(tag.data[end]) && !strchr("\"';>/", tag.data[end]))
        end++;
    return i < end ? (onr_str){tag.data + i, end - i} : (onr_str){0};
}

static const charset *find_meta(onr_str bytes)
{
    onr_str head = {bytes.data, bytes.len < META_BYTES ? bytes.len : META_BYTES};
    for (size_t at = 0; (at = str_find(head, ONR_STR("<"), at)) != SIZE_MAX; at++) {
        onr_str rest = {head.data + at, head.len - at};
        if (str_starts(rest, "<!--")) {
            size_t end = str_find(rest, ONR_STR("-->"), 2);
            if (end == SIZE_MAX)
                return NULL;
            at += end;
        } else if (rest.len > 5 && str_equal_nocase((onr_str){rest.data, 5}, ONR_STR("<meta"))) {
            size_t end = str_find(rest, ONR_STR(">"), 0);
            onr_str label = label_in((onr_str){rest.data, end == SIZE_MAX ? rest.len : end});
            const charset *found = label.len ? find_charset(label) : NULL;
            /* a meta element that can be read as bytes is not in UTF-16, whatever it says */
            if (found)
                return strncmp(found->name, "UTF-16", 6) == 0 ? find_charset(ONR_STR("utf8"))
                                                              : found;
        }
    }
    return NULL;
}

/* How many characters beyond ASCII are well-formed as UTF-8, and how many bytes are not. */
static void count_utf8(size_t *good, size_t *bad, onr_str bytes)
{
    *good = *bad = 0;
    for (size_t at = 0; at < bytes.len;) {
        if ((unsigned char)bytes.data[at] < 0x80) {
            at++;
            continue;
        }
        size_t before = at;
        utf8_next(bytes, &at);
        *(at - before > 1 ? good : bad) += 1;
    }
}

/* UTF-8 with a stray byte is still UTF-8: text of another set rarely is well-formed by chance. */
static bool is_nearly_utf8(onr_str bytes)
{
    size_t good, bad;
    count_utf8(&good, &bad, bytes);
    return bad == 0 || good > 10 * bad;
}

/* Whether a page says that it is in Latin letters a byte each, from an old template, and all that
 * it has beyond ASCII is well-formed UTF-8. */
static bool belies_meta(const charset *found, onr_str bytes)
{
    size_t good, bad;
    if (!found || strcmp(found->name, "windows-1252") != 0)
        return false;
    count_utf8(&good, &bad, bytes);
    return good && !bad;
}

static const charset *detect(onr_str bytes)
{
    if (is_nearly_utf8(bytes))
        return find_charset(ONR_STR("utf8"));
    uchardet_t detector = uchardet_new();
    if (!detector)
        return NULL;
    uchardet_handle_data(detector, bytes.data, bytes.len < DETECT_BYTES ? bytes.len : DETECT_BYTES);
    uchardet_data_end(detector);
    const char *label = uchardet_get_charset(detector);
    const charset *found = find_charset(str_of(label));
    uchardet_delete(detector);
    return found;
}

static const charset *find_bom(onr_str bytes, size_t *len)
{
    *len = 0;
    if (str_starts(bytes, "\xEF\xBB\xBF")) {
        *len = 3;
        return find_charset(ONR_STR("utf8"));
    }
    if (str_starts(bytes, "\xFF\xFE") || str_starts(bytes, "\xFE\xFF")) {
        *len = 2;
        return find_charset(bytes.data[0] == '\xFF' ? ONR_STR("utf16le") : ONR_STR("utf16be"));
    }
    return NULL;
}

static const charset *choose(const char **from, size_t *bom, onr_str bytes, onr_str given,
                             bool html, note_list *notes, onr_arena *arena)
{
    const charset *found = find_bom(bytes, bom);
    *from = "bom";
    if (!found && given.len) {
        found = find_charset(given);
        *from = "given";
        if (!found)
            list_push(notes,
                      ((onr_note){"page", 0, 0, ONR_STR("the character set given is unknown")}),
                      arena);
    }
    if (!found && html) {
        found = find_meta(bytes);
        found = belies_meta(found, bytes) ? NULL : found;
        *from = "meta";
    }
    if (!found) {
        found = detect(bytes);
        *from = "detected";
    }
    if (!found) {
        found = find_charset(ONR_STR("windows1252"));
        *from = "default";
    }
    return found;
}

/* The text that is being written, and where in the bytes it came from. */
typedef struct writer {
    onr_str bytes;
    char *text;
    uint32_t len;
    run_list runs;
    note_list *notes;
    size_t noted;
    onr_arena *arena;
    onr_arena *scratch;
} writer;

void charset_add_run(run_list *runs, onr_run run, uint32_t text_len, onr_arena *arena)
{
    if (runs->count) {
        onr_run *last = &runs->items[runs->count - 1];
        bool fits = !run.unit || (run.unit <= MOST_UNIT && text_len - last->text <= MOST_COUNTED);
        if (fits && last->unit == run.unit && last->bytes + last->len == run.bytes) {
            last->len += run.len;
            return;
        }
    }
    list_push(runs, run, arena);
}

/* Each ill-formed stretch has a note; after MOST_NOTES the last note covers all that follow. */
static void note_ill_formed(writer *w, size_t start, size_t end)
{
    onr_note *last = w->notes->count && w->noted ? &w->notes->items[w->notes->count - 1] : NULL;
    if (last && (last->end == start || w->noted == MOST_NOTES)) {
        if (last->end != start)
            last->reason = ONR_STR("several bytes ill-formed in the page's character set: U+FFFD");
        last->end = end;
        return;
    }
    w->noted++;
    list_push(w->notes,
              ((onr_note){"page", start, end,
                          ONR_STR("bytes ill-formed in the page's character set: read as U+FFFD")}),
              w->arena);
}

static void write_copy(writer *w, size_t start, size_t end, uint32_t unit)
{
    if (start == end)
        return;
    uint32_t len = (uint32_t)(end - start);
    memcpy(w->text + w->len, w->bytes.data + start, len);
    charset_add_run(&w->runs, (onr_run){w->len, (uint32_t)start, len, unit}, w->len + len,
                    w->scratch);
    w->len += len;
}

/* The unit for a stretch of ASCII: 1 where it lengthens a run of one-byte characters before it,
 * else 0, a run that is copied. */
static uint32_t unit_of_ascii(const writer *w, size_t len)
{
    const onr_run *last = w->runs.count ? &w->runs.items[w->runs.count - 1] : NULL;
    return last && last->unit == 1 && w->len + len - last->text <= MOST_COUNTED;
}

static void write_char(writer *w, uint32_t c, size_t start, size_t end)
{
    uint32_t at = w->len;
    w->len += (uint32_t)utf8_write(w->text + at, c);
    uint32_t len = (uint32_t)(end - start);
    charset_add_run(&w->runs, (onr_run){at, (uint32_t)start, len, len}, w->len, w->scratch);
    if (c == 0xFFFD)
        note_ill_formed(w, start, end);
}

static void write_utf8(writer *w, size_t at)
{
    while (at < w->bytes.len) {
        size_t good = at + utf8_check((onr_str){w->bytes.data + at, w->bytes.len - at});
        write_copy(w, at, good, 0);
        at = good;
        if (at < w->bytes.len) {
            write_char(w, 0xFFFD, at, at + 1);
            at++;
        }
    }
}

static size_t end_of_ascii(onr_str bytes, size_t at)
{
    while (at < bytes.len && (unsigned char)bytes.data[at] < 0x80)
        at++;
    return at;
}

static void write_converted(writer *w, size_t at, UConverter *converter, bool has_ascii)
{
    const char *source = w->bytes.data + at, *limit = w->bytes.data + w->bytes.len;
    while (source < limit) {
        at = (size_t)(source - w->bytes.data);
        size_t ascii = has_ascii ? end_of_ascii(w->bytes, at) : at;
        write_copy(w, at, ascii, unit_of_ascii(w, ascii - at));
        source = w->bytes.data + ascii;
        if (source == limit)
            break;
        UErrorCode status = U_ZERO_ERROR;
        UChar32 c = ucnv_getNextUChar(converter, &source, limit, &status);
        if (status == U_INDEX_OUTOFBOUNDS_ERROR)
            break; /* what is left switches the set's state (ISO-2022) and is no character */
        if (U_FAILURE(status)) {
            c = 0xFFFD;
            ucnv_resetToUnicode(converter);
            if (source <= w->bytes.data + ascii)
                source = w->bytes.data + ascii + 1;
        }
        write_char(w, (uint32_t)c, ascii, (size_t)(source - w->bytes.data));
    }
}

static bool convert(writer *w, size_t at, const charset *set, onr_error *err)
{
    if (!set->icu) {
        write_utf8(w, at);
        return true;
    }
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(set->icu, &status);
    if (U_FAILURE(status))
        return onr_fail(err, ONR_E_FORMAT, 0, "install ICU's full data",
                        "ICU has no converter for %s", set->name);
    bool has_ascii = strncmp(set->icu, "UTF-16", 6) != 0 && strcmp(set->icu, "ISO-2022-JP") != 0;
    write_converted(w, at, converter, has_ascii);
    ucnv_close(converter);
    return true;
}

static bool write_all(decoded *out, writer *w, size_t bom, const charset *set, onr_error *err)
{
    /* no character set read here takes more than three bytes of UTF-8 to a byte */
    w->text = arena_take(w->scratch, (w->bytes.len + 2) * 3);
    if (!w->text)
        return arena_fail(err, "convert the page to UTF-8");
    if (!convert(w, bom, set, err))
        return false;
    onr_run *runs = arena_array(w->arena, onr_run, w->runs.count);
    out->text = arena_copy(w->arena, (onr_str){w->text, w->len});
    if (onr_arena_full(w->arena))
        return arena_fail(err, "keep the page's characters");
    if (w->runs.count)
        memcpy(runs, w->runs.items, w->runs.count * sizeof *runs);
    out->runs = runs;
    out->run_count = w->runs.count;
    return true;
}

static bool take_in_place(decoded *out, onr_str bytes, size_t bom, onr_arena *arena, onr_error *err)
{
    onr_run *run = arena_array(arena, onr_run, 1);
    if (!run)
        return arena_fail(err, "read the page");
    *run = (onr_run){0, (uint32_t)bom, (uint32_t)(bytes.len - bom), 0};
    out->text = (onr_str){bytes.data + bom, bytes.len - bom};
    out->runs = run;
    out->run_count = 1;
    return true;
}

bool charset_decode(decoded *out, onr_str bytes, onr_str given, onr_form form, note_list *notes,
                    onr_arena *arena, onr_error *err)
{
    size_t bom;
    const charset *set =
        choose(&out->from, &bom, bytes, given, form == ONR_FORM_HTML, notes, arena);
    out->name = set->name;
    if (!set->icu && form == ONR_FORM_ARTICLE)
        bom = 0;
    if (!set->icu && utf8_check(bytes) == bytes.len)
        return take_in_place(out, bytes, bom, arena, err);
    onr_scratch scratch = onr_scratch_begin(arena);
    writer w = {.bytes = bytes, .notes = notes, .arena = arena, .scratch = scratch.arena};
    bool ok = write_all(out, &w, bom, set, err);
    onr_scratch_end(&scratch);
    return ok;
}

uint32_t charset_count(onr_str text, uint32_t start, uint32_t end)
{
    uint32_t count = 0;
    for (uint32_t i = start; i < end; i++)
        count += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    return count;
}

uint32_t charset_byte_at(const decoded *text, uint32_t offset, size_t *cursor)
{
    if (!text->run_count)
        return 0;
    size_t at = *cursor;
    while (at > 0 && text->runs[at].text > offset)
        at--;
    while (at + 1 < text->run_count && text->runs[at + 1].text <= offset)
        at++;
    *cursor = at;
    const onr_run *run = &text->runs[at];
    if (!run->unit)
        return run->bytes + (offset - run->text);
    uint32_t into = charset_count(text->text, run->text, offset) * run->unit;
    return run->bytes + (into < run->len ? into : run->len);
}
