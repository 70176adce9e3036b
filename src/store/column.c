/*
 * Which texts go into the tables, and how those that are compared are written.
 */
#include "store/column.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/str.h"

static bool is_clean(onr_str text)
{
    return text.len == 0 || (utf8_check(text) == text.len && !memchr(text.data, '\0', text.len));
}

onr_str column_clean(onr_str text, onr_arena *arena)
{
    if (is_clean(text))
        return text;
    char *out = arena_take(arena, text.len);
    if (!out)
        return (onr_str){"", 0};
    memcpy(out, text.data, text.len);
    size_t bad = utf8_check(text);
    while (bad < text.len) {
        out[bad++] = '?';
        bad += utf8_check((onr_str){text.data + bad, text.len - bad});
    }
    for (size_t i = 0; i < text.len; i++)
        if (out[i] == '\0')
            out[i] = '?';
    return (onr_str){out, text.len};
}

onr_str column_fold(onr_str text, onr_arena *arena)
{
    char *out = text.len ? arena_take(arena, text.len) : NULL;
    if (!out)
        return (onr_str){"", 0};
    for (size_t i = 0; i < text.len; i++)
        out[i] = ascii_lower(text.data[i]);
    return (onr_str){out, text.len};
}

/* The first or the last day of a year or a month. */
static onr_str end_of(onr_str edtf, bool last, onr_arena *arena)
{
    onr_str plain = edtf_unmarked(edtf);
    if (!is_edtf_date(edtf))
        return (onr_str){"", 0};
    if (plain.len == strlen("2026"))
        return arena_format(arena, "%.4s-%s", plain.data, last ? "12-31" : "01-01");
    if (plain.len > strlen("2026-02"))
        return arena_copy(arena, plain);
    int year = (plain.data[0] - '0') * 1000 + (plain.data[1] - '0') * 100 +
               (plain.data[2] - '0') * 10 + (plain.data[3] - '0');
    int month = (plain.data[5] - '0') * 10 + (plain.data[6] - '0');
    int date = last ? 31 : 1;
    while (date > 28 && day_of(year, month, date) == 0)
        date--;
    return arena_format(arena, "%.7s-%02d", plain.data, date);
}

onr_str column_first_day(onr_str edtf, onr_arena *arena)
{
    return end_of(edtf, false, arena);
}

onr_str column_last_day(onr_str edtf, onr_arena *arena)
{
    return end_of(edtf, true, arena);
}
