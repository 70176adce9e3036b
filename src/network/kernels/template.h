/*
 * The kernels of one set of instructions. The file that includes this has described them: INLINE
 * and TARGET; LANES, the 32-bit numbers of a vector; `ints`, `floats` and what is done with them;
 * `weights`, `spread`, and `dot`, the products of a group of inputs; ROWS and PANELS, a tile
 * whose sums fill the registers.
 */
#include "network/kernels/products.h"

/* All of a product: a set that has better means says so. */
#ifndef MULTIPLY
#define MULTIPLY multiply_all
#endif

TARGET static void multiply(int32_t *sums, const uint8_t *x, size_t rows, const matrix *m)
{
    MULTIPLY(&(product){.x = x, .rows = rows, .m = m, .sums = sums}, TO_SUMS);
}

TARGET static void multiply_scaled(float *y, const uint8_t *x, const float *by, size_t rows,
                                   const matrix *m, bending bend)
{
    const product p = {.x = x, .rows = rows, .m = m, .floats = y, .by = by};
    if (bend == BEND_GELU)
        MULTIPLY(&p, TO_GELU);
    else if (bend == BEND_RELU)
        MULTIPLY(&p, TO_RELU);
    else
        MULTIPLY(&p, TO_FLOATS);
}

TARGET static void multiply_u8(uint8_t *y, const uint8_t *x, size_t rows, const matrix *m,
                               const uint8_t *residual, float factor)
{
    const product p = {
        .x = x, .rows = rows, .m = m, .bytes = y, .residual = residual, .factor = factor};
    if (residual)
        MULTIPLY(&p, TO_ADDED_BYTES);
    else
        MULTIPLY(&p, TO_BYTES);
}

TARGET static void add_u8(uint8_t *y, const float *a, const float *b, const float *c, size_t n)
{
    for (size_t k = 0; k < n; k += LANES)
        store_u8(y + k, (load_floats(a + k) + load_floats(b + k)) + load_floats(c + k));
}

TARGET static void add_floats(float *y, const float *a, const float *b, const float *c, size_t n)
{
    for (size_t k = 0; k < n; k += LANES)
        store_floats(
            y + k, at_least((load_floats(a + k) + load_floats(b + k)) + load_floats(c + k), 0.0f));
}

TARGET static void mix_rows(float *y, const int8_t *a, float by, const int8_t *b, float there,
                            size_t n)
{
    for (size_t k = 0; k < n; k += LANES)
        store_floats(y + k, to_floats(load_signed_bytes(a + k)) * by +
                                to_floats(load_signed_bytes(b + k)) * there);
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

#include "network/kernels/floats.h"

#define KERNELS(name, flips)                                                                       \
    {                                                                                              \
        name, flips, multiply, multiply_scaled, multiply_u8, add_u8, add_floats, mix_rows,         \
            round_s8, add_row, find_best, quantise, multiply_floats, turn, softmax, add_norm       \
    }
