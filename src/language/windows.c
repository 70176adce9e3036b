#include "language/windows.h"

static size_t block_end(const packed_sentence *s, size_t from, size_t count)
{
    size_t end = from + 1;
    while (end < count && !s[end].opens_block)
        end++;
    return end;
}

/* What is left of the window when `size` pieces more are in it; where they do not fit, `first`
 * begins a new window. */
static size_t take(packed_sentence *first, size_t size, size_t room, size_t limit)
{
    if (size > room && room < limit) {
        first->opens_window = true;
        room = limit;
    }
    return room - (size < room ? size : room);
}

void windows_cut(packed_sentence *s, size_t count, size_t limit)
{
    size_t room = limit;
    for (size_t i = 0; i < count; i++)
        s[i].opens_window = i == 0;
    for (size_t from = 0, end; from < count; from = end) {
        size_t whole = 0;
        end = block_end(s, from, count);
        for (size_t i = from; i < end; i++)
            whole += s[i].size;
        if (whole <= limit) {
            room = take(&s[from], whole, room, limit);
            continue;
        }
        /* Of such a block the first sentence begins a window, as a block that fits would. */
        if (room < limit) {
            s[from].opens_window = true;
            room = limit;
        }
        for (size_t i = from; i < end; i++)
            room = take(&s[i], s[i].size, room, limit);
    }
}
