/* Reads the names of fields and keys that tell a day. data/day_words.tsv has the words. */
#include "article/metadata/day_keys.h"

#include "base/table.h"

/* What the words of data/day_words.tsv say. */
enum {
    KEY_PUBLISHED = 1 << 0,
    KEY_TIME = 1 << 1,
    KEY_WHOLE = 1 << 2,
    KEY_CREATED = 1 << 3,
    KEY_MODIFIED = 1 << 4,
    KEY_OTHER = 1 << 5,
};

typedef struct day_word {
    const char *word;
    unsigned says;
} day_word;

static const day_word day_words[] = {
#include "article/metadata/day_words.inc"
};

/* What the words of a name say, cut at capitals and at what is no letter. */
static unsigned read_words(onr_str name)
{
    unsigned says = 0;
    for (size_t at = 0; at < name.len;) {
        size_t start = at;
        while (at < name.len && is_ascii_letter(name.data[at]) &&
               (at == start || (name.data[at] & 32) || !(name.data[at - 1] & 32)))
            at++;
        onr_str word = {name.data + start, at - start};
        const day_word *found = word.len ? TABLE_FIND(table_find_nocase, word, day_words) : NULL;
        says |= found ? found->says : 0;
        at += at == start;
    }
    return says;
}

day_key day_key_of(onr_str name)
{
    unsigned says = read_words(name);
    if (says & KEY_OTHER)
        return DAY_KEY_NONE;
    if (says & KEY_MODIFIED)
        return DAY_KEY_MODIFIED;
    if (says & KEY_WHOLE || (says & KEY_PUBLISHED && says & KEY_TIME))
        return DAY_KEY_PUBLISHED;
    if (says & KEY_CREATED)
        return DAY_KEY_CREATED;
    return says & KEY_TIME ? DAY_KEY_TIME : DAY_KEY_NONE;
}

static bool is_key_byte(char c)
{
    return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-' || c == '.';
}

/* The length of what stands for a quotation mark at `at`: itself, or as HTML escapes it; else 0. */
static size_t mark_at(onr_str bytes, size_t at)
{
    static const char *const marks[] = {"\"", "'", "&quot;", "&#34;", "&#39;", "&#x22;", "\\u0022"};
    onr_str rest = {bytes.data + at, bytes.len - at};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(rest, marks[i]))
            return strlen(marks[i]);
    return 0;
}

/* Behind blanks, backslashes and at most one quotation mark. */
static size_t over_mark(onr_str bytes, size_t at, bool *marked)
{
    for (; at < bytes.len && (is_ascii_space(bytes.data[at]) || bytes.data[at] == '\\') &&
           !mark_at(bytes, at);)
        at++;
    size_t len = at < bytes.len ? mark_at(bytes, at) : 0;
    *marked = len > 0;
    for (at += len; at < bytes.len && is_ascii_space(bytes.data[at]);)
        at++;
    return at;
}

/* Where the value of the key that ends at `at` begins; 0: it has none. */
static size_t value_of(onr_str bytes, size_t at, bool *marked)
{
    bool after_key;
    at = over_mark(bytes, at, &after_key);
    onr_str rest = {bytes.data + at, bytes.len - at};
    if (after_key && str_starts(rest, "value="))
        at += strlen("value");
    bool assigned = at < bytes.len && bytes.data[at] && strchr(":=,", bytes.data[at]);
    if (!assigned)
        return 0;
    return over_mark(bytes, at + 1, marked);
}

static void copy_value(keyed *out, onr_str bytes, size_t at, bool marked)
{
    out->len = 0;
    for (; at < bytes.len && out->len < LONGEST_KEYED; at++) {
        char c = bytes.data[at];
        if (mark_at(bytes, at) || strchr(marked ? "<>\n" : "<>\n,;}", c))
            break;
        if (c != '\\') /* JSON may write "15\/03\/2026" */
            out->value[out->len++] = c;
    }
}

/* Reads the key around the "pub" at `at`. */
static bool read_key(keyed *out, onr_str bytes, size_t *at)
{
    size_t start = *at, end = *at;
    while (start > 0 && *at - start < LONGEST_KEYED && is_key_byte(bytes.data[start - 1]))
        start--;
    while (end < bytes.len && end - *at < LONGEST_KEYED && is_key_byte(bytes.data[end]))
        end++;
    *at = end;
    bool marked = false;
    size_t value = value_of(bytes, end, &marked);
    if (!value || day_key_of((onr_str){bytes.data + start, end - start}) != DAY_KEY_PUBLISHED)
        return false;
    copy_value(out, bytes, value, marked);
    return out->len > 0;
}

bool day_key_next(keyed *out, onr_str bytes, size_t *at)
{
    while (*at < bytes.len) {
        const char *u = memchr(bytes.data + *at, 'u', bytes.len - *at);
        size_t found = u ? (size_t)(u - bytes.data) : bytes.len;
        bool key = found > 0 && found + 1 < bytes.len && bytes.data[found + 1] == 'b' &&
                   (bytes.data[found - 1] | 32) == 'p';
        *at = found + 1;
        if (key && read_key(out, bytes, at))
            return true;
    }
    *at = bytes.len;
    return false;
}
