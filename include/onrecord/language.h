/**
 * Language: text -> words, sentences, tags, lemmas, trees, names (Universal Dependencies v2).
 * Takes any UTF-8; knows nothing of pages and articles but where blocks end.
 * Two models of one interface: `best` and `fast`.
 */
#ifndef ONRECORD_LANGUAGE_H
#define ONRECORD_LANGUAGE_H

#include "onrecord/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Universal part-of-speech tags, in alphabetical order. */
typedef enum onr_upos {
    ONR_ADJ,
    ONR_ADP,
    ONR_ADV,
    ONR_AUX,
    ONR_CCONJ,
    ONR_DET,
    ONR_INTJ,
    ONR_NOUN,
    ONR_NUM,
    ONR_PART,
    ONR_PRON,
    ONR_PROPN,
    ONR_PUNCT,
    ONR_SCONJ,
    ONR_SYM,
    ONR_VERB,
    ONR_X,
} onr_upos;

/** Universal relations, in alphabetical order; subtypes stand beside. */
typedef enum onr_relation {
    ONR_ACL,
    ONR_ADVCL,
    ONR_ADVMOD,
    ONR_AMOD,
    ONR_APPOS,
    ONR_AUX_REL,
    ONR_CASE,
    ONR_CC,
    ONR_CCOMP,
    ONR_CLF,
    ONR_COMPOUND,
    ONR_CONJ,
    ONR_COP,
    ONR_CSUBJ,
    ONR_DEP,
    ONR_DET_REL,
    ONR_DISCOURSE,
    ONR_DISLOCATED,
    ONR_EXPL,
    ONR_FIXED,
    ONR_FLAT,
    ONR_GOESWITH,
    ONR_IOBJ,
    ONR_LIST,
    ONR_MARK,
    ONR_NMOD,
    ONR_NSUBJ,
    ONR_NUMMOD,
    ONR_OBJ,
    ONR_OBL,
    ONR_ORPHAN,
    ONR_PARATAXIS,
    ONR_PUNCT_REL,
    ONR_REPARANDUM,
    ONR_ROOT,
    ONR_VOCATIVE,
    ONR_XCOMP,
} onr_relation;

enum { ONR_NO_HEAD = -1 };

/** A syntactic word. "don't" is one token of two words, which share `token`. */
typedef struct onr_word {
    onr_span span; /**< Bytes of the text. Words of one token may share or halve its span. */
    onr_str form;  /**< As UD writes it; points into the text where it stands there. */
    onr_str lemma;
    onr_str xpos;    /**< Penn tag. */
    onr_str feats;   /**< "Number=Sing|Person=3", or empty. */
    onr_str subtype; /**< "pass" of nsubj:pass, or empty. */
    onr_upos upos;
    onr_relation relation;
    int32_t head;   /**< Index of a word of the text (not of the sentence), or ONR_NO_HEAD. */
    uint32_t token; /**< Index of the token that the word belongs to. */
    uint32_t sentence;
} onr_word;

/** A token of the text: what stands between spaces, less punctuation. */
typedef struct onr_token {
    onr_span span;
    uint32_t first_word;
    uint32_t word_count;
} onr_token;

typedef struct onr_sentence {
    onr_span span;
    uint32_t first_word;
    uint32_t word_count;
    uint32_t first_token;
    uint32_t token_count;
    onr_str comments; /**< Of CoNLL-U that was read: the lines before its words, "#" and all. */
} onr_sentence;

/** What a name names. */
typedef enum onr_name_kind {
    ONR_NAME_PERSON,
    ONR_NAME_LOCATION,
    ONR_NAME_ORGANISATION,
    ONR_NAME_NORP, /**< Nationality, religion, political group. */
    ONR_NAME_DATE,
    ONR_NAME_OTHER, /**< Facility, product, money and what else the model knows. */
} onr_name_kind;

/** A name in the text. */
typedef struct onr_name {
    onr_name_kind kind;
    onr_span span;
    uint32_t first_word;
    uint32_t word_count;
} onr_name;

/**
 * What a model's network made of each word, for layers that ask it more. Private to the library.
 */
typedef struct onr_vectors onr_vectors;

/** A text that was read. All indices are of the arrays here. */
typedef struct onr_text {
    onr_str text;
    const onr_word *words;
    size_t word_count;
    const onr_token *tokens;
    size_t token_count;
    const onr_sentence *sentences;
    size_t sentence_count;
    const onr_name *names;
    size_t name_count;
    /** By word: its first dependant, and the next one of its head's, in text order; -1: none. NULL
     * where no tree was read. */
    const int32_t *first_child, *next_child;
    onr_notes notes;            /**< What was cut; bytes of `text`. */
    const onr_vectors *vectors; /**< Of the first 65,536 words; NULL where no model read it. */
} onr_text;

/** A language model, `best` or `fast`. Read-only, may be shared between threads. */
typedef struct onr_language_model onr_language_model;

/**
 * Reads the model from the bytes of its file, which must outlive it. `simd` above
 * what the machine has falls back to the best that it has.
 * Fails with ONR_E_MODEL or ONR_E_MEMORY. Release with `onr_language_model_free`.
 */
ONR_API bool onr_language_model_load(const onr_language_model **out, onr_str bytes, onr_simd simd,
                                     onr_error *err);

/** Releases the model, not the bytes that it was read from. NULL is allowed. */
ONR_API void onr_language_model_free(const onr_language_model *model);

/**
 * Reads `text`: tokens, sentences, words, tags, lemmas, trees, names. `ends` are
 * the bytes behind each block, where a sentence ends whatever stands there
 * (`end_count` may be 0: then empty lines alone end one). A sentence of more words than the
 * arena's bound, 256 at first, is cut, with a note. Time is linear in the text but for the square
 * of a sentence's length.
 *
 * Fails with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_language_read(onr_text *out, onr_str text, const uint32_t *ends, size_t end_count,
                               const onr_language_model *model, onr_arena *arena, onr_error *err);

/**
 * Reads a text whose tokens, words and sentences are there already, as CoNLL-U gives them
 * (`text->words` with spans, forms and sentences): fills in tags, lemmas, trees and names. Fails
 * with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_language_read_tokens(onr_text *text, const onr_language_model *model,
                                      onr_arena *arena, onr_error *err);

/**
 * Whether a text is English, the one language whose statements are found: by its commonest words;
 * of a short text, by what its page declares (BCP 47; may be empty) and its script, too.
 */
ONR_API bool onr_language_is_english(onr_str text, onr_str declared);

/** The first word that starts at `byte` or behind it; `word_count` where there is none. */
ONR_API size_t onr_text_word_from(const onr_text *text, uint32_t byte);

/** The tag as Universal Dependencies writes it: "ADJ". The string is static. */
ONR_API const char *onr_upos_name(onr_upos upos);

/** The relation as Universal Dependencies writes it, without subtype: "nsubj". The string is
 * static.
 */
ONR_API const char *onr_relation_name(onr_relation relation);

#ifdef __cplusplus
}
#endif

#endif
