/*
 * The network of `best`: a transformer encoder over word pieces, its products in 8-bit integers
 * (train/NETWORK.md, section 3).
 */
#ifndef ONR_SRC_LANGUAGE_ENCODER_H
#define ONR_SRC_LANGUAGE_ENCODER_H

#include "language/features.h"
#include "language/network.h"
#include "language/wordpieces.h"

enum { MOST_ENCODER_LAYERS = 24, MOST_POSITIONS = 512 };

typedef struct encoder_layer {
    matrix qkv, out, up, down;
    const float *norm1, *norm2; /* factors, then what is added */
} encoder_layer;

typedef struct encoder {
    uint32_t hidden, layer_count, head_count, head_dim, intermediate, positions, cls, sep;
    wordpieces pieces;
    const int8_t *piece_rows, *position_rows;
    const float *piece_scale, *position_scale, *norm, *arc_root, *arc_bias, *label_distance;
    float *contexts; /* [case][glue][hidden] */
    encoder_layer layers[MOST_ENCODER_LAYERS];
    matrix word;
} encoder;

bool encoder_load(const encoder **out, const model_file *file, onr_error *err);

/* A row of the encoder: a piece at its place. */
typedef struct encoder_row {
    uint32_t id, position, word; /* `word` of the batch */
    uint8_t shape, glue;         /* of its word */
} encoder_row;

/* Rows that attend to one another. */
typedef struct encoder_sequence {
    size_t first, count;
} encoder_sequence;

/* At work on one text: its buffers. */
typedef struct encoding {
    const onr_language_model *model;
    const encoder *net;
    encoder_row *rows;
    size_t row_count, most_rows;
    encoder_sequence *sequences;
    size_t sequence_count;
    uint32_t *ids;       /* of one word */
    float *x;            /* [row][hidden] */
    float *qkv;          /* [row][query, key, value][hidden] */
    float *mixed;        /* [row][hidden]: what attention makes of the values */
    float *wide;         /* [block's row][intermediate] */
    float *added;        /* [block's row][hidden]: what a layer adds to x */
    float *queries;      /* [head_dim][position] of one head and sequence */
    float *chances;      /* [key's position][query's position] of one head and sequence */
    float *shares;       /* [query's position]: what each of its chances counts */
    float *words;        /* [word][first piece, last piece][hidden] */
    float *summary;      /* [word][hidden] */
    uint8_t *bytes;      /* of a block of rows, quantised */
    float *label_inputs; /* [block's row][label_dim] */
    float *label_scores; /* [block's row][label] */
    float *heads;        /* [arc_dim][word, then the root] */
    float *arcs;         /* [word][word, then the root] */
    int32_t *scores;     /* the same in whole numbers */
} encoding;

/* NULL: `scratch` is full. */
encoding *encoding_new(const onr_language_model *model, size_t word_count, onr_arena *scratch);

/* What network.h says of network_run, network_arcs and network_labels. */
bool encoding_run(encoding *e, float *outputs, const network_batch *batch, onr_arena *scratch);
arc_scores encoding_arcs(encoding *e, const float *outputs, size_t count);
void encoding_labels(encoding *e, uint32_t *labels, const float *outputs, const uint32_t *heads,
                     size_t count);

/*
 * The steps of encoding_run for a batch that fits `most_rows`: rows, `x` after the embedding and
 * after each layer, words of what is in `x`, outputs of `count` words.
 */
bool encoding_begin(encoding *e, const network_batch *batch, onr_arena *scratch);
void encoding_embed(encoding *e);
void encoding_layer(encoding *e, size_t layer);
void encoding_keep_words(encoding *e);
void encoding_score(encoding *e, float *outputs, size_t count);

#endif
