/*
 * Convolutions over words in 8-bit integers. Each float operation is rounded on its own, in the
 * order of train/NETWORK.md, so that every machine gives the same answers.
 */
#include "language/network.h"

#include "base/arena.h"
#include "language/features.h"

bool network_new(network *net, const onr_language_model *m, onr_arena *scratch)
{
    size_t n = MOST_WORDS, c = m->channels, in = m->word_dim + m->sub_dim;
    size_t most = m->output_count > c ? m->output_count : c;
    if (m->label_count > most)
        most = m->label_count;
    most = most > n ? most : n;
    *net = (network){
        .model = m,
        .now = arena_array(scratch, uint8_t, n * c),
        .next = arena_array(scratch, uint8_t, n * c),
        .window = arena_array(scratch, uint8_t, 3 * c > m->label_dim ? 3 * c : m->label_dim),
        .input = arena_array(scratch, int8_t, in),
        .dep = arena_array(scratch, int8_t, m->arc_dim),
        .head = arena_array(scratch, int8_t, n * m->arc_dim),
        .sums = arena_array(scratch, int32_t, most),
        .outputs = arena_array(scratch, float, n * m->output_count),
        .scores = arena_array(scratch, int32_t, n * (n + 1)),
    };
    return !onr_arena_full(scratch);
}

static float cut(float x, float low, float high)
{
    x = __builtin_rintf(x);
    return x >= high ? high : x > low ? x : low;
}

static bool project(network *net, const onr_word *words, const uint8_t *glue, size_t count,
                    onr_arena *scratch)
{
    const onr_language_model *m = net->model;
    size_t in = m->word_dim + m->sub_dim, c = m->channels;
    for (size_t i = 0; i < count; i++) {
        if (!feature_vector(net->input, words[i].form, glue[i], m, scratch))
            return false;
        m->kernels->multiply_s8(net->sums, net->input, m->proj_weight, c, in);
        for (size_t o = 0; o < c; o++)
            net->now[i * c + o] = (uint8_t)cut(
                (float)net->sums[o] * m->proj_scale[o] + m->proj_bias[o], 0, 255);
    }
    return true;
}

/* Words outside the sentence are zero. */
static void copy_tap(uint8_t *to, const network *net, int64_t i, size_t count)
{
    size_t c = net->model->channels;
    if (i < 0 || i >= (int64_t)count)
        memset(to, 0, c);
    else
        memcpy(to, net->now + (size_t)i * c, c);
}

static void convolve(network *net, const conv_layer *layer, size_t count)
{
    const onr_language_model *m = net->model;
    size_t c = m->channels;
    for (size_t i = 0; i < count; i++) {
        for (int tap = 0; tap < 3; tap++)
            copy_tap(net->window + (size_t)tap * c, net,
                     (int64_t)i + (tap - 1) * (int64_t)layer->dilation, count);
        m->kernels->multiply_u8(net->sums, net->window, layer->weight, c, 3 * c);
        for (size_t o = 0; o < c; o++)
            net->next[i * c + o] =
                (uint8_t)cut(((float)net->sums[o] * layer->scale[o] + layer->bias[o]) +
                                 (float)net->now[i * c + o] * *layer->residual,
                             0, 255);
    }
    uint8_t *now = net->now;
    net->now = net->next;
    net->next = now;
}

static void score_outputs(network *net, size_t count)
{
    const onr_language_model *m = net->model;
    for (size_t i = 0; i < count; i++) {
        m->kernels->multiply_u8(net->sums, net->now + i * m->channels, m->head_weight,
                                m->output_count, m->channels);
        float *y = net->outputs + i * m->output_count;
        for (size_t o = 0; o < m->output_count; o++)
            y[o] = (float)net->sums[o] * m->head_scale[o] + m->head_bias[o];
    }
}

static const float *output_of(const network *net, size_t i, int block)
{
    return net->outputs + i * net->model->output_count + net->model->blocks[block].first;
}

/* Which entry of a table of distances stands for that between two words. */
static size_t distance(size_t i, size_t j, uint32_t reach)
{
    int64_t d = (int64_t)j - (int64_t)i, r = reach;
    return (size_t)((d < -r ? -r : d > r ? r : d) + r);
}

static void round_s8(int8_t *out, const float *y, size_t n)
{
    for (size_t k = 0; k < n; k++)
        out[k] = (int8_t)cut(y[k], -127, 127);
}

static void score_arcs(network *net, size_t count)
{
    const onr_language_model *m = net->model;
    size_t a = m->arc_dim;
    for (size_t j = 0; j < count; j++)
        round_s8(net->head + j * a, output_of(net, j, ARC_HEAD), a);
    for (size_t i = 0; i < count; i++) {
        int32_t *row = net->scores + i * (count + 1);
        round_s8(net->dep, output_of(net, i, ARC_DEP), a);
        m->kernels->multiply_s8(row, net->dep, net->head, count, a);
        for (size_t j = 0; j < count; j++)
            row[j] += m->arc_bias[distance(i, j, m->arc_reach)];
        m->kernels->multiply_s8(row + count, net->dep, m->arc_root, 1, a);
        row[count] += m->arc_bias[2 * m->arc_reach + 1];
    }
}

bool network_run(network *net, const onr_word *words, const uint8_t *glue, size_t count,
                 onr_arena *scratch)
{
    if (!project(net, words, glue, count, scratch))
        return false;
    for (uint32_t l = 0; l < net->model->layer_count; l++)
        convolve(net, &net->model->layers[l], count);
    score_outputs(net, count);
    score_arcs(net, count);
    return true;
}

uint32_t network_best(const network *net, size_t i, int block)
{
    const float *y = output_of(net, i, block);
    uint32_t best = 0;
    for (uint32_t k = 1; k < net->model->blocks[block].count; k++)
        if (y[k] > y[best])
            best = k;
    return best;
}

uint32_t network_label(network *net, size_t i, size_t j)
{
    const onr_language_model *m = net->model;
    size_t r = m->label_dim;
    const float *dep = output_of(net, i, LABEL_DEP), *head = output_of(net, j, LABEL_HEAD),
                *apart = m->label_distance + distance(i, j, m->label_reach) * r;
    for (size_t k = 0; k < r; k++)
        net->window[k] = (uint8_t)cut((dep[k] + head[k]) + apart[k], 0, 255);
    m->kernels->multiply_u8(net->sums, net->window, m->label_weight, m->label_count, r);
    uint32_t best = UINT32_MAX;
    float most = 0;
    for (uint32_t o = 0; o < m->label_count; o++) {
        float logit = (float)net->sums[o] * m->label_scale[o] + m->label_bias[o];
        if (o != m->root_label && (best == UINT32_MAX || logit > most)) {
            best = o;
            most = logit;
        }
    }
    return best;
}
