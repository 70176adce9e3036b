/*
 * Pieces become vectors, layers of attention mix those of a sentence, and each word's first and
 * last piece give its scores. Rows of all sentences of a batch go through each product together;
 * only attention knows where a sentence ends.
 */
#include "language/encoder.h"

#include <math.h>
#include <stdio.h>

#include "base/arena.h"

/*
 * ROW_BLOCK rows go through a product together. MOST_ROWS go through a layer before the next
 * layer's weights come, which no second cache holds all of.
 */
enum { ROW_BLOCK = 48, MOST_ROWS = 384 };
_Static_assert(ROW_BLOCK % ROW_STEP == 0, "a block's buffer has room for whole steps");

/* Arc scores become whole numbers by this factor, and stay below MOST_SCORE. */
static const float SCORE_UNIT = 65536.0f, MOST_SCORE = 1073741824.0f;

static bool load_sizes(encoder *net, const model_file *file, onr_error *err)
{
    if (!model_width(&net->hidden, file, "hidden", err) ||
        !model_number(&net->layer_count, file, "layers", MOST_ENCODER_LAYERS, err) ||
        !model_number(&net->head_count, file, "attention_heads", MOST_CHANNELS, err) ||
        !model_number(&net->intermediate, file, "intermediate", MOST_OUTPUTS, err) ||
        !model_number(&net->positions, file, "positions", MOST_POSITIONS, err) ||
        !model_number(&net->pieces.count, file, "pieces", 1 << 22, err))
        return false;
    net->head_dim = net->hidden / net->head_count;
    if (net->hidden % net->head_count || net->head_dim % PANEL)
        return model_damaged(err, "attention_heads");
    if (net->positions < 3)
        return model_damaged(err, "positions");
    return net->intermediate % PANEL == 0 || model_damaged(err, "intermediate");
}

/* The number of a piece, which may be 0. */
static bool load_id(uint32_t *out, const encoder *net, const model_file *file, const char *name,
                    onr_error *err)
{
    int64_t id;
    if (!json_integer_of(&id, json_member(file->meta, name)) || id < 0 || id >= net->pieces.count)
        return model_damaged(err, name);
    *out = (uint32_t)id;
    return true;
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

static bool load_tensors(encoder *net, const model_file *file, onr_error *err)
{
    const onr_language_model *m = file->model;
    size_t h = net->hidden, f = sizeof(float);
    const float *cases = NULL, *glues = NULL;
    const struct {
        const void *to;
        const char *name;
        size_t len;
    } all[] = {
        {&net->piece_rows, "embed.piece", net->pieces.count * h},
        {&net->piece_scale, "embed.piece.scale", net->pieces.count * f},
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
    return make_contexts(net, cases, glues, m->arena) || model_no_memory(err);
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

bool encoder_load(const encoder **out, const model_file *file, onr_error *err)
{
    onr_language_model *m = file->model;
    encoder *net = arena_array(m->arena, encoder, 1);
    *out = net;
    if (!net)
        return model_no_memory(err);
    if (!load_sizes(net, file, err) || !load_id(&net->cls, net, file, "cls", err) ||
        !load_id(&net->sep, net, file, "sep", err) ||
        !load_id(&net->pieces.unknown, net, file, "unk", err) || !load_tensors(net, file, err) ||
        !model_slots(&net->pieces.slots, file, "piece.slots", err) ||
        !model_codes(&net->pieces.split, file, "split", err) ||
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

encoding *encoding_new(const onr_language_model *m, size_t word_count, onr_arena *scratch)
{
    const encoder *net = m->encoder;
    size_t h = net->hidden, words = word_count < MOST_WORDS ? word_count : MOST_WORDS;
    size_t rows = most_of(MOST_ROWS, net->positions), places = round_up(net->positions, PANEL);
    size_t columns = round_up(words + 1, PANEL);
    size_t widest_in = most_of(most_of(2 * h, net->intermediate), m->label_dim);
    encoding *e = arena_array(scratch, encoding, 1);
    if (!e)
        return NULL;
    *e = (encoding){
        .model = m,
        .net = net,
        .rows = arena_array(scratch, encoder_row, rows + net->positions),
        .most_rows = rows,
        .sequences = arena_array(scratch, encoder_sequence, rows),
        .ids = arena_array(scratch, uint32_t, net->positions),
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
        .label_inputs = arena_array(scratch, float, ROW_BLOCK * m->label_dim),
        .label_scores = arena_array(scratch, float, ROW_BLOCK * m->label.outputs),
        .heads = arena_array(scratch, float, m->arc_dim *columns),
        .arcs = arena_array(scratch, float, words *columns),
        .scores = arena_array(scratch, int32_t, words * columns),
    };
    return onr_arena_full(scratch) ? NULL : e;
}

/* y = the product of `m` with rows of x that are quantised one by one. */
static void multiply_rows(encoding *e, float *y, const float *x, size_t rows, const matrix *m,
                          bending bend)
{
    const kernels *k = e->model->kernels;
    float by[ROW_BLOCK];
    for (size_t from = 0; from < rows; from += ROW_BLOCK) {
        size_t count = rows - from < ROW_BLOCK ? rows - from : ROW_BLOCK;
        for (size_t i = 0; i < count; i++)
            by[i] = k->quantise(e->bytes + i * m->inputs, x + (from + i) * m->inputs, m->inputs);
        k->multiply_scaled(y + from * m->outputs, e->bytes, by, count, m, bend);
    }
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
 * One head of a sequence: each row takes of all rows' values by their keys' nearness. Rows stand
 * side by side in `queries` and `chances`, so that what is done for one is done for a vector's.
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
        if (r.word == UINT32_MAX)
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

static void add_row(encoding *e, encoder_sequence *s, uint32_t id, uint32_t word, uint8_t shape,
                    uint8_t glue)
{
    e->rows[s->first + s->count] = (encoder_row){id, (uint32_t)s->count, word, shape, glue};
    s->count++;
}

/* Ends a sequence. What was collected before is run where there is no room for all. */
static void close_sequence(encoding *e, encoder_sequence *s)
{
    add_row(e, s, e->net->sep, UINT32_MAX, CASE_NONE, 0);
    if (s->first + s->count > e->most_rows) {
        size_t first = s->first;
        encode(e);
        memmove(e->rows, e->rows + first, s->count * sizeof *e->rows);
        s->first = 0;
    }
    e->sequences[e->sequence_count++] = *s;
    e->row_count = s->first + s->count;
}

static encoder_sequence open_sequence(encoding *e)
{
    encoder_sequence s = {e->row_count, 0};
    add_row(e, &s, e->net->cls, UINT32_MAX, CASE_NONE, 0);
    return s;
}

/* A sentence of more pieces than there are positions becomes several sequences. */
static bool add_segment(encoding *e, const network_batch *batch, segment g, onr_arena *scratch)
{
    const encoder *net = e->net;
    encoder_sequence s = open_sequence(e);
    for (size_t w = g.first; w < g.first + g.count; w++) {
        onr_str form = batch->words[w].form;
        size_t count =
            wordpiece_split(e->ids, net->positions - 2, form, &net->pieces, e->model, scratch);
        if (!count)
            return false;
        if (s.count + count + 1 > net->positions) {
            close_sequence(e, &s);
            s = open_sequence(e);
        }
        uint8_t shape = feature_case(form, e->model);
        for (size_t i = 0; i < count; i++)
            add_row(e, &s, e->ids[i], (uint32_t)w, shape, batch->glue[w]);
    }
    close_sequence(e, &s);
    return true;
}

bool encoding_begin(encoding *e, const network_batch *batch, onr_arena *scratch)
{
    for (size_t i = 0; i < batch->segment_count; i++)
        if (!add_segment(e, batch, batch->segments[i], scratch))
            return false;
    return true;
}

void encoding_score(encoding *e, float *outputs, size_t count)
{
    multiply_rows(e, e->summary, e->words, count, &e->net->word, BEND_RELU);
    multiply_rows(e, outputs, e->summary, count, &e->model->head, BEND_NOT);
}

bool encoding_run(encoding *e, float *outputs, const network_batch *batch, onr_arena *scratch)
{
    if (!encoding_begin(e, batch, scratch))
        return false;
    encode(e);
    encoding_score(e, outputs, batch->count);
    return true;
}

/* Which entry of a table of distances stands for that between two words. */
static size_t distance(int64_t from, int64_t to, int64_t reach)
{
    int64_t d = to - from;
    return (size_t)((d < -reach ? -reach : d > reach ? reach : d) + reach);
}

static int32_t score_of(float product, float bias)
{
    float score = (product + bias) * SCORE_UNIT;
    score = score > -MOST_SCORE ? score : -MOST_SCORE;
    return (int32_t)(score < MOST_SCORE ? score : MOST_SCORE);
}

arc_scores encoding_arcs(encoding *e, const float *outputs, size_t count)
{
    const onr_language_model *m = e->model;
    size_t a = m->arc_dim, width = m->head.outputs, columns = round_up(count + 1, PANEL);
    const float *dep = outputs + m->blocks[ARC_DEP].first;
    const float *head = outputs + m->blocks[ARC_HEAD].first;
    grid heads = {e->heads, columns};
    m->kernels->turn(heads, (view){head, width, 1}, count, a);
    for (size_t k = 0; k < a; k++)
        e->heads[k * columns + count] = e->net->arc_root[k];
    m->kernels->multiply_floats((grid){e->arcs, columns}, (view){dep, width, 1}, heads, NULL, count,
                                a, columns);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j <= count; j++) {
            size_t bias = j < count ? distance((int64_t)i, (int64_t)j, m->arc_reach)
                                    : 2 * (size_t)m->arc_reach + 1;
            e->scores[i * columns + j] = score_of(e->arcs[i * columns + j], e->net->arc_bias[bias]);
        }
    return (arc_scores){e->scores, count, columns};
}

static void make_label_input(encoding *e, float *u, const float *outputs, size_t i, size_t j)
{
    const onr_language_model *m = e->model;
    size_t r = m->label_dim, width = m->head.outputs;
    const float *dep = outputs + i * width + m->blocks[LABEL_DEP].first;
    const float *head = outputs + j * width + m->blocks[LABEL_HEAD].first;
    const float *apart =
        e->net->label_distance + distance((int64_t)i, (int64_t)j, m->label_reach) * r;
    m->kernels->add_floats(u, dep, head, apart, r);
}

void encoding_labels(encoding *e, uint32_t *labels, const float *outputs, const uint32_t *heads,
                     size_t count)
{
    const onr_language_model *m = e->model;
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
