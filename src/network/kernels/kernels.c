/*
 * Weights as the kernels read them.
 */
#include "network/kernels/kernels.h"

#include <string.h>

void matrix_pack(matrix *m, const int8_t *w, size_t outputs, size_t inputs, int32_t zero,
                 const kernels *k)
{
    m->inputs = inputs;
    m->outputs = round_up(outputs, PANEL);
    memset(m->weights, 0, m->outputs * inputs);
    memset(m->start, 0, m->outputs * sizeof *m->start);
    for (size_t o = 0; o < outputs; o++, w += inputs) {
        int8_t *to = m->weights + o / PANEL * PANEL * inputs + o % PANEL * GROUP;
        int32_t sum = 0;
        for (size_t i = 0; i < inputs; i += GROUP, to += PANEL * GROUP)
            memcpy(to, w + i, GROUP);
        for (size_t i = 0; i < inputs; i++)
            sum += w[i];
        m->start[o] = ((k->flips ? 128 : 0) - zero) * sum;
    }
}
