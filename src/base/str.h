/*
 * Strings and UTF-8: comparing, cutting, walking. ASCII case alone; what needs
 * Unicode's tables asks ICU in the layer that needs it.
 */
#ifndef ONR_SRC_BASE_STR_H
#define ONR_SRC_BASE_STR_H

#include <string.h>

#include "onrecord/base.h"

static inline bool str_equal(onr_str a, onr_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

/* A NUL-terminated string as one of ours. */
static inline onr_str str_of(const char *string)
{
    return (onr_str){string, strlen(string)};
}

static inline bool str_is(onr_str a, const char *literal)
{
    return str_equal(a, str_of(literal));
}

static inline onr_str str_slice(onr_str text, onr_span span)
{
    return (onr_str){text.data + span.start, span.end - span.start};
}

static inline bool is_ascii_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline char ascii_lower(char c)
{
    return is_ascii_capital(c) ? (char)(c + 32) : c;
}

static inline bool is_ascii_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool is_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool is_ascii_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Equal but for the case of ASCII letters. */
bool str_equal_nocase(onr_str a, onr_str b);

static inline bool str_starts(onr_str text, const char *literal)
{
    size_t len = strlen(literal);
    return text.len >= len && memcmp(text.data, literal, len) == 0;
}

/* The same, the case of ASCII letters aside. */
bool str_starts_nocase(onr_str text, const char *literal);

static inline bool str_ends(onr_str text, const char *literal)
{
    size_t len = strlen(literal);
    return text.len >= len && memcmp(text.data + text.len - len, literal, len) == 0;
}

/* Where `needle` first stands in `text` from `from` on; SIZE_MAX where nowhere. */
size_t str_find(onr_str text, onr_str needle, size_t from);

/* The string without ASCII white space at its ends. */
onr_str str_trim(onr_str text);

/* Of an address "kind://user:word@host?word" the "host", which opens nothing; none where a "?"
 * stands before the "@", as either may be part of a word. */
onr_str str_host(const char *address);

/* Whether the string begins with an ASCII capital. */
static inline bool str_has_capital(onr_str text)
{
    return text.len && is_ascii_capital(text.data[0]);
}

/*
 * 1 and up: the place of `word` among `words`, which are parted by '|', the case of ASCII letters
 * aside. 0: it is none of them.
 */
int str_place(onr_str word, const char *words);

/* Whether it is one of them, `words` being that many bytes. */
bool str_is_among(onr_str word, const char *words, size_t length);

/* The same; of a list that is written out the compiler knows the length. */
static inline bool str_listed(onr_str word, const char *words)
{
    return str_is_among(word, words, strlen(words));
}

/*
 * Decodes the character at `*at` and moves `*at` behind it. An ill-formed byte
 * gives U+FFFD and moves by one.
 */
uint32_t utf8_next(onr_str text, size_t *at);

/* Writes `c` as UTF-8 and returns how many bytes that took (1 to 4). */
size_t utf8_write(char out[4], uint32_t c);

/* The first byte that is not part of well-formed UTF-8; `text.len` where all is. */
size_t utf8_check(onr_str text);

#endif
