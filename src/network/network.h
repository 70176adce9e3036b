/*
 * A network at work on one text: numbers in, vectors of words and scores of tags, arcs and labels
 * out. Which layers do it is the model's kind: convolutions (convolution.h) or an encoder
 * (encoder.h), each of which takes words in in its own way.
 */
#ifndef ONR_SRC_NETWORK_NETWORK_H
#define ONR_SRC_NETWORK_NETWORK_H

#include "network/heads.h"
#include "network/model_file.h"
#include "network/tree.h"
#include "network/vectors.h"

/*
 * Words are worked on together until a batch has its fill of them. MOST_WORDS are the most of a
 * segment, and bound the square of its arcs.
 */
enum { MOST_WORDS = 256, BATCH_WORDS = 256, MOST_SEGMENTS = BATCH_WORDS };

/* How a word touches its neighbours: train/NETWORK.md, 1.3. */
enum { GLUE_COUNT = 5 };

/* Words of one window see one another. Arcs may be asked for of any segment. */
typedef struct network_batch {
    size_t count; /* of words, at most MOST_WORDS */
    segment windows[MOST_SEGMENTS];
    size_t window_count;
} network_batch;

/* Outputs that belong together, by their name in the file. */
typedef struct output_block {
    uint32_t first, count;
} output_block;

typedef struct network_model {
    const struct network_kind *kind;
    const void *layers; /* the kind's own: struct encoder, struct convolution */
    const kernels *kernels;
    uint32_t arc_dim, label_dim, arc_reach, label_reach;
    uint32_t output_count, label_count, root_label;
    output_block arc_dep, arc_head, label_dep, label_head;
    matrix head, label;
} network_model;

/* What a kind of layers does; `work` is its own, made by `begin`. */
typedef struct network_kind {
    /* Fills `layers`, `head` and `label`; the sizes are there. */
    bool (*load)(network_model *out, const model_file *file, onr_error *err);
    /* The buffers for a text of `word_count` words. NULL: `scratch` is full. */
    void *(*begin)(const network_model *model, size_t word_count, onr_arena *scratch);
    /* Fills the outputs of the words that were put in. */
    void (*run)(void *work, float *outputs, const network_batch *batch);
    /* What its heads read: how wide, and which byte is 0. */
    void (*shape)(const network_model *model, size_t *width, int32_t *zero);
    /* Vectors of the batch that was run last, and the shape of any. */
    const onr_vectors *(*vectors)(const void *work);
    /* What network_arcs and network_labels say, of rows of outputs. */
    arc_scores (*arcs)(void *work, const float *outputs, size_t count);
    void (*labels)(void *work, uint32_t *labels, const float *outputs, const uint32_t *heads,
                   size_t count);
} network_kind;

/* Heads that read what the layers give; NULL where the file has none. */
bool network_heads_load(const record_heads **out, const network_model *model,
                        const model_file *file, onr_error *err);

bool network_load(network_model *out, const network_kind *kind, const model_file *file,
                  onr_error *err);

/* Finds a block of outputs by its name. */
bool network_block_find(output_block *out, const model_file *file, const char *name,
                        onr_error *err);

typedef struct network {
    const network_model *model;
    void *work;     /* the kind's own: struct encoding, struct convolver */
    size_t width;   /* of a row of outputs */
    float *outputs; /* [word][output] */
} network;

/* Takes the buffers for a text of `word_count` words. False: `scratch` is full. */
bool network_new(network *net, const network_model *model, size_t word_count, onr_arena *scratch);

/* Fills the outputs of the batch's words, which were put into `work` in its own way. */
void network_run(network *net, const network_batch *batch);

/* The vectors of the words that were run last. */
const onr_vectors *network_vectors(const network *net);

/* The scores of a segment's arcs, until the next call. */
arc_scores network_arcs(network *net, segment p);

/* The label of each word's arc to its head, both words of the batch; a word that is its own head
 * gets any. */
void network_labels(network *net, uint32_t *labels, const uint32_t *heads, size_t count);

/* The scores of a block of word `i`, and the best of them, the first of equals. */
const float *network_block(const network *net, size_t i, output_block block);
uint32_t network_best(const network *net, size_t i, output_block block);

/* Which entry of a table of distances stands for that between two words. */
static inline size_t distance_entry(int64_t from, int64_t to, int64_t reach)
{
    int64_t d = to - from;
    return (size_t)((d < -reach ? -reach : d > reach ? reach : d) + reach);
}

#endif
