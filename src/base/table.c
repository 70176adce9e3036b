/* Sorted tables, by halving. */
#include "base/table.h"

#include <string.h>

#include "base/str.h"

/* Like strcmp. By hand: most names differ from most entries in their first bytes. */
static int compare(onr_str name, const char *other)
{
    for (size_t i = 0; i < name.len; i++)
        if (name.data[i] != other[i] || !other[i])
            return (unsigned char)name.data[i] < (unsigned char)other[i] ? -1 : 1;
    return other[name.len] ? -1 : 0;
}

static int compare_nocase(onr_str name, const char *other)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = ascii_lower(name.data[i]);
        if (c != other[i] || !c)
            return (unsigned char)c < (unsigned char)other[i] ? -1 : 1;
    }
    return other[name.len] ? -1 : 0;
}

static const void *find(onr_str name, const char *rows, size_t count, size_t size,
                        int (*order)(onr_str, const char *))
{
    while (count) {
        const char *middle = rows + count / 2 * size;
        const char *other;
        memcpy(&other, middle, sizeof other);
        int side = order(name, other);
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
    return find(name, rows, count, size, compare);
}

const void *table_find_nocase(onr_str name, const void *rows, size_t count, size_t size)
{
    return find(name, rows, count, size, compare_nocase);
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
