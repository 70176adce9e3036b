/*
 * The words of a block with what they are to the statements: contents, speakers, cues, addressees.
 */
#ifndef ONR_SRC_WEB_MARKS_H
#define ONR_SRC_WEB_MARKS_H

#include "onrecord/record.h"
#include "web/html.h"

typedef struct mark mark;

/* The marks of a record, put block by block in the order of the text. */
typedef struct marks {
    const onr_record *record;
    const char *prefix; /* Of each "S1" that other places point at. */
    mark *items;
    size_t count, next;
    const mark *open[24]; /* Those that stand around the place reached. */
    uint32_t ends[24];
    size_t depth;
} marks;

/* False: the arena is full. */
bool marks_find(marks *out, const onr_record *record, const char *prefix, onr_arena *arena);

void marks_put(marks *m, buffer *to, onr_span block);

#endif
