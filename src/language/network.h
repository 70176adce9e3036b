/*
 * A network at work on one text: words in, scores of tags, arcs and labels out.
 */
#ifndef ONR_SRC_LANGUAGE_NETWORK_H
#define ONR_SRC_LANGUAGE_NETWORK_H

#include "language/model.h"
#include "language/tree.h"

/*
 * Sentences are worked on together until a batch has its fill of words. MOST_WORDS are the most
 * of a segment of a sentence, and bound the square of its arcs.
 */
enum { MOST_WORDS = 256, BATCH_WORDS = 256, MOST_SEGMENTS = BATCH_WORDS };

/* A sentence, or part of one: words of the batch. */
typedef struct segment {
    size_t first, count;
} segment;

typedef struct network_batch {
    const onr_word *words;
    const uint8_t *glue; /* of each word: train/NETWORK.md, 1.3 */
    size_t count;        /* at most MOST_WORDS */
    segment segments[MOST_SEGMENTS];
    size_t segment_count;
} network_batch;

typedef struct network {
    const onr_language_model *model;
    struct convolver *convolver; /* of a model with convolutions */
    struct encoding *encoding;   /* of one with an encoder */
    size_t width;                /* of a row of outputs */
    float *outputs;              /* [word][output] */
} network;

/* Takes the buffers for a text of `word_count` words. False: `scratch` is full. */
bool network_new(network *net, const onr_language_model *model, size_t word_count,
                 onr_arena *scratch);

/* Fills the outputs of the batch's words. False: the arena is full. */
bool network_run(network *net, const network_batch *batch, onr_arena *scratch);

/* The scores of a segment's arcs, until the next call. */
arc_scores network_arcs(network *net, segment p);

/* The label of each word's arc to its head, both words of the batch; a word that is its own head
 * gets any. */
void network_labels(network *net, uint32_t *labels, const uint32_t *heads, size_t count);

/* The scores of a block of word `i`, and the best of them, the first of equals. */
const float *network_block(const network *net, size_t i, int block);
uint32_t network_best(const network *net, size_t i, int block);

#endif
