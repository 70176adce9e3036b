/*
 * The plain products, and which ones a model uses.
 */
#include "language/kernels.h"

static void multiply_u8(int32_t *out, const uint8_t *x, const int8_t *w, size_t rows, size_t n)
{
    for (size_t r = 0; r < rows; r++, w += n) {
        int32_t sum = 0;
        for (size_t k = 0; k < n; k++)
            sum += x[k] * w[k];
        out[r] = sum;
    }
}

static void multiply_s8(int32_t *out, const int8_t *x, const int8_t *w, size_t rows, size_t n)
{
    for (size_t r = 0; r < rows; r++, w += n) {
        int32_t sum = 0;
        for (size_t k = 0; k < n; k++)
            sum += x[k] * w[k];
        out[r] = sum;
    }
}

const kernels kernels_plain = {multiply_u8, multiply_s8};

const kernels *kernels_choose(onr_simd simd)
{
#if defined(__x86_64__)
    if (simd != ONR_SIMD_NONE && simd != ONR_SIMD_NEON && __builtin_cpu_supports("avx2"))
        return &kernels_avx2;
#endif
    (void)simd;
    return &kernels_plain;
}
