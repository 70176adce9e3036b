/*
 * The arithmetic of both networks, the same to the last bit whatever instructions do it: integer
 * sums are exact, float operations are rounded one by one in one order.
 */
#ifndef ONR_SRC_NETWORK_KERNELS_KERNELS_H
#define ONR_SRC_NETWORK_KERNELS_KERNELS_H

#include "onrecord/base.h"

/*
 * Outputs are worked on in panels of so many, inputs in groups that one instruction sums up, rows
 * in steps: a product may read rows up to the end of a step, whatever is there.
 */
enum { PANEL = 16, GROUP = 4, ROW_STEP = 16 };

/*
 * A matrix of weights in the order in which kernels read it: [outputs / PANEL][inputs / GROUP]
 * [PANEL][GROUP], missing outputs zero. Activations are bytes that mean `byte - zero`: `zero` is
 * 0 where they are unsigned, 128 where they are signed.
 */
typedef struct matrix {
    size_t inputs;  /* a multiple of GROUP */
    size_t outputs; /* a multiple of PANEL */
    int8_t *weights;
    int32_t *start; /* where each output's sum starts, to make up for `zero` */
    float *scale;   /* of each output, and its bias; NULL where sums are all that is wanted */
    float *bias;
} matrix;

/* Rows of floats, `stride` of them apart. */
typedef struct grid {
    float *items;
    size_t stride;
} grid;

/* The same, to be read: the next row's number `row` further on, the next column's `column`. */
typedef struct view {
    const float *items;
    size_t row, column;
} view;

/*
 * What a product's outputs become: themselves, ReLU (nothing below 0), or GELU, x times the normal
 * distribution's function of x, to 2e-5 (Hendrycks and Gimpel 2016).
 */
typedef enum bending { BEND_NOT, BEND_RELU, BEND_GELU } bending;

/* In all of these n is a multiple of PANEL but where it says otherwise. */
typedef struct kernels {
    const char *name;
    bool flips; /* reads activations as signed bytes, their top bit turned over */
    /* sums[r][o] = sum over k of (x[r][k] - zero) * w[o][k], all of w's outputs a row. */
    void (*multiply)(int32_t *sums, const uint8_t *x, size_t rows, const matrix *w);
    /* y[r][o] = ((float)sums[r][o] * by[r]) * scale[o] + bias[o], then bent; no `by` is 1. */
    void (*multiply_scaled)(float *y, const uint8_t *x, const float *by, size_t rows,
                            const matrix *w, bending bend);
    /* (float)sums[r][o] * scale[o] + bias[o], then + (float)residual[r][o] * factor where there is
     * a residual, rounded to 0…255 */
    void (*multiply_u8)(uint8_t *y, const uint8_t *x, size_t rows, const matrix *w,
                        const uint8_t *residual, float factor);
    /* y[k] = (a[k] + b[k]) + c[k], rounded to 0…255 */
    void (*add_u8)(uint8_t *y, const float *a, const float *b, const float *c, size_t n);
    /* y[k] = (a[k] + b[k]) + c[k], nothing below 0 */
    void (*add_floats)(float *y, const float *a, const float *b, const float *c, size_t n);
    /* y[k] = (float)a[k] * by + (float)b[k] * there */
    void (*mix_rows)(float *y, const int8_t *a, float by, const int8_t *b, float there, size_t n);
    /* y[k] = x[k], rounded to -127…127, + 128 */
    void (*round_s8)(uint8_t *y, const float *x, size_t n);
    /* sums[k] += row[k] */
    void (*add_row)(int32_t *sums, const int8_t *row, size_t n);
    /* The first of the greatest; any n from 1. */
    uint32_t (*find_best)(const float *x, size_t n);
    /* y[k] = x[k] / s, rounded to -127…127, + 128; gives s, so that the greatest has 127. */
    float (*quantise)(uint8_t *y, const float *x, size_t n);
    /* out[r][c] = sum over k < inner of a[r][k] * b[k][c], in the order of k, then * by[r] where
     * there is a `by`. */
    void (*multiply_floats)(grid out, view a, grid b, const float *by, size_t rows, size_t inner,
                            size_t columns);
    /* out[c][r] = in[r][c], whose columns are 1 apart, and 0 for what follows the rows up to a
     * multiple of PANEL. */
    void (*turn)(grid out, view in, size_t rows, size_t columns);
    /* x[r][c] becomes exp(x[r][c] - the column's greatest), and by[c] 1 / their sum, to 1e-6. */
    void (*softmax)(grid x, float *by, size_t rows, size_t columns);
    /* x + y, made to have mean 0 and variance 1, * norm[k] + norm[n + k] (Ba et al. 2016) */
    void (*add_norm)(float *x, const float *y, const float *norm, size_t n);
} kernels;

static inline size_t round_up(size_t n, size_t to)
{
    return (n + to - 1) / to * to;
}

/*
 * Packs the rows of `w` (`outputs` rows of `inputs`) into `m`, whose arrays have room for
 * whole panels. `inputs` is a multiple of GROUP.
 */
void matrix_pack(matrix *m, const int8_t *w, size_t outputs, size_t inputs, int32_t zero,
                 const kernels *k);

#endif
