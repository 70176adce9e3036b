/*
 * AVX-512 with VNNI: 64 products an instruction.
 */
#include "language/kernels_sets.h"

#if defined(__x86_64__)
#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))
#include "language/kernels_512.h"
#include "language/kernels_template.h"

const kernels kernels_avx512 = KERNELS("avx512", false);
#endif
