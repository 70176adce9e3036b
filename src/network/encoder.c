/*
 * Pieces become vectors, layers of attention mix those of a sentence, and each word's first and
 * last piece give its scores. Rows of all sequences of a batch go through each product together;
 * only attention knows where one ends.
 */
#include "network/encoder.h"

#include <math.h>
#include <stdio.h>

#include "base/arena.h"

/*
 * ROW_BLOCK rows go through a product together. MOST_ROWS go through one layer before the next
 * one's weights are fetched, since a second-level cache does not hold the weights of all layers.
 */
enum { ROW_BLOCK = 48, MOST_ROWS = 384 };
_Static_assert(ROW_BLOCK % ROW_STEP == 0, "a block's buffer has room for whole steps");

/* Arc scores become whole numbers by this factor, and stay below MOST_SCORE. */
static const float SCORE_UNIT = 65536.0f, MOST_SCORE = 1073741824.0f;

static bool load_sizes(encoder *net, const model_file *file, onr_error *err)
{
    if (!model_width(&net->hidden, file, "hidden", err) ||
        !model_number(&net->layer_count, file, "layers", 1, MOST_ENCODER_LAYERS, err) ||
        !model_number(&net->head_count, file, "attention_heads", 1, MOST_CHANNELS, err) ||
        !model_number(&net->intermediate, file, "intermediate", 1, MOST_OUTPUTS, err) ||
        !model_number(&net->positions, file, "positions", 1, MOST_POSITIONS, err) ||
        !model_number(&net->pieces, file, "pieces", 1, 1 << 22, err))
        return false;
    net->head_dim = net->hidden / net->head_count;
    if (net->hidden % net->head_count || net->head_dim % PANEL)
        return model_damaged(err, "attention_heads");
    if (net->positions < 3)
        return model_damaged(err, "positions");
    if (net->intermediate % PANEL)
        return model_damaged(err, "intermediate");
    return model_number(&net->cls, file, "cls", 0, net->pieces - 1, err) &&
           model_number(&net->sep, file, "sep", 0, net->pieces - 1, err);
}

/* What a word's case and glue add to its pieces. */
static bool make_contexts(encoder *net, const float *cases, const float *glues, onr_arena *arena)
{
    size_t h = net->hidden;
    net->contexts = arena_array(arena, float, CASE_COUNT *GLUE_COUNT *h);
    for (size_t i = 0; net->contexts && i < CASE_COUNT * GLUE_COUNT * h; i++)
        net->contexts[i] =
            cases[i / h / GLUE_COUNT * h + i % h] + glues[i / h % GLUE_COUNT * h + i % h];
    return net->contexts != NULL;
}

static bool load_tensors(encoder *net, const network_model *m, const model_file *file,
                         onr_error *err)
{
    size_t h = net->hidden, f = sizeof(float);
    const float *cases = NULL, *glues = NULL;
    const struct {
        const void *to;
        const char *name;
        size_t len;
    } all[] = {
        {&net->piece_rows, "embed.piece", net->pieces * h},
        {&net->piece_scale, "embed.piece.scale", net->pieces * f},
        {&net->position_rows, "embed.position", net->positions * h},
        {&net->position_scale, "embed.position.scale", net->positions * f},
        {&cases, "embed.case", CASE_COUNT * h * f},
        {&glues, "embed.glue", GLUE_COUNT * h * f},
        {&net->norm, "embed.norm", 2 * h * f},
        {&net->arc_root, "arc.root", m->arc_dim * f},
        {&net->arc_bias, "arc.bias", (2 * (size_t)m->arc_reach + 2) * f},
        {&net->label_distance, "label.distance",
         (2 * (size_t)m->label_reach + 1) * m->label_dim * f},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (!model_tensor(all[i].to, file, all[i].name, all[i].len, err))
            return false;
    return make_contexts(net, cases, glues, file->arena) || model_no_memory(err);
}

static bool load_layer(encoder_layer *layer, const encoder *net, const model_file *file, size_t l,
                       onr_error *err)
{
    size_t h = net->hidden, inner = net->intermediate;
    const struct {
        matrix *to;
        const char *name;
        size_t outputs, inputs;
    } products[] = {{&layer->qkv, "qkv", 3 * h, h},
                    {&layer->out, "out", h, h},
                    {&layer->up, "up", inner, h},
                    {&layer->down, "down", h, inner}};
    char name[32];
    for (size_t i = 0; i < sizeof products / sizeof *products; i++) {
        snprintf(name, sizeof name, "layer%zu.%s", l, products[i].name);
        if (!model_matrix(products[i].to, file, name, products[i].outputs, products[i].inputs, 128,
                          err))
            return false;
    }
    snprintf(name, sizeof name, "layer%zu.norm1", l);
    if (!model_tensor(&layer->norm1, file, name, 2 * h * sizeof(float), err))
        return false;
    snprintf(name, sizeof name, "layer%zu.norm2", l);
    return model_tensor(&layer->norm2, file, name, 2 * h * sizeof(float), err);
}

static bool load(network_model *m, const model_file *file, onr_error *err)
{
    encoder *net = arena_array(file->arena, encoder, 1);
    m->layers = net;
    if (!net)
        return model_no_memory(err);
    if (!load_sizes(net, file, err) || !load_tensors(net, m, file, err) ||
        !model_matrix(&net->word, file, "word", net->hidden, (size_t)2 * net->hidden, 128, err) ||
        !model_matrix(&m->head, file, "head", m->output_count, net->hidden, 128, err) ||
        !model_matrix(&m->label, file, "label", m->label_count, m->label_dim, 128, err))
        return false;
    for (size_t l = 0; l < net->layer_count; l++)
        if (!load_layer(&net->layers[l], net, file, l, err))
            return false;
    return true;
}

static size_t most_of(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void *begin(const network_model *m, size_t word_count, onr_arena *scratch)
{
    const encoder *net = m->layers;
    size_t h = net->hidden, words = word_count < MOST_WORDS ? word_count : MOST_WORDS;
    size_t rows = most_of(MOST_ROWS, net->positions), places = round_up(net->positions, PANEL);
    size_t columns = round_up(words + 1, PANEL);
    size_t widest_in = most_of(net->intermediate, m->label_dim);
    encoding *e = arena_array(scratch, encoding, 1);
    if (!e)
        return NULL;
    *e = (encoding){
        .model = m,
        .net = net,
        .rows = arena_array(scratch, encoder_row, rows + net->positions),
        .most_rows = rows,
        .sequences = arena_array(scratch, encoder_sequence, rows),
        .x = arena_array(scratch, float, rows *h),
        .qkv = arena_array(scratch, float, rows * 3 * h),
        .mixed = arena_array(scratch, float, rows *h),
        .wide = arena_array(scratch, float, ROW_BLOCK * net->intermediate),
        .added = arena_array(scratch, float, ROW_BLOCK *h),
        .queries = arena_array(scratch, float, net->head_dim *places),
        .chances = arena_array(scratch, float, net->positions *places),
        .shares = arena_array(scratch, float, places),
        .words = arena_array(scratch, float, words * 2 * h),
        .summary = arena_array(scratch, float, words *h),
        .bytes = arena_array(scratch, uint8_t, ROW_BLOCK * widest_in),
        .vectors = {.words = vectors_rows_new(h, 128, true, words, scratch),
                    .ends = vectors_rows_new(2 * h, 128, true, words, scratch)},
        .label_inputs = arena_array(scratch, float, ROW_BLOCK * m->label_dim),
        .label_scores = arena_array(scratch, float, ROW_BLOCK * m->label.outputs),
        .heads = arena_array(scratch, float, m->arc_dim *columns),
        .arcs = arena_array(scratch, float, words *columns),
        .scores = arena_array(scratch, int32_t, words * columns),
    };
    return onr_arena_full(scratch) ? NULL : e;
}

/* y = the product of `m` with at most ROW_BLOCK rows of x, quantised one by one into `bytes`. */
static void multiply_block(const encoding *e, float *y, uint8_t *bytes, float *by, const float *x,
                           size_t count, const matrix *m, bending bend)
{
    const kernels *k = e->model->kernels;
    for (size_t i = 0; i < count; i++)
        by[i] = k->quantise(bytes + i * m->inputs, x + i * m->inputs, m->inputs);
    k->multiply_scaled(y, bytes, by, count, m, bend);
}

static size_t block_of(size_t left)
{
    return left < ROW_BLOCK ? left : ROW_BLOCK;
}

static void multiply_rows(encoding *e, float *y, const float *x, size_t rows, const matrix *m,
                          bending bend)
{
    float by[ROW_BLOCK];
    for (size_t i = 0; i < rows; i += ROW_BLOCK)
        multiply_block(e, y + i * m->outputs, e->bytes, by, x + i * m->inputs, block_of(rows - i),
                       m, bend);
}

/* The same; the rows stay quantised in `kept`. */
static void multiply_kept(const encoding *e, float *y, byte_rows kept, const float *x, size_t rows,
                          const matrix *m, bending bend)
{
    for (size_t i = 0; i < rows; i += ROW_BLOCK)
        multiply_block(e, y + i * m->outputs, kept.bytes + i * m->inputs, kept.by + i,
                       x + i * m->inputs, block_of(rows - i), m, bend);
}

static void add_norms(encoding *e, float *x, const float *added, const float *norm, size_t rows)
{
    size_t h = e->net->hidden;
    for (size_t i = 0; i < rows; i++)
        e->model->kernels->add_norm(x + i * h, added + i * h, norm, h);
}

void encoding_embed(encoding *e)
{
    const encoder *net = e->net;
    size_t h = net->hidden;
    for (size_t i = 0; i < e->row_count; i++) {
        encoder_row r = e->rows[i];
        e->model->kernels->mix_rows(e->x + i * h, net->piece_rows + r.id * h,
                                    net->piece_scale[r.id], net->position_rows + r.position * h,
                                    net->position_scale[r.position], h);
        e->model->kernels->add_norm(e->x + i * h,
                                    net->contexts + ((size_t)r.shape * GLUE_COUNT + r.glue) * h,
                                    net->norm, h);
    }
}

/*
 * One attention head over one sequence: each row becomes the mean of all rows' values, weighted by
 * how well their keys fit its query. `queries` and `chances` have rows as columns, so that one
 * vector instruction serves several rows.
 */
static void attend(encoding *e, encoder_sequence s, size_t head)
{
    const kernels *k = e->model->kernels;
    size_t h = e->net->hidden, d = e->net->head_dim, places = round_up(s.count, PANEL);
    float *query = e->qkv + s.first * 3 * h + head * d, *key = query + h, *value = key + h;
    grid queries = {e->queries, places}, chances = {e->chances, places};
    k->turn(queries, (view){query, 3 * h, 1}, s.count, d);
    k->multiply_floats(chances, (view){key, 3 * h, 1}, queries, NULL, s.count, d, places);
    k->softmax(chances, e->shares, s.count, places);
    k->multiply_floats((grid){e->mixed + s.first * h + head * d, h}, (view){e->chances, 1, places},
                       (grid){value, 3 * h}, e->shares, s.count, s.count, d);
}

void encoding_layer(encoding *e, size_t l)
{
    const encoder_layer *layer = &e->net->layers[l];
    size_t h = e->net->hidden;
    multiply_rows(e, e->qkv, e->x, e->row_count, &layer->qkv, BEND_NOT);
    for (size_t s = 0; s < e->sequence_count; s++)
        for (size_t head = 0; head < e->net->head_count; head++)
            attend(e, e->sequences[s], head);
    for (size_t from = 0; from < e->row_count; from += ROW_BLOCK) {
        size_t count = e->row_count - from < ROW_BLOCK ? e->row_count - from : ROW_BLOCK;
        float *x = e->x + from * h;
        multiply_rows(e, e->added, e->mixed + from * h, count, &layer->out, BEND_NOT);
        add_norms(e, x, e->added, layer->norm1, count);
        multiply_rows(e, e->wide, x, count, &layer->up, BEND_GELU);
        multiply_rows(e, e->added, e->wide, count, &layer->down, BEND_NOT);
        add_norms(e, x, e->added, layer->norm2, count);
    }
}

/* Each word keeps its first and its last piece's vector. */
void encoding_keep_words(encoding *e)
{
    size_t h = e->net->hidden;
    for (size_t i = 0; i < e->row_count; i++) {
        encoder_row r = e->rows[i];
        if (r.word == NO_WORD)
            continue;
        float *word = e->words + (size_t)r.word * 2 * h;
        if (e->rows[i - 1].word != r.word)
            memcpy(word, e->x + i * h, h * sizeof *word);
        if (e->rows[i + 1].word != r.word)
            memcpy(word + h, e->x + i * h, h * sizeof *word);
    }
}

/* Runs the sequences that have been collected, and forgets them. */
static void encode(encoding *e)
{
    encoding_embed(e);
    for (size_t l = 0; l < e->net->layer_count; l++)
        encoding_layer(e, l);
    encoding_keep_words(e);
    e->row_count = e->sequence_count = 0;
}

void encoding_open(encoding *e)
{
    e->open = (encoder_sequence){e->row_count, 0};
    encoding_add(e, e->net->cls, NO_WORD, CASE_NONE, 0);
}

bool encoding_fits(const encoding *e, size_t pieces)
{
    return e->open.count + pieces + 1 <= e->net->positions;
}

void encoding_add(encoding *e, uint32_t id, uint32_t word, uint8_t shape, uint8_t glue)
{
    encoder_sequence *s = &e->open;
    e->rows[s->first + s->count] = (encoder_row){id, (uint32_t)s->count, word, shape, glue};
    s->count++;
}

/* Where the new sequence leaves no room, those collected before it are run first. */
void encoding_close(encoding *e)
{
    encoder_sequence *s = &e->open;
    encoding_add(e, e->net->sep, NO_WORD, CASE_NONE, 0);
    if (s->first + s->count > e->most_rows) {
        size_t first = s->first;
        encode(e);
        memmove(e->rows, e->rows + first, s->count * sizeof *e->rows);
        s->first = 0;
    }
    e->sequences[e->sequence_count++] = *s;
    e->row_count = s->first + s->count;
}

void encoding_score(encoding *e, float *outputs, size_t count)
{
    multiply_kept(e, e->summary, e->vectors.ends, e->words, count, &e->net->word, BEND_RELU);
    multiply_kept(e, outputs, e->vectors.words, e->summary, count, &e->model->head, BEND_NOT);
    e->vectors.count = count;
}

static void run(void *work, float *outputs, const network_batch *batch)
{
    encoding *e = work;
    encode(e);
    encoding_score(e, outputs, batch->count);
}

static const onr_vectors *vectors(const void *work)
{
    return &((const encoding *)work)->vectors;
}

static int32_t score_of(float product, float bias)
{
    float score = (product + bias) * SCORE_UNIT;
    score = score > -MOST_SCORE ? score : -MOST_SCORE;
    return (int32_t)(score < MOST_SCORE ? score : MOST_SCORE);
}

static arc_scores score_arcs(void *work, const float *outputs, size_t count)
{
    encoding *e = work;
    const network_model *m = e->model;
    size_t a = m->arc_dim, width = m->head.outputs, columns = round_up(count + 1, PANEL);
    const float *dep = outputs + m->arc_dep.first;
    const float *head = outputs + m->arc_head.first;
    grid heads = {e->heads, columns};
    m->kernels->turn(heads, (view){head, width, 1}, count, a);
    for (size_t k = 0; k < a; k++)
        e->heads[k * columns + count] = e->net->arc_root[k];
    m->kernels->multiply_floats((grid){e->arcs, columns}, (view){dep, width, 1}, heads, NULL, count,
                                a, columns);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j <= count; j++) {
            size_t bias = j < count ? distance_entry((int64_t)i, (int64_t)j, m->arc_reach)
                                    : 2 * (size_t)m->arc_reach + 1;
            e->scores[i * columns + j] = score_of(e->arcs[i * columns + j], e->net->arc_bias[bias]);
        }
    return (arc_scores){e->scores, count, columns};
}

static void make_label_input(encoding *e, float *u, const float *outputs, size_t i, size_t j)
{
    const network_model *m = e->model;
    size_t r = m->label_dim, width = m->head.outputs;
    const float *dep = outputs + i * width + m->label_dep.first;
    const float *head = outputs + j * width + m->label_head.first;
    const float *apart =
        e->net->label_distance + distance_entry((int64_t)i, (int64_t)j, m->label_reach) * r;
    m->kernels->add_floats(u, dep, head, apart, r);
}

static void find_labels(void *work, uint32_t *labels, const float *outputs, const uint32_t *heads,
                        size_t count)
{
    encoding *e = work;
    const network_model *m = e->model;
    for (size_t from = 0; from < count; from += ROW_BLOCK) {
        size_t rows = count - from < ROW_BLOCK ? count - from : ROW_BLOCK;
        for (size_t i = 0; i < rows; i++)
            make_label_input(e, e->label_inputs + i * m->label_dim, outputs, from + i,
                             heads[from + i]);
        multiply_rows(e, e->label_scores, e->label_inputs, rows, &m->label, BEND_NOT);
        for (size_t i = 0; i < rows; i++) {
            float *scores = e->label_scores + i * m->label.outputs;
            scores[m->root_label] = -INFINITY;
            labels[from + i] = m->kernels->find_best(scores, m->label_count);
        }
    }
}

static void shape(const network_model *m, size_t *width, int32_t *zero)
{
    *width = 2 * (size_t)((const encoder *)m->layers)->hidden;
    *zero = 128;
}

const network_kind encoder_kind = {load, begin, run, shape, vectors, score_arcs, find_labels};
