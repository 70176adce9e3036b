/*
 * What stands in the page about two mentions that may be the same: their words, names, numbers,
 * articles, and how they lie in trees (train/antecedents.py, whose signs these are).
 */
#ifndef ONR_SRC_ENTITIES_LIKENESS_H
#define ONR_SRC_ENTITIES_LIKENESS_H

#include "base/str.h"
#include "network/heads.h"
#include "onrecord/language.h"

/* A mention by its head word. */
typedef struct likeness {
    const onr_text *text;
    int32_t word, above, above_that; /* the words over it in the tree, or -1 */
    onr_span name;                   /* words of the name around a name's word; else empty */
    uint64_t form,
        before; /* hashes of its form and that of the noun or adjective before it, or 0 */
    uint8_t kind, article, number;
    bool is_subject;
} likeness;

likeness likeness_of(const onr_text *text, int32_t word);

void likeness_signs(uint8_t signs[LINK_SIGNS], const likeness *later, const likeness *earlier);

#endif
