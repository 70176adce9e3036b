/*
 * The arithmetic of both networks, the same to the last bit whatever instructions do it: integer
 * sums are exact, float operations are rounded one by one in one order.
 */
#ifndef ONR_SRC_LANGUAGE_KERNELS_H
#define ONR_SRC_LANGUAGE_KERNELS_H

#include "onrecord/language.h"

/* Outputs are worked on in panels of so many, inputs in groups that one instruction sums up. */
enum { PANEL = 16, GROUP = 4 };

/*
 * A matrix of weights in the order in which kernels read it: [outputs / PANEL][inputs / GROUP]
 * [PANEL][GROUP], missing outputs zero. Activations are bytes that mean `byte - zero`: `zero` is
 * 0 where they are unsigned, 128 where they are signed.
 */
typedef struct matrix {
    size_t inputs;  /* a multiple of GROUP */
    size_t outputs; /* a multiple of PANEL */
    int8_t *weights;
    int32_t *start; /* where each output's sum starts, so that it comes out right */
    float *scale;   /* of each output, and its bias; NULL where sums are all that is wanted */
    float *bias;
} matrix;

/* Rows of floats, `stride` of them apart. */
typedef struct grid {
    float *items;
    size_t stride;
} grid;

/* In all of these n is a multiple of PANEL but where it says otherwise. */
typedef struct kernels {
    const char *name;
    bool flips; /* reads activations as signed bytes, their top bit turned over */
    /* sums[r][o] = sum over k of (x[r][k] - zero) * w[o][k], all of w's outputs a row. */
    void (*multiply)(int32_t *sums, const uint8_t *x, size_t rows, const matrix *w);
    /* y[o] = ((float)sums[o] * by) * scale[o] + bias[o] */
    void (*scale)(float *y, const int32_t *sums, float by, const matrix *w);
    /* (float)sums[o] * scale[o] + bias[o], then + (float)residual[o] * factor where there is a
     * residual, rounded to 0…255 */
    void (*scale_u8)(uint8_t *y, const int32_t *sums, const matrix *w, const uint8_t *residual,
                     float factor);
    /* y[k] = (a[k] + b[k]) + c[k], rounded to 0…255 */
    void (*add_u8)(uint8_t *y, const float *a, const float *b, const float *c, size_t n);
    /* y[k] = x[k], rounded to -127…127, + 128 */
    void (*round_s8)(uint8_t *y, const float *x, size_t n);
    /* sums[k] += row[k] */
    void (*add_row)(int32_t *sums, const int8_t *row, size_t n);
    /* The first of the greatest; any n from 1. */
    uint32_t (*find_best)(const float *x, size_t n);
    /* y[k] = x[k] / s, rounded to -127…127, + 128; gives s, so that the greatest has 127. */
    float (*quantise)(uint8_t *y, const float *x, size_t n);
    /* out[r][c] = sum over k < inner of a[r][k] * b[k][c], in the order of k. */
    void (*multiply_floats)(grid out, grid a, grid b, size_t rows, size_t inner, size_t columns);
    /* exp(x[k]) / their sum, of the first n of x; what follows up to a multiple of PANEL is lost.
     */
    void (*softmax)(float *x, size_t n);
    /* x[k] * (the normal distribution's function of x[k]), to 1e-4 (Hendrycks and Gimpel 2016) */
    void (*gelu)(float *x, size_t n);
    /* x + y, made to have mean 0 and variance 1, * norm[k] + norm[n + k] (Ba et al. 2016) */
    void (*add_norm)(float *x, const float *y, const float *norm, size_t n);
} kernels;

/* The best that the machine has and `simd` allows. */
const kernels *kernels_choose(onr_simd simd);

enum { MOST_KERNELS = 4 };

/* All that the machine has, the plainest first; returns how many. */
size_t kernels_list(const kernels *list[MOST_KERNELS]);

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
