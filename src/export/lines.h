/*
 * Text for people, in lines no wider than they are to be: broken at blanks, what goes on below
 * hanging under its beginning. Nothing that comes from a page can be obeyed by a terminal.
 */
#ifndef ONR_SRC_EXPORT_LINES_H
#define ONR_SRC_EXPORT_LINES_H

#include "base/buffer.h"

typedef struct lines {
    buffer *to;
    unsigned width; /* 0: lines are not broken. */
    bool colour;
    unsigned hang;   /* Columns in front of a line that goes on. */
    unsigned column; /* Columns of the line so far. */
    size_t blank;    /* Where the line's last blank stands in `to`, plus one; 0: there is none. */
} lines;

/* Begins a line `indent` columns in; what does not fit on it hangs `hang` columns in. */
void lines_begin(lines *l, unsigned indent, unsigned hang);
void lines_end(lines *l);

/*
 * Words of a page: white space and control characters become one blank, what turns text around is
 * left out, and a byte that is no UTF-8 becomes "?".
 */
void lines_put(lines *l, onr_str text);

/* Words of our own. */
void lines_say(lines *l, const char *words);
void lines_format(lines *l, const char *format, ...) ONR_PRINTF(2, 3);

/* From here on in the colour or weight of that number (ISO 6429); "0": plain again. */
void lines_style(lines *l, const char *code);

#endif
