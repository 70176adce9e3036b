/**
 * Record: what one page becomes (docs/RECORD.md).
 */
#ifndef ONRECORD_RECORD_H
#define ONRECORD_RECORD_H

#include "onrecord/article.h"
#include "onrecord/events.h"
#include "onrecord/times.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Two statements that cannot both be right. */
typedef struct onr_dispute {
    int32_t claim; /**< Indices of statements. */
    int32_t denial;
    onr_span about; /**< The claim's words. */
} onr_dispute;

/** A text or undertaking that parties can point at. */
typedef enum onr_instrument_kind {
    ONR_INSTRUMENT_TREATY,
    ONR_INSTRUMENT_DEAL,
    ONR_INSTRUMENT_LAW,
    ONR_INSTRUMENT_DRAFT,
    ONR_INSTRUMENT_DECLARATION,
    ONR_INSTRUMENT_RESOLUTION,
    ONR_INSTRUMENT_RULING,
    ONR_INSTRUMENT_ORDER,
    ONR_INSTRUMENT_PLAN,
    ONR_INSTRUMENT_GUARANTEE,
    ONR_INSTRUMENT_ASSURANCE,
    ONR_INSTRUMENT_SANCTION,
    ONR_INSTRUMENT_ULTIMATUM,
} onr_instrument_kind;

/** How it stands, by somebody's word. */
typedef enum onr_standing {
    ONR_STANDING_MADE,
    ONR_STANDING_PROPOSED,
    ONR_STANDING_DEMANDED,
    ONR_STANDING_INVOKED,
    ONR_STANDING_DISPUTED,
    ONR_STANDING_DENIED,
    ONR_STANDING_BROKEN,
    ONR_STANDING_REVOCATION_PROPOSED,
    ONR_STANDING_REVOCATION_DEMANDED,
    ONR_STANDING_REVOKED,
} onr_standing;

/** Whose word gives it which standing. */
typedef struct onr_standing_by {
    int32_t statement; /**< Index, or ONR_NO_STATEMENT: the page itself tells it. */
    onr_standing standing;
} onr_standing_by;

typedef struct onr_instrument {
    onr_span name; /**< Its first mention: the noun phrase without relative clause. */
    onr_instrument_kind kind;
    const int32_t *parties; /**< Indices of entities. */
    size_t party_count;
    onr_str when; /**< EDTF; empty: not told. */
    const onr_standing_by *standings;
    size_t standing_count;
    float confidence; /**< 0 to 1. */
} onr_instrument;

/** In the order of their names. */
typedef struct onr_instruments {
    const onr_instrument *items;
    size_t count;
} onr_instruments;

/** A quantity that the page gives. */
typedef struct onr_figure {
    onr_span span;    /**< With its hedge and its unit: "more than 200 girls". */
    onr_span subject; /**< What it is the quantity of; empty where that is not plain. */
    onr_span measure; /**< In which respect: "killed", "population"; may be empty. */
    double value;
    double to;        /**< The upper end of a range, else NaN. */
    onr_str unit;     /**< "USD", "%", "km", "share", or the noun that is counted; may be empty. */
    bool approximate; /**< "About", "more than", "up to", "nearly", "or so". */
    int32_t vouched;  /**< The innermost statement that says so, or ONR_NO_STATEMENT: the page. */
} onr_figure;

/** In the order of the text. */
typedef struct onr_figures {
    const onr_figure *items;
    size_t count;
} onr_figures;

/** Where in its source a page stands that is one of several: of a WARC its record, of JSON lines
 * its line. */
typedef struct onr_origin {
    uint64_t offset; /**< Of its first byte in the file as it lies. */
    uint64_t length; /**< 0: the source is the page. */
    onr_str digest;  /**< As the WARC record has it ("sha1:…"); empty: it has none. */
    onr_str fetched; /**< When it was fetched: "2026-03-04T12:00:00Z"; empty: not known. */
} onr_origin;

/** A page's record. All parts live in the arena that it was read into. */
typedef struct onr_record {
    char id[72];    /**< "sha256:" and the hash of the bytes read, NUL-terminated. */
    onr_str name;   /**< The id of the input line or the file's base name; may be empty. */
    onr_str source; /**< Path, URL or WARC file. */
    onr_origin origin;
    onr_article article;
    onr_text text; /**< Words and trees; not part of the JSON. */
    onr_entities entities;
    onr_statements statements;
    onr_events events;
    onr_times times;
    const int32_t
        *said; /**< Of each statement, the index of the time of its cue, or ONR_NO_TIME. */
    const int32_t
        *when; /**< Of each event, that of its trigger. NULL: times were not looked for. */
    const onr_strs *chains; /**< Of each statement, from the page inwards to whose word it is. */
    const onr_dispute *disputes;
    size_t dispute_count;
    onr_instruments instruments;
    onr_figures figures;
    onr_notes notes; /**< Of all layers, in their order. */
} onr_record;

/** A statement in words, with its page and the way back to its bytes: what a store answers. */
typedef struct onr_answer {
    onr_str id;     /**< Within its store: "17.S3" is the third statement of page 17. */
    onr_str page;   /**< The page's id. */
    onr_str source; /**< Path or URL. */
    onr_str url;
    onr_str title;
    onr_str outlet;
    onr_str published;
    onr_str statement;     /**< "S1" */
    onr_str speaker;       /**< The entity's name, else the words. */
    onr_str speaker_words; /**< As the page has them. */
    onr_str code;
    onr_str cue;
    onr_str act;
    onr_str content;
    onr_str addressee;
    onr_str chain; /**< "Digi24 ← Izvestia ← Russian Embassy in Belgium" */
    onr_str said;  /**< EDTF, or empty. */
    onr_str quote; /**< "direct", "indirect", "mixed" */
    bool negated, hedged, unrealised;
    onr_span span;  /**< Content in the article's text, first to last byte. */
    onr_span bytes; /**< The block's bytes of the page as read that the content lies in. */
    double confidence;
} onr_answer;

/** Two statements of a page that cannot both be right, in words. */
typedef struct onr_disputed {
    onr_answer claim;
    onr_answer denial;
    onr_str about; /**< The claim's words that are denied. */
} onr_disputed;

/** Who a page is: "sha256:" and the SHA-256 (FIPS 180-4) of its bytes in hexadecimal digits, into
 * `id`, NUL-terminated. Cannot fail. */
ONR_API void onr_record_identify(char id[72], onr_str bytes);

/**
 * Fills `times`, `said` and `when`: the times of `record->text`, and of each statement and event
 * that which hangs on its cue or trigger in the tree. A time within what was said tells of
 * something else; an event that is a statement's own act happens when that is said. Days count
 * from `record->article.published`.
 *
 * Needs text, statements and events. Fails with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_record_find_times(onr_record *record, onr_arena *arena, onr_error *err);

/**
 * Fills `disputes`: denials with the claims that they most probably deny, within 48 statements.
 *
 * Method: two forests of oblivious trees (models/MODEL-disputes.md) say whether a statement denies
 * something that the page tells, and which of its statements that is, from both acts and cues,
 * words in common, parties, polarity, nesting and distance. A denial in the claim's own words is
 * always listed. Of a content the first 48 lemmas count. What says that another's claim is not so
 * becomes a denial, and the events that denials are get their recipients or are added.
 *
 * Needs text, entities, statements and events; comes before times, which count the events. Fails
 * with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_record_find_disputes(onr_record *record, onr_arena *arena, onr_error *err);

/**
 * Fills `instruments`: those that `record->text` mentions, with parties and standings.
 *
 * Method: nouns of data/instruments.tsv with what stands around them are mentions; mentions of one
 * instrument are joined by rule; a forest of oblivious trees over signs says which of them are
 * listed (models/MODEL-instruments.md). Standings go by the verb that governs a mention
 * (data/dealings.tsv) and by the act of the statement around it.
 *
 * Needs text, entities and statements. Fails with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_record_find_instruments(onr_record *record, onr_arena *arena, onr_error *err);

/**
 * Leaves out of the record what is less sure than `least`: statements, with the disputes,
 * standings, events and figures that only they vouch for; events; instruments. What stood in a
 * statement that is left out stands in the one around it.
 *
 * Numbers follow the new order. Fails with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_record_keep_sure(onr_record *record, float least, onr_arena *arena,
                                  onr_error *err);

/** "treaty", "deal", … as in the record. The string is static. */
ONR_API const char *onr_instrument_kind_name(onr_instrument_kind kind);

/** "made", "revocation proposed", … as in the record. The string is static. */
ONR_API const char *onr_standing_name(onr_standing standing);

/**
 * Adds an entity for each speaker whose words are a noun's and who is none so far, behind those
 * that the record has; its kind is a guess by the noun.
 *
 * Needs text, entities and statements; events, too, where they are looked for, whose actors are
 * found better without. Fails with ONR_E_MEMORY when
 * the arena is full.
 */
ONR_API bool onr_record_name_speakers(onr_record *record, onr_arena *arena, onr_error *err);

/**
 * Fills `figures`: the quantities that `record->text` gives, with unit, hedge, subject and the
 * statement that vouches for them. Ages, clock times, years, scores and numbers that are names are
 * none.
 *
 * Method: rules over words and the tree: a number as texts write it, its unit or the noun that it
 * counts, words of hedging before it.
 *
 * Needs text, times and statements. Fails with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_record_find_figures(onr_record *record, onr_arena *arena, onr_error *err);

/**
 * Fills `chains`: on whose word each statement stands, as onr_record_chain has it, the page first.
 *
 * Needs article, text, entities and statements. Fails with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_record_find_chains(onr_record *record, onr_arena *arena, onr_error *err);

/**
 * On whose word statement `i` stands, outermost last, as names or, where nobody is known, as the
 * page's words: those whom the speaker cites, the speaker, the outlet that he told or that quotes
 * him; the same of the statement that it stands in; the news agency whose report the page gives,
 * and the page's outlet ("this page" where it has none). Never empty; 34 names at most.
 *
 * Fails with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_record_chain(onr_strs *out, const onr_record *record, size_t i, onr_arena *arena,
                              onr_error *err);

#ifdef __cplusplus
}
#endif

#endif
