/*
 * What both sets for ARM64 share: vectors of 128 bits.
 */
#include <arm_neon.h>

#define INLINE TARGET static inline __attribute__((always_inline))

enum { LANES = 4 };
typedef int32x4_t ints;
typedef float32x4_t floats;
typedef int8x16_t weights, spread;

INLINE ints load_ints(const int32_t *p)
{
    return vld1q_s32(p);
}
INLINE void store_ints(int32_t *p, ints v)
{
    vst1q_s32(p, v);
}
INLINE ints add_ints(ints a, ints b)
{
    return vaddq_s32(a, b);
}
INLINE weights load_weights(const int8_t *p)
{
    return vld1q_s8(p);
}
INLINE floats load_floats(const float *p)
{
    return vld1q_f32(p);
}
INLINE void store_floats(float *p, floats v)
{
    vst1q_f32(p, v);
}
INLINE floats to_floats(ints v)
{
    return vcvtq_f32_s32(v);
}

/* Unsigned bytes less 128: there is no product of unsigned and signed ones. */
INLINE spread spread_group(uint32_t group)
{
    return vreinterpretq_s8_u32(vdupq_n_u32(group ^ 0x80808080));
}

INLINE floats splat(float x)
{
    return vdupq_n_f32(x);
}
INLINE ints as_ints(floats v)
{
    return vreinterpretq_s32_f32(v);
}
INLINE floats as_floats(ints v)
{
    return vreinterpretq_f32_s32(v);
}
INLINE ints shift_up_23(ints v)
{
    return vshlq_n_s32(v, 23);
}
/* `b` where one is no number, as on x86. */
INLINE floats greater_of(floats a, floats b)
{
    return vbslq_f32(vcgtq_f32(a, b), a, b);
}
INLINE floats size_of(floats v)
{
    return vabsq_f32(v);
}
INLINE floats at_least(floats v, float low)
{
    return greater_of(v, vdupq_n_f32(low));
}

INLINE floats at_most(floats v, float high)
{
    return vbslq_f32(vcltq_f32(v, vdupq_n_f32(high)), v, vdupq_n_f32(high));
}

INLINE ints load_bytes(const uint8_t *p)
{
    uint32_t four;
    memcpy(&four, p, sizeof four);
    uint16x8_t wide = vmovl_u8(vreinterpret_u8_u32(vdup_n_u32(four)));
    return vreinterpretq_s32_u32(vmovl_u16(vget_low_u16(wide)));
}

INLINE ints load_signed_bytes(const int8_t *p)
{
    uint32_t four;
    memcpy(&four, p, sizeof four);
    return vmovl_s16(vget_low_s16(vmovl_s8(vreinterpret_s8_u32(vdup_n_u32(four)))));
}

/* The lowest byte of each number. */
INLINE void store_bytes(uint8_t *p, floats v)
{
    uint16x4_t half = vmovn_u32(vreinterpretq_u32_f32(v));
    uint8x8_t bytes = vmovn_u16(vcombine_u16(half, half));
    uint32_t four = vget_lane_u32(vreinterpret_u32_u8(bytes), 0);
    memcpy(p, &four, sizeof four);
}

INLINE float greatest_lane(floats v)
{
    return vmaxvq_f32(v);
}

/* As sum_of adds vectors: the second half to the first. */
INLINE float sum_lanes(floats v)
{
    float32x2_t two = vadd_f32(vget_low_f32(v), vget_high_f32(v));
    return vget_lane_f32(two, 0) + vget_lane_f32(two, 1);
}

/* Rows become columns. */
INLINE void turn_square(floats *rows)
{
    float64x2_t pairs[LANES];
    EACH (half, LANES / 2) {
        const size_t i = 2 * half;
        pairs[i] = vreinterpretq_f64_f32(vzip1q_f32(rows[i], rows[i + 1]));
        pairs[i + 1] = vreinterpretq_f64_f32(vzip2q_f32(rows[i], rows[i + 1]));
    }
    EACH (j, 2) {
        rows[2 * j] = vreinterpretq_f32_f64(vzip1q_f64(pairs[j], pairs[2 + j]));
        rows[2 * j + 1] = vreinterpretq_f32_f64(vzip2q_f64(pairs[j], pairs[2 + j]));
    }
}
