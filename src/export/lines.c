#include "export/lines.h"

#include <stdio.h>

#include "base/str.h"
#include "base/terminal.h"
#include "base/text.h"

static void put_blanks(buffer *to, unsigned count)
{
    while (count--)
        buffer_put_char(to, ' ');
}

void lines_begin(lines *l, unsigned indent, unsigned hang)
{
    put_blanks(l->to, indent);
    l->hang = hang;
    l->column = indent;
    l->blank = 0;
}

void lines_end(lines *l)
{
    buffer_put_char(l->to, '\n');
    l->column = 0;
    l->blank = 0;
}

/* The last blank becomes a line's end, and what stands behind it a line that hangs. */
static void break_line(lines *l, unsigned columns_behind)
{
    buffer *to = l->to;
    size_t at = l->blank, behind = to->len - at;
    put_blanks(to, l->hang);
    if (to->len == at + behind + l->hang) { /* Else the arena is full. */
        memmove(to->data + at + l->hang, to->data + at, behind);
        memset(to->data + at, ' ', l->hang);
        to->data[at - 1] = '\n';
    }
    l->column = l->hang + columns_behind;
    l->blank = 0;
}

/* The columns of what was put since the last blank; styles take none. */
static unsigned columns_behind_blank(const lines *l)
{
    onr_str tail = {l->to->data + l->blank, l->to->len - l->blank};
    unsigned columns = 0;
    for (size_t at = 0; at < tail.len;) {
        uint32_t c = utf8_next(tail, &at);
        if (c != '\033')
            columns += text_columns(c);
        else
            while (at < tail.len && tail.data[at++] != 'm')
                ;
    }
    return columns;
}

static void put_blank(lines *l)
{
    buffer_put_char(l->to, ' ');
    l->column++;
    l->blank = l->to->len;
}

static void put_character(lines *l, onr_str bytes, uint32_t c)
{
    if (c == ' ') {
        put_blank(l);
        return;
    }
    buffer_put(l->to, bytes);
    l->column += text_columns(c);
    if (l->width && l->column > l->width && l->blank)
        break_line(l, columns_behind_blank(l));
}

void lines_put(lines *l, onr_str text)
{
    bool space = false;
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = utf8_next(text, &at);
        if (c == ' ' || terminal_obeys(c)) {
            space = true;
            continue;
        }
        if (terminal_turns_on(c))
            continue;
        if (space)
            put_blank(l);
        space = false;
        if (c == 0xFFFD && at - from == 1)
            put_character(l, ONR_STR("?"), '?');
        else
            put_character(l, (onr_str){text.data + from, at - from}, c);
    }
}

void lines_say(lines *l, const char *words)
{
    onr_str text = str_of(words);
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = utf8_next(text, &at);
        put_character(l, (onr_str){text.data + from, at - from}, c);
    }
}

void lines_format(lines *l, const char *format, ...)
{
    char words[128];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    lines_say(l, words);
}

void lines_style(lines *l, const char *code)
{
    if (l->colour)
        buffer_format(l->to, "\033[%sm", code);
}
