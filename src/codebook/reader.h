/*
 * The lines of a dictionary, without comments and blank ends, and the parts that all kinds have in
 * common: phrases, synonym sets, codes in brackets.
 */
#ifndef ONR_SRC_CODEBOOK_READER_H
#define ONR_SRC_CODEBOOK_READER_H

#include "codebook/book.h"

typedef struct dictionary_reader {
    onr_codebook *book;
    uint32_t dictionary;
    onr_str rest;
    uint32_t line;
    bool in_comment; /* "<!--" has begun one that has not ended. */
} dictionary_reader;

/* The next line that holds something; of a table ('\t' parts it) the tabs at its ends are kept and
 * only a line that begins with "#" is a comment. */
bool reader_next(onr_str *out, dictionary_reader *r, bool is_table);

/* Tells a fault of the line at hand. Returns false. */
bool reader_fault(dictionary_reader *r, const char *format, ...) ONR_PRINTF(2, 3);

/* Takes what stands in the brackets `open` … `close` at the beginning of `*text`, and moves it
 * behind them. False, and a fault is told: the brackets do not close. */
bool reader_take_brackets(onr_str *out, onr_str *text, char open, char close, dictionary_reader *r);

/*
 * Enters a phrase below `root` ("UNITED_NATIONS", "RUSSIAN_&LEADER_") with its meaning; one that
 * ends in "_" is exact. False, and a fault is told: nothing can match it.
 */
bool reader_enter(dictionary_reader *r, uint32_t root, onr_str phrase, uint32_t value);

/* A phrase's node, and whether it is exact; PHRASE_NONE, and a fault is told: nothing can match. */
uint32_t reader_node(bool *exact, dictionary_reader *r, uint32_t root, onr_str phrase);

/* The index of a synonym set by its name ("&MONEY"); PHRASE_NONE: there is none. */
uint32_t reader_find_set(const onr_codebook *book, onr_str name);

/* "&MONEY" begins a set, "+COIN" adds to set `*current`. */
void reader_begin_set(dictionary_reader *r, onr_str name, uint32_t *current);
void reader_add_to_set(dictionary_reader *r, uint32_t set, onr_str phrase);

#endif
