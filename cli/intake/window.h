/*
 * A file's bytes from front to back: a window that moves over them, as large as whoever looks
 * through it needs.
 */
#ifndef ONR_CLI_WINDOW_H
#define ONR_CLI_WINDOW_H

#include "onrecord/base.h"

/* The next bytes of `from`; 0: its end; below: errno says why not, EBADMSG where they are damaged.
 */
typedef long window_read(void *from, char *out, size_t room);

typedef struct window {
    window_read *read;
    void *from;
    char *bytes; /* Owned. */
    size_t start, end, room;
    uint64_t at; /* Where in the file `bytes[start]` stands. */
    bool ended;  /* Nothing comes behind what is there. */
    int fault;   /* errno of the read that ended it, or 0. */
} window;

window window_of(window_read *read, void *from);
void window_free(window *w);

/* Makes `wanted` bytes visible, or all that are left; or what the next read gives, so that a pipe
 * is not waited for. False: there is no memory for them. */
bool window_show(window *w, size_t wanted);
bool window_show_more(window *w);

static inline onr_str window_view(const window *w)
{
    return (onr_str){w->bytes + w->start, w->end - w->start};
}

/* Moves over `count` bytes that are visible. */
static inline void window_pass(window *w, size_t count)
{
    w->start += count;
    w->at += count;
}

#endif
