/*
 * What a queue holds: references to pages, never the pages. A reference names bytes of a file and
 * their digest; whoever takes it reads those bytes where they are and sees whether they are still
 * the same. As text it is one object of JSON (docs/WORKERS.md).
 */
#ifndef ONR_CLI_QUEUE_REFERENCE_H
#define ONR_CLI_QUEUE_REFERENCE_H

#include "onrecord.h"

enum { DIGEST_SIZE = 72 }; /* "sha256:", 64 digits, NUL */

typedef struct reference {
    onr_str file;    /* An absolute path. */
    uint64_t offset; /* Of its bytes … */
    uint64_t length; /* … so many. */
    onr_str digest;  /* "sha256:…" of these bytes. */
    onr_str as;      /* What they are, as --as has it; empty: auto. */
    onr_given given; /* What is known of the page. */
} reference;

/* One line without its end. Fails with ONR_E_MEMORY. */
bool message_write(onr_str *out, const reference *r, onr_arena *arena, onr_error *err);

/* The strings of `out` point into `text` or live in `arena`. Fails with ONR_E_FORMAT, or with
 * ONR_E_MEMORY where the arena is full. */
bool message_read(reference *out, onr_str text, onr_arena *arena, onr_error *err);

/* "sha256:…" of `bytes`, NUL-terminated. */
void digest_of(char out[DIGEST_SIZE], onr_str bytes);

/*
 * The bytes that `r` names, in a file without a name, at its beginning; to be closed. -1: they
 * cannot be had (ONR_E_IO), or are no longer what they were (ONR_E_FORMAT).
 */
int reference_open(const reference *r, onr_error *err);

#endif
