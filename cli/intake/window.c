/*
 * The window's memory: what was passed makes room for what comes.
 */
#include "intake/window.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* At least so much is read at once, so that little is moved. */
enum { LEAST_ROOM = 1 << 20 };

window window_of(window_read *read, void *from)
{
    return (window){.read = read, .from = from};
}

void window_free(window *w)
{
    free(w->bytes);
    *w = (window){0};
}

static bool make_room(window *w, size_t wanted)
{
    size_t held = w->end - w->start;
    if (w->start > 0)
        memmove(w->bytes, w->bytes + w->start, held);
    w->start = 0;
    w->end = held;
    if (wanted < SIZE_MAX / 2 && w->room >= wanted && w->room - held >= LEAST_ROOM / 2)
        return true;
    size_t room = wanted < SIZE_MAX / 4 ? wanted + wanted / 2 + LEAST_ROOM : SIZE_MAX;
    char *larger = realloc(w->bytes, room);
    if (!larger)
        return false;
    w->bytes = larger;
    w->room = room;
    return true;
}

static void read_on(window *w)
{
    long got = w->read(w->from, w->bytes + w->end, w->room - w->end);
    if (got < 0 && errno == EINTR)
        return;
    w->fault = got < 0 ? errno : 0;
    w->ended = got <= 0;
    w->end += got > 0 ? (size_t)got : 0;
}

bool window_show_more(window *w)
{
    if (!w->ended && w->end == w->room && !make_room(w, w->end - w->start + 1))
        return false;
    if (!w->ended)
        read_on(w);
    return true;
}

bool window_show(window *w, size_t wanted)
{
    if (w->end - w->start >= wanted || w->ended)
        return true;
    if (w->room - w->start < wanted && !make_room(w, wanted))
        return false;
    while (w->end - w->start < wanted && !w->ended)
        read_on(w);
    return true;
}
