/*
 * Integer products, the same to the last bit whatever instructions make them.
 */
#ifndef ONR_SRC_LANGUAGE_KERNELS_H
#define ONR_SRC_LANGUAGE_KERNELS_H

#include "onrecord/language.h"

/* out[r] = sum over k < n of x[k] * w[r * n + k]; no product or sum saturates. */
typedef struct kernels {
    void (*multiply_u8)(int32_t *out, const uint8_t *x, const int8_t *w, size_t rows, size_t n);
    void (*multiply_s8)(int32_t *out, const int8_t *x, const int8_t *w, size_t rows, size_t n);
} kernels;

extern const kernels kernels_plain;
#if defined(__x86_64__)
extern const kernels kernels_avx2;
#endif

/* The best that the machine has and `simd` allows. */
const kernels *kernels_choose(onr_simd simd);

#endif
