#include "attribution/quotes.h"

#include "base/arena.h"
#include "base/str.h"

/* Marks by what they do; "''" is how some presses write a double mark, "``" how they open one. */
enum {
    NONE,
    STRAIGHT = '"',
    CURLY = 0x201C,
    DOUBLED = 2,
    TICKS = 3,
    SINGLE = 0x2018,
    GUILLEMET = 0xAB,
    SINGLE_GUILLEMET = 0x2039,
    LOW = 0x201E,
    SINGLE_LOW = 0x201A
};

enum {
    CURLY_CLOSE = 0x201D,
    SINGLE_CLOSE = 0x2019,
    GUILLEMET_CLOSE = 0xBB,
    SINGLE_GUILLEMET_CLOSE = 0x203A
};

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
    if ((m.c == '\'' || m.c == '`') && *at < text.len && text.data[*at] == (char)m.c) {
        m.c = m.c == '`' ? TICKS : DOUBLED;
        ++*at;
    }
    m.to = *at;
    return m;
}

/* A text whose quotations are found, and the next mark that may close a straight single one. */
typedef struct quoter {
    onr_str text;
    size_t closer;   /* Behind it or at it; the paragraph's end where there is none. */
    size_t reversed; /* The same of guillemets that point inwards: »so«. */
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

/* Guillemets that point inwards open a quotation where one in its paragraph closes it: the mark
 * stands in lists and links, too. */
static bool is_closed_inwards(quoter *q, mark m)
{
    onr_str text = q->text;
    if (!opens_after(text, m.from) || !is_word_byte(text, m.to))
        return false;
    size_t i = q->reversed > m.to ? q->reversed : m.to;
    while (i + 1 < text.len && text.data[i] != '\n' && memcmp(text.data + i, "\xC2\xAB", 2) != 0)
        i++;
    q->reversed = i;
    return i + 1 < text.len && text.data[i] != '\n';
}

static uint32_t opened_by(quoter *q, mark m)
{
    onr_str text = q->text;
    switch (m.c) {
    case STRAIGHT:
    case CURLY:
    case DOUBLED:
    case TICKS:
    case LOW:
    case GUILLEMET: return m.c;
    case GUILLEMET_CLOSE: return is_closed_inwards(q, m) ? m.c : NONE;
    case CURLY_CLOSE: /* Swedes and Finns write ”so”. */
    case SINGLE_GUILLEMET:
    case SINGLE_LOW:
    case SINGLE: return opens_after(text, m.from) && is_word_byte(text, m.to) ? m.c : NONE;
    case '\'':
        return opens_after(text, m.from) && is_word_byte(text, m.to) && is_closed(q, m.to) ? m.c
                                                                                           : NONE;
    default: return NONE;
    }
}

/* A straight mark, or another opening one, may close what a curly one opened; behind a number it
 * tells inches. */
static bool closes_curly(onr_str text, mark m)
{
    char before = m.from > 0 ? text.data[m.from - 1] : ' ';
    return !is_ascii_space(before) && !is_ascii_digit(before) && !is_word_byte(text, m.to);
}

static bool closes(onr_str text, uint32_t opened, mark m)
{
    switch (opened) {
    case STRAIGHT:
        return m.c == CURLY_CLOSE || m.c == STRAIGHT || (m.c == DOUBLED && closes_curly(text, m));
    case CURLY:
        return m.c == CURLY_CLOSE ||
               ((m.c == STRAIGHT || m.c == CURLY || m.c == DOUBLED) && closes_curly(text, m));
    case CURLY_CLOSE: return m.c == CURLY_CLOSE;
    case LOW: /* German high marks look like English opening ones, others' like closing ones. */
        return m.c == CURLY || m.c == CURLY_CLOSE || m.c == STRAIGHT;
    case TICKS:
    case DOUBLED: return m.c == DOUBLED;
    case GUILLEMET: return m.c == GUILLEMET_CLOSE;
    case GUILLEMET_CLOSE: return m.c == GUILLEMET;
    case SINGLE_GUILLEMET: return m.c == SINGLE_GUILLEMET_CLOSE;
    case SINGLE_LOW: return (m.c == SINGLE || m.c == SINGLE_CLOSE) && !is_word_byte(text, m.to);
    case SINGLE: /* An apostrophe within a word closes nothing. */
        return m.c == SINGLE_CLOSE && !is_word_byte(text, m.to);
    case '\'': return m.c == '\'' && !is_word_byte(text, m.to);
    default: return false;
    }
}

/* Whether the paragraph behind byte `at` begins with a mark that opens a quotation: then a speech
 * that was not closed goes on there. */
static bool goes_on(onr_str text, size_t at)
{
    static const char *const openers[] = {"\"", "“", "‘", "„", "«", "''", "``"};
    while (at < text.len && is_ascii_space(text.data[at]))
        at++;
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
        if (str_starts((onr_str){text.data + at, text.len - at}, openers[i]))
            return true;
    return false;
}

/* Whether the words from byte `at` on name who said what stands before: "Falk said", "the mayor of
 * Lund said", "engineer Ida Lund said". */
static bool names_speaker(onr_str text, size_t at, size_t end)
{
    enum { MOST_WORDS = 6 };
    static const char verbs[] = "said|says|told|added|adds|asked|warned|wrote|argued|insisted|"
                                "claimed|replied|explained|noted|admitted|declared|complained";
    static const char joins[] =
        "and|but|or|as|that|which|who|because|if|when|while|so|nor|for|with|"
        "by|in|on|at|to|of|from|not|never|then";
    bool named = false;
    for (int word = 0; word < MOST_WORDS && at < end; word++) {
        size_t from = at;
        while (at < end && (is_word_byte(text, at) || text.data[at] == '-'))
            at++;
        onr_str form = {text.data + from, at - from};
        if (named && str_listed(form, verbs))
            return true;
        named = named || str_has_capital(form) || str_listed(form, "he|she|they|the");
        if ((!named && (word > 1 || str_listed(form, joins))) || at == from || at == end ||
            text.data[at] != ' ')
            return false;
        at++;
    }
    return false;
}

/* "“We stay, Falk said. …" and a new quotation in the next paragraph: a speech that goes on there
 * does not tell whose it is behind its first comma. */
static bool is_told_within(onr_str text, size_t start, size_t end)
{
    for (size_t i = start; i + 1 < end; i++)
        if (text.data[i] == '.' && is_ascii_space(text.data[i + 1]))
            return false;
        else if (strchr(",?!", text.data[i]) && text.data[i + 1] == ' ')
            return names_speaker(text, i + 2, end);
    return false;
}

/* Whether a mark opens another quotation where one is open, which then was never closed. */
static bool opens_anew(onr_str text, uint32_t opened, mark m)
{
    if (m.c == CURLY)
        return (opened == CURLY && !closes_curly(text, m)) || opened == STRAIGHT;
    return m.c == STRAIGHT && opened == STRAIGHT && is_word_byte(text, m.to) && m.from > 0 &&
           is_ascii_space(text.data[m.from - 1]);
}

/* Whether somebody speaks of himself between two bytes: an author does not. */
static bool speaks_of_himself(onr_str text, size_t from, size_t end)
{
    for (size_t at = from; at < end; at++) {
        size_t first = at;
        while (at < end && is_word_byte(text, at))
            at++;
        if (str_listed((onr_str){text.data + first, at - first},
                       "I|we|We|my|My|our|Our|us|me|ours|mine"))
            return true;
    }
    return false;
}

/* Where a quotation that nobody closed ends: at its first comma or stop, as behind it may stand who
 * said it; else with its paragraph, at `end`. */
static size_t end_of_open(onr_str text, size_t start, size_t end)
{
    for (size_t i = start; i + 1 < end; i++)
        if (strchr(",.!?", text.data[i]) && is_ascii_space(text.data[i + 1])) {
            bool goes_on = !names_speaker(text, i + 2, end) && speaks_of_himself(text, i + 1, end);
            return goes_on ? end : text.data[i] == ',' ? i : i + 1;
        }
    return end;
}

quotes quotes_find(onr_str text, onr_arena *arena)
{
    list(onr_span) found = {0}, left = {0};
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
        if (opens_anew(text, opened, m)) {
            onr_span open = {(uint32_t)start, (uint32_t)end_of_open(text, start, m.from)};
            list_push(&found, open, arena);
            list_push(&left, open, arena);
            start = m.from;
            opened = m.c;
            continue;
        }
        bool closed = closes(text, opened, m);
        /* A speech that goes on in the next paragraph is not closed at the end of this one. */
        bool cut = !closed && (m.c == '\n' || at == text.len);
        if (!closed && !cut)
            continue;
        size_t end = cut && m.c == '\n' ? m.from : at;
        bool is_left = cut && (!goes_on(text, end) || is_told_within(text, start, end));
        if (is_left)
            at = end = end_of_open(text, start, end);
        onr_span span = {(uint32_t)start, (uint32_t)end};
        list_push(&found, span, arena);
        if (is_left)
            list_push(&left, span, arena);
        opened = NONE;
    }
    return (quotes){{found.items, found.count}, {left.items, left.count}};
}
