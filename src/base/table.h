/*
 * Look-up in sorted tables: those in the code, those that the build makes of data/, and lists in
 * text order.
 */
#ifndef ONR_SRC_BASE_TABLE_H
#define ONR_SRC_BASE_TABLE_H

#include "onrecord/base.h"

/*
 * The row of `rows` that is called `name`, NULL where none is. Its `count` rows of `size` bytes
 * begin with a `const char *` to their name and are sorted by the names' bytes.
 */
const void *table_find(onr_str name, const void *rows, size_t count, size_t size);

/* The same where the names are in lower case; ASCII capitals of `name` count as small letters. */
const void *table_find_nocase(onr_str name, const void *rows, size_t count, size_t size);

/* Of an array, where it is in sight: TABLE_FIND(table_find, name, months). */
#define TABLE_FIND(find, name, rows)                                                               \
    find((name), (rows), sizeof(rows) / sizeof *(rows), sizeof *(rows))

/*
 * The index of the first of `count` rows whose number is `least` or more; `count` where none is.
 * The numbers are uint32_t, sorted; they stand `at` bytes into rows of `size` bytes.
 */
size_t table_first_from(uint32_t least, const void *rows, size_t count, size_t size, size_t at);

#endif
