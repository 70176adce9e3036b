/*
 * What the encoder does in float, for kernels_template.h. Sums over a row are kept as PANEL sums
 * whatever the vectors hold, and added up in one order.
 */

/* `x` rounded to a whole number, + 128, as a byte. */
INLINE void store_s8(uint8_t *y, floats x)
{
    store_bytes(y, x + (ROUNDER + 128.0f));
}

INLINE float greatest_of(const floats *vectors)
{
    float lanes[PANEL], most;
    EACH (v, VECTORS)
        store_floats(lanes + v * LANES, vectors[v]);
    most = lanes[0];
    for (size_t l = 1; l < PANEL; l++)
        most = lanes[l] > most ? lanes[l] : most;
    return most;
}

INLINE float sum_of(const floats *vectors)
{
    float lanes[PANEL];
    EACH (v, VECTORS)
        store_floats(lanes + v * LANES, vectors[v]);
    for (size_t half = PANEL / 2; half; half /= 2)
        for (size_t l = 0; l < half; l++)
            lanes[l] = lanes[l] + lanes[l + half];
    return lanes[0];
}

TARGET static float quantise(uint8_t *y, const float *x, size_t n)
{
    floats most[VECTORS];
    EACH (v, VECTORS)
        most[v] = splat(0.0f);
    for (size_t k = 0; k < n; k += PANEL)
        EACH (v, VECTORS) {
            floats at = load_floats(x + k + v * LANES);
            most[v] = greater_of(greater_of(at, -at), most[v]);
        }
    float top = greatest_of(most), by = top > 0.0f ? 127.0f / top : 0.0f;
    for (size_t k = 0; k < n; k += LANES)
        store_s8(y + k, load_floats(x + k) * by);
    return top / 127.0f;
}

INLINE void multiply_floats_tile(grid out, grid a, grid b, size_t r, size_t c, size_t inner,
                                 const size_t rows)
{
    floats sums[ROWS][VECTORS];
    EACH (i, rows)
        EACH (v, VECTORS)
            sums[i][v] = splat(0.0f);
    for (size_t k = 0; k < inner; k++) {
        floats w[VECTORS];
        EACH (v, VECTORS)
            w[v] = load_floats(b.items + k * b.stride + c + v * LANES);
        EACH (i, rows) {
            floats x = splat(a.items[(r + i) * a.stride + k]);
            EACH (v, VECTORS)
                sums[i][v] = sums[i][v] + x * w[v];
        }
    }
    EACH (i, rows)
        EACH (v, VECTORS)
            store_floats(out.items + (r + i) * out.stride + c + v * LANES, sums[i][v]);
}

TARGET static void multiply_floats(grid out, grid a, grid b, size_t rows, size_t inner,
                                   size_t columns)
{
    for (size_t c = 0; c < columns; c += PANEL) {
        size_t r = 0;
        for (; r + ROWS <= rows; r += ROWS)
            multiply_floats_tile(out, a, b, r, c, inner, ROWS);
        for (; r < rows; r++)
            multiply_floats_tile(out, a, b, r, c, inner, 1);
    }
}

/* exp of numbers from -80 to 0, to 2e-7: 2^n times a polynomial (Cephes, expf). */
INLINE floats exp_of(floats x)
{
    floats shifted = x * 1.44269504f + ROUNDER, n = shifted - ROUNDER;
    floats r = (x - n * 0.693359375f) - n * -2.12194440e-4f;
    floats p = splat(1.9875691500e-4f);
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = (p * (r * r) + r) + 1.0f;
    return as_floats(add_ints(as_ints(p), shift_up_23(as_ints(shifted))));
}

TARGET static void softmax(float *x, size_t n)
{
    floats most[VECTORS], sums[VECTORS];
    size_t whole = (n + PANEL - 1) / PANEL * PANEL;
    for (size_t k = n; k < whole; k++)
        x[k] = x[0];
    EACH (v, VECTORS) {
        most[v] = load_floats(x + v * LANES);
        sums[v] = splat(0.0f);
    }
    for (size_t k = PANEL; k < whole; k += PANEL)
        EACH (v, VECTORS)
            most[v] = greater_of(load_floats(x + k + v * LANES), most[v]);
    float top = greatest_of(most);
    for (size_t k = n; k < whole; k++)
        x[k] = top - 80.0f;
    for (size_t k = 0; k < whole; k += PANEL)
        EACH (v, VECTORS) {
            floats e = exp_of(at_least(load_floats(x + k + v * LANES) - top, -80.0f));
            store_floats(x + k + v * LANES, e);
            sums[v] = sums[v] + e;
        }
    float by = 1.0f / sum_of(sums);
    for (size_t k = 0; k < whole; k += LANES)
        store_floats(x + k, load_floats(x + k) * by);
}

/* x * (1/2 + an odd polynomial of x, which is flat from 4.5 on), fitted for the least error. */
TARGET static void gelu(float *x, size_t n)
{
    for (size_t k = 0; k < n; k += LANES) {
        floats at = load_floats(x + k), near = at_most(at_least(at, -4.5f), 4.5f);
        floats t = (near * near) * (1.0f / 20.25f);
        floats p = splat(0.8585453033447266f);
        p = p * t + -4.628234386444092f;
        p = p * t + 10.970348358154297f;
        p = p * t + -15.158440589904785f;
        p = p * t + 13.691756248474121f;
        p = p * t + -8.61591911315918f;
        p = p * t + 3.930532932281494f;
        p = p * t + -1.3361893892288208f;
        p = p * t + 0.3987126052379608f;
        store_floats(x + k, at * (near * p + 0.5f));
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
