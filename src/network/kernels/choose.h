/*
 * Which sets of kernels a machine has, and which one is taken.
 */
#ifndef ONR_SRC_NETWORK_KERNELS_CHOOSE_H
#define ONR_SRC_NETWORK_KERNELS_CHOOSE_H

#include "network/kernels/kernels.h"

/* The best that the machine has and `simd` allows. */
const kernels *kernels_choose(onr_simd simd);

enum { MOST_KERNELS = 5 };

/* All that the machine has, the plainest first; returns how many. */
size_t kernels_list(const kernels *list[MOST_KERNELS]);

#endif
