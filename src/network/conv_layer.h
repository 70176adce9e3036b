/*
 * One dilated convolution over words, with a residual: a word's next bytes are made of its own and
 * those of the two words `dilation` before and behind it; what it had is added
 * (train/NETWORK.md, 2.2).
 */
#ifndef ONR_SRC_NETWORK_CONV_LAYER_H
#define ONR_SRC_NETWORK_CONV_LAYER_H

#include "network/model_file.h"
#include "network/vectors.h"

typedef struct conv_layer {
    uint32_t dilation;
    size_t channels;
    matrix weights; /* of three words' channels */
    const float *residual;
} conv_layer;

enum { MOST_CONV_LAYERS = 8 };

/*
 * Loads as many layers as the list `dilations` of meta has items, of the sections PREFIX0, PREFIX1
 * and so on; from 1 to MOST_CONV_LAYERS.
 */
bool conv_layers_load(conv_layer *out, uint32_t *count, const model_file *file,
                      const char *dilations, const char *prefix, size_t channels, onr_error *err);

/* Bytes that conv_layer_run needs for itself. */
size_t conv_layer_room(size_t channels);

/*
 * Rows of `next` from those of `now`. Words of one segment see one another; the segments follow one
 * another from word 0 on. Both have room for a whole step of rows.
 */
void conv_layer_run(const conv_layer *layer, const kernels *k, uint8_t *next, const uint8_t *now,
                    uint8_t *room, const segment *segments, size_t count);

#endif
