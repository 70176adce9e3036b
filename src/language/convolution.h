/*
 * The network of `fast`: convolutions over words in 8-bit integers (train/NETWORK.md, section 2).
 */
#ifndef ONR_SRC_LANGUAGE_CONVOLUTION_H
#define ONR_SRC_LANGUAGE_CONVOLUTION_H

#include "language/model.h"
#include "language/network.h"

enum { MOST_LAYERS = 8 };

typedef struct conv_layer {
    uint32_t dilation;
    matrix weights; /* of three words' channels */
    const float *residual;
} conv_layer;

typedef struct convolution {
    uint32_t channels, word_dim, sub_dim, buckets, words, layer_count;
    conv_layer layers[MOST_LAYERS];
    matrix proj;
    slot_table vocabulary;
    const int8_t *word_rows, *sub_rows, *glue_rows, *arc_root;
    const float *sub_multiply, *label_distance;
    const int32_t *arc_bias;
} convolution;

bool convolution_load(const convolution **out, const model_file *file, onr_error *err);

/* A form between its neighbours, whose first activations are known. */
typedef struct known_form {
    onr_str form;
    uint8_t glue;
} known_form;

/* At work on one text: its buffers. */
typedef struct convolver {
    const onr_language_model *model;
    const convolution *net;
    uint8_t *now, *next;  /* [word][channel] */
    uint8_t *window;      /* of a block of rows: [row][tap][channel], or the labels' inputs */
    uint8_t *input;       /* of one word, with room for a step of rows */
    int32_t *sub_sums;    /* of one word */
    float *logits;        /* of a block of arcs' labels */
    known_form *known;    /* one for each remainder of hashes */
    uint8_t *known_first; /* [known][channel] */
    size_t known_count;   /* a power of two */
    uint8_t *deps;        /* [word][arc_dim] */
    int8_t *heads;        /* [word][arc_dim], and the root's row behind them */
    matrix packed_heads;
    int32_t *scores;
    int32_t *distances; /* of arcs, from -MOST_WORDS to MOST_WORDS */
} convolver;

/* For a text of `word_count` words. NULL: `scratch` is full. */
convolver *convolver_new(const onr_language_model *model, size_t word_count, onr_arena *scratch);

/* What network.h says of network_run, network_arcs and network_labels. */
bool convolver_run(convolver *c, float *outputs, const network_batch *batch, onr_arena *scratch);
arc_scores convolver_arcs(convolver *c, const float *outputs, size_t count);
void convolver_labels(convolver *c, uint32_t *labels, const float *outputs, const uint32_t *heads,
                      size_t count);

/* The steps of convolver_run, each of which leaves its activations in `now`. */
bool convolver_begin(convolver *c, const network_batch *batch, onr_arena *scratch);
void convolver_convolve(convolver *c, size_t layer, const network_batch *batch);

#endif
