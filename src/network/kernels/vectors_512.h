/*
 * What both sets with vectors of 512 bits share.
 */
#include <immintrin.h>

#define INLINE TARGET static inline __attribute__((always_inline))

enum { LANES = 16, ROWS = 6 };
#define PANELS 4
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
INLINE floats size_of(floats v)
{
    return _mm512_abs_ps(v);
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

INLINE float greatest_lane(floats v)
{
    __m256 eight = _mm256_max_ps(_mm512_castps512_ps256(v),
                                 _mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(v), 1)));
    __m128 four = _mm_max_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)));
}

/* As sum_of adds vectors: the second half to the first. */
INLINE float sum_lanes(floats v)
{
    __m256 eight = _mm256_add_ps(_mm512_castps512_ps256(v),
                                 _mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(v), 1)));
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}

/* Four quarters of each of four rows change places. */
INLINE void turn_quarters(floats *rows, const __m512d *fours)
{
    floats a = _mm512_castpd_ps(fours[0]), b = _mm512_castpd_ps(fours[4]);
    floats c = _mm512_castpd_ps(fours[8]), d = _mm512_castpd_ps(fours[12]);
    floats even_ab = _mm512_shuffle_f32x4(a, b, 0x88), odd_ab = _mm512_shuffle_f32x4(a, b, 0xDD);
    floats even_cd = _mm512_shuffle_f32x4(c, d, 0x88), odd_cd = _mm512_shuffle_f32x4(c, d, 0xDD);
    rows[0] = _mm512_shuffle_f32x4(even_ab, even_cd, 0x88);
    rows[4] = _mm512_shuffle_f32x4(odd_ab, odd_cd, 0x88);
    rows[8] = _mm512_shuffle_f32x4(even_ab, even_cd, 0xDD);
    rows[12] = _mm512_shuffle_f32x4(odd_ab, odd_cd, 0xDD);
}

/* Rows become columns. */
INLINE void turn_square(floats *rows)
{
    __m512d pairs[LANES], fours[LANES];
    EACH (i, LANES / 2) {
        pairs[2 * i] = _mm512_castps_pd(_mm512_unpacklo_ps(rows[2 * i], rows[2 * i + 1]));
        pairs[2 * i + 1] = _mm512_castps_pd(_mm512_unpackhi_ps(rows[2 * i], rows[2 * i + 1]));
    }
    EACH (i, LANES / 4)
        EACH (j, 2) {
            size_t at = 4 * i + j;
            fours[4 * i + 2 * j] = _mm512_unpacklo_pd(pairs[at], pairs[at + 2]);
            fours[4 * i + 2 * j + 1] = _mm512_unpackhi_pd(pairs[at], pairs[at + 2]);
        }
    EACH (i, 4)
        turn_quarters(rows + i, fours + i);
}
