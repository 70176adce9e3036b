/*
 * Any bytes in any character set are UTF-8 whose runs follow one another in the text and in the
 * bytes, and every place of which leads back into the bytes, never backwards. The first two bytes
 * choose the set that is declared and the form.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/str.h"
#include "page/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const sets[] = {
    "",        "utf-8",      "utf-16",       "utf-16be",    "utf-16le",       "utf-32",
    "utf-7",   "iso-8859-1", "windows-1251", "koi8-r",      "iso-8859-2",     "gbk",
    "gb18030", "big5",       "shift_jis",    "iso-2022-jp", "euc-jp",         "euc-kr",
    "hz",      "tis-620",    "ibm866",       "macintosh",   "iso-2022-kr",    "iso-2022-cn",
    "scsu",    "bocu-1",     "cesu-8",       "imap-utf-7",  "x-user-defined", "windows-1258",
    "no-such", "utf8\"; x"};

static void check_runs(const decoded *d, size_t len)
{
    size_t cursor = 0;
    uint32_t before = 0;
    for (size_t i = 0; i < d->run_count; i++) {
        assert(d->runs[i].bytes + d->runs[i].len <= len && d->runs[i].text <= d->text.len);
        if (i > 0)
            assert(d->runs[i - 1].text < d->runs[i].text &&
                   d->runs[i - 1].bytes + d->runs[i - 1].len <= d->runs[i].bytes);
    }
    for (uint32_t i = 0; d->run_count > 0 && i < d->text.len; i++) {
        uint32_t at = charset_byte_at(d, i, &cursor);
        assert(before <= at && at <= len);
        before = at;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    onr_arena *arena = size > 1 ? onr_arena_new((size_t)1 << 24) : NULL;
    if (!arena)
        return 0;
    const char *set = sets[data[0] % (sizeof sets / sizeof *sets)];
    onr_str bytes = {(const char *)data + 2, size - 2};
    note_list notes = {0};
    decoded d;
    onr_error err = {0};
    onr_form form = (onr_form)(data[1] & 3);
    if (charset_decode(&d, bytes, str_of(set), form, &notes, arena, &err)) {
        /* An article's text is the input, ill-formed bytes and all. */
        if (form != ONR_FORM_ARTICLE)
            assert(utf8_check(d.text) == d.text.len);
        check_runs(&d, bytes.len);
    } else
        assert(err.code != ONR_OK && err.what[0] != '\0');
    onr_arena_free(arena);
    return 0;
}
