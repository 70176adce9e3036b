/*
 * Texts of which a line is a block.
 */
#ifndef ONR_TRAIN_LINES_H
#define ONR_TRAIN_LINES_H

#include <stdlib.h>

#include "onrecord/base.h"

/* Where the lines end, and how many there are; NULL: no memory. The caller frees it. */
static inline uint32_t *line_ends(size_t *count, onr_str text)
{
    uint32_t *ends = calloc(text.len + 1, sizeof *ends);
    *count = 0;
    for (size_t i = 0; ends && i < text.len; i++)
        if (text.data[i] == '\n' || i + 1 == text.len)
            ends[(*count)++] = (uint32_t)(text.data[i] == '\n' ? i : i + 1);
    return ends;
}

#endif
