/*
 * Runs a fuzz target without a fuzzer: on each file as it is, and on the same file cut,
 * with bytes changed and with parts put elsewhere. The same changes every time.
 * Usage: TARGET COUNT FILE...; each change COUNT times a file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Knuth's MMIX constants; the high bits are the good ones. */
static size_t pick(uint64_t *state, size_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return below ? (size_t)(*state >> 33) % below : 0;
}

static void change(uint8_t *bytes, size_t *len, uint64_t *state)
{
    static const char marks[] = "<>&\"'\n\t\0\xff\xe2\x80\x9c\xc3[]{}\\;#=-";
    size_t from = pick(state, *len), to = pick(state, *len);
    size_t room = *len - (from > to ? from : to), part = pick(state, room < 400 ? room : 400);
    switch (pick(state, 4)) {
    case 0: *len = from; break;
    case 1: memmove(bytes + to, bytes + from, part); break;
    case 2: memset(bytes + to, bytes[from], part); break;
    default:
        for (size_t i = 0; i < 8; i++)
            bytes[pick(state, *len)] = (uint8_t)marks[pick(state, sizeof marks)];
    }
}

static void run_changed(onr_str file, size_t changes, uint64_t *state)
{
    size_t len = file.len + 1;
    uint8_t *bytes = malloc(len);
    if (!bytes)
        abort();
    /* The first byte is the target's own choice. */
    bytes[0] = (uint8_t)pick(state, 256);
    memcpy(bytes + 1, file.data, file.len);
    for (size_t i = 0; i < changes && len > 2; i++)
        change(bytes, &len, state);
    /* A block of its exact size, so that a sanitizer sees what is read behind it. */
    uint8_t *exact = malloc(len);
    if (!exact)
        abort();
    memcpy(exact, bytes, len);
    LLVMFuzzerTestOneInput(exact, len);
    free(exact);
    free(bytes);
}

int main(int argc, char **argv)
{
    uint64_t state = 1;
    int count = argc > 2 ? atoi(argv[1]) : 0;
    for (int f = 2; f < argc; f++) {
        file_map file;
        onr_error err;
        if (!file_map_open(&file, argv[f], &err) || file.bytes.len == 0) {
            fprintf(stderr, "%s cannot be read\n", argv[f]);
            return 1;
        }
        for (int i = 0; i < count; i++)
            run_changed(file.bytes, (size_t)i % 12, &state);
        file_map_close(&file);
    }
    return count > 0 ? 0 : 1;
}
