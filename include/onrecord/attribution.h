/**
 * Attribution: who says what, in which words.
 * Takes a text with trees and its entities; gives its statements in order of their cues.
 * Knows nothing of events, files or stores.
 */
#ifndef ONRECORD_ATTRIBUTION_H
#define ONRECORD_ATTRIBUTION_H

#include "onrecord/entities.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What a speaker does with the words. */
typedef enum onr_act {
    ONR_ACT_STATE,
    ONR_ACT_DENY,
    ONR_ACT_ADMIT,
    ONR_ACT_ACCUSE,
    ONR_ACT_DEMAND,
    ONR_ACT_PROPOSE,
    ONR_ACT_PROMISE,
    ONR_ACT_REFUSE,
    ONR_ACT_AGREE,
    ONR_ACT_THREATEN,
    ONR_ACT_WARN,
    ONR_ACT_PRAISE,
    ONR_ACT_THINK,
    ONR_ACT_ASK,
    ONR_ACT_COUNT, /**< How many there are; no act. */
} onr_act;

/** All of the content in quotation marks, nothing of it, some of it. */
typedef enum onr_quote { ONR_QUOTE_DIRECT, ONR_QUOTE_INDIRECT, ONR_QUOTE_MIXED } onr_quote;

enum { ONR_NO_STATEMENT = -1 };

/** Somebody says, writes, thinks, wants, promises, denies: one cue, one statement. */
typedef struct onr_statement {
    onr_spans speaker;      /**< Empty where nobody is named ("reportedly"). */
    int32_t speaker_entity; /**< Index, pronouns and roles resolved, or ONR_NO_ENTITY. */
    onr_spans cue;          /**< The word that says that something is said, and its particle. */
    onr_spans content;      /**< Quotation marks included. */
    onr_spans addressee;    /**< Empty where nobody is told. */
    int32_t addressee_entity;
    onr_quote quote;
    onr_act act;     /**< The content read, too: "will retaliate" is a threat, whatever the cue. */
    bool negated;    /**< "Did not say": the cue is denied. */
    bool hedged;     /**< "Reportedly", "allegedly". */
    bool unrealised; /**< "Will say", "might demand": not yet said. */
    int32_t inside;  /**< Index of the statement that this one stands in, or ONR_NO_STATEMENT. */
    onr_spans on_word_of; /**< Who is cited for it ("…, citing two officials"), or empty. */
    float confidence;     /**< 0 to 1. */
} onr_statement;

typedef struct onr_statements {
    const onr_statement *items;
    size_t count;
} onr_statements;

/**
 * Finds the statements of `text`, which `entities` was found in. Time is linear in its words.
 *
 * Method: a logistic regression says which words are cues, a conditional random field (Lafferty,
 * McCallum, Pereira 2001) which words around a cue are its speaker and content, both over the
 * tree's and the words' features, learnt from PolNeAR (Newell, Margolin, Ruths 2018;
 * models/MODEL-attribution.md) after Pareti et al. 2013. Act, addressee and nesting are decided by
 * rules over tables of words (data/). The result lives in `arena` and points into `text`;
 * `notes` tell, by bytes of `text`, which quotations nobody closed.
 *
 * Fails with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_attribution_find(onr_statements *out, onr_notes *notes, const onr_text *text,
                                  const onr_entities *entities, onr_arena *arena, onr_error *err);

/** The act as the record has it: "state", "deny", … The string is static. */
ONR_API const char *onr_act_name(onr_act act);

/** "direct", "indirect" or "mixed", as the record has it. The string is static. */
ONR_API const char *onr_quote_name(onr_quote quote);

#ifdef __cplusplus
}
#endif

#endif
