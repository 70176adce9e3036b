/*
 * White space, words and keys. Letters and their case are ICU's.
 */
#include "base/text.h"

#include <unicode/uchar.h>

#include "base/arena.h"

size_t text_space(onr_str text, size_t at)
{
    const unsigned char *c = (const unsigned char *)text.data + at;
    size_t left = text.len - at;
    if (c[0] < 0x80)
        return is_ascii_space((char)c[0]);
    if (left > 1 && c[0] == 0xC2)
        return c[1] == 0xA0 ? 2 : 0;
    if (left < 3 || (c[0] != 0xE2 && c[0] != 0xE3))
        return 0;
    bool wide = c[0] == 0xE3 && c[1] == 0x80 && c[2] == 0x80;
    bool general = c[0] == 0xE2 && c[1] == 0x80 &&
                   (c[2] <= 0x8A || c[2] == 0xA8 || c[2] == 0xA9 || c[2] == 0xAF);
    return wide || general ? 3 : 0;
}

size_t text_nothing(onr_str text, size_t at)
{
    static const char *const nothings[] = {"\xC2\xAD", "\xE2\x80\x8B", "\xE2\x81\xA0",
                                           "\xEF\xBB\xBF"};
    onr_str rest = {text.data + at, text.len - at};
    for (size_t i = 0; i < sizeof nothings / sizeof *nothings; i++)
        if (str_starts(rest, nothings[i]))
            return strlen(nothings[i]);
    return 0;
}

onr_str text_fold(onr_str text, onr_arena *arena)
{
    char *folded = arena_array(arena, char, text.len + 1);
    size_t n = 0;
    if (!folded)
        return (onr_str){0};
    for (size_t i = 0; i < text.len;) {
        if (text.data[i] > ' ' && !(text.data[i] & 0x80)) {
            folded[n++] = text.data[i++];
            continue;
        }
        bool starts = n == 0 || folded[n - 1] == ' ';
        size_t space = text_space(text, i), nothing = text_nothing(text, i);
        if (space && !starts)
            folded[n++] = ' ';
        else if (!space && !nothing)
            folded[n++] = text.data[i];
        i += space ? space : nothing ? nothing : 1;
    }
    if (n > 0 && folded[n - 1] == ' ')
        n--;
    return (onr_str){folded, n};
}

size_t text_words(onr_str text)
{
    size_t n = 0, ideographs = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!is_ascii_space(text.data[i]) && (i == 0 || is_ascii_space(text.data[i - 1])))
            n++;
        ideographs += is_ideograph(text.data[i]);
    }
    return n + ideographs / 2;
}

onr_str text_unclosed(onr_str text)
{
    static const char *const closers[] = {"\"", "'", ")", "]", "”", "’", "»", "“"};
    for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
        if (text.len > strlen(closers[i]) && str_ends(text, closers[i])) {
            text.len -= strlen(closers[i]);
            i = (size_t)-1;
        }
    return text;
}

bool ends_sentence(onr_str text)
{
    text = text_unclosed(text);
    return str_ends(text, ".") || str_ends(text, "!") || str_ends(text, "?") ||
           str_ends(text, "…") || str_ends(text, "。");
}

onr_str text_key(onr_str text, onr_arena *arena)
{
    /* the longest growth in lower case is two bytes to three */
    char *out = arena_array(arena, char, text.len * 3 / 2 + 4);
    size_t n = 0;
    for (size_t at = 0; out && at < text.len;) {
        char byte = text.data[at];
        if (is_ascii_letter(byte) || is_ascii_digit(byte)) {
            out[n++] = ascii_lower(byte);
            at++;
            continue;
        }
        UChar32 c = (UChar32)utf8_next(text, &at);
        if (u_isalnum(c) || u_getCombiningClass(c))
            n += utf8_write(out + n, (uint32_t)u_tolower(c));
        else if (n && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    return (onr_str){out, n && out[n - 1] == ' ' ? n - 1 : n};
}

static bool holds_word(onr_str text, onr_str word)
{
    for (size_t at = 0; word.len && (at = str_find(text, word, at)) != SIZE_MAX; at += word.len) {
        size_t end = at + word.len;
        if ((!at || text.data[at - 1] == ' ') && (end == text.len || text.data[end] == ' '))
            return true;
    }
    return false;
}

size_t key_words_in(onr_str key, const onr_str *others, size_t count)
{
    size_t found = 0;
    for (size_t start = 0, i = 0; i <= key.len; i++)
        if (i == key.len || key.data[i] == ' ') {
            onr_str word = {key.data + start, i - start};
            bool held = false;
            for (size_t k = 0; k < count && !held; k++)
                held = holds_word(others[k], word);
            found += held;
            start = i + 1;
        }
    return found;
}

size_t text_lower(char *out, size_t room, onr_str text)
{
    size_t n = 0;
    for (size_t at = 0; at < text.len && n + 4 < room;)
        n += utf8_write(out + n, (uint32_t)u_tolower((UChar32)utf8_next(text, &at)));
    return n;
}

bool is_in_capitals(onr_str word)
{
    size_t capitals = 0, small = 0;
    for (size_t at = 0; at < word.len;) {
        UChar32 c = (UChar32)utf8_next(word, &at);
        capitals += u_isupper(c) != 0;
        small += u_islower(c) != 0;
    }
    return capitals >= 2 && small <= 2 && capitals > small;
}

onr_str text_out_of_capitals(onr_str text, onr_arena *arena)
{
    char *out = arena_array(arena, char, text.len * 3 / 2 + 4);
    size_t n = 0;
    bool behind = false;
    for (size_t at = 0; out && at < text.len;) {
        UChar32 c = (UChar32)utf8_next(text, &at);
        n += utf8_write(out + n, (uint32_t)(behind ? u_tolower(c) : c));
        behind = u_isupper(c);
    }
    return (onr_str){out, out ? n : 0};
}

bool begins_small(onr_str word)
{
    size_t at = 0;
    return word.len && u_islower((UChar32)utf8_next(word, &at));
}

unsigned text_columns(uint32_t c)
{
    if (c < 0x300)
        return 1;
    int wide = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
    if (U_GET_GC_MASK((UChar32)c) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK))
        return 0;
    return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}
