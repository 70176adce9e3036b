/*
 * A model file with any of its bytes changed, whose length and checksum are right all the same, is
 * refused with an error, or reads a text into words of it. Which bytes, say the edits of edits.h;
 * the first byte says whether they are spread over the file or fall on its table and first
 * sections. Run from the root of the source, for the model.
 */
#include <assert.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/file.h"
#include "base/str.h"
#include "edits.h"
#include "onrecord/language.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { HEAD = 32, CHECKSUM = 24, BEGINNING = 4096 };

static const char text_read[] =
    "\"The lock stays shut,\" Minister Ines Holt told the Harbour Post on Monday.\n\n"
    "She denied that 3,000 barrels were lost, the union's spokesman said.";

static onr_str model_once(void)
{
    static file_map file;
    onr_error err;
    if (!file.bytes.data)
        assert(file_map_open(&file, "models/language-fast.onr", &err));
    return file.bytes;
}

static void mend(uint8_t *file, size_t len)
{
    uint32_t crc = (uint32_t)crc32_z(0, file + HEAD, len - HEAD);
    memcpy(file + CHECKSUM, &crc, sizeof crc);
}

static void read_text(const onr_language_model *model)
{
    onr_arena *arena = onr_arena_new((size_t)1 << 24);
    onr_text text;
    onr_error err = {0};
    if (arena && onr_language_read(&text, str_of(text_read), NULL, 0, model, arena, &err)) {
        for (size_t i = 0; i < text.word_count; i++)
            assert(text.words[i].span.end <= sizeof text_read - 1 &&
                   text.words[i].head < (int32_t)text.word_count);
    } else
        assert(!arena || err.code != ONR_OK);
    onr_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    onr_str whole = model_once();
    const onr_language_model *model;
    onr_error err = {0};
    uint8_t *file = size ? aligned_alloc(64, (whole.len + 63) / 64 * 64) : NULL;
    if (!file)
        return 0;
    memcpy(file, whole.data, whole.len);
    edit(file + HEAD, data[0] & 1 ? whole.len - HEAD : BEGINNING, data + 1, size - 1);
    mend(file, whole.len);
    if (onr_language_model_load(&model, (onr_str){(char *)file, whole.len}, ONR_SIMD_BEST, &err)) {
        read_text(model);
        onr_language_model_free(model);
    } else
        assert(err.code != ONR_OK && err.what[0] != '\0');
    free(file);
    return 0;
}
