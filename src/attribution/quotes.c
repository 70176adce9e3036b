#include "attribution/quotes.h"

#include "base/arena.h"
#include "base/str.h"

enum { CURLY_OPEN = 0x201C, CURLY_CLOSE = 0x201D, STRAIGHT = '"' };

onr_spans quotes_find(onr_str text, onr_arena *arena)
{
    list(onr_span) found = {0};
    uint32_t opened = 0;
    uint32_t mark = 0; /* The mark that opened the quotation, or 0. */
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = utf8_next(text, &at);
        bool closes = (mark == STRAIGHT && c == STRAIGHT) || (mark && c == CURLY_CLOSE);
        /* A speech that goes on in the next paragraph is not closed at the end of this one. */
        bool cut = mark && (c == '\n' || at == text.len) && !closes;
        if (closes || cut) {
            onr_span span = {opened, (uint32_t)(cut && c == '\n' ? from : at)};
            list_push(&found, span, arena);
            mark = 0;
        } else if (!mark && (c == STRAIGHT || c == CURLY_OPEN)) {
            mark = c;
            opened = (uint32_t)from;
        }
    }
    return (onr_spans){found.items, found.count};
}
