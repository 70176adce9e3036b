/*
 * A text as the units that phrases are made of, and the phrases in it.
 */
#ifndef ONR_SRC_CODEBOOK_SCAN_H
#define ONR_SRC_CODEBOOK_SCAN_H

#include "codebook/book.h"
#include "onrecord/language.h"

typedef struct text_unit {
    uint32_t form;  /* PHRASE_NONE: no phrase has it. */
    uint32_t lemma; /* Of a word that is one unit alone. */
    uint32_t word;
    bool parted; /* What stands before it ends a phrase: a comma, a sentence. */
} text_unit;

typedef struct text_units {
    const onr_codebook *book;
    const text_unit *items;
    size_t count;
    const uint32_t *first_of; /* By word, and one more: its first unit. */
} text_units;

/* False: the arena is full. */
bool units_read(text_units *out, const onr_codebook *book, const onr_text *text, onr_arena *arena);

/* A phrase that begins at a unit: the entry, and the unit behind it. */
typedef struct phrase_match {
    uint32_t entry; /* PHRASE_NONE: there is none. */
    size_t end;
} phrase_match;

/* The longest below `root` that begins at unit `at`. */
phrase_match units_match(const text_units *units, uint32_t root, size_t at);

#endif
