/*
 * The network of `fast`: convolutions over words in 8-bit integers (train/NETWORK.md, section 2).
 */
#ifndef ONR_SRC_NETWORK_CONVOLUTION_H
#define ONR_SRC_NETWORK_CONVOLUTION_H

#include "network/conv_layer.h"
#include "network/network.h"

typedef struct convolution {
    uint32_t channels, word_dim, sub_dim, buckets, words, layer_count;
    conv_layer layers[MOST_CONV_LAYERS];
    matrix proj;
    const int8_t *word_rows, *sub_rows, *glue_rows, *arc_root;
    const float *sub_multiply, *label_distance;
    const int32_t *arc_bias;
} convolution;

extern const network_kind convolution_kind;

/* A word as the network takes it in: rows of its tables, by number. */
enum { MOST_SUB_ROWS = 11 };
typedef struct word_rows {
    uint32_t word;                /* of `words` */
    uint32_t subs[MOST_SUB_ROWS]; /* of `buckets` */
    uint32_t sub_count;
    uint32_t glue; /* of GLUE_COUNT */
} word_rows;

/* At work on one text: its buffers. */
typedef struct convolver {
    const network_model *model;
    const convolution *net;
    uint8_t *now, *next; /* [word][channel] */
    uint8_t *window;     /* what a convolution needs, or the labels' inputs of a block */
    uint8_t *input;      /* of a step of words */
    uint8_t *learnt;     /* [word of the step][channel]: what they begin with */
    uint32_t *numbers;   /* theirs, by which they are known */
    size_t learning;     /* how many wait for the step to be full */
    uint32_t *begin;     /* [word of the batch]: the number of what it begins with */
    size_t put, settled; /* how many words of the batch are in; how many have it in `now` */
    int32_t *sub_sums;   /* of one word */
    float *logits;       /* of a block of arcs' labels */
    uint8_t *known;      /* [known word][channel]: first activations */
    size_t known_count;  /* a power of two */
    uint8_t *deps;       /* [word][arc_dim] */
    int8_t *heads;       /* [word][arc_dim], and the root's row behind them */
    matrix packed_heads;
    int32_t *scores;
    int32_t *distances;  /* of arcs, from -MOST_WORDS to MOST_WORDS */
    onr_vectors vectors; /* of the batch, which `now` holds */
} convolver;

/*
 * Puts words in. What a word begins with is worked out once and known by a number below
 * `known_count`; the next word of the batch then begins with it. Several words are learnt in one
 * product: settle before a number gets another word, and when all words are in.
 */
void convolver_learn(convolver *c, size_t known, const word_rows *rows);
void convolver_put(convolver *c, size_t known);
void convolver_settle(convolver *c);

/* One layer of what the kind's `run` does; activations are in `now` before and after. */
void convolver_convolve(convolver *c, size_t layer, const network_batch *batch);

#endif
