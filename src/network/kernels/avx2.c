/*
 * AVX2. The bytes of a group become even and odd numbers of 16 bits first, for vpmaddubsw would
 * saturate.
 */
#include "network/kernels/sets.h"

#if defined(__x86_64__)
#define TARGET __attribute__((target("avx2")))
#include "network/kernels/vectors_256.h"

enum { ROWS = 4 };
#define PANELS 1
typedef struct halves {
    __m256i even, odd;
} weights, spread;

INLINE weights load_weights(const int8_t *p)
{
    __m256i w = load_256(p);
    return (weights){_mm256_srai_epi16(_mm256_slli_epi16(w, 8), 8), _mm256_srai_epi16(w, 8)};
}

INLINE spread spread_group(uint32_t group)
{
    __m256i x = _mm256_set1_epi32((int32_t)group);
    return (spread){_mm256_and_si256(x, _mm256_set1_epi16(255)), _mm256_srli_epi16(x, 8)};
}

INLINE ints dot(ints sum, spread x, weights w)
{
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(x.even, w.even));
    return _mm256_add_epi32(sum, _mm256_madd_epi16(x.odd, w.odd));
}

#include "network/kernels/template.h"

const kernels kernels_avx2 = KERNELS("avx2", false);
#endif
