/**
 * Events: who does what to whom, in PLOVER's classes and CAMEO's codes.
 * Takes statements and entities; gives what statements do, and what is told in them and by the
 * page.
 */
#ifndef ONRECORD_EVENTS_H
#define ONRECORD_EVENTS_H

#include "onrecord/attribution.h"

#ifdef __cplusplus
extern "C" {
#endif

/** PLOVER's 16 classes, in the order of its manual. */
typedef enum onr_plover {
    ONR_AGREE,
    ONR_CONSULT,
    ONR_SUPPORT,
    ONR_CONCEDE,
    ONR_COOPERATE,
    ONR_AID,
    ONR_RETREAT,
    ONR_REQUEST,
    ONR_ACCUSE,
    ONR_REJECT,
    ONR_THREATEN,
    ONR_PROTEST,
    ONR_SANCTION,
    ONR_MOBILIZE,
    ONR_COERCE,
    ONR_ASSAULT,
} onr_plover;

typedef enum onr_status {
    ONR_HAPPENED,
    ONR_ONGOING,
    ONR_PLANNED,
    ONR_DENIED,
    ONR_HYPOTHETICAL,
} onr_status;

enum { ONR_NO_EVENT = -1 };

/** Somebody does something to somebody. */
typedef struct onr_event {
    const int32_t *actors; /**< Indices of entities. */
    size_t actor_count;
    const int32_t *recipients;
    size_t recipient_count;
    onr_plover event_class;
    onr_str mode;      /**< PLOVER's; empty: not known. */
    const char *cameo; /**< As far as certain; the two-digit root at least. */
    onr_spans trigger;
    onr_status status;
    /** Index of the statement that vouches for it, or ONR_NO_STATEMENT: the page. */
    int32_t vouched;
    onr_str where; /**< The place by name that the trigger's clause gives; else empty. */
    /** Index of the page's first event of which this is a repeat, or ONR_NO_EVENT. */
    int32_t same_as;
    onr_strs issues; /**< What it is about, by the researcher's own dictionaries. */
    float confidence;
} onr_event;

typedef struct onr_events {
    const onr_event *items;
    size_t count;
} onr_events;

/**
 * Finds the events of a text, in its order: what the statements' own acts are (data/acts.tsv: who
 * demands, promises, refuses, accuses), what is told inside them and by the page. One of which no
 * actor is known is given only as a statement's act, or where somebody is accused, asked, refused
 * or threatened.
 *
 * Method: a trigger head, and pointers from each trigger to its actors and recipients, over the
 * words' vectors (train/NETWORK.md, section 4). A text read by a model without such heads gives the
 * statements' acts alone: a look-up of the act in PLOVER's classes (Open Event Data Alliance 2018),
 * the recipient being the addressee, else the first political actor that the content names. The
 * researcher's `own` dictionaries (may be NULL) decide before that about the words that they have.
 * The result lives in `arena` and points into `statements` and `own`; `notes` tell which sentences
 * these discard.
 *
 * Fails with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_events_find(onr_events *out, onr_notes *notes, const onr_text *text,
                             const onr_entities *entities, const onr_statements *statements,
                             const onr_codebook *own, onr_arena *arena, onr_error *err);

/** The class as the record has it: "AGREE", … The string is static. */
ONR_API const char *onr_plover_name(onr_plover event_class);

/** "happened", "ongoing", … as in the record. The string is static. */
ONR_API const char *onr_status_name(onr_status status);

#ifdef __cplusplus
}
#endif

#endif
