/*
 * What stands around the place between two tokens, as numbers that the splitter and its trainer
 * (train/boundaries.py) share.
 */
#ifndef ONR_SRC_LANGUAGE_BOUNDARIES_H
#define ONR_SRC_LANGUAGE_BOUNDARIES_H

#include "onrecord/language.h"

enum { BOUNDARY_FEATURES = 38, BOUNDARY_HIDDEN = 8, BOUNDARY_BITS = 14 };

/* The network: a row for the upper bits of each hash, and one layer over their sum. */
typedef struct boundary_model {
    const int8_t *rows; /* [1 << BOUNDARY_BITS][BOUNDARY_HIDDEN] */
    const int32_t *hidden_bias, *out_weight, *out_bias;
} boundary_model;

/* The one that the library carries: models/boundaries.onr. */
boundary_model boundary_model_find(void);

typedef struct boundary_token {
    uint32_t form, shape; /* hashes; quotation marks know whether they open */
    bool glued;           /* to the token behind it */
    uint8_t since, until; /* tokens from and to the nearest final marks, in steps */
    uint8_t inside;       /* bits: 1 quotation marks, 2 brackets */
} boundary_token;

/* The tokens between two breaks that are certain: the ends of blocks, and empty lines. */
typedef struct paragraph {
    const boundary_token *tokens;
    size_t count;
    uint32_t style; /* what its capitals and marks look like */
} paragraph;

/* Describes tokens [first, first + count) of `text` in `tokens`, which has room for them. */
void boundary_describe(paragraph *out, boundary_token *tokens, const onr_text *text, size_t first,
                       size_t count);

/* Whether a sentence may end behind token `i` at all: there is white space, or a mark. */
bool boundary_possible(const paragraph *p, const onr_text *text, size_t first, size_t i);

/* The features of the place behind token `i`, as hashes. */
void boundary_features(uint32_t out[BOUNDARY_FEATURES], const paragraph *p, size_t i);

/* Whether a sentence ends where these features were seen. */
bool boundary_is_end(const boundary_model *model, const uint32_t features[BOUNDARY_FEATURES]);

#endif
