/*
 * AVX-512 with VNNI: 64 products an instruction.
 */
#include "language/kernels_sets.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))
#define INLINE TARGET static inline __attribute__((always_inline))

enum { LANES = 16, ROWS = 6, PANELS = 4 };
typedef __m512i ints, weights, spread;
typedef __m512 floats;

INLINE ints load_ints(const int32_t *p)
{
    return _mm512_loadu_si512(p);
}
INLINE void store_ints(int32_t *p, ints v)
{
    _mm512_storeu_si512(p, v);
}
INLINE ints add_ints(ints a, ints b)
{
    return _mm512_add_epi32(a, b);
}
INLINE weights load_weights(const int8_t *p)
{
    return _mm512_loadu_si512(p);
}
INLINE spread spread_group(uint32_t group)
{
    return _mm512_set1_epi32((int32_t)group);
}
INLINE ints dot(ints sum, spread x, weights w)
{
    return _mm512_dpbusd_epi32(sum, x, w);
}
INLINE floats load_floats(const float *p)
{
    return _mm512_loadu_ps(p);
}
INLINE void store_floats(float *p, floats v)
{
    _mm512_storeu_ps(p, v);
}
INLINE floats to_floats(ints v)
{
    return _mm512_cvtepi32_ps(v);
}
INLINE floats splat(float x)
{
    return _mm512_set1_ps(x);
}
INLINE ints as_ints(floats v)
{
    return _mm512_castps_si512(v);
}
INLINE floats as_floats(ints v)
{
    return _mm512_castsi512_ps(v);
}
INLINE ints shift_up_23(ints v)
{
    return _mm512_slli_epi32(v, 23);
}
INLINE floats greater_of(floats a, floats b)
{
    return _mm512_max_ps(a, b);
}
INLINE floats at_least(floats v, float low)
{
    return greater_of(v, _mm512_set1_ps(low));
}
INLINE floats at_most(floats v, float high)
{
    return _mm512_min_ps(v, _mm512_set1_ps(high));
}

INLINE ints load_bytes(const uint8_t *p)
{
    return _mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)(const void *)p));
}

INLINE ints load_signed_bytes(const int8_t *p)
{
    return _mm512_cvtepi8_epi32(_mm_loadu_si128((const __m128i *)(const void *)p));
}

/* The lowest byte of each number. */
INLINE void store_bytes(uint8_t *p, floats v)
{
    _mm_storeu_si128((__m128i *)(void *)p, _mm512_cvtepi32_epi8(_mm512_castps_si512(v)));
}

#include "language/kernels_template.h"

const kernels kernels_avx512 = KERNELS("avx512", false);
#endif
