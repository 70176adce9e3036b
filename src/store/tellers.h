/*
 * What is known of a place where something is told, from its page's record: who, what, where.
 */
#ifndef ONR_SRC_STORE_TELLERS_H
#define ONR_SRC_STORE_TELLERS_H

#include "onrecord/across.h"

typedef struct teller {
    onr_str who, what; /* The speaker and the act, the first actor and the class, … */
    onr_span place;
    uint64_t origin; /* Hash of onr_across_origin; left as it is here. */
} teller;

/* Item `item` of `record`, counted from 0. Points into the record. */
void teller_read(teller *out, const onr_record *record, onr_link_kind kind, int32_t item);

/* How many items of a kind there are; a dispute's are statements. */
size_t teller_count(const onr_record *record, onr_link_kind kind);

#endif
