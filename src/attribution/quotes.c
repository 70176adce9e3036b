#include "attribution/quotes.h"

#include "base/arena.h"
#include "base/str.h"

/* Marks by what they do; "''" is how some presses write a double mark. */
enum { NONE, STRAIGHT = '"', CURLY = 0x201C, DOUBLED = 2, SINGLE = 0x2018, GUILLEMET = 0xAB };

enum { CURLY_CLOSE = 0x201D, SINGLE_CLOSE = 0x2019, GUILLEMET_CLOSE = 0xBB };

typedef struct mark {
    uint32_t c;
    size_t from, to; /* Bytes. */
} mark;

static bool is_word_byte(onr_str text, size_t at)
{
    return at < text.len && (is_ascii_letter(text.data[at]) || is_ascii_digit(text.data[at]) ||
                             (uint8_t)text.data[at] >= 0xC3);
}

static bool opens_after(onr_str text, size_t at)
{
    return at == 0 || is_ascii_space(text.data[at - 1]) || text.data[at - 1] == '(' ||
           text.data[at - 1] == '[' ||
           (at > 2 && memcmp(text.data + at - 3, "\xE2\x80\x94", 3) == 0);
}

static mark next_mark(onr_str text, size_t *at)
{
    mark m = {.from = *at};
    m.c = utf8_next(text, at);
    if (m.c == '\'' && *at < text.len && text.data[*at] == '\'') {
        m.c = DOUBLED;
        ++*at;
    }
    m.to = *at;
    return m;
}

/* A text whose quotations are found, and the next mark that may close a straight single one. */
typedef struct quoter {
    onr_str text;
    size_t closer; /* Behind it or at it; the paragraph's end where there is none. */
} quoter;

/* The next straight single mark behind a word, at `from` or behind it, in the paragraph. */
static size_t next_closer(quoter *q, size_t from)
{
    onr_str text = q->text;
    size_t i = q->closer > from ? q->closer : from + 1;
    while (i < text.len && text.data[i] != '\n' &&
           (text.data[i] != '\'' || is_word_byte(text, i + 1) || is_ascii_space(text.data[i - 1])))
        i++;
    q->closer = i;
    return i;
}

/* A straight single mark opens a quotation only where one in its paragraph closes it. */
static bool is_closed(quoter *q, size_t from)
{
    onr_str text = q->text;
    size_t i = next_closer(q, from);
    if (i == text.len || text.data[i] != '\'')
        return false;
    return text.data[i - 1] != 's' || i + 1 == text.len || text.data[i + 1] != ' ';
}

static uint32_t opened_by(quoter *q, mark m)
{
    onr_str text = q->text;
    switch (m.c) {
    case STRAIGHT:
    case CURLY:
    case DOUBLED:
    case GUILLEMET: return m.c;
    case SINGLE: return opens_after(text, m.from) && is_word_byte(text, m.to) ? SINGLE : NONE;
    case '\'':
        return opens_after(text, m.from) && is_word_byte(text, m.to) && is_closed(q, m.to) ? m.c
                                                                                           : NONE;
    default: return NONE;
    }
}

static bool closes(onr_str text, uint32_t opened, mark m)
{
    switch (opened) {
    case STRAIGHT:
    case CURLY: return m.c == CURLY_CLOSE || (opened == STRAIGHT && m.c == STRAIGHT);
    case DOUBLED: return m.c == DOUBLED;
    case GUILLEMET: return m.c == GUILLEMET_CLOSE;
    case SINGLE: /* An apostrophe within a word closes nothing. */
        return m.c == SINGLE_CLOSE && !is_word_byte(text, m.to);
    case '\'': return m.c == '\'' && !is_word_byte(text, m.to);
    default: return false;
    }
}

onr_spans quotes_find(onr_str text, onr_arena *arena)
{
    list(onr_span) found = {0};
    quoter q = {.text = text};
    uint32_t opened = NONE;
    size_t start = 0;
    for (size_t at = 0; at < text.len;) {
        mark m = next_mark(text, &at);
        if (!opened) {
            opened = opened_by(&q, m);
            start = m.from;
            continue;
        }
        bool closed = closes(text, opened, m);
        /* A speech that goes on in the next paragraph is not closed at the end of this one. */
        bool cut = !closed && (m.c == '\n' || at == text.len);
        if (!closed && !cut)
            continue;
        onr_span span = {(uint32_t)start, (uint32_t)(cut && m.c == '\n' ? m.from : at)};
        list_push(&found, span, arena);
        opened = NONE;
    }
    return (onr_spans){found.items, found.count};
}
