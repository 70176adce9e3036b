/*
 * Words become vectors, four or so convolutions mix them, one product gives all scores. Each
 * float operation is rounded on its own, in the order of train/NETWORK.md, so that every machine
 * gives the same answers.
 */
#include "network/convolution.h"

#include <math.h>

#include "base/arena.h"

/* ROW_BLOCK rows go through a product together, so that what they need stays in the caches. */
enum { ROW_BLOCK = 48, MOST_KNOWN = 4096 };
_Static_assert(ROW_BLOCK % ROW_STEP == 0, "a block's buffer has room for whole steps");

static bool load_sizes(convolution *net, const model_file *file, onr_error *err)
{
    if (!model_width(&net->channels, file, "channels", err) ||
        !model_width(&net->word_dim, file, "word_dim", err) ||
        !model_width(&net->sub_dim, file, "sub_dim", err) ||
        !model_number(&net->buckets, file, "buckets", 1, 1 << 22, err) ||
        !model_number(&net->words, file, "words", 1, 1 << 22, err))
        return false;
    return (net->buckets & (net->buckets - 1)) == 0 || model_damaged(err, "buckets");
}

static bool load_tensors(convolution *net, const network_model *m, const model_file *file,
                         onr_error *err)
{
    const struct {
        const void *to;
        const char *name;
        size_t len;
    } all[] = {
        {&net->word_rows, "word.rows", (size_t)net->words * net->word_dim},
        {&net->sub_rows, "sub.rows", (size_t)net->buckets * net->sub_dim},
        {&net->glue_rows, "glue.rows", (size_t)GLUE_COUNT * net->sub_dim},
        {&net->sub_multiply, "sub.multiply", sizeof(float)},
        {&net->arc_root, "arc.root", m->arc_dim},
        {&net->arc_bias, "arc.bias", sizeof(int32_t) * (2 * (size_t)m->arc_reach + 2)},
        {&net->label_distance, "label.distance",
         sizeof(float) * (2 * (size_t)m->label_reach + 1) * m->label_dim},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (!model_tensor(all[i].to, file, all[i].name, all[i].len, err))
            return false;
    return true;
}

static bool load(network_model *m, const model_file *file, onr_error *err)
{
    convolution *net = arena_array(file->arena, convolution, 1);
    m->layers = net;
    if (!net)
        return model_no_memory(err);
    if (!load_sizes(net, file, err) || !load_tensors(net, m, file, err) ||
        !model_matrix(&net->proj, file, "proj", net->channels, net->word_dim + net->sub_dim, 128,
                      err) ||
        !model_matrix(&m->head, file, "head", m->output_count, net->channels, 0, err) ||
        !model_matrix(&m->label, file, "label", m->label_count, m->label_dim, 0, err))
        return false;
    return conv_layers_load(net->layers, &net->layer_count, file, "dilations", "conv",
                            net->channels, err);
}

static size_t most_of(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void *begin(const network_model *m, size_t word_count, onr_arena *scratch)
{
    const convolution *net = m->layers;
    size_t n = round_up(word_count < MOST_WORDS ? word_count : MOST_WORDS, ROW_STEP),
           c = net->channels, known = 64;
    while (known < word_count && known < MOST_KNOWN)
        known *= 2;
    size_t columns = round_up(n + 1, PANEL);
    convolver *v = arena_array(scratch, convolver, 1);
    if (!v)
        return NULL;
    *v = (convolver){
        .model = m,
        .net = net,
        .now = arena_room(scratch, uint8_t, n * c),
        .next = arena_room(scratch, uint8_t, n * c),
        .window = arena_room(scratch, uint8_t,
                             most_of(conv_layer_room(c), ROW_BLOCK * (size_t)m->label_dim)),
        .input = arena_room(scratch, uint8_t, ROW_STEP * net->proj.inputs),
        .learnt = arena_room(scratch, uint8_t, ROW_STEP * c),
        .numbers = arena_room(scratch, uint32_t, (size_t)ROW_STEP),
        .begin = arena_room(scratch, uint32_t, n),
        .sub_sums = arena_room(scratch, int32_t, net->sub_dim),
        .logits = arena_room(scratch, float, ROW_BLOCK * m->label.outputs),
        .known = arena_room(scratch, uint8_t, known * c),
        .known_count = known,
        .deps = arena_room(scratch, uint8_t, n * m->arc_dim),
        .heads = arena_room(scratch, int8_t, (n + 1) * m->arc_dim),
        .packed_heads = {.weights = arena_room(scratch, int8_t, columns * m->arc_dim),
                         .start = arena_room(scratch, int32_t, columns)},
        .scores = arena_room(scratch, int32_t, n * columns),
        .distances = arena_room(scratch, int32_t, 2 * MOST_WORDS + 1),
        .vectors = {.words = {.width = c},
                    .ends = {.width = 2 * c, .bytes = arena_room(scratch, uint8_t, n * 2 * c)}},
    };
    for (size_t d = 0; v->distances && d <= 2 * MOST_WORDS; d++)
        v->distances[d] = net->arc_bias[distance_entry(MOST_WORDS, (int64_t)d, m->arc_reach)];
    return onr_arena_full(scratch) ? NULL : v;
}

/* The word's row of the vocabulary and the sum of its sub-words' rows, as signed bytes + 128. */
static void fill_input(uint8_t *input, convolver *v, const word_rows *rows)
{
    const convolution *net = v->net;
    const kernels *k = v->model->kernels;
    const int8_t *word = net->word_rows + (size_t)rows->word * net->word_dim;
    for (size_t i = 0; i < net->word_dim; i += PANEL)
        for (size_t j = i; j < i + PANEL; j++)
            input[j] = (uint8_t)(word[j] + 128);
    memset(v->sub_sums, 0, net->sub_dim * sizeof *v->sub_sums);
    k->add_row(v->sub_sums, net->glue_rows + rows->glue * net->sub_dim, net->sub_dim);
    for (size_t i = 0; i < rows->sub_count; i++)
        k->add_row(v->sub_sums, net->sub_rows + (size_t)rows->subs[i] * net->sub_dim, net->sub_dim);
    float sums[MOST_CHANNELS];
    const float by = *net->sub_multiply;
    for (size_t i = 0; i < net->sub_dim; i += PANEL)
        for (size_t j = i; j < i + PANEL; j++)
            sums[j] = (float)v->sub_sums[j] * by;
    k->round_s8(input + net->word_dim, sums, net->sub_dim);
}

void convolver_settle(convolver *v)
{
    size_t c = v->net->channels;
    v->model->kernels->multiply_u8(v->learnt, v->input, v->learning, &v->net->proj, NULL, 0);
    for (size_t i = 0; i < v->learning; i++)
        memcpy(v->known + v->numbers[i] * c, v->learnt + i * c, c);
    for (size_t i = v->settled; i < v->put; i++)
        memcpy(v->now + i * c, v->known + v->begin[i] * c, c);
    v->learning = 0;
    v->settled = v->put;
}

void convolver_learn(convolver *v, size_t known, const word_rows *rows)
{
    if (v->learning == ROW_STEP)
        convolver_settle(v);
    fill_input(v->input + v->learning * v->net->proj.inputs, v, rows);
    v->numbers[v->learning++] = (uint32_t)known;
}

void convolver_put(convolver *v, size_t known)
{
    v->begin[v->put++] = (uint32_t)known;
}

void convolver_convolve(convolver *v, size_t l, const network_batch *batch)
{
    conv_layer_run(&v->net->layers[l], v->model->kernels, v->next, v->now, v->window,
                   batch->windows, batch->count);
    uint8_t *now = v->now;
    v->now = v->next;
    v->next = now;
}

static void score_outputs(convolver *v, float *outputs, size_t count)
{
    const kernels *k = v->model->kernels;
    const matrix *head = &v->model->head;
    for (size_t from = 0; from < count; from += ROW_BLOCK) {
        size_t rows = count - from < ROW_BLOCK ? count - from : ROW_BLOCK;
        k->multiply_scaled(outputs + from * head->outputs, v->now + from * head->inputs, NULL, rows,
                           head, BEND_NOT);
    }
}

/* The words' activations as the first or second half of their ends. */
static void keep_end(convolver *v, size_t half, size_t count)
{
    size_t c = v->net->channels;
    for (size_t i = 0; i < count; i++)
        memcpy(v->vectors.ends.bytes + (2 * i + half) * c, v->now + i * c, c);
}

static void run(void *work, float *outputs, const network_batch *batch)
{
    convolver *v = work;
    keep_end(v, 1, batch->count);
    for (size_t l = 0; l < v->net->layer_count; l++)
        convolver_convolve(v, l, batch);
    keep_end(v, 0, batch->count);
    score_outputs(v, outputs, batch->count);
    v->put = v->settled = 0;
    v->vectors.count = batch->count;
    v->vectors.words.bytes = v->now;
}

static const onr_vectors *vectors(const void *work)
{
    return &((const convolver *)work)->vectors;
}

/* The words' vectors as heads, the root's last, are the matrix that all dependants' vectors are
 * multiplied by. */
static arc_scores score_arcs(void *work, const float *outputs, size_t count)
{
    convolver *v = work;
    const network_model *m = v->model;
    size_t a = m->arc_dim, width = m->head.outputs;
    for (size_t i = 0; i < count; i++) {
        uint8_t *head = (uint8_t *)v->heads + i * a;
        m->kernels->round_s8(v->deps + i * a, outputs + i * width + m->arc_dep.first, a);
        m->kernels->round_s8(head, outputs + i * width + m->arc_head.first, a);
        for (size_t k = 0; k < a; k++)
            head[k] ^= 0x80;
    }
    memcpy(v->heads + count * a, v->net->arc_root, a);
    matrix_pack(&v->packed_heads, v->heads, count + 1, a, 128, m->kernels);
    m->kernels->multiply(v->scores, v->deps, count, &v->packed_heads);
    arc_scores scores = {v->scores, count, v->packed_heads.outputs};
    for (size_t i = 0; i < count; i++) {
        int32_t *row = v->scores + i * scores.stride;
        for (size_t j = 0; j < count; j++)
            row[j] += v->distances[MOST_WORDS + j - i];
        row[count] += v->net->arc_bias[2 * m->arc_reach + 1];
    }
    return scores;
}

static void find_labels(void *work, uint32_t *labels, const float *outputs, const uint32_t *heads,
                        size_t count)
{
    convolver *v = work;
    const network_model *m = v->model;
    size_t r = m->label_dim, width = m->head.outputs;
    for (size_t from = 0; from < count; from += ROW_BLOCK) {
        size_t rows = count - from < ROW_BLOCK ? count - from : ROW_BLOCK;
        for (size_t i = from; i < from + rows; i++)
            m->kernels->add_u8(v->window + (i - from) * r, outputs + i * width + m->label_dep.first,
                               outputs + heads[i] * width + m->label_head.first,
                               v->net->label_distance +
                                   distance_entry((int64_t)i, heads[i], m->label_reach) * r,
                               r);
        m->kernels->multiply_scaled(v->logits, v->window, NULL, rows, &m->label, BEND_NOT);
        for (size_t i = 0; i < rows; i++) {
            float *logits = v->logits + i * m->label.outputs;
            logits[m->root_label] = -INFINITY;
            labels[from + i] = m->kernels->find_best(logits, m->label_count);
        }
    }
}

static void shape(const network_model *m, size_t *width, int32_t *zero)
{
    *width = 2 * (size_t)((const convolution *)m->layers)->channels;
    *zero = 0;
}

const network_kind convolution_kind = {load, begin, run, shape, vectors, score_arcs, find_labels};
