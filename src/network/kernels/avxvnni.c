/*
 * AVX-VNNI: 32 products an instruction, on machines without AVX-512.
 */
#include "network/kernels/sets.h"

#if defined(__x86_64__)
#define TARGET __attribute__((target("avx2,avxvnni")))
#include "network/kernels/vectors_256.h"

enum { ROWS = 6 };
#define PANELS 1
typedef __m256i weights, spread;

INLINE weights load_weights(const int8_t *p)
{
    return load_256(p);
}
INLINE spread spread_group(uint32_t group)
{
    return _mm256_set1_epi32((int32_t)group);
}
INLINE ints dot(ints sum, spread x, weights w)
{
    return _mm256_dpbusd_avx_epi32(sum, x, w);
}

#include "network/kernels/template.h"

const kernels kernels_avxvnni = KERNELS("avxvnni", false);
#endif
