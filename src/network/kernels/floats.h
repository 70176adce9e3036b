/*
 * What the encoder does in float, for template.h. Sums over a row are kept as PANEL sums
 * whatever the vectors hold, and added up in one order.
 */

/* `x` rounded to a whole number, + 128, as a byte. */
INLINE void store_s8(uint8_t *y, floats x)
{
    store_bytes(y, x + (ROUNDER + 128.0f));
}

INLINE float greatest_of(floats *vectors)
{
    for (size_t half = VECTORS / 2; half; half /= 2)
        EACH (v, half)
            vectors[v] = greater_of(vectors[v + half], vectors[v]);
    return greatest_lane(vectors[0]);
}

/* The second half is added to the first, of that the second half to its first, and so on. */
INLINE float sum_of(floats *vectors)
{
    for (size_t half = VECTORS / 2; half; half /= 2)
        EACH (v, half)
            vectors[v] = vectors[v] + vectors[v + half];
    return sum_lanes(vectors[0]);
}

/* Several chains of comparisons, for each waits for the one before it. */
enum { CHAINS = 4 };

INLINE float greatest_size(const float *x, size_t n)
{
    floats most[CHAINS * VECTORS];
    EACH (v, CHAINS * VECTORS)
        most[v] = splat(0.0f);
    size_t k = 0;
    for (; k + CHAINS * PANEL <= n; k += CHAINS * PANEL)
        EACH (v, CHAINS * VECTORS)
            most[v] = greater_of(size_of(load_floats(x + k + v * LANES)), most[v]);
    for (; k < n; k += PANEL)
        EACH (v, VECTORS)
            most[v] = greater_of(size_of(load_floats(x + k + v * LANES)), most[v]);
    for (size_t chains = CHAINS / 2; chains; chains /= 2)
        EACH (v, chains * VECTORS)
            most[v] = greater_of(most[v + chains * VECTORS], most[v]);
    return greatest_of(most);
}

TARGET static float quantise(uint8_t *y, const float *x, size_t n)
{
    float top = greatest_size(x, n), by = top > 0.0f ? 127.0f / top : 0.0f;
    for (size_t k = 0; k < n; k += LANES)
        store_s8(y + k, load_floats(x + k) * by);
    return top / 127.0f;
}

/* Where a tile has several panels, one of floats has two. */
enum { FLOAT_PANELS = PANELS > 1 ? 2 : 1 };

INLINE void multiply_floats_tile(grid out, view a, grid b, const float *by, size_t inner,
                                 const size_t rows, const size_t panels)
{
    floats sums[ROWS][FLOAT_PANELS * VECTORS], w[FLOAT_PANELS * VECTORS];
    EACH (i, rows)
        EACH (v, panels * VECTORS)
            sums[i][v] = splat(0.0f);
    for (size_t k = 0; k < inner; k++) {
        EACH (v, panels * VECTORS)
            w[v] = load_floats(b.items + k * b.stride + v * LANES);
        EACH (i, rows) {
            floats x = splat(a.items[i * a.row + k * a.column]);
            EACH (v, panels * VECTORS)
                sums[i][v] = sums[i][v] + x * w[v];
        }
    }
    EACH (i, rows)
        EACH (v, panels * VECTORS)
            store_floats(out.items + i * out.stride + v * LANES, sums[i][v] * (by ? by[i] : 1.0f));
}

INLINE void multiply_floats_panels(grid out, view a, grid b, const float *by, size_t rows,
                                   size_t inner, const size_t panels)
{
    while (rows) {
        size_t done = rows >= ROWS ? ROWS : 1;
        if (done == ROWS)
            multiply_floats_tile(out, a, b, by, inner, ROWS, panels);
        else
            multiply_floats_tile(out, a, b, by, inner, 1, panels);
        rows -= done;
        out.items += done * out.stride;
        a.items += done * a.row;
        by = by ? by + done : NULL;
    }
}

TARGET static void multiply_floats(grid out, view a, grid b, const float *by, size_t rows,
                                   size_t inner, size_t columns)
{
    for (size_t c = 0; c < columns;) {
        grid to = {out.items + c, out.stride}, from = {b.items + c, b.stride};
        if (columns - c >= FLOAT_PANELS * PANEL) {
            multiply_floats_panels(to, a, from, by, rows, inner, FLOAT_PANELS);
            c += FLOAT_PANELS * PANEL;
        } else {
            multiply_floats_panels(to, a, from, by, rows, inner, 1);
            c += PANEL;
        }
    }
}

TARGET static void turn(grid out, view in, size_t rows, size_t columns)
{
    for (size_t r = 0; r < rows; r += LANES)
        for (size_t c = 0; c < columns; c += LANES) {
            floats square[LANES];
            EACH (i, LANES)
                square[i] =
                    r + i < rows ? load_floats(in.items + (r + i) * in.row + c) : splat(0.0f);
            turn_square(square);
            EACH (i, LANES)
                store_floats(out.items + (c + i) * out.stride + r, square[i]);
        }
    for (size_t r = round_up(rows, LANES); r % PANEL; r += LANES)
        for (size_t c = 0; c < columns; c++)
            store_floats(out.items + c * out.stride + r, splat(0.0f));
}

/* 2^x for x from -125 to 0, to 2e-7: the whole part goes into the exponent, the rest into a
 * polynomial. */
INLINE floats exp2_of(floats x)
{
    floats shifted = x + ROUNDER, r = x - (shifted - ROUNDER);
    floats p = r * 0.001326472731307149f + 0.009671512991189957f;
    p = p * r + 0.05550733581185341f;
    p = p * r + 0.24022242426872253f;
    p = p * r + 0.6931470036506653f;
    p = p * r + 1.0f;
    return as_floats(add_ints(as_ints(p), shift_up_23(as_ints(shifted))));
}

TARGET static void softmax(grid x, float *by, size_t rows, size_t columns)
{
    for (size_t c = 0; c < columns; c += LANES) {
        float *at = x.items + c;
        floats most = load_floats(at), sum = splat(0.0f);
        for (size_t r = 1; r < rows; r++)
            most = greater_of(load_floats(at + r * x.stride), most);
        for (size_t r = 0; r < rows; r++) {
            floats e = (load_floats(at + r * x.stride) - most) * 1.44269504f;
            e = exp2_of(at_least(e, -125.0f));
            store_floats(at + r * x.stride, e);
            sum = sum + e;
        }
        store_floats(by + c, splat(1.0f) / sum);
    }
}

TARGET static void add_norm(float *x, const float *y, const float *norm, size_t n)
{
    floats sums[VECTORS], squares[VECTORS];
    EACH (v, VECTORS)
        sums[v] = squares[v] = splat(0.0f);
    for (size_t k = 0; k < n; k += PANEL)
        EACH (v, VECTORS) {
            size_t at = k + v * LANES;
            floats sum = load_floats(x + at) + load_floats(y + at);
            store_floats(x + at, sum);
            sums[v] = sums[v] + sum;
        }
    float mean = sum_of(sums) / (float)n;
    for (size_t k = 0; k < n; k += PANEL)
        EACH (v, VECTORS) {
            floats d = load_floats(x + k + v * LANES) - mean;
            squares[v] = squares[v] + d * d;
        }
    float by = 1.0f / __builtin_sqrtf(sum_of(squares) / (float)n + 1e-12f);
    for (size_t k = 0; k < n; k += LANES)
        store_floats(x + k, ((load_floats(x + k) - mean) * by) * load_floats(norm + k) +
                                load_floats(norm + n + k));
}
