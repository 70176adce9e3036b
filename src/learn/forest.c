/*
 * Most of the time that a tree takes goes into looking its leaves up, a block at a time. AVX-512
 * looks 32 up in one permutation: a tree's 64 leaves are two of its registers.
 */
#include "learn/forest.h"

#include <stdio.h>

static onr_str section(const container *c, const char *name, const char *part)
{
    char whole[32];
    snprintf(whole, sizeof whole, "%s.%s", name, part);
    return container_section(c, whole);
}

void forest_read(forest *out, const container *c, const char *name)
{
    onr_str features = section(c, name, "features");
    *out = (forest){
        .tree_count = (uint32_t)(features.len / TREE_DEPTH),
        .features = (const uint8_t *)features.data,
        .thresholds = (const uint8_t *)section(c, name, "thresholds").data,
        .leaves = (const int16_t *)section(c, name, "leaves").data,
        .bias = *(const int32_t *)section(c, name, "bias").data,
    };
}

uint32_t forest_certainty(int32_t score)
{
    static const uint8_t table[] = {128, 143, 159, 173, 186, 198, 208, 217, 225, 231, 236, 240, 243,
                                    245, 247, 249, 250, 251, 252, 253, 253, 254, 254, 254, 255};
    int32_t at = (score < 0 ? -score : score) / (FOREST_UNIT / 4);
    uint32_t value = table[at > 24 ? 24 : at];
    return score < 0 ? 255 - value : value;
}

static void add_tree(int32_t *scores, const forest *f, size_t tree, const uint8_t (*columns)[TILE])
{
    uint8_t leaf[TILE] = {0};
    for (int level = 0; level < TREE_DEPTH; level++) {
        const uint8_t *column = columns[f->features[tree * TREE_DEPTH + (size_t)level]];
        uint8_t threshold = f->thresholds[tree * TREE_DEPTH + (size_t)level];
        uint8_t bit = (uint8_t)(1 << level);
        for (int k = 0; k < TILE; k++)
            leaf[k] |= column[k] > threshold ? bit : 0;
    }
    const int16_t *leaves = f->leaves + tree * TREE_LEAVES;
    for (int k = 0; k < TILE; k++)
        scores[k] += leaves[leaf[k]];
}

void forest_ask_plain(int32_t scores[TILE], const forest *f, const uint8_t (*columns)[TILE])
{
    for (int k = 0; k < TILE; k++)
        scores[k] = f->bias;
    for (size_t tree = 0; tree < f->tree_count; tree++)
        add_tree(scores, f, tree, columns);
}

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

TARGET static void ask_avx512(int32_t *scores, const forest *f, const uint8_t (*columns)[TILE])
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

static bool has_avx512(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
}
#endif

void forest_ask(int32_t scores[TILE], const forest *f, const uint8_t (*columns)[TILE])
{
#ifdef __x86_64__
    if (has_avx512()) {
        ask_avx512(scores, f, columns);
        return;
    }
#endif
    forest_ask_plain(scores, f, columns);
}
