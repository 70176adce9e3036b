/*
 * ARM64 with the dot product instructions: 16 products each.
 */
#include "network/kernels/sets.h"

#if defined(__aarch64__)
#include <string.h>

#if defined(__clang__)
#define TARGET __attribute__((target("dotprod")))
#else
#define TARGET __attribute__((target("arch=armv8.2-a+dotprod")))
#endif
#include "network/kernels/vectors_128.h"

enum { ROWS = 5 };
#define PANELS 1

INLINE ints dot(ints sum, spread x, weights w)
{
#if defined(__clang__) && !defined(__ARM_FEATURE_DOTPROD)
    /* its header has the intrinsic only where the whole file may use the instruction */
    __asm__("sdot %0.4s, %1.16b, %2.16b" : "+w"(sum) : "w"(w), "w"(x));
    return sum;
#else
    return vdotq_s32(sum, w, x);
#endif
}

#include "network/kernels/template.h"

const kernels kernels_dotprod = KERNELS("dotprod", true);
#endif
