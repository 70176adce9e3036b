/*
 * AMX: a tile of 16 rows, each of 64 bytes, times 16 outputs' weights is one instruction. The rest
 * is as with AVX-512, which every machine with AMX has.
 */
#include "network/kernels/sets.h"

#if defined(__x86_64__)
#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni,amx-tile,amx-int8")))
#include "network/kernels/vectors_512.h"
#include "network/kernels/products.h"

enum { TILE_ROWS = ROW_STEP, TILE_BYTES = 64, TILE_INPUTS = 64, FEWEST_ROWS = 8 };

typedef struct tile_config {
    uint8_t palette, start_row, unused[14];
    uint16_t bytes[16];
    uint8_t rows[16];
} tile_config;

/*
 * Tiles of a block of two by two: 0 to 3 for sums, row by row, 4 and 5 for inputs, 6 and 7 for
 * weights. The compilers want the bare numbers.
 */
static const tile_config config = {
    .palette = 1,
    .bytes = {TILE_BYTES, TILE_BYTES, TILE_BYTES, TILE_BYTES, TILE_BYTES, TILE_BYTES, TILE_BYTES,
              TILE_BYTES},
    .rows = {TILE_ROWS, TILE_ROWS, TILE_ROWS, TILE_ROWS, TILE_ROWS, TILE_ROWS, TILE_ROWS,
             TILE_ROWS},
};

typedef struct tile_sums {
    _Alignas(TILE_BYTES) int32_t items[4][TILE_ROWS][PANEL];
} tile_sums;

/* Asks for weights that will be multiplied next: a layer's come from beyond the second cache. */
INLINE void fetch_ahead(const int8_t *w, size_t inputs, const size_t wide)
{
    EACH (v, wide)
        EACH (row, TILE_INPUTS / GROUP)
            _mm_prefetch((const char *)w + v * PANEL * inputs + row * TILE_BYTES, _MM_HINT_T0);
}

/*
 * `high` tiles of rows by `wide` panels, both constants where this is inlined. The `first` rows
 * that meet these weights fetch the next panels'.
 */
INLINE void sum_block(const uint8_t *x, const int8_t *w, size_t inputs, bool first,
                      const size_t high, const size_t wide)
{
    const uint8_t *x1 = x + TILE_ROWS * inputs;
    const int8_t *w1 = w + PANEL * inputs;
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    for (size_t k = 0; k < inputs; k += TILE_INPUTS) {
        if (first)
            fetch_ahead(w + wide * PANEL * inputs + k * PANEL, inputs, wide);
        _tile_loadd(4, x + k, inputs);
        _tile_loadd(6, w + k * PANEL, TILE_BYTES);
        _tile_dpbusd(0, 4, 6);
        if (wide > 1) {
            _tile_loadd(7, w1 + k * PANEL, TILE_BYTES);
            _tile_dpbusd(1, 4, 7);
        }
        if (high > 1) {
            _tile_loadd(5, x1 + k, inputs);
            _tile_dpbusd(2, 5, 6);
        }
        if (high > 1 && wide > 1)
            _tile_dpbusd(3, 5, 7);
    }
}

INLINE void store_block(tile_sums *sums, const size_t high, const size_t wide)
{
    _tile_stored(0, sums->items[0], TILE_BYTES);
    if (wide > 1)
        _tile_stored(1, sums->items[1], TILE_BYTES);
    if (high > 1)
        _tile_stored(2, sums->items[2], TILE_BYTES);
    if (high > 1 && wide > 1)
        _tile_stored(3, sums->items[3], TILE_BYTES);
}

/* The sums of rows from `r` on, as many as there are, for `wide` panels. */
INLINE void multiply_block(const product *p, size_t r, size_t panel, const size_t high,
                           const size_t wide, const int to)
{
    tile_sums sums;
    const matrix *m = p->m;
    sum_block(p->x + r * m->inputs, m->weights + panel * PANEL * m->inputs, m->inputs, r == 0, high,
              wide);
    store_block(&sums, high, wide);
    size_t rows = p->rows - r < high * TILE_ROWS ? p->rows - r : high * TILE_ROWS;
    for (size_t i = 0; i < rows; i++)
        EACH (v, wide) {
            size_t o = (panel + v) * PANEL;
            ints sum = load_ints(sums.items[i / TILE_ROWS * 2 + v][i % TILE_ROWS]);
            finish(p, add_ints(sum, load_ints(m->start + o)), r + i, o, to);
        }
}

INLINE void multiply_pair(const product *p, size_t panel, const size_t wide, const int to)
{
    size_t r = 0;
    for (; r + TILE_ROWS < p->rows; r += 2 * TILE_ROWS)
        multiply_block(p, r, panel, 2, wide, to);
    if (r < p->rows)
        multiply_block(p, r, panel, 1, wide, to);
}

/* Few rows, or inputs that fill no tile, are AVX-512's. */
INLINE void multiply_tiles(const product *p, const int to)
{
    if (p->rows < FEWEST_ROWS || p->m->inputs % TILE_INPUTS) {
        multiply_all(p, to);
        return;
    }
    size_t panel = 0, count = p->m->outputs / PANEL;
    _tile_loadconfig(&config);
    for (; panel + 2 <= count; panel += 2)
        multiply_pair(p, panel, 2, to);
    if (panel < count)
        multiply_pair(p, panel, 1, to);
    _tile_release();
}

#define MULTIPLY multiply_tiles
#include "network/kernels/template.h"

const kernels kernels_amx = KERNELS("amx", false);
#endif
