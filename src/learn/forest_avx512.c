/*
 * Most of the time that a tree takes goes into looking its leaves up, a block at a time. AVX-512
 * looks 32 up in one permutation: a tree's 64 leaves are two of its registers.
 */
#include "learn/forest.h"

#ifdef __x86_64__
#include <immintrin.h>

#define TARGET __attribute__((target("avx512f,avx512bw")))

/* Adds 32 leaves to two registers of 16 sums each. */
TARGET static inline void add_leaves(__m512i *sums, __m512i leaves)
{
    sums[0] = _mm512_add_epi32(sums[0], _mm512_cvtepi16_epi32(_mm512_castsi512_si256(leaves)));
    sums[1] =
        _mm512_add_epi32(sums[1], _mm512_cvtepi16_epi32(_mm512_extracti64x4_epi64(leaves, 1)));
}

TARGET void forest_ask_avx512(int32_t scores[TILE], const forest *f, const uint8_t (*columns)[TILE])
{
    __m512i sums[4];
    for (int i = 0; i < 4; i++)
        sums[i] = _mm512_set1_epi32(f->bias);
    for (size_t tree = 0; tree < f->tree_count; tree++) {
        const uint8_t *feature = f->features + tree * TREE_DEPTH;
        const uint8_t *threshold = f->thresholds + tree * TREE_DEPTH;
        __m512i leaf = _mm512_setzero_si512();
        for (int level = 0; level < TREE_DEPTH; level++) {
            __m512i column = _mm512_loadu_si512(columns[feature[level]]);
            __mmask64 above =
                _mm512_cmpgt_epu8_mask(column, _mm512_set1_epi8((char)threshold[level]));
            leaf = _mm512_mask_add_epi8(leaf, above, leaf, _mm512_set1_epi8((char)(1 << level)));
        }
        const int16_t *leaves = f->leaves + tree * TREE_LEAVES;
        __m512i low = _mm512_loadu_si512(leaves), high = _mm512_loadu_si512(leaves + 32);
        __m512i first = _mm512_cvtepu8_epi16(_mm512_castsi512_si256(leaf));
        __m512i second = _mm512_cvtepu8_epi16(_mm512_extracti64x4_epi64(leaf, 1));
        add_leaves(sums, _mm512_permutex2var_epi16(low, first, high));
        add_leaves(sums + 2, _mm512_permutex2var_epi16(low, second, high));
    }
    for (int i = 0; i < 4; i++)
        _mm512_storeu_si512(scores + 16 * i, sums[i]);
}
#endif
