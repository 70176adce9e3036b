/*
 * What questions look at of statements, as numbers alone: a column of each kind for 64 pages is a
 * row of the table `facts`. Where many statements meet what is asked, these are gone through, which
 * takes some ten nanoseconds for each, instead of their rows.
 */
#ifndef ONR_SRC_STORE_FACTS_H
#define ONR_SRC_STORE_FACTS_H

#include "base/buffer.h"
#include "store/engine.h"

/* What a column has. "Key" is a row of `tally` or `chain`; 0: none. */
typedef enum fact {
    FACT_PAGES,                 /* FACTS_OF_A_PAGE numbers of each page */
    FACT_SIGNS,                 /* of each statement: act, quote, confidence */
    FACT_SPEAKER,               /* the number of its entity */
    FACT_ADDRESSEE,             /* likewise */
    FACT_SPEAKER_NAME,          /* key */
    FACT_CODE,                  /* key */
    FACT_ADDRESSEE_NAME,        /* key */
    FACT_CHAIN,                 /* key */
    FACT_SINGLE,                /* From here on pairs: whose they are, and another number. */
    FACT_CLASSES = FACT_SINGLE, /* statement, key */
    FACT_INSTRUMENTS,           /* statement, key */
    FACT_MEMBERS,               /* an entity that is a group, an entity in it */
    FACT_COUNT
} fact;

enum { PAGES_OF_FACTS = 64, FACTS_OF_A_PAGE = 6 };

/* Days are numbers that are as much greater as they are later; 0: not known. */
typedef struct fact_head {
    uint32_t place; /* Of the page among the 64. */
    uint32_t statements;
    uint32_t first_day, last_day;
    uint32_t day, outlet; /* keys */
} fact_head;

typedef struct fact_page {
    int64_t key;
    fact_head head;
    const char *columns[FACT_SINGLE]; /* From the page's first statement on; see fact_at. */
    const char *pairs[FACT_COUNT];    /* Only those from FACT_SINGLE on. */
    size_t pair_counts[FACT_COUNT];
} fact_page;

/* Number `i` of a column. */
static inline uint32_t fact_at(const char *column, size_t i)
{
    const unsigned char *at = (const unsigned char *)column + 4 * i;
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* Whose the pair is, and its other number. */
static inline uint32_t fact_owner(const char *pairs, size_t i)
{
    return fact_at(pairs, 2 * i) & (KEYS_A_PAGE - 1);
}

static inline uint32_t fact_other(const char *pairs, size_t i)
{
    return fact_at(pairs, 2 * i + 1);
}

/* Act, quote and confidence as one number, and back. */
enum { SURENESS = 1000 };

static inline uint32_t fact_signs(uint32_t act, uint32_t quote, double confidence)
{
    return act << 24 | quote << 16 | (uint32_t)(confidence * SURENESS + 0.5);
}

static inline uint32_t signs_act(uint32_t signs)
{
    return signs >> 24;
}

static inline uint32_t signs_quote(uint32_t signs)
{
    return signs >> 16 & 0xff;
}

static inline uint32_t signs_sureness(uint32_t signs)
{
    return signs & 0xffff;
}

/* An act and a quote as numbers. */
uint32_t fact_act(onr_str name);
uint32_t fact_quote(onr_str name);

/* "2026-03-04" as a number; 0 where it is empty. */
uint32_t fact_day(onr_str day);

/* A page's columns being written: of each statement in the order of their numbers. */
typedef struct fact_writer {
    fact_head head;
    buffer columns[FACT_COUNT];
} fact_writer;

void fact_begin(fact_writer *out, int64_t page, onr_arena *arena);
void fact_put(fact_writer *to, fact column, uint32_t number);
void fact_put_pair(fact_writer *to, fact column, uint32_t owner, uint32_t other);

/* Puts the page behind those that are there; takes it away. Fail with ONR_E_STORE and
 * ONR_E_MEMORY. */
bool facts_add(onr_store *store, int64_t page, fact_writer *from, onr_arena *arena, onr_error *err);
bool facts_cut(onr_store *store, int64_t page, onr_arena *arena, onr_error *err);

/* Called with each page that questions meet; false ends that. */
typedef bool fact_page_fn(const fact_page *page, void *user);

/* Goes through the columns of `wanted`, "1 << FACT_CODE | …", and heads of pages. Fails with
 * ONR_E_STORE and ONR_E_MEMORY. */
bool facts_each(onr_store *store, uint32_t wanted, fact_page_fn *each, void *user, onr_arena *arena,
                onr_error *err);

#endif
