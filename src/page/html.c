/*
 * The tokeniser: where tags, comments and texts begin and end. Every byte is looked at a
 * bounded number of times; an unclosed construct runs to the end of the page once.
 */
#include "page/html.h"

#include "base/str.h"
#include "page/references.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static char peek(const html *h, size_t at)
{
    return at < h->text.len ? h->text.data[at] : '\0';
}

static size_t find_byte(const html *h, size_t from, char c)
{
    if (from >= h->text.len)
        return h->text.len;
    const char *found = memchr(h->text.data + from, c, h->text.len - from);
    return found ? (size_t)(found - h->text.data) : h->text.len;
}

void html_begin(html *h)
{
    h->at = 0;
    h->next_reference = find_byte(h, 0, '&');
    h->next_return = find_byte(h, 0, '\r');
    h->next_nul = find_byte(h, 0, '\0');
}

size_t html_next_of(const html *h, size_t *known, char c, size_t at)
{
    if (*known < at)
        *known = find_byte(h, at, c);
    return *known;
}

static bool is_at(const html *h, size_t at, onr_str word)
{
    return word.len <= h->text.len && at <= h->text.len - word.len &&
           str_equal_nocase((onr_str){h->text.data + at, word.len}, word);
}

static onr_str to_lower(html *h, size_t start, size_t end)
{
    onr_str name = {h->text.data + start, end - start};
    size_t i = 0;
    while (i < name.len && name.data[i] == ascii_lower(name.data[i]))
        i++;
    if (i == name.len)
        return name;
    char *copy = onr_arena_alloc(h->arena, name.len);
    if (!copy)
        return (onr_str){0};
    for (i = 0; i < name.len; i++)
        copy[i] = ascii_lower(name.data[i]);
    return (onr_str){copy, name.len};
}

/* An attribute's value: references resolved, line ends made one, NUL left out. */
static onr_str read_value(html *h, size_t start, size_t end)
{
    onr_str raw = {h->text.data + start, end - start};
    if (html_next_of(h, &h->next_reference, '&', start) >= end &&
        html_next_of(h, &h->next_return, '\r', start) >= end &&
        html_next_of(h, &h->next_nul, '\0', start) >= end)
        return raw;
    /* the longest growth is "&nGt;", five bytes to six */
    char *copy = onr_arena_alloc(h->arena, raw.len + raw.len / 4 + REFERENCE_CHARS);
    if (!copy)
        return (onr_str){0};
    size_t len = 0;
    for (size_t i = 0; i < raw.len;) {
        size_t chars = 0;
        size_t taken = raw.data[i] == '&' ? reference_read(copy + len, &chars, raw, i, true) : 0;
        if (taken) {
            len += chars;
            i += taken;
        } else if (raw.data[i] == '\r') {
            copy[len++] = '\n';
            i += i + 1 < raw.len && raw.data[i + 1] == '\n' ? 2 : 1;
        } else {
            if (raw.data[i])
                copy[len++] = raw.data[i];
            i++;
        }
    }
    return (onr_str){copy, len};
}

static size_t skip_space(const html *h, size_t at)
{
    while (at < h->text.len && is_space(h->text.data[at]))
        at++;
    return at;
}

/* Reads `name`, `name=value`, `name="value"`; gives where it ends. */
static size_t read_attribute(html *h, size_t at)
{
    const char *s = h->text.data;
    size_t len = h->text.len, name = at++;
    while (at < len && !is_space(s[at]) && s[at] != '/' && s[at] != '>' && s[at] != '=')
        at++;
    size_t name_end = at, value = 0, value_end = 0, next = skip_space(h, at);
    if (peek(h, next) == '=') {
        at = value = value_end = skip_space(h, next + 1);
        char quote = peek(h, at);
        if (quote == '"' || quote == '\'') {
            value = at + 1;
            value_end = find_byte(h, value, quote);
            at = value_end + 1;
        } else {
            while (at < len && !is_space(s[at]) && s[at] != '>')
                at++;
            value_end = at;
        }
    }
    if (at < len) /* else the page ends within the tag, which is dropped */
        list_push(&h->attributes,
                  ((onr_attribute){to_lower(h, name, name_end), read_value(h, value, value_end)}),
                  h->scratch);
    return at;
}

static void end_page(html_token *t, html *h, const char *inside, size_t at)
{
    h->cut = inside;
    h->cut_at = (uint32_t)at;
    h->at = (uint32_t)h->text.len;
    t->kind = HTML_EOF;
    t->start = t->end = h->at;
}

static void read_tag(html_token *t, html *h, size_t start)
{
    const char *s = h->text.data;
    size_t len = h->text.len, name = start + 1 + (s[start + 1] == '/'), at = name;
    while (at < len && !is_space(s[at]) && s[at] != '/' && s[at] != '>')
        at++;
    t->kind = name == start + 1 ? HTML_START : HTML_END;
    size_t name_end = at;
    t->first_attribute = (uint32_t)h->attributes.count;
    t->self_closing = false;
    while (at < len && s[at] != '>') {
        if (is_space(s[at]) || s[at] == '/')
            t->self_closing = s[at++] == '/' && peek(h, at) == '>';
        else
            at = read_attribute(h, at);
    }
    if (at >= len) {
        h->attributes.count = t->first_attribute;
        end_page(t, h, "the page ends inside a tag", start);
        return;
    }
    t->name = to_lower(h, name, name_end);
    if (t->kind == HTML_END && h->attributes.count > t->first_attribute)
        h->attributes.count = t->first_attribute;
    t->attribute_count = (uint32_t)h->attributes.count - t->first_attribute;
    h->at = t->end = (uint32_t)(at + 1);
}

static size_t end_of_comment(const html *h, size_t at)
{
    /* "<!-->" and "<!--->" are whole comments */
    if (peek(h, at) == '>')
        return at + 1;
    if (peek(h, at) == '-' && peek(h, at + 1) == '>')
        return at + 2;
    for (at = find_byte(h, at, '-'); at < h->text.len; at = find_byte(h, at + 1, '-')) {
        if (peek(h, at + 1) != '-')
            continue;
        if (peek(h, at + 2) == '>')
            return at + 3;
        if (peek(h, at + 2) == '!' && peek(h, at + 3) == '>')
            return at + 4;
    }
    return SIZE_MAX;
}

static void read_declaration(html_token *t, html *h, size_t start)
{
    size_t end;
    t->kind = HTML_COMMENT;
    if (is_at(h, start, ONR_STR("<!--"))) {
        end = end_of_comment(h, start + 4);
    } else {
        end = find_byte(h, start, '>');
        end = end < h->text.len ? end + 1 : SIZE_MAX;
    }
    if (end == SIZE_MAX)
        end_page(t, h, "the page ends inside a comment", start);
    else
        h->at = t->end = (uint32_t)end;
}

static void read_cdata(html_token *t, html *h, size_t start)
{
    size_t end = str_find(h->text, ONR_STR("]]>"), start + 9);
    t->kind = HTML_TEXT;
    t->mode = HTML_RAW;
    t->start = (uint32_t)start + 9;
    t->end = (uint32_t)(end == SIZE_MAX ? h->text.len : end);
    h->at = end == SIZE_MAX ? t->end : t->end + 3;
}

static bool is_markup(const html *h, size_t at)
{
    char c = peek(h, at + 1);
    if (is_ascii_letter(c) || c == '!' || c == '?')
        return true;
    return c == '/' && at + 2 < h->text.len;
}

/* Whether the end tag of the raw element stands at `at`. */
static bool ends_raw(const html *h, size_t at)
{
    char behind = peek(h, at + 2 + h->raw_name.len);
    return peek(h, at + 1) == '/' && is_at(h, at + 2, h->raw_name) &&
           (is_space(behind) || behind == '/' || behind == '>');
}

/* Script in "<!-- <script> … </script> … -->" ends only behind the inner one's end tag. */
static size_t end_of_raw(const html *h, size_t at)
{
    bool script = str_is(h->raw_name, "script"), inner = false;
    size_t comment_end = 0; /* 0: no comment is open */
    for (at = find_byte(h, at, '<'); at < h->text.len; at = find_byte(h, at + 1, '<')) {
        if (comment_end && at >= comment_end)
            comment_end = 0, inner = false;
        if (script && !comment_end && is_at(h, at, ONR_STR("<!--")))
            comment_end = end_of_comment(h, at + 4);
        char behind = peek(h, at + 7);
        if (comment_end && is_at(h, at, ONR_STR("<script")) &&
            (is_space(behind) || behind == '/' || behind == '>'))
            inner = true;
        if (!ends_raw(h, at))
            continue;
        if (!inner)
            return at;
        inner = false;
    }
    return h->text.len;
}

static void read_raw(html_token *t, html *h)
{
    size_t end = h->mode == HTML_PLAIN ? h->text.len : end_of_raw(h, h->at);
    t->kind = HTML_TEXT;
    t->mode = h->mode;
    t->end = (uint32_t)end;
    if (end == h->text.len && h->mode != HTML_PLAIN) {
        h->cut = "the page ends inside an element of raw text";
        h->cut_at = h->at;
    }
    h->at = t->end;
    h->mode = HTML_DATA;
}

static void read_markup(html_token *t, html *h, size_t at)
{
    char c = peek(h, at + 1), d = peek(h, at + 2);
    if (is_ascii_letter(c) || (c == '/' && is_ascii_letter(d)))
        read_tag(t, h, at);
    else if (h->foreign && is_at(h, at, ONR_STR("<![CDATA[")))
        read_cdata(t, h, at);
    else
        read_declaration(t, h, at);
}

void html_next(html_token *out, html *h)
{
    *out = (html_token){.kind = HTML_EOF, .mode = HTML_DATA, .start = h->at, .end = h->at};
    if (h->at >= h->text.len)
        return;
    if (h->mode != HTML_DATA) {
        read_raw(out, h);
        if (out->end > out->start)
            return;
        out->mode = HTML_DATA;
    }
    size_t at = find_byte(h, h->at, '<');
    while (at < h->text.len && !is_markup(h, at))
        at = find_byte(h, at + 1, '<');
    if (at == h->at) {
        read_markup(out, h, at);
        return;
    }
    out->kind = HTML_TEXT;
    h->at = out->end = (uint32_t)at;
}
