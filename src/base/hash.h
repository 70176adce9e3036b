/*
 * Hashes. None leaves the process but in models, which were learnt with the same functions:
 * whoever changes one trains every model anew. None withstands an attacker who makes keys collide;
 * tables that use them bound their probes.
 */
#ifndef ONR_SRC_BASE_HASH_H
#define ONR_SRC_BASE_HASH_H

#include "base/str.h"

/* FNV-1a of 64 bits (Fowler, Noll, Vo), begun and fed a byte at a time. */
static const uint64_t hash_start = 14695981039346656037u;

static inline uint64_t hash_byte(uint64_t hash, char c)
{
    return (hash ^ (uint8_t)c) * 1099511628211u;
}

/* Goes on with the bytes of `text`. */
static inline uint64_t hash_more(uint64_t hash, onr_str text)
{
    for (size_t i = 0; i < text.len; i++)
        hash = hash_byte(hash, text.data[i]);
    return hash;
}

static inline uint64_t hash_text(onr_str text)
{
    return hash_more(hash_start, text);
}

/* The same, ASCII capitals as small letters. */
static inline uint64_t hash_text_nocase(onr_str text)
{
    uint64_t hash = hash_start;
    for (size_t i = 0; i < text.len; i++)
        hash = hash_byte(hash, ascii_lower(text.data[i]));
    return hash;
}

/* For long texts within one process: eight bytes at a time. No model was learnt with it. */
static inline uint32_t hash_quick(onr_str text)
{
    uint64_t hash = hash_start ^ text.len, word;
    for (; text.len > sizeof word; text.data += sizeof word, text.len -= sizeof word) {
        memcpy(&word, text.data, sizeof word);
        hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    }
    word = 0;
    for (size_t i = 0; i < text.len; i++)
        word = word << 8 | (uint8_t)text.data[i];
    hash = (hash ^ word) * 0xC2B2AE3D27D4EB4Fu;
    return (uint32_t)(hash >> 32);
}

/* FNV-1a of 32 bits. */
static const uint32_t hash32_start = 2166136261u;

static inline uint32_t hash32_byte(uint32_t hash, unsigned char c)
{
    return (hash ^ c) * 16777619u;
}

/* Takes a number into a hash of numbers: multiplied by 2^32 over the golden ratio (Knuth 6.4). */
static inline uint32_t hash_mix(uint32_t hash, uint32_t value)
{
    hash = (hash ^ value) * 0x9E3779B1u;
    return hash ^ hash >> 15;
}

/* A hash of two hashes, in their order; its constants are those of xxHash (Collet). */
static inline uint32_t hash_pair(uint32_t a, uint32_t b)
{
    uint32_t hash = a * 0x9E3779B1u ^ b;
    return (hash ^ hash >> 15) * 0x85EBCA77u;
}

#endif
