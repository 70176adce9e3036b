/* Sorted tables, by halving. */
#include "base/table.h"

#include <string.h>

#include "base/str.h"

/* Of a name; as a small letter where `nocase`, a constant where this is inlined. */
static inline unsigned char letter(onr_str name, size_t at, const bool nocase)
{
    return (unsigned char)(nocase ? ascii_lower(name.data[at]) : name.data[at]);
}

/* Like strcmp, of two that begin with the same letter. By hand: most names differ from most entries
 * in their first bytes. */
static inline int compare(onr_str name, const char *other, const bool nocase)
{
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = letter(name, i, nocase);
        if (c != (unsigned char)other[i] || !c)
            return c < (unsigned char)other[i] ? -1 : 1;
    }
    return other[name.len] ? -1 : 0;
}

static inline __attribute__((always_inline)) const void *
find(onr_str name, const char *rows, size_t count, size_t size, const bool nocase)
{
    const int first = name.len ? letter(name, 0, nocase) : 0;
    while (count) {
        const char *middle = rows + count / 2 * size;
        const char *other;
        memcpy(&other, middle, sizeof other);
        int side = first - (unsigned char)*other;
        side = side ? side : compare(name, other, nocase);
        if (!side)
            return middle;
        if (side > 0) {
            rows = middle + size;
            count--;
        }
        count /= 2;
    }
    return NULL;
}

const void *table_find(onr_str name, const void *rows, size_t count, size_t size)
{
    return find(name, rows, count, size, false);
}

const void *table_find_nocase(onr_str name, const void *rows, size_t count, size_t size)
{
    return find(name, rows, count, size, true);
}

size_t table_first_from(uint32_t least, const void *rows, size_t count, size_t size, size_t at)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint32_t number;
        memcpy(&number, (const char *)rows + middle * size + at, sizeof number);
        if (number < least)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
