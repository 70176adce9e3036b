/*
 * Writes the splitter's features of a text for train/boundaries.py: how many a place has, then for
 * each token of standard input the byte behind it, whether a sentence may end there (2: one surely
 * does), and the features' hashes. All are 32-bit numbers.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "language/boundaries.h"
#include "language/sentences.h"
#include "language/tokens.h"

static onr_str read_all(FILE *file)
{
    size_t len = 0, capacity = 1 << 20;
    char *data = malloc(capacity);
    while (data) {
        size_t got = fread(data + len, 1, capacity - len, file);
        if (!got)
            break;
        len += got;
        if (len == capacity)
            data = realloc(data, capacity *= 2);
    }
    return (onr_str){data, data ? len : 0};
}

static void write_paragraph(const onr_text *text, size_t first, size_t count,
                            boundary_token *tokens)
{
    paragraph p;
    boundary_describe(&p, tokens, text, first, count);
    for (size_t i = 0; i < count; i++) {
        uint32_t row[2 + BOUNDARY_FEATURES] = {text->tokens[first + i].span.end,
                                               boundary_possible(&p, text, first, i)};
        if (i + 1 == count)
            row[1] = 2;
        else
            boundary_features(row + 2, &p, i);
        fwrite(row, sizeof row, 1, stdout);
    }
}

int main(void)
{
    onr_str bytes = read_all(stdin);
    onr_arena *arena = onr_arena_new((size_t)4 << 30);
    onr_text text = {.text = bytes};
    if (!bytes.data || !arena || !token_find(&text, NULL, 0, arena))
        return fputs("no memory for the text\n", stderr), EXIT_FAILURE;
    boundary_token *tokens = arena_array(arena, boundary_token, text.token_count + 1);
    const uint32_t *ends = NULL;
    size_t end_count = 0;
    uint32_t features = BOUNDARY_FEATURES;
    fwrite(&features, sizeof features, 1, stdout);
    for (size_t first = 0, count; tokens && first < text.token_count; first += count) {
        count = sentence_paragraph(&text, first, &ends, &end_count);
        write_paragraph(&text, first, count, tokens);
    }
    onr_arena_free(arena);
    free((void *)(uintptr_t)bytes.data);
    return EXIT_SUCCESS;
}
