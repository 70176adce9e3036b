/*
 * Text as people write it, in any script: white space folded, words counted, keys for comparing.
 */
#ifndef ONR_SRC_BASE_TEXT_H
#define ONR_SRC_BASE_TEXT_H

#include "base/str.h"

/* The length of the white-space character at `at`, of any script and width; 0: it is none. */
size_t text_space(onr_str text, size_t at);

/* The length of a character at `at` that tells where a line may be broken and is no part of a word:
 * soft hyphens, what has no width (U+200B, U+2060, U+FEFF); 0: it is none. */
size_t text_nothing(onr_str text, size_t at);

/* A copy in which each stretch of white space is one blank, without any at the ends, and without
 * soft hyphens and what has no width. */
onr_str text_fold(onr_str text, onr_arena *arena);

/* How many words a text has, by blanks. Ideographs and kana stand without: two are a word. */
size_t text_words(onr_str text);

/* Whether a UTF-8 character whose first byte is `lead` is an ideograph or kana. */
static inline bool is_ideograph(char lead)
{
    return (unsigned char)lead >= 0xE3 && (unsigned char)lead <= 0xE9;
}

/* The text without quotation marks and brackets that close it; one that is nothing else keeps its
 * first. */
onr_str text_unclosed(onr_str text);

/* Whether a text ends with a sentence's mark; quotation marks and brackets may follow it. */
bool ends_sentence(onr_str text);

/* The key of a text, for comparing: its letters and digits in lower case, one blank for all else.
 */
onr_str text_key(onr_str text, onr_arena *arena);

/* How many words of `key` stand, as whole words, in any of the other keys. */
size_t key_words_in(onr_str key, const onr_str *others, size_t count);

/* Lower case by Unicode, as much of it as `out` holds; the length written. */
size_t text_lower(char *out, size_t room, onr_str text);

/* Whether a word is in capitals: two letters or more, small ones as "McLUND" has them. */
bool is_in_capitals(onr_str word);

/* A copy in which a capital right behind a capital is small: "ADA McLUND" is "Ada McLund". */
onr_str text_out_of_capitals(onr_str text, onr_arena *arena);

/* The columns that a character takes on a terminal: 0, 1 or 2 (UAX 11). */
unsigned text_columns(uint32_t c);

/* Whether the first letter of a word is a small one; scripts without capitals have none. */
bool begins_small(onr_str word);

#endif
