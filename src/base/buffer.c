/*
 * Text that grows in an arena.
 */
#include "base/buffer.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"

enum { FIRST_ROOM = 4096 };

/* In place where nothing was taken behind it, so that a long text is rarely moved. */
static bool make_room(buffer *to, size_t more)
{
    size_t wanted = to->room ? to->room * 2 : FIRST_ROOM;
    if (more > SIZE_MAX / 4 - to->room)
        wanted = SIZE_MAX; /* more than any arena has */
    else if (wanted - to->len < more)
        wanted = to->len + more;
    if (arena_extend(to->arena, to->data, to->room, wanted)) {
        to->room = wanted;
        return true;
    }
    char *moved = arena_take(to->arena, wanted);
    if (!moved)
        return false;
    if (to->len)
        memcpy(moved, to->data, to->len);
    to->data = moved;
    to->room = wanted;
    return true;
}

void buffer_put(buffer *to, onr_str text)
{
    if (text.len == 0 || (text.len > to->room - to->len && !make_room(to, text.len)))
        return;
    memcpy(to->data + to->len, text.data, text.len);
    to->len += text.len;
}

void buffer_put_char(buffer *to, char c)
{
    buffer_put(to, (onr_str){&c, 1});
}

void buffer_format(buffer *to, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    /* vsnprintf ends what it writes with a NUL, which needs room and is not kept. */
    if (len > 0 && ((size_t)len < to->room - to->len || make_room(to, (size_t)len + 1))) {
        vsnprintf(to->data + to->len, (size_t)len + 1, format, again);
        to->len += (size_t)len;
    }
    va_end(again);
}

bool buffer_finish(onr_str *out, buffer *from, const char *doing, onr_error *err)
{
    if (onr_arena_full(from->arena))
        return arena_fail(err, doing);
    arena_give_back(from->arena, from->data, from->room, from->len);
    *out = (onr_str){from->data ? from->data : "", from->len};
    return true;
}
