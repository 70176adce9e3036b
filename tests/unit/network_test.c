#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "language/convolution.h"
#include "language/kernels.h"
#include "language/tree.h"

/* Numbers that are the same on each run. */
static uint32_t next_number(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static float next_float(uint32_t *seed, float most)
{
    return ((float)(next_number(seed) & 0xFFFF) / 32768.0f - 1.0f) * most;
}

enum { ROWS = 13, INPUTS = 92, OUTPUTS = 100, WIDTH = 112 };

/* Products and what follows them, for 13 rows of 92 signed inputs. */
typedef struct products {
    int32_t sums[ROWS * WIDTH];
    float scaled[ROWS * WIDTH];
    uint8_t rounded[ROWS * WIDTH], added[ROWS * WIDTH], signs[ROWS * WIDTH];
    int32_t rows[WIDTH];
    uint32_t best[WIDTH];
} products;

static void multiply_all(products *p, const kernels *k, const int8_t *w, const uint8_t *x)
{
    int8_t packed[WIDTH * INPUTS];
    int32_t start[WIDTH];
    float scale[WIDTH], bias[WIDTH];
    uint32_t seed = 7;
    for (size_t o = 0; o < WIDTH; o++) {
        scale[o] = next_float(&seed, 2e-3f);
        bias[o] = next_float(&seed, 150.0f);
    }
    matrix m = {.weights = packed, .start = start, .scale = scale, .bias = bias};
    matrix_pack(&m, w, OUTPUTS, INPUTS, 128, k);
    k->multiply(p->sums, x, ROWS, &m);
    for (size_t r = 0; r < ROWS; r++) {
        float *y = p->scaled + r * WIDTH;
        k->scale(y, p->sums + r * WIDTH, &m);
        k->scale_u8(p->rounded + r * WIDTH, p->sums + r * WIDTH, &m, x + r, 0.77f);
        k->add_u8(p->added + r * WIDTH, y, bias, scale, WIDTH);
        k->round_s8(p->signs + r * WIDTH, y, WIDTH);
    }
    for (size_t n = 1; n < WIDTH; n++)
        p->best[n] = k->find_best(p->scaled, n);
    k->add_row(p->rows, w, WIDTH);
}

static void plain_kernels_do_what_they_say(void **state)
{
    (void)state;
    static products p;
    static int8_t w[OUTPUTS * INPUTS];
    static uint8_t x[ROWS * INPUTS];
    uint32_t seed = 1;
    for (size_t i = 0; i < sizeof w; i++)
        w[i] = (int8_t)(next_number(&seed) % 255 - 127);
    for (size_t i = 0; i < sizeof x; i++)
        x[i] = (uint8_t)next_number(&seed);
    const kernels *list[MOST_KERNELS];
    kernels_list(list);
    multiply_all(&p, list[0], w, x);
    for (size_t r = 0; r < ROWS; r++)
        for (size_t o = 0; o < WIDTH; o++) {
            int32_t sum = 0;
            for (size_t k = 0; o < OUTPUTS && k < INPUTS; k++)
                sum += (x[r * INPUTS + k] - 128) * w[o * INPUTS + k];
            assert_int_equal(p.sums[r * WIDTH + o], sum);
            float y = __builtin_rintf(p.scaled[r * WIDTH + o]);
            y = y < -127 ? -127 : y > 127 ? 127 : y;
            assert_int_equal(p.signs[r * WIDTH + o], (int)y + 128);
        }
}

static void all_kernels_give_identical_bytes(void **state)
{
    (void)state;
    static products wanted, got;
    static int8_t w[OUTPUTS * INPUTS];
    static uint8_t x[ROWS * INPUTS];
    const kernels *list[MOST_KERNELS];
    size_t count = kernels_list(list);
    uint32_t seed = 1;
    for (int round = 0; round < 20; round++) {
        for (size_t i = 0; i < sizeof w; i++)
            w[i] = (int8_t)(i % 5 ? next_number(&seed) % 255 - 127 : 127);
        for (size_t i = 0; i < sizeof x; i++)
            x[i] = (uint8_t)(i % 3 ? next_number(&seed) : 255);
        multiply_all(&wanted, list[0], w, x);
        for (size_t k = 1; k < count; k++) {
            got = (products){0};
            multiply_all(&got, list[k], w, x);
            if (round == 0)
                print_message("%s\n", list[k]->name);
            for (size_t i = 0; i < WIDTH; i++)
                got.rows[i] += wanted.rows[i] - got.rows[i] * (round + 1);
            assert_memory_equal(&wanted, &got, sizeof wanted);
        }
    }
}
