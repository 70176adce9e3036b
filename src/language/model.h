/*
 * The language model as it lies in its file: a network, what it sees of words, what its answers
 * mean, and lemmas.
 */
#ifndef ONR_SRC_LANGUAGE_MODEL_H
#define ONR_SRC_LANGUAGE_MODEL_H

#include "language/inputs.h"
#include "network/heads.h"
#include "onrecord/language.h"

/* Blocks of outputs that answer for each word on its own. */
enum { UPOS, XPOS, FEATS, NER, BLOCK_COUNT };

typedef struct lemma_rule {
    uint32_t strip; /* characters off the end */
    char letters;   /* l: small, k: kept, t: titled, p: as a name, n: a number without commas */
    onr_str append;
} lemma_rule;

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
    network_model network;
    const record_heads *heads; /* that read the record, or NULL */
    inputs_model inputs;
    alphabet alphabet;
    output_block blocks[BLOCK_COUNT];
    slot_table lemmas;
    lemma_rule *rules;
    size_t rule_count;
    onr_upos *upos;
    onr_str *xpos, *feats;
    relation_label *relations;
    name_label *names;
};

#endif
