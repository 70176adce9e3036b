/*
 * What of a record is compared with other pages: its words, who its parties are by names and
 * codes, what its statements, events and instruments are about.
 */
#ifndef ONR_SRC_ACROSS_DIGEST_H
#define ONR_SRC_ACROSS_DIGEST_H

#include "across/parties.h"
#include "onrecord/across.h"

/* Of a page with more, the first are compared. */
enum { MOST_ITEMS = 1024 };

/* What is said, or what a text is called. */
typedef struct matter {
    number_set stems;  /* Of all but function words. */
    float *rarity;     /* Of each stem: 1 where the page has it once, less the more often. */
    number_set names;  /* Of names. */
    number_set values; /* Of numbers. */
    number_set kin;    /* Clusters of words, stems where those are not known. */
    number_set grams;  /* Runs of five words. */
    number_set pairs;  /* Runs of two words, function words left out. */
    size_t words;
    bool denied; /* It has a negation. */
} matter;

typedef struct said {
    party speaker;
    party addressee;
    matter content;
    int32_t day; /* On which it was said, as day_number has it; 0: not known. */
    bool sure;   /* That day is told, not the page's. */
    bool quoted; /* Five words of it at least stand in quotation marks. */
} said;

struct onr_digest {
    const onr_record *record;
    compared_words words;
    number_set stems; /* Of the page, and how often it has each. */
    uint32_t *counts;
    int32_t day;    /* 0: not known. */
    party *parties; /* By entity. */
    said *said;     /* By statement. */
    matter *events; /* By event: the words around its trigger. */
    matter *instruments;
    size_t said_count, event_count, instrument_count;
    const uint64_t *shingles; /* Of its own prose, in the order of the text. */
    size_t shingle_count;
    const onr_trace *traces;
    size_t trace_count;
};

/* What the words of `spans` are about. */
void matter_read(matter *out, const compared_words *words, onr_spans spans, onr_arena *arena);

#endif
