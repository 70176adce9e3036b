/*
 * Character references after the WHATWG standard, "character reference state": all names,
 * and numbers with the windows-1252 remapping of U+0080 to U+009F.
 */
#include "page/references.h"

#include "base/table.h"
#include "onrecord/page.h"

enum { LONGEST_NAME = 31, LONGEST_WITHOUT_SEMICOLON = 6 };

typedef struct named {
    const char *name;
    const char *chars;
    uint8_t bare; /* stands without a semicolon too */
} named;

static const named table[] = {
#include "page/references_table.inc"
};

static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

static const named *find_name(onr_str name)
{
    return TABLE_FIND(table_find, name, table);
}

static bool is_alphanumeric(char c)
{
    return is_ascii_letter(c) || is_ascii_digit(c);
}

static size_t take(char *out, size_t *out_len, const named *entry, size_t len)
{
    *out_len = strlen(entry->chars);
    memcpy(out, entry->chars, *out_len);
    return len;
}

static size_t read_name(char *out, size_t *out_len, onr_str text, size_t at, bool in_attribute)
{
    const char *name = text.data + at + 1;
    size_t left = text.len - at - 1, len = 0;
    while (len < left && len <= LONGEST_NAME && is_alphanumeric(name[len]))
        len++;
    if (len < left && name[len] == ';') {
        const named *entry = find_name((onr_str){name, len});
        if (entry)
            return take(out, out_len, entry, len + 2);
    }
    /* In an attribute a name without its semicolon must not go on with letters or "=":
     * "?a=1&copy=2" is an address. */
    if (in_attribute && (len > LONGEST_WITHOUT_SEMICOLON || (len < left && name[len] == '=')))
        return 0;
    size_t longest = len < LONGEST_WITHOUT_SEMICOLON ? len : LONGEST_WITHOUT_SEMICOLON;
    size_t shortest = in_attribute && longest > 2 ? longest : 2;
    for (size_t n = longest; n >= shortest; n--) {
        const named *entry = find_name((onr_str){name, n});
        if (entry && entry->bare)
            return take(out, out_len, entry, n + 1);
    }
    return 0;
}

static int digit_of(char c, unsigned base)
{
    if (is_ascii_digit(c))
        return c - '0';
    char low = ascii_lower(c);
    return base == 16 && low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

static uint32_t mend(uint32_t c)
{
    if (c >= 0x80 && c <= 0x9F)
        return windows_1252[c - 0x80];
    return c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c;
}

static size_t read_number(char *out, size_t *out_len, onr_str text, size_t at)
{
    size_t i = at + 2;
    unsigned base = i < text.len && ascii_lower(text.data[i]) == 'x' ? 16 : 10;
    i += base == 16;
    size_t first = i;
    uint32_t c = 0;
    int digit;
    for (; i < text.len && (digit = digit_of(text.data[i], base)) >= 0; i++)
        c = c > 0x10FFFF ? c : c * base + (uint32_t)digit;
    if (i == first)
        return 0;
    *out_len = utf8_write(out, mend(c));
    return i - at + (i < text.len && text.data[i] == ';');
}

size_t reference_read(char out[REFERENCE_CHARS], size_t *out_len, onr_str text, size_t at,
                      bool in_attribute)
{
    if (at + 1 >= text.len)
        return 0;
    if (text.data[at + 1] == '#')
        return read_number(out, out_len, text, at);
    return read_name(out, out_len, text, at, in_attribute);
}

onr_str onr_page_resolve(onr_str text, onr_arena *arena)
{
    if (!text.len || !memchr(text.data, '&', text.len))
        return text;
    char *out = onr_arena_alloc(arena, text.len + text.len / 4 + REFERENCE_CHARS);
    size_t n = 0;
    for (size_t i = 0; out && i < text.len;) {
        size_t len = 0;
        size_t taken = text.data[i] == '&' ? reference_read(out + n, &len, text, i, false) : 0;
        if (!taken)
            out[n++] = text.data[i++];
        n += len;
        i += taken;
    }
    return (onr_str){out, out ? n : 0};
}
