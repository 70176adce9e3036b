/*
 * Strings and UTF-8.
 */
#include "base/str.h"

bool str_equal_nocase(onr_str a, onr_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (ascii_lower(a.data[i]) != ascii_lower(b.data[i]))
            return false;
    return true;
}

bool str_starts_nocase(onr_str text, const char *literal)
{
    size_t len = strlen(literal);
    return text.len >= len && str_equal_nocase((onr_str){text.data, len}, (onr_str){literal, len});
}

size_t str_find(onr_str text, onr_str needle, size_t from)
{
    if (needle.len == 0)
        return from <= text.len ? from : SIZE_MAX;
    while (from < text.len && text.len - from >= needle.len) {
        const char *hit =
            memchr(text.data + from, needle.data[0], text.len - from - needle.len + 1);
        if (!hit)
            return SIZE_MAX;
        if (hit[needle.len - 1] == needle.data[needle.len - 1] &&
            memcmp(hit, needle.data, needle.len) == 0)
            return (size_t)(hit - text.data);
        from = (size_t)(hit - text.data) + 1;
    }
    return SIZE_MAX;
}

onr_str str_host(const char *address)
{
    const char *kind = strstr(address, "://"), *at = strrchr(address, '@');
    const char *host = at ? at + 1 : kind ? kind + 3 : address;
    const char *end = address + strcspn(address, "?");
    return (onr_str){host, host < end ? (size_t)(end - host) : 0};
}

onr_str str_trim(onr_str text)
{
    while (text.len && is_ascii_space(text.data[text.len - 1]))
        text.len--;
    while (text.len && is_ascii_space(*text.data)) {
        text.data++;
        text.len--;
    }
    return text;
}

/* Length of the well-formed sequence at `p`, or 0 (Unicode 15, table 3-7). */
static size_t sequence_length(const uint8_t *p, size_t left)
{
    uint8_t a = p[0];
    if (a < 0x80)
        return 1;
    if (a < 0xC2 || a > 0xF4)
        return 0;
    size_t n = a < 0xE0 ? 2 : a < 0xF0 ? 3 : 4;
    if (left < n)
        return 0;
    uint8_t low = a == 0xE0 ? 0xA0 : a == 0xF0 ? 0x90 : 0x80;
    uint8_t high = a == 0xED ? 0x9F : a == 0xF4 ? 0x8F : 0xBF;
    if (p[1] < low || p[1] > high)
        return 0;
    for (size_t i = 2; i < n; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    return n;
}

uint32_t utf8_next(onr_str text, size_t *at)
{
    const uint8_t *p = (const uint8_t *)text.data + *at;
    size_t n = sequence_length(p, text.len - *at);
    if (n == 0) {
        *at += 1;
        return 0xFFFD;
    }
    *at += n;
    if (n == 1)
        return p[0];
    uint32_t c = p[0] & (0x7Fu >> n);
    for (size_t i = 1; i < n; i++)
        c = c << 6 | (p[i] & 0x3Fu);
    return c;
}

size_t utf8_write(char out[4], uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(n == 2 ? 0xC0 | c : n == 3 ? 0xE0 | c : 0xF0 | c);
    return n;
}

/* Most text is ASCII: 32 bytes at a time, then eight. */
static size_t skip_ascii(onr_str text, size_t at)
{
    uint64_t eight, four[4];
    for (; text.len - at >= sizeof four; at += sizeof four) {
        memcpy(four, text.data + at, sizeof four);
        if ((four[0] | four[1] | four[2] | four[3]) & 0x8080808080808080u)
            break;
    }
    for (; text.len - at >= sizeof eight; at += sizeof eight) {
        memcpy(&eight, text.data + at, sizeof eight);
        if (eight & 0x8080808080808080u)
            break;
    }
    return at;
}

size_t utf8_check(onr_str text)
{
    size_t at = 0;
    while ((at = skip_ascii(text, at)) < text.len) {
        size_t n = sequence_length((const uint8_t *)text.data + at, text.len - at);
        if (n == 0)
            break;
        at += n;
    }
    return at;
}

/* Whether the word of a list of `length` bytes that begins at byte `at` is that one. */
static inline bool is_word_at(onr_str word, const char *words, size_t length, size_t at)
{
    size_t end = at + word.len;
    return end <= length && (end == length || words[end] == '|') &&
           str_equal_nocase(word, (onr_str){words + at, word.len}) &&
           !memchr(word.data, '|', word.len);
}

int str_place(onr_str word, const char *words)
{
    size_t length = strlen(words);
    int place = 1;
    for (size_t at = 0; at < length; place++) {
        if (is_word_at(word, words, length, at))
            return place;
        const char *bar = memchr(words + at, '|', length - at);
        at = bar ? (size_t)(bar - words) + 1 : length;
    }
    return 0;
}

/* Sixteen bytes that are compared together, as SSE2 and NEON do, which all our machines have. */
typedef uint8_t block __attribute__((vector_size(16)));

static inline block block_at(const char *bytes)
{
    block b;
    memcpy(&b, bytes, sizeof b);
    return b;
}

/* Whether the word stands in a short list behind its first word. */
static bool is_further_on(onr_str word, const char *words, size_t length)
{
    for (size_t at = 1; at < length; at++)
        if (words[at - 1] == '|' && ascii_lower(words[at]) == ascii_lower(word.data[0]) &&
            is_word_at(word, words, length, at))
            return true;
    return false;
}

/* Whether the word stands in the list from one of the bytes behind `at` on that `begins` marks. */
static inline bool is_marked(onr_str word, const char *words, size_t length, size_t at,
                             block begins)
{
    uint64_t halves[2];
    memcpy(halves, &begins, sizeof halves);
    for (size_t i = 0; i < 2; i++, at += sizeof *halves)
        while (halves[i]) {
            size_t byte = (size_t)__builtin_ctzll(halves[i]) / 8;
            if (is_word_at(word, words, length, at + byte))
                return true;
            halves[i] &= ~(UINT64_C(0xFF) << 8 * byte);
        }
    return false;
}

/*
 * Sixteen bytes of the list are looked at together: only where a word begins with the letter is it
 * compared. Lists are asked about nearly every word of a text, mostly in vain.
 */
bool str_is_among(onr_str word, const char *words, size_t length)
{
    enum { SIZE = sizeof(block) };
    const block none = {0};
    if (word.len == 0 || word.len > length)
        return false;
    if (is_word_at(word, words, length, 0))
        return true;
    if (length <= SIZE)
        return is_further_on(word, words, length);
    const block bar = none + (uint8_t)'|', first = none + (uint8_t)(word.data[0] | 0x20);
    for (size_t at = 1; at < length; at += SIZE) {
        at = at + SIZE <= length ? at : length - SIZE; /* the last overlaps the one before it */
        block begins = (block)(block_at(words + at - 1) == bar) &
                       (block)((block_at(words + at) | 0x20) == first);
        if (is_marked(word, words, length, at, begins))
            return true;
    }
    return false;
}
