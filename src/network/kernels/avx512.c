/*
 * AVX-512 with VNNI: 64 products an instruction.
 */
#include "network/kernels/sets.h"

#if defined(__x86_64__)
#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))
#include "network/kernels/vectors_512.h"
#include "network/kernels/template.h"

const kernels kernels_avx512 = KERNELS("avx512", false);
#endif
