/*
 * The language model as it lies in its file: tables, inventories and a network's tensors, all
 * sizes checked.
 */
#ifndef ONR_SRC_LANGUAGE_MODEL_H
#define ONR_SRC_LANGUAGE_MODEL_H

#include "base/container.h"
#include "base/json.h"
#include "language/kernels.h"

enum { MOST_CHANNELS = 1024, MOST_OUTPUTS = 4096 };

/* How a word touches its neighbours: train/NETWORK.md, 1.3. */
enum { GLUE_COUNT = 5 };

/* Blocks of a network's output, in the order of the file. */
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
    char letters;   /* l: small, k: kept, t: titled, p: as a name, n: a number without commas */
    onr_str append;
} lemma_rule;

typedef struct code_table {
    const uint16_t *items;
    size_t count;
} code_table;

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
    onr_arena *arena; /* all that was made of the file's bytes */
    const kernels *kernels;
    const struct convolution *convolution; /* the network of `fast`, or NULL */
    const struct encoder *encoder;         /* that of `best`, or NULL */
    uint32_t arc_dim, label_dim, arc_reach, label_reach;
    uint32_t output_count, label_count, root_label;
    output_block blocks[BLOCK_COUNT];
    matrix head, label;
    slot_table lemmas;
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

/* A model's file while it is loaded. What follows fails with ONR_E_MODEL, naming what is wrong. */
typedef struct model_file {
    container sections;
    const json_value *meta; /* of the section of that name, in the model's arena */
    onr_language_model *model;
} model_file;

bool model_damaged(onr_error *err, const char *what);
bool model_no_memory(onr_error *err);

/* A number of `meta`, from 1 to `most`. */
bool model_number(uint32_t *out, const model_file *file, const char *name, uint32_t most,
                  onr_error *err);

/* The same, of what kernels work on: a multiple of PANEL. */
bool model_width(uint32_t *out, const model_file *file, const char *name, onr_error *err);

/* Sets `*out`, a pointer of any kind, to a section of `len` bytes, aligned to 4. */
bool model_tensor(const void *out, const model_file *file, const char *name, size_t len,
                  onr_error *err);

/* A sorted table of characters. */
bool model_codes(code_table *out, const model_file *file, const char *name, onr_error *err);

bool model_slots(slot_table *out, const model_file *file, const char *name, onr_error *err);

/* Packs NAME.weight for the model's kernels; NAME.scale and NAME.bias go with it. */
bool model_matrix(matrix *out, const model_file *file, const char *name, size_t outputs,
                  size_t inputs, int32_t zero, onr_error *err);

#endif
