/*
 * Lines of a head.
 */
#include "crawl/fields.h"

bool field_line(onr_str *out, onr_str *text)
{
    const char *end = text->len ? memchr(text->data, '\n', text->len) : NULL;
    if (!end)
        return false;
    size_t len = (size_t)(end - text->data);
    *out = (onr_str){text->data, len > 0 && text->data[len - 1] == '\r' ? len - 1 : len};
    *text = (onr_str){end + 1, text->len - len - 1};
    return true;
}

bool field_read(onr_str *name, onr_str *value, onr_str line)
{
    const char *colon = line.len ? memchr(line.data, ':', line.len) : NULL;
    if (!colon)
        return false;
    size_t at = (size_t)(colon - line.data);
    *name = str_trim((onr_str){line.data, at});
    *value = str_trim((onr_str){colon + 1, line.len - at - 1});
    return true;
}

/* Up to the next `mark`; `*text` moves behind it. */
static onr_str cut(onr_str *text, char mark)
{
    const char *at = text->len ? memchr(text->data, mark, text->len) : NULL;
    size_t len = at ? (size_t)(at - text->data) : text->len, over = at ? 1 : 0;
    onr_str part = {text->data, len};
    *text = (onr_str){text->data + len + over, text->len - len - over};
    return str_trim(part);
}

onr_str field_word(onr_str value)
{
    return cut(&value, ';');
}

onr_str field_parameter(onr_str value, const char *name)
{
    cut(&value, ';');
    while (value.len > 0) {
        onr_str part = cut(&value, ';');
        onr_str key = cut(&part, '=');
        if (!str_equal_nocase(key, str_of(name)))
            continue;
        part = str_trim(part);
        if (part.len > 1 && part.data[0] == '"') {
            part = (onr_str){part.data + 1, part.len - 1};
            return cut(&part, '"');
        }
        return part;
    }
    return (onr_str){"", 0};
}
