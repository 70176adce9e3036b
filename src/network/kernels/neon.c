/*
 * ARM64 without the dot product instructions.
 */
#include "network/kernels/sets.h"

#if defined(__aarch64__)
#include <string.h>

#define TARGET
#include "network/kernels/vectors_128.h"

enum { ROWS = 4 };
#define PANELS 1

INLINE ints dot(ints sum, spread x, weights w)
{
    int32x4_t low = vpaddlq_s16(vmull_s8(vget_low_s8(w), vget_low_s8(x)));
    int32x4_t high = vpaddlq_s16(vmull_s8(vget_high_s8(w), vget_high_s8(x)));
    return vaddq_s32(sum, vpaddq_s32(low, high));
}

#include "network/kernels/template.h"

const kernels kernels_neon = KERNELS("neon", true);
#endif
