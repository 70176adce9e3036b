/**
 * Codebook: the researcher's own dictionaries, in the forms of TABARI and PETRARCH or as a table.
 * Takes the bytes of dictionaries; gives what the layers of entities and events ask before they
 * ask their own tables, and the faults of each line (docs/CODEBOOK.md).
 */
#ifndef ONRECORD_CODEBOOK_H
#define ONRECORD_CODEBOOK_H

#include "onrecord/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum onr_dictionary_kind {
    ONR_DICTIONARY_ACTORS,   /**< .actors: names and their codes by date */
    ONR_DICTIONARY_AGENTS,   /**< .agents: nouns and what they add to a code */
    ONR_DICTIONARY_VERBS,    /**< .verbs: synonym sets, verbs, patterns */
    ONR_DICTIONARY_DISCARDS, /**< .discards: phrases whose sentence or page gives no events */
    ONR_DICTIONARY_ISSUES,   /**< .issues: phrases and what they are about */
    ONR_DICTIONARY_TABLE,    /**< .tsv: phrase, class, mode */
} onr_dictionary_kind;

/** A dictionary, to be loaded. */
typedef struct onr_dictionary {
    onr_dictionary_kind kind;
    onr_str name; /**< As faults are to name it. */
    onr_str bytes;
} onr_dictionary;

/** A line that is not, or not wholly, what a dictionary may hold; it is left out. */
typedef struct onr_fault {
    size_t dictionary; /**< Index. */
    uint32_t line;     /**< From 1. */
    onr_str what;
} onr_fault;

/** Dictionaries, loaded. Read-only, may be shared between threads. */
typedef struct onr_codebook onr_codebook;

/** The kind of a file by the end of its name (".actors", …). False: none of them. */
ONR_API bool onr_dictionary_kind_of(onr_dictionary_kind *out, onr_str name);

/**
 * Loads dictionaries; where two say something of the same phrase, the first decides. Keeps nothing
 * of `dictionaries`. A line with a fault is left out and told by `onr_codebook_faults`. Time is
 * linear in their bytes.
 *
 * Fails with ONR_E_MEMORY where they take more than 1 GiB. Release with `onr_codebook_free`.
 */
ONR_API bool onr_codebook_load(const onr_codebook **out, const onr_dictionary *dictionaries,
                               size_t count, onr_error *err);

/** Releases the codebook and its faults. NULL is allowed. */
ONR_API void onr_codebook_free(const onr_codebook *book);

/** The faults, `*count` of them, dictionary by dictionary, in the order of their lines. They live
 * as long as the codebook. */
ONR_API const onr_fault *onr_codebook_faults(const onr_codebook *book, size_t *count);

#ifdef __cplusplus
}
#endif

#endif
