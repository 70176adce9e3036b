/*
 * The network of `best`: a transformer encoder over word pieces, its products in 8-bit integers
 * (train/NETWORK.md, section 3).
 */
#ifndef ONR_SRC_NETWORK_ENCODER_H
#define ONR_SRC_NETWORK_ENCODER_H

#include "network/network.h"

enum { MOST_ENCODER_LAYERS = 24, MOST_POSITIONS = 512 };

/* How a word uses capitals and digits: train/NETWORK.md, 1.4. */
enum { CASE_COUNT = 10, CASE_NONE = 9 };

/* The word of a row that belongs to none. */
#define NO_WORD UINT32_MAX

typedef struct encoder_layer {
    matrix qkv, out, up, down;
    const float *norm1, *norm2; /* factors, then what is added */
} encoder_layer;

typedef struct encoder {
    uint32_t hidden, layer_count, head_count, head_dim, intermediate, positions, pieces, cls, sep;
    const int8_t *piece_rows, *position_rows;
    const float *piece_scale, *position_scale, *norm, *arc_root, *arc_bias, *label_distance;
    float *contexts; /* [case][glue][hidden] */
    encoder_layer layers[MOST_ENCODER_LAYERS];
    matrix word;
} encoder;

extern const network_kind encoder_kind;

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
    const network_model *model;
    const encoder *net;
    encoder_row *rows;
    size_t row_count, most_rows;
    encoder_sequence *sequences;
    size_t sequence_count;
    encoder_sequence open; /* the one that rows are added to */
    float *x;              /* [row][hidden] */
    float *qkv;            /* [row][query, key, value][hidden] */
    float *mixed;          /* [row][hidden]: what attention makes of the values */
    float *wide;           /* [block's row][intermediate] */
    float *added;          /* [block's row][hidden]: what a layer adds to x */
    float *queries;        /* [head_dim][position] of one head and sequence */
    float *chances;        /* [key's position][query's position] of one head and sequence */
    float *shares;         /* [query's position]: 1 / the sum of its chances */
    float *words;          /* [word][first piece, last piece][hidden] */
    float *summary;        /* [word][hidden] */
    uint8_t *bytes;        /* of a block of rows, quantised */
    onr_vectors vectors;   /* of the batch: `words` and `summary`, quantised */
    float *label_inputs;   /* [block's row][label_dim] */
    float *label_scores;   /* [block's row][label] */
    float *heads;          /* [arc_dim][word, then the root] */
    float *arcs;           /* [word][word, then the root] */
    int32_t *scores;       /* the same in whole numbers */
} encoding;

/*
 * Puts words in, sequence by sequence: opens one, adds pieces while they fit, closes it. Pieces of
 * a sequence attend to one another, however many sentences it holds; words stand in the order of
 * the batch.
 */
void encoding_open(encoding *e);
bool encoding_fits(const encoding *e, size_t pieces);
void encoding_add(encoding *e, uint32_t id, uint32_t word, uint8_t shape, uint8_t glue);
void encoding_close(encoding *e);

/*
 * The steps of what the kind's `run` does for a batch that fits `most_rows`: `x` after the
 * embedding and after each layer, words of what is in `x`, outputs of `count` words.
 */
void encoding_embed(encoding *e);
void encoding_layer(encoding *e, size_t layer);
void encoding_keep_words(encoding *e);
void encoding_score(encoding *e, float *outputs, size_t count);

#endif
