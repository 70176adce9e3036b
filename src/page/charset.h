/*
 * Character sets: which one the bytes are in, and the bytes as UTF-8 with the way back.
 */
#ifndef ONR_SRC_PAGE_CHARSET_H
#define ONR_SRC_PAGE_CHARSET_H

#include "base/arena.h"
#include "onrecord/page.h"

typedef list(onr_note) note_list;
typedef list(onr_run) run_list;

/* The bytes as characters. Valid UTF-8 is left where it is: one run. */
typedef struct decoded {
    onr_str text;
    const onr_run *runs;
    size_t run_count;
    const char *name;
    const char *from;
} decoded;

/*
 * BOM, then `given`, then (of HTML) the meta element, then what the bytes look like. UTF-8's BOM
 * is no character but in an article, which is taken as it stands. Where the bytes are not taken
 * in place, text and runs live in `arena`.
 */
bool charset_decode(decoded *out, onr_str bytes, onr_str given, onr_form form, note_list *notes,
                    onr_arena *arena, onr_error *err);

/* How many characters begin in bytes `[start, end)` of a text; a run is not longer than a few
 * hundred bytes where they must be counted. */
uint32_t charset_count(onr_str text, uint32_t start, uint32_t end);

/* Where `offset` of the text came from. `*cursor` remembers the run, for steps in order. */
uint32_t charset_byte_at(const decoded *text, uint32_t offset, size_t *cursor);

/* Appends a run, or lengthens the last one where the mapping does not break. */
void charset_add_run(run_list *runs, onr_run run, uint32_t text_len, onr_arena *arena);

#endif
