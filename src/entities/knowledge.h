/*
 * The knowledge base: who there is in the world, under which names, in which office when. The
 * build makes it of data/knowledge (data/knowledge/README.md); the library carries it.
 */
#ifndef ONR_SRC_ENTITIES_KNOWLEDGE_H
#define ONR_SRC_ENTITIES_KNOWLEDGE_H

#include "base/day.h"

/* In the order in which data/knowledge.py numbers them, as are the uses below. */
typedef enum known_kind {
    KNOWN_STATE,
    KNOWN_IGO,
    KNOWN_BODY,
    KNOWN_PARTY,
    KNOWN_GROUP,
    KNOWN_ORGANISATION,
    KNOWN_COMPANY,
    KNOWN_OUTLET,
    KNOWN_PERSON,
    KNOWN_PLACE,
    KNOWN_REGION,
} known_kind;

/* What a name is to its owner. */
typedef enum known_use {
    KNOWN_BY_NAME,
    KNOWN_BY_OTHER,
    KNOWN_BY_FORMER,
    KNOWN_BY_ADJECTIVE,
    KNOWN_BY_SINGULAR, /* one of its people */
    KNOWN_BY_PLURAL,
    KNOWN_BY_CAPITAL,
    KNOWN_BY_GOVERNMENT, /* "Kremlin" */
    KNOWN_BY_SHORT,      /* a person's family name */
} known_use;

/* Whether a name is a word for a state's people. */
static inline bool known_of_its_people(uint32_t use)
{
    return use == KNOWN_BY_ADJECTIVE || use == KNOWN_BY_SINGULAR || use == KNOWN_BY_PLURAL;
}

/* Texts are offsets: knowledge_text. A row is its table's number << 24 and its line. */
typedef struct known_thing {
    uint32_t id;
    uint32_t name;
    uint32_t code; /* Empty of a person: knowledge_code. */
    uint32_t state;
    uint32_t source;
    uint32_t kind;
    uint32_t gender; /* 0 unknown, 1 a man, 2 a woman */
    uint32_t first_term;
    uint32_t term_count;
    uint32_t row;
} known_thing;

/* Days may be of a month or year alone: 20150200. 0: none. */
typedef struct known_term {
    uint32_t office;
    uint32_t title;
    uint32_t code;
    uint32_t state;
    uint32_t source;
    uint32_t from;
    uint32_t to;
    uint32_t row;
} known_term;

enum { KNOWN_NOTHING = UINT32_MAX };

typedef struct known_name {
    uint32_t key;
    uint32_t name;
    uint32_t thing; /* Index, or KNOWN_NOTHING: a name that is known to be nobody's own. */
    uint32_t use;
    uint32_t from;
    uint32_t to;
    uint32_t doubt; /* Index + 1 of a row of ambiguous.tsv, or 0. */
} known_name;

typedef struct known_doubt {
    uint32_t name;
    uint32_t prefer; /* Index of the thing that is meant where nothing tells, or KNOWN_NOTHING. */
    uint32_t other;
    uint32_t source;
    uint32_t row;
} known_doubt;

/* What a character is in a key: one letter, or two. */
typedef struct known_letter {
    uint32_t character;
    uint32_t letters[2];
} known_letter;

typedef struct knowledge {
    onr_str text;
    const known_thing *things;
    const known_term *terms;
    const known_name *names;
    const known_doubt *doubts;
    const known_letter *letters;
    const uint32_t *files;
    size_t name_count;
    size_t letter_count;
    size_t file_count;
} knowledge;

/* A stretch of days, both ends in it. */
typedef struct stretch {
    day first;
    day last;
} stretch;

/* All days: of a page without a date. */
static const stretch any_day = {0, 99991231};

/* The days that an EDTF day, month or year names; any_day where it names none. */
stretch stretch_of_edtf(onr_str edtf);

/* The embedded one. Reads nothing, takes no memory. */
knowledge knowledge_open(void);

onr_str knowledge_text(const knowledge *k, uint32_t offset);

/* The thing of a name; NULL of one that is nobody's. */
const known_thing *knowledge_thing(const knowledge *k, uint32_t index);

/* The table and the line of a row: "offices.tsv", 17. */
onr_str knowledge_file(const knowledge *k, uint32_t row);
static inline uint32_t knowledge_line(uint32_t row)
{
    return row & 0xFFFFFF;
}

/*
 * The rows of names that `name` may be, at most `most` of them, in the order of their keys;
 * accents (but of "German" and other words for a people), a leading "the" and, but for
 * abbreviations ("WHO", "US"), the case behind the first letter do not matter. Gives their number.
 * Time is logarithmic in the names that are known.
 */
size_t knowledge_find(const known_name **out, size_t most, const knowledge *k, onr_str name);

/* Whether the thing bore the name on one of the days: a former name, a state that is no more. */
bool knowledge_bore(const knowledge *k, const known_name *name, stretch when);

/*
 * The code of a thing in these days: a person's in office, ELI when out of it. Empty where the
 * days do not decide it. A party's candidate or a rebel stays one; days before a first office do
 * not count.
 */
onr_str knowledge_code(const knowledge *k, const known_thing *thing, stretch when,
                       onr_arena *arena);

/* Whether the term goes on in one of the days. */
bool knowledge_held(const known_term *term, stretch when);

#endif
