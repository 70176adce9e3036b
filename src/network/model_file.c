/*
 * The file's sections become tensors, and nothing in it can reach outside them.
 */
#include "network/model_file.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"

bool model_file_open(model_file *out, onr_str bytes, const kernels *k, onr_arena *arena,
                     onr_error *err)
{
    *out = (model_file){.kernels = k, .arena = arena};
    if (!container_open(&out->sections, bytes, err))
        return false;
    return json_read(&out->meta, container_section(&out->sections, "meta"), NULL, arena, NULL) ||
           model_damaged(err, "its description is no JSON");
}

bool model_no_memory(onr_error *err)
{
    return onr_fail(err, ONR_E_MEMORY, 0, NULL, "no memory for the language model");
}

bool model_damaged(onr_error *err, const char *what)
{
    return onr_fail(err, ONR_E_MODEL, 0, "fetch the model again, of this program's version",
                    "language model: %s", what);
}

bool model_number_of(uint32_t *out, const json_value *value, const char *name, uint32_t least,
                     uint32_t most, onr_error *err)
{
    int64_t number;
    if (!json_integer_of(&number, value) || number < least || number > most)
        return model_damaged(err, name);
    *out = (uint32_t)number;
    return true;
}

bool model_number(uint32_t *out, const model_file *file, const char *name, uint32_t least,
                  uint32_t most, onr_error *err)
{
    return model_number_of(out, json_member(file->meta, name), name, least, most, err);
}

bool model_width(uint32_t *out, const model_file *file, const char *name, onr_error *err)
{
    return model_number(out, file, name, 1, MOST_CHANNELS, err) &&
           (*out % PANEL == 0 || model_damaged(err, name));
}

size_t model_count(const model_file *file, const char *name)
{
    const json_value *list = json_member(file->meta, name);
    return json_is(list, JSON_OPEN_ARRAY) ? list->count : 0;
}

bool model_texts(const json_value **out, const model_file *file, const char *name, size_t count,
                 onr_error *err)
{
    *out = json_element(json_member(file->meta, name));
    if (!*out || model_count(file, name) != count)
        return model_damaged(err, name);
    for (const json_value *at = *out; at; at = at->next)
        if (!json_is(at, JSON_STRING))
            return model_damaged(err, name);
    return true;
}

bool model_tensor(const void *out, const model_file *file, const char *name, size_t len,
                  onr_error *err)
{
    onr_str bytes;
    if (!container_section_of(&bytes, &file->sections, name, len, err))
        return false;
    if ((uintptr_t)bytes.data % 4)
        return model_damaged(err, name);
    memcpy((void *)(uintptr_t)out, &bytes.data, sizeof bytes.data);
    return true;
}

bool model_entries(const void *out, size_t *count, const model_file *file, const char *name,
                   size_t size, onr_error *err)
{
    size_t len = container_section(&file->sections, name).len;
    *count = len / size;
    return len && len % size == 0 ? model_tensor(out, file, name, len, err)
                                  : model_damaged(err, name);
}

/* The section NAME.PART. */
/* NAME.PART; NULL: `err` says why not. */
static const void *part_of(const model_file *file, const char *name, const char *part, size_t len,
                           onr_error *err)
{
    char whole[64];
    const void *found = NULL;
    snprintf(whole, sizeof whole, "%s.%s", name, part);
    return model_tensor(&found, file, whole, len, err) ? found : NULL;
}

bool model_matrix(matrix *out, const model_file *file, const char *name, size_t outputs,
                  size_t inputs, int32_t zero, onr_error *err)
{
    size_t size = outputs * sizeof(float);
    const int8_t *weights = part_of(file, name, "weight", outputs * inputs, err);
    const float *scale = weights ? part_of(file, name, "scale", size, err) : NULL;
    const float *bias = scale ? part_of(file, name, "bias", size, err) : NULL;
    if (!bias)
        return false;
    onr_arena *arena = file->arena;
    size_t width = round_up(outputs, PANEL);
    *out = (matrix){.weights = arena_array(arena, int8_t, width * inputs),
                    .start = arena_array(arena, int32_t, width),
                    .scale = arena_array(arena, float, width),
                    .bias = arena_array(arena, float, width)};
    if (onr_arena_full(arena))
        return model_no_memory(err);
    matrix_pack(out, weights, outputs, inputs, zero, file->kernels);
    memcpy(out->scale, scale, size);
    memcpy(out->bias, bias, size);
    return true;
}
