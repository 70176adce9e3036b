/*
 * HTML as tokens, after the WHATWG standard's tokenisation. Offsets are those of the text.
 */
#ifndef ONR_SRC_PAGE_HTML_H
#define ONR_SRC_PAGE_HTML_H

#include "base/arena.h"
#include "onrecord/page.h"

typedef enum html_kind {
    HTML_TEXT,
    HTML_START,
    HTML_END,
    HTML_COMMENT, /* doctypes and bogus comments too */
    HTML_EOF,
} html_kind;

/* How what follows is read: markup; text with references; raw text up to an end tag; raw text to
 * the end. The tree's builder sets it after a start tag. */
typedef enum html_mode { HTML_DATA, HTML_RCDATA, HTML_RAW, HTML_PLAIN } html_mode;

typedef struct html_token {
    html_kind kind;
    html_mode mode; /* of a text */
    uint32_t start;
    uint32_t end;
    onr_str name; /* of a tag, lower case */
    uint32_t first_attribute;
    uint32_t attribute_count;
    bool self_closing;
} html_token;

typedef list(onr_attribute) attribute_list;

typedef struct html {
    onr_str text;
    uint32_t at;
    html_mode mode;
    onr_str raw_name; /* of the element whose end tag ends RCDATA or raw text */
    bool foreign;     /* inside svg or math, where CDATA sections are text */
    const char *cut;  /* what the page ends within, as a note says it; NULL: nothing */
    uint32_t cut_at;
    size_t next_reference; /* where the next "&", CR and NUL stand: each is sought once */
    size_t next_return;
    size_t next_nul;
    attribute_list attributes;
    onr_arena *arena;   /* for strings */
    onr_arena *scratch; /* for the list of attributes */
} html;

/* Begins at the start of `h->text`. */
void html_begin(html *h);

/* Where the next `c` stands from `at` on, which never falls; `known` is one of the three above. */
size_t html_next_of(const html *h, size_t *known, char c, size_t at);

/* Reads the next token; at the end HTML_EOF. */
void html_next(html_token *out, html *h);

#endif
