/*
 * Plain C: what all other kernels must equal.
 */
#include "network/kernels/sets.h"

#define TARGET
#define INLINE static inline

enum { LANES = 1, ROWS = 1 };
#define PANELS 1
typedef int32_t ints;
typedef float floats;
typedef const int8_t *weights;
typedef uint32_t spread;

INLINE ints load_ints(const int32_t *p)
{
    return *p;
}
INLINE void store_ints(int32_t *p, ints v)
{
    *p = v;
}
INLINE ints add_ints(ints a, ints b)
{
    return (ints)((uint32_t)a + (uint32_t)b);
}
INLINE weights load_weights(const int8_t *p)
{
    return p;
}
INLINE floats load_floats(const float *p)
{
    return *p;
}
INLINE void store_floats(float *p, floats v)
{
    *p = v;
}
INLINE floats to_floats(ints v)
{
    return (float)v;
}
INLINE spread spread_group(uint32_t group)
{
    return group;
}
INLINE floats splat(float x)
{
    return x;
}
INLINE ints shift_up_23(ints v)
{
    return (ints)((uint32_t)v << 23);
}
INLINE floats greater_of(floats a, floats b)
{
    return a > b ? a : b;
}
INLINE float greatest_lane(floats v)
{
    return v;
}
INLINE float sum_lanes(floats v)
{
    return v;
}
INLINE void turn_square(floats *square)
{
    (void)square;
}
INLINE floats size_of(floats v)
{
    return __builtin_fabsf(v);
}
INLINE floats at_least(floats v, float low)
{
    return greater_of(v, low);
}
INLINE floats at_most(floats v, float high)
{
    return v < high ? v : high;
}
INLINE ints load_signed_bytes(const int8_t *p)
{
    return *p;
}
INLINE ints load_bytes(const uint8_t *p)
{
    return *p;
}

INLINE ints as_ints(floats v)
{
    ints bits;
    __builtin_memcpy(&bits, &v, sizeof bits);
    return bits;
}

INLINE floats as_floats(ints v)
{
    floats number;
    __builtin_memcpy(&number, &v, sizeof number);
    return number;
}

/* The group's bytes in the order of memory. */
INLINE ints dot(ints sum, spread x, weights w)
{
    uint8_t bytes[GROUP];
    __builtin_memcpy(bytes, &x, sizeof bytes);
    return sum + bytes[0] * w[0] + bytes[1] * w[1] + bytes[2] * w[2] + bytes[3] * w[3];
}

INLINE void store_bytes(uint8_t *p, floats v)
{
    *p = (uint8_t)as_ints(v);
}

#include "network/kernels/template.h"

const kernels kernels_plain = KERNELS("plain", false);
