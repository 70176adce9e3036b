/*
 * Which network a model has.
 */
#include "language/network.h"

#include "base/arena.h"
#include "language/convolution.h"
#include "language/encoder.h"

bool network_new(network *net, const onr_language_model *m, size_t word_count, onr_arena *scratch)
{
    size_t rows = word_count < MOST_WORDS ? word_count : MOST_WORDS;
    *net = (network){
        .model = m,
        .convolver = m->convolution ? convolver_new(m, word_count, scratch) : NULL,
        .encoding = m->encoder ? encoding_new(m, word_count, scratch) : NULL,
        .width = m->head.outputs,
        .outputs = arena_array(scratch, float, rows * m->head.outputs),
    };
    return !onr_arena_full(scratch);
}

bool network_run(network *net, const network_batch *batch, onr_arena *scratch)
{
    if (net->encoding)
        return encoding_run(net->encoding, net->outputs, batch, scratch);
    return convolver_run(net->convolver, net->outputs, batch, scratch);
}

arc_scores network_arcs(network *net, segment p)
{
    const float *outputs = net->outputs + p.first * net->width;
    return net->encoding ? encoding_arcs(net->encoding, outputs, p.count)
                         : convolver_arcs(net->convolver, outputs, p.count);
}

void network_labels(network *net, uint32_t *labels, const uint32_t *heads, size_t count)
{
    if (net->encoding)
        encoding_labels(net->encoding, labels, net->outputs, heads, count);
    else
        convolver_labels(net->convolver, labels, net->outputs, heads, count);
}

const float *network_block(const network *net, size_t i, int block)
{
    return net->outputs + i * net->width + net->model->blocks[block].first;
}

uint32_t network_best(const network *net, size_t i, int block)
{
    return net->model->kernels->find_best(network_block(net, i, block),
                                          net->model->blocks[block].count);
}
