/*
 * One walk over the fields of a record, of an article and of a store's answer, in the order of
 * docs/RECORD.md, with the type of each. What writes them (JSON, CSV, a store) is a visitor, so
 * that a new field is one line in visit.c.
 */
#ifndef ONR_SRC_RECORD_VISIT_H
#define ONR_SRC_RECORD_VISIT_H

#include "onrecord/record.h"

typedef enum field_type {
    FIELD_NOTHING, /* always null so far */
    FIELD_TEXT,
    FIELD_TEXTS,
    FIELD_RANGE, /* two offsets: of the article's text, or of the page's bytes */
    FIELD_SPANS,
    FIELD_ID, /* of an entity 'E', statement 'S' or event 'V'; index -1: none */
    FIELD_IDS,
    FIELD_FLAG,
    FIELD_SHARE,  /* 0 to 1 */
    FIELD_NUMBER, /* NaN: none */
} field_type;

typedef struct field {
    const char *key;
    field_type type;
    bool optional; /* an empty text, range or list of spans means that there is none */
    char letter;   /* of an id */
    union {
        onr_str text;
        onr_strs texts;
        struct {
            uint64_t start, end;
        } range;
        onr_spans spans;
        int32_t index;
        struct {
            const int32_t *items;
            size_t count;
        } indices;
        bool flag;
        double share;
        double number;
    };
} field;

/* An object or a list begins and ends; `key` is NULL for what stands in a list. */
typedef struct visitor {
    void *user;
    void (*open)(void *user, const char *key, bool is_list);
    void (*close)(void *user, bool is_list);
    void (*field)(void *user, const field *f);
    /* Statements, events and instruments that are less sure are passed over. The others keep their
     * ids, and what they refer to by id may be one that was passed over. */
    float least;
} visitor;

void visit_record(const visitor *v, const onr_record *record);
void visit_article(const visitor *v, onr_str called, const onr_article *article);
void visit_answer(const visitor *v, const onr_answer *answer);
void visit_disputed(const visitor *v, const onr_disputed *disputed);

/* An entry of a record, by the letter of its id and its index, with its page's head and the block
 * that it stands in. `called`: its id within a store. `i` is less than `visit_count`, which is 0
 * of other letters. */
void visit_entry(const visitor *v, const onr_record *record, onr_str called, char letter, size_t i);
size_t visit_count(const onr_record *record, char letter);
const onr_block *visit_block(const onr_record *record, char letter, size_t i);

#endif
