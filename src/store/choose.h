/*
 * The first answers to a question that many statements meet, by what `facts` has of them.
 */
#ifndef ONR_SRC_STORE_CHOOSE_H
#define ONR_SRC_STORE_CHOOSE_H

#include "store/question.h"

/*
 * Fills `out` with the keys of the first statements in the order that `q` asks for, as many as it
 * has to skip and to give. Of "said" there is no such order. Fails with ONR_E_STORE and
 * ONR_E_MEMORY.
 */
bool choose(key_list *out, onr_store *store, const onr_question *q, onr_arena *arena,
            onr_error *err);

#endif
