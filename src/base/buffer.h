/*
 * Text that grows in an arena, piece by piece. Sticky-full as its arena is: on a full arena
 * nothing more is put, and whoever finishes asks once.
 */
#ifndef ONR_SRC_BASE_BUFFER_H
#define ONR_SRC_BASE_BUFFER_H

#include "onrecord/base.h"

typedef struct buffer {
    onr_arena *arena; /* The only field to be set; the others begin as zeros. */
    char *data;
    size_t len;
    size_t room;
} buffer;

void buffer_put(buffer *to, onr_str text);
void buffer_put_char(buffer *to, char c);
void buffer_format(buffer *to, const char *format, ...) ONR_PRINTF(2, 3);

/* What was put, and nothing beyond it stays taken. False, with ONR_E_MEMORY: not all of it fit;
 * `doing` as in "no room left in memory to …". */
bool buffer_finish(onr_str *out, buffer *from, const char *doing, onr_error *err);

#endif
