/*
 * A record being written for people: what the parts of it share, and what answers share with them.
 */
#ifndef ONR_SRC_EXPORT_TEXT_PAGE_H
#define ONR_SRC_EXPORT_TEXT_PAGE_H

#include "export/format.h"
#include "export/lines.h"

/* Rather wrong than right: of those below one in four is wholly right, of those above seven in ten
 * (docs/FIGURES.md, how sure a statement is). */
static inline bool text_is_doubtful(const onr_statement *s)
{
    return s->confidence < 0.5f;
}

typedef struct text_page {
    lines out;
    const onr_record *record;
    export_style style;
    const uint32_t *paragraphs; /* Of each block its number, titles not counted; 0: a title. */
    /* Of each statement the first that stands in it, and its next sibling; behind the last one
     * stands the first that stands in none. */
    const int32_t *first_inside;
    const int32_t *next;
} text_page;

/* A part's name, on a line of its own behind an empty one. */
void text_heading(text_page *p, const char *name);

/* The words of `spans`, " … " between them. */
void text_spans(text_page *p, onr_spans spans);

/* Who is meant, and beside it the page's own words where they are others, an
 * article aside; "?" for nobody known. */
void text_party(text_page *p, int32_t entity, onr_spans words);

/* A day, month, stretch of them (EDTF). */
void text_when(text_page *p, onr_str edtf);

/* Where statement `i` stands: its cue. */
uint32_t text_place(const text_page *p, int32_t i);

/* The block that `at` stands in; NULL: none. Its number, 0 of a title. */
const onr_block *text_block(const text_page *p, uint32_t at);
size_t text_paragraph(const text_page *p, uint32_t at);

/* The same of a name and the page's words for it. */
void text_put_party(lines *to, onr_str name, onr_str words);

/* "denied", in the act's colour, and how sure an entry is: " (0.93)". */
void text_put_act(lines *to, onr_act act, const char *phrase);
void text_put_sure(lines *to, double confidence);

/* Whether what is quoted has no quotation marks of its own. */
bool text_is_bare(onr_str content);

/* The page's source and the block's bytes; of a page within a file, where it begins in that. */
void text_put_bytes(lines *to, const onr_record *record, const onr_block *block);

/* The parts, headings included; nothing where there is none. */
void text_disputes(text_page *p);
void text_statements(text_page *p);
void text_events(text_page *p);
void text_doubtful(text_page *p);

#endif
