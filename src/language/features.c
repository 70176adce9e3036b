/*
 * A form's folding and its shape: look-ups in the tables of the model.
 */
#include "language/features.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/str.h"

uint64_t feature_hash(char kind, onr_str text)
{
    return hash_more(hash_byte(hash_start, kind), text);
}

/* The entry of `c` in a sorted table whose entries of `size` bytes begin with their character. */
static const void *find_code(const void *items, size_t count, size_t size, uint32_t c)
{
    const char *first = items;
    while (count) {
        const char *mid = first + count / 2 * size;
        uint16_t code;
        memcpy(&code, mid, sizeof code);
        if (code == c)
            return mid;
        if (code < c) {
            first = mid + size;
            count -= count / 2 + 1;
        } else {
            count /= 2;
        }
    }
    return NULL;
}

bool feature_is_listed(code_table table, uint32_t c)
{
    return find_code(table.items, table.count, sizeof *table.items, c) != NULL;
}

bool feature_is_upper(const alphabet *a, uint32_t c)
{
    return c < 128 ? c >= 'A' && c <= 'Z' : feature_is_listed(a->upper, c);
}

bool feature_is_lower(const alphabet *a, uint32_t c)
{
    return c < 128 ? c >= 'a' && c <= 'z' : feature_is_listed(a->lower, c);
}

uint32_t feature_lower(const alphabet *a, uint32_t c)
{
    if (c < 128)
        return (unsigned char)ascii_lower((char)c);
    const uint16_t *pair =
        find_code(a->lowermap.items, a->lowermap.count, 2 * sizeof *a->lowermap.items, c);
    return pair ? pair[1] : c;
}

onr_str feature_fold(onr_str form, const alphabet *a, onr_arena *arena)
{
    /* at most 5 bytes come of one */
    char *out = onr_arena_alloc_array(arena, form.len + 1, 5);
    size_t len = 0;
    for (size_t at = 0; out && at < form.len;) {
        uint32_t c = utf8_next(form, &at);
        const fold_entry *entry =
            c < 128 ? NULL : find_code(a->fold, a->fold_count, sizeof *a->fold, c);
        if (entry) {
            memcpy(out + len, entry->utf8, entry->length);
            len += entry->length;
        } else {
            len += utf8_write(out + len, c < 128 ? (unsigned char)ascii_lower((char)c) : c);
        }
    }
    return (onr_str){out, len};
}

uint8_t feature_case(onr_str form, const alphabet *a)
{
    size_t upper = 0, lower = 0, digits = 0;
    bool title = false;
    for (size_t at = 0; at < form.len;) {
        uint32_t c = utf8_next(form, &at);
        if (feature_is_upper(a, c)) {
            title = title || (!upper && !lower);
            upper++;
        } else if (feature_is_lower(a, c)) {
            lower++;
        } else {
            digits += c < 128 && is_ascii_digit((char)c);
        }
    }
    if (digits)
        return upper ? 8 : lower ? 7 : 6;
    if (!upper)
        return lower ? 1 : 0;
    if (!lower)
        return upper == 1 ? 4 : 3;
    return upper == 1 && title ? 2 : 5;
}

onr_str feature_shape(char out[48], onr_str form, const alphabet *a)
{
    size_t len = 0, symbols = 0, run = 0;
    uint32_t before = UINT32_MAX;
    for (size_t at = 0; at < form.len && symbols < 12;) {
        uint32_t c = utf8_next(form, &at);
        c = feature_is_upper(a, c)               ? 'X'
            : feature_is_lower(a, c)             ? 'x'
            : c < 128 && is_ascii_digit((char)c) ? 'd'
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
