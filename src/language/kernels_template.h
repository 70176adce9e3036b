/*
 * The kernels of one set of instructions. The file that includes this has described them: INLINE
 * and TARGET; LANES, the 32-bit numbers of a vector; `ints`, `floats` and what is done with them;
 * `weights`, `spread`, and `dot`, the products of a group of inputs; ROWS and PANELS, a tile
 * whose sums fill the registers.
 */
#include <string.h>

enum { VECTORS = PANEL / LANES };

/* A loop of few rounds that is unrolled, so that what it indexes stays in registers. */
#if defined(__clang__)
#define EACH(i, n) _Pragma("clang loop unroll(full)") for (size_t i = 0; i < (n); i++)
#else
#define EACH(i, n) _Pragma("GCC unroll 16") for (size_t i = 0; i < (n); i++)
#endif

/* `rows` and `panels` are constants where this is inlined. */
INLINE void multiply_tile(int32_t *out, const uint8_t *x, const matrix *m, size_t panel,
                          const size_t rows, const size_t panels)
{
    const int8_t *packed = m->weights + panel * PANEL * m->inputs;
    const int32_t *start = m->start + panel * PANEL;
    ints sums[ROWS][PANELS * VECTORS];
    weights w[PANELS * VECTORS];
    EACH (r, rows)
        EACH (v, panels * VECTORS)
            sums[r][v] = load_ints(start + v * LANES);
    for (size_t k = 0; k < m->inputs; k += GROUP) {
        EACH (v, panels * VECTORS)
            w[v] = load_weights(packed + v / VECTORS * PANEL * m->inputs + k * PANEL +
                                v % VECTORS * LANES * GROUP);
        EACH (r, rows) {
            uint32_t group;
            memcpy(&group, x + r * m->inputs + k, sizeof group);
            spread s = spread_group(group);
            EACH (v, panels * VECTORS)
                sums[r][v] = dot(sums[r][v], s, w[v]);
        }
    }
    EACH (r, rows)
        EACH (v, panels * VECTORS)
            store_ints(out + r * m->outputs + panel * PANEL + v * LANES, sums[r][v]);
}

/* All rows for the panels of a tile, whose weights meanwhile stay in the first cache. */
INLINE void multiply_panels(int32_t *out, const uint8_t *x, size_t rows, const matrix *m,
                            size_t panel, const size_t panels)
{
    size_t r = 0;
    for (; r + ROWS <= rows; r += ROWS)
        multiply_tile(out + r * m->outputs, x + r * m->inputs, m, panel, ROWS, panels);
    for (; r < rows; r++)
        multiply_tile(out + r * m->outputs, x + r * m->inputs, m, panel, 1, panels);
}

TARGET static void multiply(int32_t *out, const uint8_t *x, size_t rows, const matrix *m)
{
    size_t p = 0, count = m->outputs / PANEL;
    for (; p + PANELS <= count; p += PANELS)
        multiply_panels(out, x, rows, m, p, PANELS);
    for (; p < count; p++)
        multiply_panels(out, x, rows, m, p, 1);
}

INLINE floats scaled(const int32_t *sums, float by, const matrix *m, size_t o)
{
    return (to_floats(load_ints(sums + o)) * by) * load_floats(m->scale + o) +
           load_floats(m->bias + o);
}

TARGET static void scale(float *y, const int32_t *sums, float by, const matrix *m)
{
    for (size_t o = 0; o < m->outputs; o += LANES)
        store_floats(y + o, scaled(sums, by, m, o));
}

/* 1.5 * 2^23: a float of that size has no places behind the point, so adding it rounds to even
 * and leaves the whole number in the lowest bits. */
#define ROUNDER 12582912.0f

INLINE void store_u8(uint8_t *y, floats x)
{
    store_bytes(y, at_most(at_least(x, 0.0f), 255.0f) + ROUNDER);
}

TARGET static void scale_u8(uint8_t *y, const int32_t *sums, const matrix *m,
                            const uint8_t *residual, float factor)
{
    for (size_t o = 0; o < m->outputs; o += LANES) {
        floats x = scaled(sums, 1.0f, m, o);
        if (residual)
            x = x + to_floats(load_bytes(residual + o)) * factor;
        store_u8(y + o, x);
    }
}

TARGET static void add_u8(uint8_t *y, const float *a, const float *b, const float *c, size_t n)
{
    for (size_t k = 0; k < n; k += LANES)
        store_u8(y + k, (load_floats(a + k) + load_floats(b + k)) + load_floats(c + k));
}

TARGET static void round_s8(uint8_t *y, const float *x, size_t n)
{
    for (size_t k = 0; k < n; k += LANES)
        store_bytes(y + k,
                    at_most(at_least(load_floats(x + k), -127.0f), 127.0f) + (ROUNDER + 128.0f));
}

TARGET static void add_row(int32_t *sums, const int8_t *row, size_t n)
{
    for (size_t k = 0; k < n; k += LANES)
        store_ints(sums + k, add_ints(load_ints(sums + k), load_signed_bytes(row + k)));
}

TARGET static uint32_t find_best(const float *x, size_t n)
{
    float most = x[0], lanes[LANES];
    size_t k = 0;
    if (n >= LANES) {
        floats best = load_floats(x);
        for (k = LANES; k + LANES <= n; k += LANES)
            best = greater_of(load_floats(x + k), best);
        store_floats(lanes, best);
        for (size_t l = 0; l < LANES; l++)
            most = lanes[l] > most ? lanes[l] : most;
    }
    for (; k < n; k++)
        most = x[k] > most ? x[k] : most;
    for (k = 0; k + 1 < n && x[k] != most;)
        k++;
    return (uint32_t)k;
}

#include "language/kernels_floats.h"

#define KERNELS(name, flips)                                                                       \
    {                                                                                              \
        name, flips, multiply, scale, scale_u8, add_u8, round_s8, add_row, find_best, quantise,    \
            multiply_floats, softmax, gelu, add_norm                                               \
    }
