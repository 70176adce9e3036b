/*
 * The products with AVX2. Bytes are widened to 16 bits first: vpmaddubsw would saturate.
 */
#include "language/kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline int32_t sum_of(__m256i v)
{
    __m128i s = _mm_add_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
    s = _mm_add_epi32(s, _mm_shuffle_epi32(s, 0x4E));
    s = _mm_add_epi32(s, _mm_shuffle_epi32(s, 0xB1));
    return _mm_cvtsi128_si32(s);
}

AVX2 static inline __m256i signed_at(const int8_t *p)
{
    return _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)p));
}

AVX2 static inline __m256i unsigned_at(const uint8_t *p)
{
    return _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)(const void *)p));
}

/* Four rows at a time, so that x is widened once for them. */
#define DEFINE_MULTIPLY(name, type, load)                                                          \
    AVX2 static void name(int32_t *out, const type *x, const int8_t *w, size_t rows, size_t n)     \
    {                                                                                              \
        size_t r = 0, whole = n & ~(size_t)15;                                                     \
        for (; r < rows; r += 4) {                                                                 \
            size_t many = rows - r < 4 ? rows - r : 4;                                             \
            const int8_t *a = w + r * n, *b = many > 1 ? a + n : a;                                \
            const int8_t *c = many > 2 ? b + n : a, *d = many > 3 ? c + n : a;                     \
            __m256i sa = _mm256_setzero_si256(), sb = sa, sc = sa, sd = sa;                        \
            for (size_t k = 0; k < whole; k += 16) {                                               \
                __m256i v = load(x + k);                                                           \
                sa = _mm256_add_epi32(sa, _mm256_madd_epi16(v, signed_at(a + k)));                 \
                sb = _mm256_add_epi32(sb, _mm256_madd_epi16(v, signed_at(b + k)));                 \
                sc = _mm256_add_epi32(sc, _mm256_madd_epi16(v, signed_at(c + k)));                 \
                sd = _mm256_add_epi32(sd, _mm256_madd_epi16(v, signed_at(d + k)));                 \
            }                                                                                      \
            int32_t sums[4] = {sum_of(sa), sum_of(sb), sum_of(sc), sum_of(sd)};                    \
            for (size_t q = 0; q < many; q++) {                                                    \
                for (size_t k = whole; k < n; k++)                                                 \
                    sums[q] += x[k] * w[(r + q) * n + k];                                          \
                out[r + q] = sums[q];                                                              \
            }                                                                                      \
        }                                                                                          \
    }

DEFINE_MULTIPLY(multiply_u8, uint8_t, unsigned_at)
DEFINE_MULTIPLY(multiply_s8, int8_t, signed_at)

const kernels kernels_avx2 = {multiply_u8, multiply_s8};
#endif
