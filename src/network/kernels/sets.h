/*
 * The sets of kernels, one a file.
 */
#ifndef ONR_SRC_NETWORK_KERNELS_SETS_H
#define ONR_SRC_NETWORK_KERNELS_SETS_H

#include "network/kernels/kernels.h"

extern const kernels kernels_plain;
#if defined(__x86_64__)
extern const kernels kernels_avx2, kernels_avxvnni, kernels_avx512, kernels_amx;
#elif defined(__aarch64__)
extern const kernels kernels_neon, kernels_dotprod;
#endif

/* A loop of few rounds that is unrolled, so that what it indexes stays in registers. */
#if defined(__clang__)
#define EACH(i, n) _Pragma("clang loop unroll(full)") for (size_t i = 0; i < (n); i++)
#else
#define EACH(i, n) _Pragma("GCC unroll 16") for (size_t i = 0; i < (n); i++)
#endif

#endif
