/*
 * The forms of output. Each is a file of this folder, named in its meson.build, that describes
 * itself as one `export_format`; it writes into memory, and whoever finishes the buffer asks
 * whether all of it fit.
 */
#ifndef ONR_SRC_EXPORT_FORMAT_H
#define ONR_SRC_EXPORT_FORMAT_H

#include "base/buffer.h"
#include "onrecord/export.h"

/* How it is to look. */
typedef struct export_style {
    onr_text_style text;
    bool spreadsheet;        /* CSV: with nothing in it that a spreadsheet would run. */
    bool parted;             /* An article is one of several: text parts them. */
    bool no_text;            /* Nothing in the page's own words but names: for licensed corpora. */
    float least;             /* Statements and events that are less sure are left out. */
    const char *what;        /* One of the form's `tables`; NULL: the first, if it has any. */
    struct seen_names *seen; /* Of a form that `remembers`: what it has written. */
} export_style;

/* A member is NULL where the form has nothing of that kind. */
typedef struct export_format {
    const char *name;
    const char *about;  /* what it is for, as help says it */
    bool for_people;    /* not to be read by programs */
    const char *tables; /* what it gives of a record, one at a time, parted by '|', the first unless
                           another is asked for; NULL: all that it can hold at once */
    bool remembers;     /* it needs `style.seen`, and one record after the other */
    bool needs_text;    /* nothing is left of it without the article's text … */
    bool needs_words;   /* … or without its words and trees */
    void (*head)(buffer *to, export_style style); /* before the first record; may be NULL */
    void (*record)(buffer *to, const onr_record *record, export_style style);
    void (*foot)(buffer *to, export_style style); /* behind the last; may be NULL */
    void (*article)(buffer *to, onr_str name, const onr_article *article, export_style style);
    void (*answer)(buffer *to, const onr_answer *answer, export_style style);
    void (*answer_head)(buffer *to); /* before the first answer; may be NULL all the same */
    void (*disputed)(buffer *to, const onr_disputed *disputed, export_style style);
    void (*disputed_head)(buffer *to);
    void (*count)(buffer *to, const char *by, onr_str value, uint64_t count, export_style style);
    void (*count_head)(buffer *to, const char *by);
    /* An entry of a record, with what it stands in: as visit_entry has it. */
    void (*entry)(buffer *to, const onr_record *record, onr_str called, char letter, size_t i,
                  export_style style);
} export_format;

/* Writes a record as its style asks for it. */
void export_put_record(const export_format *format, buffer *to, const onr_record *record,
                       export_style style);

/* A cell of CSV in quotation marks: it may hold anything. `spreadsheet`: nothing that one would
 * run. */
void export_put_quoted(buffer *to, onr_str text, bool spreadsheet);

/* The form number `i` of those there are; NULL behind the last. */
const export_format *export_format_at(size_t i);

#endif
