/*
 * One file, or standard input, as bytes; what gzip or Zstandard has folded, unfolded. Both write
 * members one behind the other, and each can be unfolded without those before it: so what is
 * damaged costs its member alone.
 */
#ifndef ONR_CLI_SOURCE_H
#define ONR_CLI_SOURCE_H

#include "crawl/unfold.h"
#include "intake/window.h"

/* Its memory stays from one file to the next. */
typedef struct source {
    const char *path;
    size_t most; /* Bytes that may be visible: no page takes more. */
    int fd;      /* Owned; -1: nothing is open. */
    window raw;
    bool folded;
    unfold_kind kind;
    unfolder *unfolder;
    char *dictionary; /* Of Zstandard; owned. */
    size_t dictionary_len;
    unfolded text; /* What is unfolded; from `start` on it is visible. */
    size_t start;
    uint64_t passed; /* Bytes that were passed, as unfolded. */
    uint64_t begun;  /* How many there were before the last member. */
    uint64_t member; /* Where in the file the last member begins. */
    size_t taken;    /* Of the open member: bytes that were used, and are kept to go back to. */
    bool open;       /* It has not come to its end. */
    unfold_end end;  /* How the last member ended; UNFOLD_MORE: it has not. */
} source;

bool source_is_standard(const char *path);

/* Fills `err` with what is wrong with `path` at `byte`. Returns false. */
bool source_fail(const char *path, uint64_t byte, const char *what, const char *advice,
                 onr_error *err);

/*
 * Opens `path`, "-" being standard input, or reads `fd` where that is it (else -1), which stays the
 * caller's; its first byte stands at `first`. `page_memory` is a page's bytes. `out` is zeroed or
 * was closed. Fails with ONR_E_IO.
 */
bool source_open(source *out, const char *path, int fd, uint64_t first, size_t page_memory,
                 onr_error *err);

/* The same of whatever can be read; `out->fd` stays -1. */
bool source_begin(source *out, const char *path, window_read *read, void *from, size_t page_memory,
                  onr_error *err);

void source_close(source *s);
void source_free(source *s);

/* What is visible. */
static inline onr_str source_view(const source *s)
{
    return s->folded ? (onr_str){s->text.data + s->start, s->text.len - s->start}
                     : window_view(&s->raw);
}

/* Makes `wanted` bytes visible or all that are left of the member; `across`: of the file. */
void source_see(source *s, size_t wanted, bool across);

/* Moves over `count` bytes that are visible. */
void source_pass(source *s, size_t count);

/* Begins the next member where nothing is visible; false: there is none. What is not folded is one
 * member that never ends before the file does. */
bool source_next(source *s);

/* Where the first visible byte stands, as unfolded; where in the file reading goes on. */
uint64_t source_at(const source *s);
uint64_t source_raw_at(const source *s);

/* Whether all that is visible is of a member that came to its end. */
static inline bool source_member_is_whole(const source *s)
{
    return s->folded && !s->open && s->end == UNFOLD_WHOLE;
}

/* Whether reading stopped at a fault, which `err` then has. */
bool source_is_bad(const source *s, onr_error *err);

/* Ends what is bad and was told: behind a read that failed, and where there is no memory for what
 * is not folded, nothing comes. Of what is folded otherwise the next member may be right. */
void source_end_bad(source *s);

/* Goes on behind a bad member, at the next one that `begins` says is right by its first bytes. */
void source_skip_bad(source *s, bool (*begins)(onr_str bytes));

/* All that is left, or the next line with its newline (length 0: the end), is made visible. Fails
 * with ONR_E_IO. */
bool source_see_all(source *s, onr_error *err);
bool source_see_line(source *s, size_t *len, onr_error *err);

/* Moves behind the newline of a line that was too large, however far it is; false: there is none,
 * or it was not for that that the line could not be seen. */
bool source_pass_line(source *s);

/* Gives what is visible, `len` bytes, to `*bytes`, a block of `*room` that the caller owns. */
bool source_take(source *s, size_t len, char **bytes, size_t *room);

#endif
