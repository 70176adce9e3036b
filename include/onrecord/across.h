/**
 * Across: the same thing told by several pages.
 * Takes records of pages; gives links between what two of them hold, each with its score and why,
 * and joins links to what is told: an utterance with its reports, an event, an instrument.
 * Knows nothing of files or stores.
 */
#ifndef ONRECORD_ACROSS_H
#define ONRECORD_ACROSS_H

#include "onrecord/record.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What is held to be the same. */
typedef enum onr_link_kind {
    ONR_LINK_COPY,       /**< Of two pages: the prose of the one is the other's. */
    ONR_LINK_UTTERANCE,  /**< Of two statements: reports of one utterance. */
    ONR_LINK_EVENT,      /**< Of two events. */
    ONR_LINK_INSTRUMENT, /**< Of two instruments. */
    ONR_LINK_DISPUTE,    /**< Of a claim and the statement that denies it. */
    ONR_LINK_KINDS,      /**< How many there are; no kind. */
} onr_link_kind;

/** Two things that belong together. */
typedef struct onr_link {
    onr_link_kind kind;
    uint32_t page[2]; /**< Indices of pages; of a dispute that of the claim first. */
    int32_t item[2];  /**< Indices within their records; of a copy 0. */
    float score;      /**< 0 to 1; of a copy the share of the shorter page's prose. */
    onr_str why;
} onr_link;

typedef struct onr_links {
    const onr_link *items;
    size_t count;
} onr_links;

/** What of a record is compared with other pages. Points into the record. */
typedef struct onr_digest onr_digest;

/**
 * A trace of a page: pages that share traces of a weight of ONR_TRACES_ALIKE may hold the same
 * things, others do not. A store looks neighbours up by them.
 */
typedef struct onr_trace {
    uint32_t hash;
    uint32_t weight;
} onr_trace;

enum {
    ONR_TRACES_ALIKE =
        3, /**< The least sum of shared traces' weights at which pages are compared. */
    ONR_DAYS_APART = 14, /**< Pages published further apart are not compared; one without a day is
                            compared with all. */
};

/** Makes the digest of `record`, which must outlive it. Fails with ONR_E_MEMORY. */
ONR_API bool onr_across_digest(const onr_digest **out, const onr_record *record, onr_arena *arena,
                               onr_error *err);

/** Writes a digest as bytes to be kept, some 5 KB a page of news. Fails with ONR_E_MEMORY. */
ONR_API bool onr_across_write(onr_str *out, const onr_digest *digest, onr_arena *arena,
                              onr_error *err);

/**
 * Reads what `onr_across_write` wrote, into `arena`: compared with others it gives the same links.
 * It has no traces. Fails with ONR_E_FORMAT where `bytes` are no digest, and with ONR_E_MEMORY.
 */
ONR_API bool onr_across_read(const onr_digest **out, onr_str bytes, onr_arena *arena,
                             onr_error *err);

/** The traces of a page, `*count` of them, in rising order of their hashes, each hash once. They
 * live as long as the digest. */
ONR_API const onr_trace *onr_across_traces(const onr_digest *digest, size_t *count);

/** The day of a page, counted in days; 0 where it is not known. Two of them can be subtracted. */
ONR_API int32_t onr_across_day(const onr_digest *digest);

/**
 * Finds the links between `a` and `b`, which are pages 0 and 1, and those within `a` where both are
 * the same. What they are depends on these two pages alone, not on their order.
 *
 * Method: copies by shingles of the articles' own prose, quotations left out (Broder 1997), in the
 * order of the text; utterances by runs of five words, or by a logistic regression over speakers,
 * acts, days and words (train/across.py). Takes time in the product of the pages'
 * statements, of which the first 1,024 count. Fails with ONR_E_MEMORY.
 */
ONR_API bool onr_across_compare(onr_links *out, const onr_digest *a, const onr_digest *b,
                                onr_arena *arena, onr_error *err);

/** Something that is told in several places. */
typedef struct onr_place_told {
    uint32_t page;
    int32_t item;
} onr_place_told;

typedef struct onr_told {
    const onr_place_told *places; /**< In the order of pages, then of items. */
    size_t count;
    float score; /**< The least score that joined it. */
    onr_str why; /**< Of that link. */
} onr_told;

typedef struct onr_told_list {
    const onr_told *items; /**< In the order of their first places. */
    size_t count;
} onr_told_list;

/**
 * Joins the links of one kind to what is told: two groups become one where a third of the pairs
 * between them are linked, the best links first (average linkage, Sokal and Michener 1958), so that
 * one wrong link does not make two utterances one; never where a link between them has a score
 * below 0, which keeps its two places apart. Places without a link are in no group. The result
 * depends on pages' indices and on the links, not on their order. Fails with ONR_E_MEMORY.
 */
ONR_API bool onr_across_join(onr_told_list *out, const onr_link *links, size_t count,
                             onr_arena *arena, onr_error *err);

enum { ONR_GROUNDS = 3 };

/** What a report rests on: its origin, its page, the pages that this is a copy of; 0: nothing. */
typedef struct onr_grounds {
    uint64_t of[ONR_GROUNDS];
} onr_grounds;

/** How many of the reports are independent: those that share any ground are one source, and so are
 * those that others join. Fails with ONR_E_MEMORY. */
ONR_API bool onr_across_sources(size_t *out, const onr_grounds *reports, size_t count,
                                onr_arena *arena, onr_error *err);

/**
 * Who vouches that item `item` of a page was: of a statement, whoever told the page of it, of an
 * event, whose word it is; the nearest to the thing itself, by name in small letters. Where that is
 * the page itself, its outlet, else its id. Fails with ONR_E_MEMORY.
 */
ONR_API bool onr_across_origin(onr_str *out, const onr_record *record, onr_link_kind kind,
                               int32_t item, onr_arena *arena, onr_error *err);

/** A place where something is told: a statement, an event, an instrument, or a page as a whole. */
typedef struct onr_report {
    onr_str page;   /**< Name; the id of a page without one. */
    int64_t key;    /**< Of the page in a store. */
    onr_str item;   /**< "S3", "V1", "I2"; empty of a page as a whole. */
    onr_span place; /**< Of the statement's cue, the event's trigger, the instrument's name. */
} onr_report;

/** The same thing, told in several places. */
typedef struct onr_story {
    onr_str who;  /**< The speaker, the first actor, the instrument's name. */
    onr_str what; /**< The act, class or kind. */
    const onr_report
        *reports; /**< Of a dispute the claim, then the denial; of copies both pages. */
    size_t report_count;
    size_t sources; /**< Origins that do not depend on each other: one for all that rests on one
                       word, and one for pages that are copies. */
    double score;   /**< Of the link that joined it last; of copies the share. */
    onr_str why;    /**< Of that link; empty where there is one report alone. */
} onr_story;

#ifdef __cplusplus
}
#endif

#endif
