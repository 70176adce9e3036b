/*
 * The sets of kernels, one a file.
 */
#ifndef ONR_SRC_LANGUAGE_KERNELS_SETS_H
#define ONR_SRC_LANGUAGE_KERNELS_SETS_H

#include "language/kernels.h"

extern const kernels kernels_plain;
#if defined(__x86_64__)
extern const kernels kernels_avx2, kernels_avxvnni, kernels_avx512;
#elif defined(__aarch64__)
extern const kernels kernels_neon, kernels_dotprod;
#endif

#endif
