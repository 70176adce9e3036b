/*
 * Any bytes are a page's JSON-LD, whose strings are UTF-8; a text, whose dates are days of the
 * calendar and stand in it; a URL, a mail's date, an EDTF date. The first byte chooses which.
 */
#include <assert.h>
#include <stdlib.h>

#include "article/metadata/date.h"
#include "article/metadata/jsonld.h"
#include "base/str.h"
#include "onrecord/crawl.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_string(onr_str string)
{
    assert(utf8_check(string) == string.len);
}

static void read_jsonld(onr_str bytes, onr_arena *arena)
{
    jsonld said = {0};
    jsonld_read(&said, bytes, (onr_str){0}, arena);
    check_string(said.headline);
    check_string(said.published);
    check_string(said.outlet);
    check_string(said.language);
    check_string(said.body);
    for (size_t i = 0; i < said.authors.count; i++)
        check_string(said.authors.items[i]);
    for (size_t i = 0; i < said.keywords.count; i++)
        check_string(said.keywords.items[i]);
}

/* "2026-02-19", and back. */
static void check_day(day of, onr_arena *arena)
{
    assert(of == day_of(day_year(of), day_month(of), day_date(of)));
    onr_str written = edtf_day(of, "", arena);
    assert(onr_arena_full(arena) || (is_edtf_date(written) && edtf_read_day(written) == of));
    assert(day_of_number(day_number(of)) == of);
}

static void read_dates(onr_str text, onr_arena *arena)
{
    date found;
    for (size_t at = 0, before = 0; date_next(&found, text, &at); before = at) {
        assert(before <= found.start && found.start < found.end && found.end <= text.len);
        assert(at > before);
        check_day(found.first, arena);
        if (found.second)
            check_day(found.second, arena);
    }
}

static void read_url(onr_str url, onr_arena *arena)
{
    uint32_t month = 0;
    day of = date_of_url(url, &month);
    if (of)
        check_day(of, arena);
    assert(month == 0 || (month % 100 >= 1 && month % 100 <= 12));
}

static void read_edtf(onr_str text, onr_arena *arena)
{
    day of = edtf_read_day(text);
    if (of)
        check_day(of, arena);
    onr_str mail = onr_mail_day(text, arena), bare = edtf_unmarked(text);
    assert(mail.len == 0 || is_edtf_date(mail));
    assert(bare.len <= text.len);
    if (is_edtf_date(text))
        assert(is_edtf_date(bare));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    onr_arena *arena = size ? onr_arena_new((size_t)1 << 24) : NULL;
    if (!arena)
        return 0;
    onr_str bytes = {(const char *)data + 1, size - 1};
    switch (data[0] & 3) {
    case 0: read_jsonld(bytes, arena); break;
    case 1: read_dates(bytes, arena); break;
    case 2: read_url(bytes, arena); break;
    default: read_edtf(bytes, arena);
    }
    onr_arena_free(arena);
    return 0;
}
