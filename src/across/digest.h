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
    uint8_t *often;    /* Of each stem: how often the page has it, 255 at most. */
    float *rarity;     /* Of each stem: 1 where the page has it once, less the more often. */
    float all_rarity;  /* Of all of them. */
    number_set names;  /* Of names. */
    number_set values; /* Of numbers. */
    number_set kin;    /* Clusters of words, stems where those are not known. */
    number_set grams;  /* Runs of five words. */
    number_set pairs;  /* Runs of two words, function words left out. */
    size_t words;
    bool denied; /* It has a negation. */
} matter;

/* Parties are numbers of those of the digest. */
typedef struct party_list {
    uint32_t *items;
    size_t count;
} party_list;

typedef struct said {
    uint32_t speaker;
    onr_act act;
    bool negated, unrealised, is_inside;
    bool sure;   /* Its day is told, not the page's. */
    bool quoted; /* Five words of it at least stand in quotation marks. */
    int32_t day; /* On which it was said, as day_number has it; 0: not known. */
    matter content;
} said;

typedef struct happened {
    onr_plover event_class;
    int32_t day; /* 0: not known. */
    party_list actors, recipients;
    number_set around; /* Stems of the words around its trigger. */
} happened;

typedef struct named {
    onr_instrument_kind kind;
    party_list parties;
    number_set stems, names; /* Of its name. */
} named;

/* A run of words of a page's own prose, and how many came before it. */
typedef struct shingle {
    uint32_t hash, at;
} shingle;

struct onr_digest {
    int32_t day; /* 0: not known. */
    party *parties;
    said *said;              /* By statement. */
    happened *events;        /* By event. */
    named *instruments;      /* By instrument. */
    const shingle *shingles; /* Sorted by hash, of equal ones the first alone. */
    size_t party_count, said_count, event_count, instrument_count, shingle_count;
    size_t run_count; /* Runs of its prose, equal ones, too. */

    /* Of a page that was just read, not of one that comes out of a store. */
    const onr_record *record;
    const onr_trace *traces;
    size_t trace_count;
};

/* Fills the rarity of stems by how often the page has them. */
void matter_weigh(matter *m, onr_arena *arena);

#endif
