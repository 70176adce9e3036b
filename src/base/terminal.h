/*
 * What a terminal does with characters besides showing them: pages and file names come from
 * strangers, and may carry what moves the cursor, forges a line or turns text around.
 */
#ifndef ONR_SRC_BASE_TERMINAL_H
#define ONR_SRC_BASE_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>

/* Control characters (C0, DEL, C1) and the separators of lines and paragraphs. */
static inline bool terminal_obeys(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

/* The invisible marks, embeddings, overrides and isolates of bidirectional text (UAX 9). */
static inline bool terminal_turns_on(uint32_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

#endif
