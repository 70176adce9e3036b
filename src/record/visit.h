/*
 * One walk over the fields of a record, of an article and of a store's answer, in the order of
 * docs/RECORD.md, with the type of each. What writes them (JSON, CSV, a store) is a visitor, so
 * that a new field is one line in visit.c.
 */
#ifndef ONR_SRC_RECORD_VISIT_H
#define ONR_SRC_RECORD_VISIT_H

#include "onrecord/record.h"

typedef enum field_type {
    FIELD_NOTHING, /* never known yet */
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
} visitor;

void visit_record(const visitor *v, const onr_record *record);
void visit_article(const visitor *v, onr_str called, const onr_article *article);
void visit_answer(const visitor *v, const onr_answer *answer);

#endif
