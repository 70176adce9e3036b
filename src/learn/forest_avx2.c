/*
 * A tree's 64 leaves are eight tables of AVX2's permutation of bytes: four of their low bytes, four
 * of their high ones. Thirty-two leaves are looked up at once.
 */
#include "learn/forest.h"

#ifdef __x86_64__
#include <immintrin.h>

#define TARGET __attribute__((target("avx2")))

enum { HALF = TILE / 2, TABLES = TREE_LEAVES / 16 };

/* The leaves' low bytes, or their high ones, sixteen to a table, which stands there twice. */
typedef struct leaf_bytes {
    __m256i tables[TABLES];
} leaf_bytes;

TARGET static inline __m256i table_of(__m256i sixteen)
{
    enum { FIRST_AND_THIRD_TWICE = 0x88 };
    return _mm256_permute4x64_epi64(_mm256_packus_epi16(sixteen, sixteen), FIRST_AND_THIRD_TWICE);
}

TARGET static inline void split_leaves(leaf_bytes *low, leaf_bytes *high, const int16_t *leaves)
{
    for (int i = 0; i < TABLES; i++) {
        __m256i sixteen = _mm256_loadu_si256((const __m256i *)(const void *)(leaves + 16 * i));
        low->tables[i] = table_of(_mm256_and_si256(sixteen, _mm256_set1_epi16(255)));
        high->tables[i] = table_of(_mm256_srli_epi16(sixteen, 8));
    }
}

/* The bytes of 32 leaves. A blend goes by the highest bit of each byte, to which the leaf's fifth
 * and sixth are moved. */
TARGET static inline __m256i look_up(const leaf_bytes *of, __m256i leaf)
{
    __m256i fifth = _mm256_slli_epi16(leaf, 3), sixth = _mm256_slli_epi16(leaf, 2);
    __m256i first = _mm256_blendv_epi8(_mm256_shuffle_epi8(of->tables[0], leaf),
                                       _mm256_shuffle_epi8(of->tables[1], leaf), fifth);
    __m256i second = _mm256_blendv_epi8(_mm256_shuffle_epi8(of->tables[2], leaf),
                                        _mm256_shuffle_epi8(of->tables[3], leaf), fifth);
    return _mm256_blendv_epi8(first, second, sixth);
}

/* Which leaves of a tree 32 things come to. */
TARGET static inline __m256i find_leaves(const uint8_t *feature, const uint8_t *threshold,
                                         const uint8_t (*columns)[TILE], int from)
{
    __m256i leaf = _mm256_setzero_si256();
    for (int level = 0; level < TREE_DEPTH; level++) {
        const uint8_t *column = columns[feature[level]] + from;
        __m256i value = _mm256_loadu_si256((const __m256i *)(const void *)column);
        __m256i least = _mm256_set1_epi8((char)threshold[level]);
        __m256i not_above = _mm256_cmpeq_epi8(_mm256_max_epu8(value, least), least);
        __m256i bit = _mm256_andnot_si256(not_above, _mm256_set1_epi8((char)(1 << level)));
        leaf = _mm256_or_si256(leaf, bit);
    }
    return leaf;
}

/* Adds eight numbers to eight sums. */
TARGET static inline void add_eight(int32_t *sums, __m128i numbers)
{
    __m256i *to = (__m256i *)(void *)sums;
    _mm256_storeu_si256(to,
                        _mm256_add_epi32(_mm256_loadu_si256(to), _mm256_cvtepi16_epi32(numbers)));
}

TARGET void forest_ask_avx2(int32_t scores[TILE], const forest *f, const uint8_t (*columns)[TILE])
{
    for (int i = 0; i < TILE; i++)
        scores[i] = f->bias;
    for (size_t tree = 0; tree < f->tree_count; tree++) {
        leaf_bytes low, high;
        split_leaves(&low, &high, f->leaves + tree * TREE_LEAVES);
        for (int from = 0; from < TILE; from += HALF) {
            __m256i leaf = find_leaves(f->features + tree * TREE_DEPTH,
                                       f->thresholds + tree * TREE_DEPTH, columns, from);
            __m256i bytes = look_up(&low, leaf), above = look_up(&high, leaf);
            /* of each half of a register the first eight, and the next */
            __m256i first = _mm256_unpacklo_epi8(bytes, above);
            __m256i next = _mm256_unpackhi_epi8(bytes, above);
            add_eight(scores + from, _mm256_castsi256_si128(first));
            add_eight(scores + from + 8, _mm256_castsi256_si128(next));
            add_eight(scores + from + 16, _mm256_extracti128_si256(first, 1));
            add_eight(scores + from + 24, _mm256_extracti128_si256(next, 1));
        }
    }
}
#endif
