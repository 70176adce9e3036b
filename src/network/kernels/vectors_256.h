/*
 * What both sets with vectors of 256 bits share.
 */
#include <immintrin.h>

#define INLINE TARGET static inline __attribute__((always_inline))

enum { LANES = 8 };
typedef __m256i ints;
typedef __m256 floats;

INLINE __m256i load_256(const void *p)
{
    return _mm256_loadu_si256((const __m256i *)p);
}
INLINE ints load_ints(const int32_t *p)
{
    return load_256(p);
}
INLINE void store_ints(int32_t *p, ints v)
{
    _mm256_storeu_si256((__m256i *)(void *)p, v);
}
INLINE ints add_ints(ints a, ints b)
{
    return _mm256_add_epi32(a, b);
}
INLINE floats load_floats(const float *p)
{
    return _mm256_loadu_ps(p);
}
INLINE void store_floats(float *p, floats v)
{
    _mm256_storeu_ps(p, v);
}
INLINE floats to_floats(ints v)
{
    return _mm256_cvtepi32_ps(v);
}
INLINE floats splat(float x)
{
    return _mm256_set1_ps(x);
}
INLINE ints as_ints(floats v)
{
    return _mm256_castps_si256(v);
}
INLINE floats as_floats(ints v)
{
    return _mm256_castsi256_ps(v);
}
INLINE ints shift_up_23(ints v)
{
    return _mm256_slli_epi32(v, 23);
}
INLINE floats greater_of(floats a, floats b)
{
    return _mm256_max_ps(a, b);
}
INLINE floats size_of(floats v)
{
    return _mm256_andnot_ps(_mm256_set1_ps(-0.0f), v);
}
INLINE floats at_least(floats v, float low)
{
    return greater_of(v, _mm256_set1_ps(low));
}
INLINE floats at_most(floats v, float high)
{
    return _mm256_min_ps(v, _mm256_set1_ps(high));
}

INLINE ints load_bytes(const uint8_t *p)
{
    return _mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)(const void *)p));
}

INLINE ints load_signed_bytes(const int8_t *p)
{
    return _mm256_cvtepi8_epi32(_mm_loadl_epi64((const __m128i *)(const void *)p));
}

/* The lowest byte of each number. */
INLINE void store_bytes(uint8_t *p, floats v)
{
    __m256i low = _mm256_and_si256(_mm256_castps_si256(v), _mm256_set1_epi32(255));
    __m128i words = _mm_packus_epi32(_mm256_castsi256_si128(low), _mm256_extracti128_si256(low, 1));
    _mm_storel_epi64((__m128i *)(void *)p, _mm_packus_epi16(words, words));
}

INLINE float greatest_lane(floats v)
{
    __m128 four = _mm_max_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
    __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)));
}

/* As sum_of adds vectors: the second half to the first. */
INLINE float sum_lanes(floats v)
{
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
    __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}

/* Rows become columns. */
INLINE void turn_square(floats *rows)
{
    __m256d pairs[LANES], fours[LANES];
    EACH (half, LANES / 2) {
        const size_t i = 2 * half;
        pairs[i] = _mm256_castps_pd(_mm256_unpacklo_ps(rows[i], rows[i + 1]));
        pairs[i + 1] = _mm256_castps_pd(_mm256_unpackhi_ps(rows[i], rows[i + 1]));
    }
    EACH (quarter, LANES / 4)
        EACH (j, 2) {
            const size_t i = 4 * quarter;
            fours[i + 2 * j] = _mm256_unpacklo_pd(pairs[i + j], pairs[i + 2 + j]);
            fours[i + 2 * j + 1] = _mm256_unpackhi_pd(pairs[i + j], pairs[i + 2 + j]);
        }
    EACH (i, 4) {
        __m256 low = _mm256_castpd_ps(fours[i]), high = _mm256_castpd_ps(fours[i + 4]);
        rows[i] = _mm256_permute2f128_ps(low, high, 0x20);
        rows[i + 4] = _mm256_permute2f128_ps(low, high, 0x31);
    }
}
