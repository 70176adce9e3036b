#include "network/conv_layer.h"

#include <stdio.h>
#include <string.h>

/* So many rows go through a product together, so that what they need stays in the caches. */
enum { ROW_BLOCK = 48, FARTHEST = 1024 };
_Static_assert(ROW_BLOCK % ROW_STEP == 0, "a block has room for whole steps");

static bool load(conv_layer *out, const model_file *file, const char *name, size_t channels,
                 onr_error *err)
{
    char residual[40];
    snprintf(residual, sizeof residual, "%s.residual", name);
    out->channels = channels;
    return model_matrix(&out->weights, file, name, channels, 3 * channels, 0, err) &&
           model_tensor(&out->residual, file, residual, sizeof(float), err);
}

bool conv_layers_load(conv_layer *out, uint32_t *count, const model_file *file,
                      const char *dilations, const char *prefix, size_t channels, onr_error *err)
{
    *count = (uint32_t)model_count(file, dilations);
    if (*count < 1 || *count > MOST_CONV_LAYERS)
        return model_damaged(err, dilations);
    const json_value *item = json_element(json_member(file->meta, dilations));
    for (uint32_t l = 0; l < *count; l++, item = item->next) {
        char name[24];
        snprintf(name, sizeof name, "%s%u", prefix, l);
        if (!model_number_of(&out[l].dilation, item, dilations, 1, FARTHEST, err) ||
            !load(&out[l], file, name, channels, err))
            return false;
    }
    return true;
}

size_t conv_layer_room(size_t channels)
{
    return ROW_BLOCK * 3 * channels;
}

/* The words at both sides of `word`, and itself; zero outside its segment. */
static void gather_taps(const conv_layer *layer, uint8_t *row, const uint8_t *now, size_t word,
                        segment p)
{
    size_t c = layer->channels, d = layer->dilation, end = p.first + p.count;
    if (word >= p.first + d)
        memcpy(row, now + (word - d) * c, c);
    else
        memset(row, 0, c);
    memcpy(row + c, now + word * c, c);
    if (word + d < end)
        memcpy(row + 2 * c, now + (word + d) * c, c);
    else
        memset(row + 2 * c, 0, c);
}

void conv_layer_run(const conv_layer *layer, const kernels *k, uint8_t *next, const uint8_t *now,
                    uint8_t *room, const segment *segments, size_t count)
{
    size_t c = layer->channels, in = 0;
    for (size_t from = 0; from < count; from += ROW_BLOCK) {
        size_t rows = count - from < ROW_BLOCK ? count - from : ROW_BLOCK;
        for (size_t i = 0; i < rows; i++) {
            while (from + i >= segments[in].first + segments[in].count)
                in++;
            gather_taps(layer, room + i * 3 * c, now, from + i, segments[in]);
        }
        k->multiply_u8(next + from * c, room, rows, &layer->weights, now + from * c,
                       *layer->residual);
    }
}
