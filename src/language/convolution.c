/*
 * Words become vectors, four or so convolutions mix them, one product gives all scores. Each
 * float operation is rounded on its own, in the order of train/NETWORK.md, so that every machine
 * gives the same answers.
 */
#include "language/convolution.h"

#include <math.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/str.h"
#include "language/features.h"

/* ROW_BLOCK rows go through a product together, so that what they need stays in the caches. */
enum { ROW_BLOCK = 48, MOST_KNOWN = 4096 };
_Static_assert(ROW_BLOCK % ROW_STEP == 0, "a block's buffer has room for whole steps");

static bool load_layer(conv_layer *layer, const convolution *net, const model_file *file,
                       const json_value *value, size_t l, onr_error *err)
{
    char name[16], residual[32];
    snprintf(name, sizeof name, "conv%zu", l);
    snprintf(residual, sizeof residual, "%s.residual", name);
    int64_t dilation;
    if (!json_integer_of(&dilation, value) || dilation < 1 || dilation > MOST_WORDS)
        return model_damaged(err, "dilations");
    layer->dilation = (uint32_t)dilation;
    return model_matrix(&layer->weights, file, name, net->channels, (size_t)3 * net->channels, 0,
                        err) &&
           model_tensor(&layer->residual, file, residual, sizeof(float), err);
}

static bool load_sizes(convolution *net, const model_file *file, onr_error *err)
{
    if (!model_width(&net->channels, file, "channels", err) ||
        !model_width(&net->word_dim, file, "word_dim", err) ||
        !model_width(&net->sub_dim, file, "sub_dim", err) ||
        !model_number(&net->buckets, file, "buckets", 1 << 22, err) ||
        !model_number(&net->words, file, "words", 1 << 22, err))
        return false;
    const json_value *dilations = json_member(file->meta, "dilations");
    net->layer_count = json_is(dilations, JSON_OPEN_ARRAY) ? dilations->count : 0;
    if (net->layer_count < 1 || net->layer_count > MOST_LAYERS)
        return model_damaged(err, "dilations");
    return (net->buckets & (net->buckets - 1)) == 0 || model_damaged(err, "buckets");
}

static bool load_tensors(convolution *net, const model_file *file, onr_error *err)
{
    const onr_language_model *m = file->model;
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

bool convolution_load(const convolution **out, const model_file *file, onr_error *err)
{
    onr_language_model *m = file->model;
    convolution *net = arena_array(m->arena, convolution, 1);
    *out = net;
    if (!net)
        return model_no_memory(err);
    if (!load_sizes(net, file, err) || !load_tensors(net, file, err) ||
        !model_slots(&net->vocabulary, file, "vocab.slots", err) ||
        !model_matrix(&net->proj, file, "proj", net->channels, net->word_dim + net->sub_dim, 128,
                      err) ||
        !model_matrix(&m->head, file, "head", m->output_count, net->channels, 0, err) ||
        !model_matrix(&m->label, file, "label", m->label_count, m->label_dim, 0, err))
        return false;
    const json_value *dilation = json_element(json_member(file->meta, "dilations"));
    for (size_t l = 0; l < net->layer_count; l++, dilation = dilation->next)
        if (!load_layer(&net->layers[l], net, file, dilation, l, err))
            return false;
    return true;
}

/* Which entry of a table of distances stands for that between two words. */
static size_t distance(int64_t from, int64_t to, int64_t reach)
{
    int64_t d = to - from;
    return (size_t)((d < -reach ? -reach : d > reach ? reach : d) + reach);
}

static size_t most_of(size_t a, size_t b)
{
    return a > b ? a : b;
}

convolver *convolver_new(const onr_language_model *m, size_t word_count, onr_arena *scratch)
{
    const convolution *net = m->convolution;
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
        .now = arena_array(scratch, uint8_t, n * c),
        .next = arena_array(scratch, uint8_t, n * c),
        .window = arena_array(scratch, uint8_t, ROW_BLOCK * most_of(3 * c, m->label_dim)),
        .input = arena_array(scratch, uint8_t, ROW_STEP * net->proj.inputs),
        .sub_sums = arena_array(scratch, int32_t, net->sub_dim),
        .logits = arena_array(scratch, float, ROW_BLOCK * m->label.outputs),
        .known = arena_array(scratch, known_form, known),
        .known_first = arena_array(scratch, uint8_t, known * c),
        .known_count = known,
        .deps = arena_array(scratch, uint8_t, n * m->arc_dim),
        .heads = arena_array(scratch, int8_t, (n + 1) * m->arc_dim),
        .packed_heads = {.weights = arena_array(scratch, int8_t, columns * m->arc_dim),
                         .start = arena_array(scratch, int32_t, columns)},
        .scores = arena_array(scratch, int32_t, n * columns),
        .distances = arena_array(scratch, int32_t, 2 * MOST_WORDS + 1),
    };
    for (size_t d = 0; v->distances && d <= 2 * MOST_WORDS; d++)
        v->distances[d] = net->arc_bias[distance(MOST_WORDS, (int64_t)d, m->arc_reach)];
    return onr_arena_full(scratch) ? NULL : v;
}

static void add_row(convolver *v, char kind, onr_str text)
{
    const convolution *net = v->net;
    uint64_t h = feature_hash(kind, text);
    size_t row = (uint32_t)(h ^ (h >> 32)) & (net->buckets - 1);
    v->model->kernels->add_row(v->sub_sums, net->sub_rows + row * net->sub_dim, net->sub_dim);
}

static bool is_inside(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Beginnings of 1 to 4 characters and ends of 1 to 5, each shorter than the whole. */
static void add_ends(convolver *v, onr_str key)
{
    size_t at = 0;
    for (char kind = '1'; kind <= '4'; kind++) {
        do
            at++;
        while (at < key.len && is_inside(key.data[at]));
        if (at >= key.len)
            break;
        add_row(v, kind, (onr_str){key.data, at});
    }
    at = key.len;
    for (char kind = 'a'; kind <= 'e'; kind++) {
        do
            at--;
        while (at && is_inside(key.data[at]));
        if (!at)
            break;
        add_row(v, kind, (onr_str){key.data + at, key.len - at});
    }
}

/* The folded form with digits as 0. No data: the arena is full. */
static onr_str make_key(onr_str form, const onr_language_model *m, onr_arena *scratch)
{
    onr_str folded = feature_fold(form, m, scratch);
    if (!folded.len)
        return folded.data ? ONR_STR("?") : folded;
    char *key = onr_arena_alloc(scratch, folded.len);
    for (size_t i = 0; key && i < folded.len; i++)
        key[i] = is_ascii_digit(folded.data[i]) ? '0' : folded.data[i];
    return (onr_str){key, folded.len};
}

/* The word's row of the vocabulary and the sum of its sub-words' rows, as signed bytes + 128. */
static bool fill_input(convolver *v, onr_str form, uint8_t glue, onr_arena *scratch)
{
    const convolution *net = v->net;
    onr_arena_mark mark = onr_arena_mark_take(scratch);
    onr_str key = make_key(form, v->model, scratch);
    if (!key.data)
        return false;
    uint32_t row = 0;
    if (!slot_find(&row, net->vocabulary, feature_hash('W', key)) || row >= net->words)
        row = 0;
    for (size_t k = 0; k < net->word_dim; k++)
        v->input[k] = (uint8_t)(net->word_rows[(size_t)row * net->word_dim + k] + 128);
    memset(v->sub_sums, 0, net->sub_dim * sizeof *v->sub_sums);
    char shape[48];
    v->model->kernels->add_row(v->sub_sums, net->glue_rows + glue * net->sub_dim, net->sub_dim);
    add_row(v, 'W', key);
    add_ends(v, key);
    add_row(v, 'H', feature_shape(shape, form, v->model));
    float sums[MOST_CHANNELS];
    for (size_t k = 0; k < net->sub_dim; k++)
        sums[k] = (float)v->sub_sums[k] * *net->sub_multiply;
    v->model->kernels->round_s8(v->input + net->word_dim, sums, net->sub_dim);
    onr_arena_mark_release(scratch, mark);
    return true;
}

/* The first activations of a form, which are looked up where it was seen lately. */
static const uint8_t *find_first(convolver *v, onr_str form, uint8_t glue, onr_arena *scratch)
{
    const convolution *net = v->net;
    size_t at = (hash_text(form) * GLUE_COUNT + glue) & (v->known_count - 1);
    known_form *known = &v->known[at];
    uint8_t *first = v->known_first + at * net->channels;
    if (known->form.data && known->glue == glue && str_equal(known->form, form))
        return first;
    if (!fill_input(v, form, glue, scratch))
        return NULL;
    v->model->kernels->multiply_u8(first, v->input, 1, &net->proj, NULL, 0);
    *known = (known_form){form, glue};
    return first;
}

/* The words at both sides of `word`, `dilation` away, and itself; zero outside its segment. */
static void gather_taps(const convolver *v, uint8_t *row, size_t word, segment p, size_t dilation)
{
    size_t c = v->net->channels, end = p.first + p.count;
    if (word >= p.first + dilation)
        memcpy(row, v->now + (word - dilation) * c, c);
    else
        memset(row, 0, c);
    memcpy(row + c, v->now + word * c, c);
    if (word + dilation < end)
        memcpy(row + 2 * c, v->now + (word + dilation) * c, c);
    else
        memset(row + 2 * c, 0, c);
}

void convolver_convolve(convolver *v, size_t l, const network_batch *batch)
{
    const conv_layer *layer = &v->net->layers[l];
    const kernels *k = v->model->kernels;
    size_t c = v->net->channels, in = 0;
    for (size_t from = 0; from < batch->count; from += ROW_BLOCK) {
        size_t rows = batch->count - from < ROW_BLOCK ? batch->count - from : ROW_BLOCK;
        for (size_t i = 0; i < rows; i++) {
            while (from + i >= batch->segments[in].first + batch->segments[in].count)
                in++;
            gather_taps(v, v->window + i * 3 * c, from + i, batch->segments[in], layer->dilation);
        }
        k->multiply_u8(v->next + from * c, v->window, rows, &layer->weights, v->now + from * c,
                       *layer->residual);
    }
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

bool convolver_begin(convolver *v, const network_batch *batch, onr_arena *scratch)
{
    size_t c = v->net->channels;
    for (size_t i = 0; i < batch->count; i++) {
        const uint8_t *first = find_first(v, batch->words[i].form, batch->glue[i], scratch);
        if (!first)
            return false;
        memcpy(v->now + i * c, first, c);
    }
    return true;
}

bool convolver_run(convolver *v, float *outputs, const network_batch *batch, onr_arena *scratch)
{
    if (!convolver_begin(v, batch, scratch))
        return false;
    for (size_t l = 0; l < v->net->layer_count; l++)
        convolver_convolve(v, l, batch);
    score_outputs(v, outputs, batch->count);
    return true;
}

/* The words' vectors as heads, the root's behind them, are the matrix that all dependants meet. */
arc_scores convolver_arcs(convolver *v, const float *outputs, size_t count)
{
    const onr_language_model *m = v->model;
    size_t a = m->arc_dim, width = m->head.outputs;
    for (size_t i = 0; i < count; i++) {
        uint8_t *head = (uint8_t *)v->heads + i * a;
        m->kernels->round_s8(v->deps + i * a, outputs + i * width + m->blocks[ARC_DEP].first, a);
        m->kernels->round_s8(head, outputs + i * width + m->blocks[ARC_HEAD].first, a);
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

void convolver_labels(convolver *v, uint32_t *labels, const float *outputs, const uint32_t *heads,
                      size_t count)
{
    const onr_language_model *m = v->model;
    size_t r = m->label_dim, width = m->head.outputs;
    for (size_t from = 0; from < count; from += ROW_BLOCK) {
        size_t rows = count - from < ROW_BLOCK ? count - from : ROW_BLOCK;
        for (size_t i = from; i < from + rows; i++)
            m->kernels->add_u8(
                v->window + (i - from) * r, outputs + i * width + m->blocks[LABEL_DEP].first,
                outputs + heads[i] * width + m->blocks[LABEL_HEAD].first,
                v->net->label_distance + distance((int64_t)i, heads[i], m->label_reach) * r, r);
        m->kernels->multiply_scaled(v->logits, v->window, NULL, rows, &m->label, BEND_NOT);
        for (size_t i = 0; i < rows; i++) {
            float *logits = v->logits + i * m->label.outputs;
            logits[m->root_label] = -INFINITY;
            labels[from + i] = m->kernels->find_best(logits, m->label_count);
        }
    }
}
