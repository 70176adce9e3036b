/*
 * The network: words in, scores of tags, arcs and labels out.
 */
#ifndef ONR_SRC_LANGUAGE_NETWORK_H
#define ONR_SRC_LANGUAGE_NETWORK_H

#include "language/model.h"

/* Arcs are scored for each pair of words: this bounds the square. */
enum { MOST_WORDS = 256 };

typedef struct network {
    const onr_language_model *model;
    uint8_t *now, *next, *window;
    int8_t *input, *dep, *head;
    int32_t *sums;
    float *outputs;  /* [word][output] */
    int32_t *scores; /* [dependant][head], the last column the root */
} network;

/* Takes the buffers from `scratch`. False: it is full. */
bool network_new(network *net, const onr_language_model *model, onr_arena *scratch);

/* Fills `outputs` and `scores` for at most MOST_WORDS words. False: the arena is full. */
bool network_run(network *net, const onr_word *words, const uint8_t *glue, size_t count,
                 onr_arena *scratch);

/* The best of a block of outputs of word `i`, the first of equals. */
uint32_t network_best(const network *net, size_t i, int block);

/* The label of the arc from word `i` to its head `j`. */
uint32_t network_label(network *net, size_t i, size_t j);

#endif
