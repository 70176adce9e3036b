#include "web/html.h"

#include "base/str.h"
#include "base/terminal.h"

void html_put(buffer *to, const char *html)
{
    buffer_put(to, str_of(html));
}

static void put_character(buffer *to, onr_str bytes, uint32_t c)
{
    switch (c) {
    case '&': html_put(to, "&amp;"); break;
    case '<': html_put(to, "&lt;"); break;
    case '>': html_put(to, "&gt;"); break;
    case '"': html_put(to, "&quot;"); break;
    case '\'': html_put(to, "&#39;"); break;
    case '\n':
    case '\t': buffer_put(to, bytes); break;
    default:
        if (terminal_obeys(c))
            buffer_put_char(to, ' ');
        else if (!terminal_turns_on(c))
            buffer_put(to, bytes);
    }
}

void html_text(buffer *to, onr_str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = utf8_next(text, &at);
        if (c == 0xFFFD && at - from == 1)
            html_put(to, "\xEF\xBF\xBD");
        else
            put_character(to, (onr_str){text.data + from, at - from}, c);
    }
}

void html_bytes(buffer *to, onr_str bytes)
{
    for (size_t at = 0; at < bytes.len;) {
        size_t from = at;
        uint32_t c = utf8_next(bytes, &at);
        if (c == 0xFFFD && at - from == 1)
            buffer_format(to, "\\x%02X", (unsigned char)bytes.data[from]);
        else
            put_character(to, (onr_str){bytes.data + from, at - from}, c);
    }
}

void html_url(buffer *to, onr_str value)
{
    for (size_t i = 0; i < value.len; i++) {
        char c = value.data[i];
        if (is_ascii_letter(c) || is_ascii_digit(c) || (c && strchr("-._~", c)))
            buffer_put_char(to, c);
        else
            buffer_format(to, "%%%02X", (unsigned char)c);
    }
}

void html_share(buffer *to, double share)
{
    unsigned hundredths = (unsigned)(share * 100 + .5);
    buffer_format(to, "%u.%02u", hundredths / 100, hundredths % 100);
}
