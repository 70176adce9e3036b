/*
 * Statements counted by what they have in common.
 */
#ifndef ONR_SRC_STORE_COUNTS_H
#define ONR_SRC_STORE_COUNTS_H

#include "store/engine.h"

/* Puts what all statements come to into `tally`, which is empty. Fails with ONR_E_STORE. */
bool counts_of_all(onr_store *store, onr_error *err);

#endif
