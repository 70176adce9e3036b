/*
 * What takes the rows of a question (engine.h's `select`) whose answer is a column of keys, one
 * number or one text.
 */
#ifndef ONR_SRC_STORE_TAKERS_H
#define ONR_SRC_STORE_TAKERS_H

#include "store/engine.h"
#include "store/question.h"

typedef struct keys_taken {
    key_list keys;
    onr_arena *arena;
} keys_taken;

/* Adds the first cell's number of each row. `user`: keys_taken. */
bool take_keys(const store_value *cells, void *user);

/* Copies the first cell's number of the first row. `user`: int64_t. */
bool take_number(const store_value *cells, void *user);

/* That there is a row. `user`: bool. */
bool take_notice(const store_value *cells, void *user);

typedef struct text_taken {
    onr_str text;
    onr_arena *arena;
} text_taken;

/* Copies the first cell's text or bytes of the first row. `user`: text_taken. */
bool take_text(const store_value *cells, void *user);

#endif
