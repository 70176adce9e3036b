/*
 * The integer products of one set of instructions, for template.h: sums stay in registers
 * until they are scaled, bent or rounded.
 */
#ifndef ONR_SRC_NETWORK_KERNELS_PRODUCTS_H
#define ONR_SRC_NETWORK_KERNELS_PRODUCTS_H

#include <string.h>

enum { VECTORS = PANEL / LANES };

/* 1.5 * 2^23: a float of that size has no places behind the point, so adding it rounds to even
 * and leaves the whole number in the lowest bits. */
#define ROUNDER 12582912.0f

INLINE void store_u8(uint8_t *y, floats x)
{
    store_bytes(y, at_most(at_least(x, 0.0f), 255.0f) + ROUNDER);
}

/* What the sums of a product become. */
enum { TO_SUMS, TO_FLOATS, TO_RELU, TO_GELU, TO_BYTES, TO_ADDED_BYTES };

/* What is multiplied, and where it goes: sums, floats or bytes. */
typedef struct product {
    const uint8_t *x;
    size_t rows;
    const matrix *m;
    int32_t *sums;
    float *floats;
    const float *by;
    uint8_t *bytes;
    const uint8_t *residual;
    float factor;
} product;

/*
 * x * Phi(x) = max(x, 0) - |x| * Phi(-|x|); the 16th root of Phi(-a) is nearly a polynomial,
 * fitted for the least error of the whole.
 */
INLINE floats gelu(floats x)
{
    floats a = at_most(size_of(x), 4.6f);
    floats p = a * 0.00036644062492996454f + -0.000569453404750675f;
    p = p * a + -0.018671147525310516f;
    p = p * a + -0.047372475266456604f;
    p = p * a + 0.9575496912002563f;
    p = p * p;
    p = p * p;
    p = p * p;
    p = p * p;
    return at_least(x, 0.0f) - a * p;
}

/* Stores the sums of row `r` from output `o` on; `to` is a constant where this is inlined. */
INLINE void finish(const product *p, ints sums, size_t r, size_t o, const int to)
{
    size_t at = r * p->m->outputs + o;
    if (to == TO_SUMS) {
        store_ints(p->sums + at, sums);
        return;
    }
    floats y = to_floats(sums);
    if (to < TO_BYTES && p->by)
        y = y * p->by[r];
    y = y * load_floats(p->m->scale + o) + load_floats(p->m->bias + o);
    if (to == TO_ADDED_BYTES)
        y = y + to_floats(load_bytes(p->residual + at)) * p->factor;
    if (to >= TO_BYTES)
        store_u8(p->bytes + at, y);
    else
        store_floats(p->floats + at, to == TO_GELU   ? gelu(y)
                                     : to == TO_RELU ? at_least(y, 0.0f)
                                                     : y);
}

/* Sums of `rows` rows for `panels` panels, both constants where this is inlined. */
INLINE void sum_tile(int32_t *out, const uint8_t *x, const matrix *m, size_t panel,
                     const size_t rows, const size_t panels)
{
    const int8_t *packed = m->weights + panel * PANEL * m->inputs;
    ints sums[ROWS][PANELS * VECTORS];
    weights w[PANELS * VECTORS];
    EACH (i, rows)
        EACH (v, panels * VECTORS)
            sums[i][v] = load_ints(m->start + panel * PANEL + v * LANES);
    for (size_t k = 0; k < m->inputs; k += GROUP) {
        EACH (v, panels * VECTORS)
            w[v] = load_weights(packed + v / VECTORS * PANEL * m->inputs + k * PANEL +
                                v % VECTORS * LANES * GROUP);
        EACH (i, rows) {
            uint32_t group;
            memcpy(&group, x + i * m->inputs + k, sizeof group);
            spread s = spread_group(group);
            EACH (v, panels * VECTORS)
                sums[i][v] = dot(sums[i][v], s, w[v]);
        }
    }
    EACH (i, rows)
        EACH (v, panels * VECTORS)
            store_ints(out + i * panels * PANEL + v * LANES, sums[i][v]);
}

/* One function for each shape of a tile: within larger ones gcc runs out of registers. */
#define SUM_TILE(name, rows, panels)                                                               \
    __attribute__((noinline)) TARGET static void name(int32_t *out, const uint8_t *x,              \
                                                      const matrix *m, size_t panel)               \
    {                                                                                              \
        sum_tile(out, x, m, panel, rows, panels);                                                  \
    }
enum { SOME = (ROWS + 1) / 2, LINE = 64 };
SUM_TILE(sum_whole, ROWS, PANELS)
SUM_TILE(sum_some, SOME, PANELS)
SUM_TILE(sum_row, 1, PANELS)
#if PANELS > 1
SUM_TILE(sum_whole_panel, ROWS, 1)
SUM_TILE(sum_some_panel, SOME, 1)
SUM_TILE(sum_row_panel, 1, 1)
#else
#define sum_whole_panel sum_whole
#define sum_some_panel sum_some
#define sum_row_panel sum_row
#endif

/* Finishes `rows` rows of `panels` panels, whose sums stand one behind another. */
INLINE void finish_tile(const product *p, const int32_t *sums, size_t r, size_t panel, size_t rows,
                        const size_t panels, const int to)
{
    for (size_t i = 0; i < rows; i++, sums += panels * PANEL)
        EACH (v, panels * VECTORS)
            finish(p, load_ints(sums + v * LANES), r + i, panel * PANEL + v * LANES, to);
}

/* All rows for the panels of a tile, whose weights meanwhile stay in the first cache. */
INLINE void multiply_panels(const product *p, size_t panel, const size_t panels, const int to)
{
    _Alignas(LINE) int32_t sums[ROWS * PANELS * PANEL];
    const size_t inputs = p->m->inputs;
    for (size_t r = 0, rows; r < p->rows; r += rows) {
        const uint8_t *x = p->x + r * inputs;
        rows = p->rows - r >= ROWS ? ROWS : p->rows - r >= SOME ? SOME : 1;
        if (rows == ROWS)
            (panels > 1 ? sum_whole : sum_whole_panel)(sums, x, p->m, panel);
        else if (rows == SOME)
            (panels > 1 ? sum_some : sum_some_panel)(sums, x, p->m, panel);
        else
            (panels > 1 ? sum_row : sum_row_panel)(sums, x, p->m, panel);
        finish_tile(p, sums, r, panel, rows, panels, to);
    }
}

INLINE void multiply_all(const product *p, const int to)
{
    size_t panel = 0, count = p->m->outputs / PANEL;
    for (; panel + PANELS <= count; panel += PANELS)
        multiply_panels(p, panel, PANELS, to);
    for (; panel < count; panel++)
        multiply_panels(p, panel, 1, to);
}

#endif
