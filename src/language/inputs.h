/*
 * What a network takes in of words. A kind of model is one entry of a table: the layers that it
 * has, and how words go into them.
 */
#ifndef ONR_SRC_LANGUAGE_INPUTS_H
#define ONR_SRC_LANGUAGE_INPUTS_H

#include "language/tables.h"
#include "network/network.h"
#include "onrecord/language.h"

typedef struct inputs_model {
    const struct inputs_kind *kind;
    const void *tables; /* the kind's own: subwords, wordpieces */
} inputs_model;

/* Which kind the file names. Fails with ONR_E_MODEL. */
bool inputs_load(inputs_model *out, const model_file *file, onr_error *err);

/* The layers that words of this kind go into. */
const network_kind *inputs_network(const inputs_model *model);

/* At work on one text. */
typedef struct inputs {
    const inputs_model *model;
    const alphabet *alphabet;
    network *net;
    void *work; /* the kind's own */
    onr_arena *scratch;
} inputs;

/* Takes what it needs for the text that `net` was made for. False: `scratch` is full. */
bool inputs_new(inputs *out, const inputs_model *model, const alphabet *a, network *net,
                onr_arena *scratch);

/* How many pieces a window may hold; 0: the network looks at each sentence alone. */
size_t inputs_limit(const inputs *in);

/* How many pieces words are. False: `scratch` is full. */
bool inputs_measure(uint32_t *pieces, inputs *in, const onr_word *words, size_t count);

/* Puts the words of a batch into the network; `glue` of each is that of train/NETWORK.md, 1.3.
 * False: `scratch` is full. */
bool inputs_fill(inputs *in, const onr_word *words, const uint8_t *glue,
                 const network_batch *batch);

#endif
