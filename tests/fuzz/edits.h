/*
 * A file too large to be made up by a fuzzer, changed here and there by what the fuzzer gives: each
 * seven bytes are a place (little-endian) and three bytes that stand there then.
 */
#ifndef ONR_TESTS_FUZZ_EDITS_H
#define ONR_TESTS_FUZZ_EDITS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { EDIT = 7, EDIT_BYTES = 3 };

static inline void edit(uint8_t *file, size_t len, const uint8_t *data, size_t size)
{
    for (size_t i = 0; i + EDIT <= size && len >= EDIT_BYTES; i += EDIT) {
        uint32_t place;
        memcpy(&place, data + i, sizeof place);
        memcpy(file + place % (len - EDIT_BYTES + 1), data + i + sizeof place, EDIT_BYTES);
    }
}

#endif
