/*
 * The language model as it lies in its file: tensors, tables and inventories, all sizes checked.
 */
#ifndef ONR_SRC_LANGUAGE_MODEL_H
#define ONR_SRC_LANGUAGE_MODEL_H

#include "language/kernels.h"

enum { MOST_LAYERS = 8, MOST_CHANNELS = 1024, MOST_OUTPUTS = 4096 };

/* Blocks of the network's output, in the order of the file. */
enum { UPOS, XPOS, FEATS, NER, ARC_DEP, ARC_HEAD, LABEL_DEP, LABEL_HEAD, BLOCK_COUNT };

typedef struct slot {
    uint32_t fingerprint; /* 0: empty */
    uint32_t value;
} slot;

typedef struct slot_table {
    const slot *items;
    uint32_t count; /* a power of two */
} slot_table;

typedef struct fold_entry {
    uint16_t code;
    uint8_t length;
    char utf8[5];
} fold_entry;

typedef struct lemma_rule {
    uint32_t strip; /* characters off the end */
    bool keep_case;
    onr_str append;
} lemma_rule;

typedef struct code_table {
    const uint16_t *items;
    size_t count;
} code_table;

typedef struct conv_layer {
    uint32_t dilation;
    const int8_t *weight;
    const float *scale, *bias, *residual;
} conv_layer;

typedef struct output_block {
    uint32_t first, count;
} output_block;

typedef struct relation_label {
    onr_relation relation;
    onr_str subtype;
} relation_label;

/* A label of names: outside, or the first or a further word of a kind. */
typedef struct name_label {
    char position; /* 'O', 'B', 'I' */
    onr_name_kind kind;
    onr_str class;
} name_label;

struct onr_language_model {
    void *meta; /* the parsed JSON, which the inventories' strings live in */
    const kernels *kernels;
    uint32_t channels, word_dim, sub_dim, buckets, words;
    uint32_t arc_dim, label_dim, arc_reach, label_reach;
    uint32_t output_count, label_count, root_label, layer_count;
    output_block blocks[BLOCK_COUNT];
    conv_layer layers[MOST_LAYERS];
    slot_table vocabulary, lemmas;
    const int8_t *word_rows, *sub_rows, *glue_rows, *proj_weight, *head_weight, *arc_root,
        *label_weight;
    const float *sub_multiply, *proj_scale, *proj_bias, *head_scale, *head_bias, *label_distance,
        *label_scale, *label_bias;
    const int32_t *arc_bias;
    const fold_entry *fold;
    size_t fold_count;
    code_table upper, lower, lowermap; /* lowermap: pairs (from, to) */
    lemma_rule *rules;
    size_t rule_count;
    onr_upos *upos;
    onr_str *xpos, *feats;
    relation_label *relations;
    name_label *names;
};

/* Looks `hash` up. False: it is not there. */
bool slot_find(uint32_t *value, slot_table table, uint64_t hash);

#endif
