/*
 * JSON, written and read: which texts are JSON, and what they say.
 */
#include "base/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/terminal.h"

static void put_comma(json_writer *w)
{
    if (w->comma)
        buffer_put_char(w->to, ',');
    w->comma = true;
}

void json_open(json_writer *w, char bracket)
{
    put_comma(w);
    buffer_put_char(w->to, bracket);
    w->comma = false;
}

void json_close(json_writer *w, char bracket)
{
    buffer_put_char(w->to, bracket);
    w->comma = true;
}

/* The character behind the backslash; 0: it is written as it stands, 'u': by its number. */
static char escape_of(char c)
{
    switch (c) {
    case '"': return '"';
    case '\\': return '\\';
    case '\b': return 'b';
    case '\f': return 'f';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    default: return (unsigned char)c < ' ' ? 'u' : 0;
    }
}

/* Also what a terminal would obey: to JSON it is the same text. */
static void put_escaped(buffer *to, onr_str text)
{
    size_t from = 0;
    for (size_t at = 0; at < text.len;) {
        size_t begin = at;
        uint32_t c = (unsigned char)text.data[at];
        if (c < 0x7f)
            at++;
        else
            c = utf8_next(text, &at);
        char escape = c < 0x7f ? escape_of((char)c) : 0;
        if (!escape && (c < 0x7f || !(terminal_obeys(c) || terminal_turns_on(c))))
            continue;
        buffer_put(to, (onr_str){text.data + from, begin - from});
        if (escape && escape != 'u')
            buffer_put(to, (onr_str){(char[]){'\\', escape}, 2});
        else
            buffer_format(to, "\\u%04X", (unsigned)c);
        from = at;
    }
    if (text.len)
        buffer_put(to, (onr_str){text.data + from, text.len - from});
}

void json_put_string(json_writer *w, onr_str text)
{
    put_comma(w);
    buffer_put_char(w->to, '"');
    while (text.len) {
        size_t sound = utf8_check(text);
        put_escaped(w->to, (onr_str){text.data, sound});
        if (sound == text.len)
            break;
        buffer_put_char(w->to, '?');
        text = (onr_str){text.data + sound + 1, text.len - sound - 1};
    }
    buffer_put_char(w->to, '"');
}

void json_put_key(json_writer *w, const char *key)
{
    json_put_string(w, str_of(key));
    buffer_put_char(w->to, ':');
    w->comma = false;
}

void json_put_integer(json_writer *w, int64_t number)
{
    enum { LONGEST = 20 }; /* with its sign */
    char text[LONGEST];
    size_t at = LONGEST;
    uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;
    do
        text[--at] = (char)('0' + left % 10);
    while (left /= 10);
    if (number < 0)
        text[--at] = '-';
    put_comma(w);
    buffer_put(w->to, (onr_str){text + at, LONGEST - at});
}

void json_put_bool(json_writer *w, bool value)
{
    put_comma(w);
    buffer_put(w->to, value ? ONR_STR("true") : ONR_STR("false"));
}

void json_put_null(json_writer *w)
{
    put_comma(w);
    buffer_put(w->to, ONR_STR("null"));
}

/* By hand: printf would write the point as the locale of the program has it. */
void json_put_thousandths(json_writer *w, double value)
{
    uint64_t all = (uint64_t)llround(value * 1000);
    char digits[] = {(char)('0' + all / 100 % 10), (char)('0' + all / 10 % 10),
                     (char)('0' + all % 10)};
    size_t len = sizeof digits;
    while (len > 1 && digits[len - 1] == '0')
        len--;
    put_comma(w);
    buffer_format(w->to, "%" PRIu64 ".", all / 1000);
    buffer_put(w->to, (onr_str){digits, len});
}

void json_put_number(json_writer *w, double value)
{
    char text[40];
    int digits = 1;
    do
        snprintf(text, sizeof text, "%.*g", digits, value);
    while (digits++ < 17 && strtod(text, NULL) != value);
    /* printf and strtod have the point as the locale of the program has it. */
    for (char *at = text; *at; at++)
        if (!is_ascii_digit(*at) && !strchr("-+e", *at))
            *at = '.';
    put_comma(w);
    buffer_put(w->to, str_of(text));
}

/* Where the reader stands in the innermost array or object. */
enum { AT_ITS_BEGIN, BEHIND_A_KEY, BEHIND_A_VALUE };

void json_begin(json_reader *out, onr_str text)
{
    *out = (json_reader){.text = text};
}

static bool refuse(const json_reader *r, size_t at, const char *what, onr_error *err)
{
    return onr_fail(err, ONR_E_FORMAT, at, "give JSON as RFC 8259 has it", "%s: %s",
                    at < r->text.len ? "not JSON" : "JSON that is cut off", what);
}

static json_piece fault(const json_reader *r, const char *what, onr_error *err)
{
    refuse(r, r->at, what, err);
    return JSON_FAULT;
}

static void skip_space(json_reader *r)
{
    while (r->at < r->text.len && r->text.data[r->at] && strchr(" \t\n\r", r->text.data[r->at]))
        r->at++;
}

/* The next byte; 0, which stands nowhere between JSON's pieces, at the end. */
static char peek(const json_reader *r)
{
    return r->at < r->text.len ? r->text.data[r->at] : '\0';
}

static int hex_digit(char c)
{
    return is_ascii_digit(c)                    ? c - '0'
           : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                : -1;
}

/* The number of the four digits at `at`, or -1. */
static int32_t hex_at(onr_str text, size_t at)
{
    int32_t value = 0;
    for (size_t i = at; i < at + 4; i++) {
        int digit = i < text.len ? hex_digit(text.data[i]) : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/*
 * The character of the "\uXXXX", or of the pair of them, whose first digit is at `*at`; moves
 * behind it. -1: there is none.
 */
static int32_t read_unicode(onr_str text, size_t *at)
{
    int32_t first = hex_at(text, *at);
    *at += 4;
    if (first < 0xD800 || first > 0xDFFF)
        return first;
    bool pair =
        first < 0xDC00 && *at + 1 < text.len && text.data[*at] == '\\' && text.data[*at + 1] == 'u';
    int32_t second = pair ? hex_at(text, *at + 2) : -1;
    *at += 6;
    return second >= 0xDC00 && second <= 0xDFFF
               ? 0x10000 + (first - 0xD800) * 0x400 + (second - 0xDC00)
               : -1;
}

/* Moves behind the escape whose backslash is at `r->at`. */
static bool check_escape(json_reader *r, onr_error *err)
{
    size_t at = r->at + 2;
    char c = r->at + 1 < r->text.len ? r->text.data[r->at + 1] : '\0';
    if (c == 'u' && read_unicode(r->text, &at) < 0)
        return refuse(r, r->at, "a \\u without a character", err);
    if (!c || !strchr("\"\\/bfnrtu", c))
        return refuse(r, r->at, "an escape that JSON has not", err);
    r->at = at;
    r->escaped = true;
    return true;
}

/* The string whose quotation mark is at `r->at`. */
static bool read_string(json_reader *r, onr_error *err)
{
    size_t start = ++r->at;
    r->escaped = false;
    while (peek(r) != '"') {
        char c = peek(r);
        if ((unsigned char)c < ' ')
            return refuse(r, r->at, "a string without an end, or a control character in it", err);
        if (c != '\\')
            r->at++;
        else if (!check_escape(r, err))
            return false;
    }
    r->piece = (onr_str){r->text.data + start, r->at - start};
    size_t sound = utf8_check(r->piece);
    if (sound < r->piece.len)
        return refuse(r, start + sound, "a string that is not UTF-8", err);
    r->at++;
    return true;
}

static bool skip_digits(json_reader *r)
{
    size_t start = r->at;
    while (is_ascii_digit(peek(r)))
        r->at++;
    return r->at > start;
}

static json_piece read_number(json_reader *r, onr_error *err)
{
    size_t start = r->at;
    r->at += peek(r) == '-';
    bool zero = peek(r) == '0';
    bool ok = skip_digits(r) && !(zero && r->at - start > 1 + (size_t)(r->text.data[start] == '-'));
    if (ok && peek(r) == '.') {
        r->at++;
        ok = skip_digits(r);
    }
    if (ok && (peek(r) | 32) == 'e') {
        r->at++;
        r->at += peek(r) == '+' || peek(r) == '-';
        ok = skip_digits(r);
    }
    if (!ok)
        return fault(r, "a number that JSON has not", err);
    r->piece = (onr_str){r->text.data + start, r->at - start};
    r->escaped = false;
    r->place = BEHIND_A_VALUE;
    return JSON_NUMBER;
}

static json_piece read_word(json_reader *r, onr_error *err)
{
    static const struct {
        const char *word;
        json_piece piece;
    } words[] = {{"true", JSON_TRUE}, {"false", JSON_FALSE}, {"null", JSON_NULL}};
    onr_str rest = {r->text.data + r->at, r->text.len - r->at};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_starts(rest, words[i].word)) {
            r->at += strlen(words[i].word);
            r->place = BEHIND_A_VALUE;
            return words[i].piece;
        }
    return fault(r, "a value is missing", err);
}

static bool in_object(const json_reader *r)
{
    size_t level = r->depth - 1;
    return r->objects[level / 64] >> level % 64 & 1;
}

static json_piece go_in(json_reader *r, bool object, onr_error *err)
{
    if (r->depth == JSON_DEEPEST) {
        onr_fail(err, ONR_E_LIMIT, r->at, "give JSON that is less deep",
                 "JSON of more than %d arrays and objects in one another", JSON_DEEPEST);
        return JSON_FAULT;
    }
    uint64_t bit = (uint64_t)1 << r->depth % 64, *bits = &r->objects[r->depth / 64];
    *bits = object ? *bits | bit : *bits & ~bit;
    r->depth++;
    r->at++;
    r->place = AT_ITS_BEGIN;
    return object ? JSON_OPEN_OBJECT : JSON_OPEN_ARRAY;
}

static json_piece read_value(json_reader *r, onr_error *err)
{
    char c = peek(r);
    if (c == '{' || c == '[')
        return go_in(r, c == '{', err);
    if (c == '-' || is_ascii_digit(c))
        return read_number(r, err);
    if (c != '"')
        return read_word(r, err);
    r->place = BEHIND_A_VALUE;
    return read_string(r, err) ? JSON_STRING : JSON_FAULT;
}

static json_piece read_key(json_reader *r, onr_error *err)
{
    if (peek(r) != '"')
        return fault(r, "a key is missing", err);
    if (!read_string(r, err))
        return JSON_FAULT;
    skip_space(r);
    if (peek(r) != ':')
        return fault(r, "a colon is missing", err);
    r->at++;
    r->place = BEHIND_A_KEY;
    return JSON_KEY;
}

json_piece json_next(json_reader *r, onr_error *err)
{
    if (r->depth == 0 && r->place == BEHIND_A_VALUE)
        return JSON_END;
    skip_space(r);
    if (r->depth == 0)
        return read_value(r, err);
    bool object = in_object(r);
    if (r->place != BEHIND_A_KEY && peek(r) == (object ? '}' : ']')) {
        r->at++;
        r->depth--;
        r->place = BEHIND_A_VALUE;
        return object ? JSON_CLOSE_OBJECT : JSON_CLOSE_ARRAY;
    }
    if (r->place == BEHIND_A_VALUE) {
        if (peek(r) != ',')
            return fault(r, "a comma or a closing bracket is missing", err);
        r->at++;
        skip_space(r);
    }
    return object && r->place != BEHIND_A_KEY ? read_key(r, err) : read_value(r, err);
}

bool json_skip(json_reader *r, json_piece opened, onr_error *err)
{
    if (opened != JSON_OPEN_OBJECT && opened != JSON_OPEN_ARRAY)
        return opened != JSON_FAULT;
    for (size_t outside = r->depth - 1; r->depth > outside;)
        if (json_next(r, err) == JSON_FAULT)
            return false;
    return true;
}

bool json_ends(json_reader *r, onr_error *err)
{
    skip_space(r);
    return r->at == r->text.len || refuse(r, r->at, "something stands behind its end", err);
}

/* The character of the escape whose letter is at `*at`; moves behind it. It was checked. */
static uint32_t read_escape(onr_str text, size_t *at)
{
    char c = text.data[(*at)++];
    switch (c) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'u': return (uint32_t)read_unicode(text, at);
    default: return (unsigned char)c;
    }
}

onr_str json_text(const json_reader *r, onr_arena *arena)
{
    if (!r->escaped)
        return r->piece;
    /* No escape is shorter than its character. */
    char *text = arena_take(arena, r->piece.len);
    size_t len = 0;
    for (size_t at = 0; text && at < r->piece.len;) {
        if (r->piece.data[at] == '\\') {
            at++;
            len += utf8_write(text + len, read_escape(r->piece, &at));
        } else {
            text[len++] = r->piece.data[at++];
        }
    }
    arena_give_back(arena, text, r->piece.len, len);
    return (onr_str){text, len};
}

/* The arrays and objects that are open while a text is read as a whole. */
typedef struct nest {
    json_value *open[JSON_DEEPEST];
    json_value *last[JSON_DEEPEST]; /* of each, the last one in it */
    size_t depth;
    json_value *root;
} nest;

static json_value *add_value(nest *n, json_value value, onr_arena *arena)
{
    json_value *added = arena_array(arena, json_value, 1);
    if (!added)
        return NULL;
    *added = value;
    if (n->depth == 0) {
        n->root = added;
        return added;
    }
    json_value *around = n->open[n->depth - 1], **last = &n->last[n->depth - 1];
    if (*last)
        (*last)->next = added;
    else
        around->first = added;
    *last = added;
    around->count++;
    return added;
}

static bool has_text(json_piece piece)
{
    return piece == JSON_STRING || piece == JSON_NUMBER;
}

/* Takes the pieces in until the first value ends. False: a fault, or the arena is full. */
static bool read_pieces(nest *n, json_reader *r, onr_arena *arena, onr_error *err)
{
    onr_str key = {0};
    for (;;) {
        json_piece piece = json_next(r, err);
        if (piece == JSON_FAULT || piece == JSON_END)
            return piece == JSON_END;
        if (piece == JSON_KEY) {
            key = json_text(r, arena);
            continue;
        }
        if (piece == JSON_CLOSE_OBJECT || piece == JSON_CLOSE_ARRAY) {
            n->depth--;
            continue;
        }
        json_value value = {.kind = piece, .key = key};
        if (has_text(piece))
            value.text = json_text(r, arena);
        json_value *added = add_value(n, value, arena);
        if (!added)
            return arena_fail(err, "read JSON");
        key = (onr_str){0};
        if (piece == JSON_OPEN_OBJECT || piece == JSON_OPEN_ARRAY) {
            n->last[n->depth] = NULL;
            n->open[n->depth++] = added;
        }
    }
}

bool json_read(const json_value **out, onr_str text, size_t *end, onr_arena *arena, onr_error *err)
{
    json_reader r;
    nest n;
    n.depth = 0;
    n.root = NULL;
    json_begin(&r, text);
    if (!read_pieces(&n, &r, arena, err) || (!end && !json_ends(&r, err)))
        return false;
    if (onr_arena_full(arena))
        return arena_fail(err, "read JSON");
    if (end)
        *end = r.at;
    *out = n.root;
    return true;
}

bool json_is(const json_value *value, json_piece kind)
{
    return value && value->kind == kind;
}

const json_value *json_member(const json_value *object, const char *key)
{
    const json_value *found = NULL;
    if (json_is(object, JSON_OPEN_OBJECT))
        for (const json_value *at = object->first; at; at = at->next)
            if (str_is(at->key, key))
                found = at;
    return found;
}

const json_value *json_element(const json_value *array)
{
    return json_is(array, JSON_OPEN_ARRAY) ? array->first : NULL;
}

onr_str json_string_of(const json_value *value)
{
    return json_is(value, JSON_STRING) ? value->text : (onr_str){0};
}

bool json_integer_of(int64_t *out, const json_value *value)
{
    if (!json_is(value, JSON_NUMBER))
        return false;
    bool negative = value->text.data[0] == '-';
    /* 19 digits always fit 64 bits without a sign. */
    if (value->text.len - negative > 19)
        return false;
    uint64_t number = 0;
    for (size_t i = negative; i < value->text.len; i++) {
        if (!is_ascii_digit(value->text.data[i]))
            return false;
        number = number * 10 + (uint64_t)(value->text.data[i] - '0');
    }
    if (number > INT64_MAX)
        return false;
    *out = negative ? -(int64_t)number : (int64_t)number;
    return true;
}

/* printf and strtod have the point as the locale of the program has it: that of 0.5 tells. */
bool json_number_of(double *out, const json_value *value)
{
    char half[16], text[80];
    if (!json_is(value, JSON_NUMBER) || value->text.len > 60)
        return false;
    snprintf(half, sizeof half, "%.1f", 0.5);
    half[strlen(half) - 1] = '\0';
    size_t point = str_find(value->text, ONR_STR("."), 0);
    if (point == SIZE_MAX)
        snprintf(text, sizeof text, "%.*s", (int)value->text.len, value->text.data);
    else
        snprintf(text, sizeof text, "%.*s%s%.*s", (int)point, value->text.data, half + 1,
                 (int)(value->text.len - point - 1), value->text.data + point + 1);
    *out = strtod(text, NULL);
    return true;
}
