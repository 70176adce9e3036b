/*
 * A word's row of the vocabulary, and the sum of its sub-words' rows.
 */
#include "language/features.h"

#include "base/arena.h"
#include "base/str.h"

uint64_t feature_hash(char kind, onr_str text)
{
    uint64_t h = (14695981039346656037u ^ (unsigned char)kind) * 1099511628211u;
    for (size_t i = 0; i < text.len; i++)
        h = (h ^ (unsigned char)text.data[i]) * 1099511628211u;
    return h;
}

static bool is_in(code_table table, uint32_t c)
{
    size_t low = 0, high = table.count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (table.items[mid] < c)
            low = mid + 1;
        else
            high = mid;
    }
    return low < table.count && table.items[low] == c;
}

bool feature_is_upper(const onr_language_model *m, uint32_t c)
{
    return c < 128 ? c >= 'A' && c <= 'Z' : is_in(m->upper, c);
}

static bool is_lower(const onr_language_model *m, uint32_t c)
{
    return c < 128 ? c >= 'a' && c <= 'z' : is_in(m->lower, c);
}

uint32_t feature_lower(const onr_language_model *m, uint32_t c)
{
    if (c < 128)
        return (unsigned char)ascii_lower((char)c);
    size_t low = 0, high = m->lowermap.count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (m->lowermap.items[2 * mid] < c)
            low = mid + 1;
        else
            high = mid;
    }
    bool found = low < m->lowermap.count && m->lowermap.items[2 * low] == c;
    return found ? m->lowermap.items[2 * low + 1] : c;
}

static const fold_entry *find_fold(const onr_language_model *m, uint32_t c)
{
    size_t low = 0, high = m->fold_count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (m->fold[mid].code < c)
            low = mid + 1;
        else
            high = mid;
    }
    return low < m->fold_count && m->fold[low].code == c ? &m->fold[low] : NULL;
}

/* The folded form with digits as 0; at most 5 bytes come of one. */
static onr_str make_key(onr_str form, const onr_language_model *m, onr_arena *scratch)
{
    char *key = onr_arena_alloc_array(scratch, form.len + 1, 5);
    if (!key)
        return (onr_str){0};
    size_t len = 0;
    for (size_t at = 0; at < form.len;) {
        uint32_t c = utf8_next(form, &at);
        const fold_entry *entry = c < 128 ? NULL : find_fold(m, c);
        if (entry) {
            memcpy(key + len, entry->utf8, entry->length);
            len += entry->length;
        } else {
            len += utf8_write(key + len, c < 128 ? (unsigned char)ascii_lower((char)c) : c);
        }
    }
    for (size_t i = 0; i < len; i++)
        if (is_ascii_digit(key[i]))
            key[i] = '0';
    return len ? (onr_str){key, len} : ONR_STR("?");
}

static onr_str write_shape(char out[48], onr_str form, const onr_language_model *m)
{
    size_t len = 0, symbols = 0, run = 0;
    uint32_t before = UINT32_MAX;
    for (size_t at = 0; at < form.len && symbols < 12;) {
        uint32_t c = utf8_next(form, &at);
        c = feature_is_upper(m, c)                    ? 'X'
            : is_lower(m, c)                          ? 'x'
            : c < 128 && is_ascii_digit((char)c)      ? 'd'
                                                      : c;
        run = c == before ? run + 1 : 1;
        before = c;
        if (run <= 3) {
            len += utf8_write(out + len, c);
            symbols++;
        }
    }
    return (onr_str){out, len};
}

static void add_row(int32_t *sums, char kind, onr_str text, const onr_language_model *m)
{
    uint64_t h = feature_hash(kind, text);
    const int8_t *row =
        m->sub_rows + (size_t)((uint32_t)(h ^ (h >> 32)) & (m->buckets - 1)) * m->sub_dim;
    for (uint32_t k = 0; k < m->sub_dim; k++)
        sums[k] += row[k];
}

static bool is_inside(char byte) { return ((unsigned char)byte & 0xC0) == 0x80; }

/* Beginnings of 1 to 4 characters and ends of 1 to 5, each shorter than the whole. */
static void add_ends(int32_t *sums, onr_str key, const onr_language_model *m)
{
    size_t at = 0;
    for (char kind = '1'; kind <= '4'; kind++) {
        do
            at++;
        while (at < key.len && is_inside(key.data[at]));
        if (at >= key.len)
            break;
        add_row(sums, kind, (onr_str){key.data, at}, m);
    }
    at = key.len;
    for (char kind = 'a'; kind <= 'e'; kind++) {
        do
            at--;
        while (at && is_inside(key.data[at]));
        if (!at)
            break;
        add_row(sums, kind, (onr_str){key.data + at, key.len - at}, m);
    }
}

bool feature_vector(int8_t *out, onr_str form, uint32_t glue, const onr_language_model *m,
                    onr_arena *scratch)
{
    onr_arena_mark mark = onr_arena_mark_take(scratch);
    onr_str key = make_key(form, m, scratch);
    if (!key.data)
        return false;
    uint32_t row = 0;
    if (!slot_find(&row, m->vocabulary, feature_hash('W', key)) || row >= m->words)
        row = 0;
    memcpy(out, m->word_rows + (size_t)row * m->word_dim, m->word_dim);
    int32_t sums[MOST_CHANNELS];
    for (uint32_t k = 0; k < m->sub_dim; k++)
        sums[k] = m->glue_rows[glue * m->sub_dim + k];
    char shape[48];
    add_row(sums, 'W', key, m);
    add_ends(sums, key, m);
    add_row(sums, 'H', write_shape(shape, form, m), m);
    for (uint32_t k = 0; k < m->sub_dim; k++) {
        float x = __builtin_rintf((float)sums[k] * *m->sub_multiply);
        out[m->word_dim + k] = (int8_t)(x >= 127 ? 127 : x > -127 ? x : -127);
    }
    onr_arena_mark_release(scratch, mark);
    return true;
}
