/*
 * Character sets: which one the bytes are in, and the bytes as UTF-8 with the way back.
 */
#ifndef ONR_SRC_PAGE_CHARSET_H
#define ONR_SRC_PAGE_CHARSET_H

#include "base/arena.h"
#include "onrecord/page.h"

typedef list(onr_note) note_list;
typedef list(onr_run) run_list;

/* The bytes as UTF-8. Bytes that are valid UTF-8 are not copied: one run. */
typedef struct decoded {
    onr_str text;
    const onr_run *runs;
    size_t run_count;
    const char *name;
    const char *from;
} decoded;

/*
 * Finds the character set (by the byte order mark; else `given`; else, of HTML, the meta element;
 * else what the bytes look like) and converts. UTF-8's byte order mark is left out, but kept in an
 * article, whose text is the input as it stands. What is not taken in place lives in `arena`.
 */
bool charset_decode(decoded *out, onr_str bytes, onr_str given, onr_form form, note_list *notes,
                    onr_arena *arena, onr_error *err);

/* How many characters begin in bytes `[start, end)` of a text. Linear, but asked within a run, and
 * those whose characters must be counted are short. */
uint32_t charset_count(onr_str text, uint32_t start, uint32_t end);

/* The byte read that `offset` of the text came from. `*cursor` keeps the run between calls, whose
 * offsets must not fall. */
uint32_t charset_byte_at(const decoded *text, uint32_t offset, size_t *cursor);

/* Appends a run, or lengthens the last one where `run` goes on as it does. */
void charset_add_run(run_list *runs, onr_run run, uint32_t text_len, onr_arena *arena);

#endif
