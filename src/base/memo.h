/*
 * A memo of what was worked out from strings that come again and again, as the class names of a
 * page do: each string has one place in it, and the last that came there stays.
 */
#ifndef ONR_SRC_BASE_MEMO_H
#define ONR_SRC_BASE_MEMO_H

#include "base/str.h"

/* The place of `text` among `count`, a power of two: by its length, its first and last bytes. */
static inline uint32_t memo_place(onr_str text, uint32_t count)
{
    uint64_t first = 0, last = 0;
    if (text.len >= sizeof first) {
        memcpy(&first, text.data, sizeof first);
        memcpy(&last, text.data + text.len - sizeof last, sizeof last);
    } else {
        for (size_t i = 0; i < text.len; i++)
            first = first << 8 | (uint8_t)text.data[i];
    }
    uint64_t hash = (first ^ text.len) * 0x9E3779B97F4A7C15u;
    hash = (hash ^ hash >> 32 ^ last) * 0xC2B2AE3D27D4EB4Fu;
    return (uint32_t)(hash >> 32) & (count - 1);
}

#endif
