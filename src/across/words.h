/*
 * A text as a list of words to compare: folded, stemmed, with what each is. Needs no trees, so that
 * a record that comes out of a store is compared like one that was just read.
 */
#ifndef ONR_SRC_ACROSS_WORDS_H
#define ONR_SRC_ACROSS_WORDS_H

#include "onrecord/base.h"

enum {
    WORD_FUNCTION = 1, /* "the", "of": says nothing of the matter */
    WORD_NAME = 2,     /* a capital within a sentence */
    WORD_NUMBER = 4,
    WORD_QUOTED = 8, /* within quotation marks */
    WORD_NOT = 16,   /* "not", "never", "deny" */
};

typedef struct compared_word {
    uint32_t form; /* Hash of the word in lower case. */
    uint32_t stem; /* The same without its ending. */
    uint16_t kin;  /* Its cluster among words that are used alike, from 1; 0: not known. */
    uint8_t marks; /* WORD_… */
    onr_span span;
} compared_word;

typedef struct compared_words {
    compared_word *items;
    size_t count;
} compared_words;

/* Time is linear in `text`. False: the arena is full. */
bool words_read(compared_words *out, onr_str text, onr_arena *arena);

/* The first word that ends behind `byte`. */
size_t words_from(const compared_words *words, uint32_t byte);

/* What is compared keeps so many bits of each hash: two sets of a dozen words are as good as never
 * alike by chance. */
enum { HASH_BITS = 24, HASH_BYTES = HASH_BITS / 8, HASH_MASK = (1 << HASH_BITS) - 1 };

/* Different numbers in rising order. */
typedef struct number_set {
    uint32_t *items;
    size_t count;
} number_set;

/* Puts `set` in order, without doubles. */
void set_order(number_set *set);

/* How many numbers both have. */
size_t set_shared(number_set a, number_set b);

#endif
