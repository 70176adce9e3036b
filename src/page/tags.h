/*
 * Tag names: which element a name is and how the parser treats it.
 */
#ifndef ONR_SRC_PAGE_TAGS_H
#define ONR_SRC_PAGE_TAGS_H

#include "base/str.h"
#include "onrecord/page.h"

enum {
    TAG_VOID = 1 << 0,     /* has no content and no end tag */
    TAG_CLOSES_P = 1 << 1, /* its start ends an open paragraph */
    TAG_BLOCK =
        1 << 2, /* the standard's "special": an inline end tag in it closes nothing outside */
    TAG_BARRIER = 1 << 3,    /* bounds the scope in which end tags look for their start */
    TAG_IN_HEAD = 1 << 4,    /* may stand in the head */
    TAG_RAW = 1 << 5,        /* its content is raw text */
    TAG_RCDATA = 1 << 6,     /* its content is text with character references */
    TAG_CELL = 1 << 7,       /* a part of a table: its start is looked for within the table */
    TAG_LEAVES_SVG = 1 << 8, /* its start ends an open svg or math that was not closed */
};

typedef struct tag_entry {
    const char *name;
    uint16_t tag;
    uint16_t flags;
} tag_entry;

/* The entry of a tag name in lower case; NULL where it is not in the table. */
const tag_entry *tag_find(onr_str name);

#endif
