/*
 * Any bytes are CoNLL-U or an error with its byte; what is read can be written and read again.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "onrecord/conllu.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    onr_arena *arena = onr_arena_new((size_t)1 << 24);
    onr_text text, again;
    onr_str written;
    onr_error err = {0};
    if (arena && onr_conllu_read(&text, (onr_str){(const char *)data + 1, size - 1}, arena, &err)) {
        for (size_t i = 0; i < text.token_count; i++)
            assert(text.tokens[i].span.start <= text.tokens[i].span.end &&
                   text.tokens[i].span.end <= text.text.len);
        if (onr_conllu_write(&written, &text, arena, &err) &&
            onr_conllu_read(&again, written, arena, &err))
            assert(again.token_count == text.token_count && again.word_count == text.word_count);
    } else {
        assert(!arena || (err.code != ONR_OK && err.byte < size));
    }
    onr_arena_free(arena);
    return 0;
}
