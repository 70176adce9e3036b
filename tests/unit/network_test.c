#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "language/convolution.h"
#include "language/encoder.h"
#include "language/kernels.h"
#include "language/tree.h"

/* Numbers that are the same on each run. */
static uint32_t next_number(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static float next_float(uint32_t *seed, float most)
{
    return ((float)(next_number(seed) & 0xFFFF) / 32768.0f - 1.0f) * most;
}

enum { ROWS = 45, ROOM = 48, INPUTS = 192, OUTPUTS = 100, WIDTH = 112, BENT = 3 };

/*
 * Products and what follows them, for 45 rows of signed inputs: as many as fill the tiles of the
 * instructions that have tiles, and as many as do not. Rows and outputs leave some over.
 */
static const size_t widths[] = {92, INPUTS};

typedef struct products {
    int32_t sums[ROWS * WIDTH];
    float scaled[BENT][ROWS * WIDTH], plain[ROWS * WIDTH], added_floats[WIDTH], mixed[WIDTH];
    uint8_t rounded[ROWS * WIDTH], joined[ROWS * WIDTH], added[ROWS * WIDTH], signs[ROWS * WIDTH];
    int32_t rows[WIDTH];
    uint32_t best[WIDTH];
} products;

static void multiply_all(products *p, const kernels *k, const int8_t *w, const uint8_t *x,
                         size_t inputs)
{
    static int8_t packed[WIDTH * INPUTS];
    int32_t start[WIDTH];
    float scale[WIDTH], bias[WIDTH], by[ROWS];
    uint32_t seed = 7;
    for (size_t o = 0; o < WIDTH; o++) {
        scale[o] = next_float(&seed, 2e-3f);
        bias[o] = next_float(&seed, 150.0f);
    }
    for (size_t r = 0; r < ROWS; r++)
        by[r] = next_float(&seed, 1.0f);
    matrix m = {.weights = packed, .start = start, .scale = scale, .bias = bias};
    matrix_pack(&m, w, OUTPUTS, inputs, 128, k);
    k->multiply(p->sums, x, ROWS, &m);
    for (int bend = 0; bend < BENT; bend++)
        k->multiply_scaled(p->scaled[bend], x, by, ROWS, &m, (bending)bend);
    k->multiply_scaled(p->plain, x, NULL, ROWS, &m, BEND_NOT);
    k->multiply_u8(p->rounded, x, ROWS, &m, NULL, 0);
    k->multiply_u8(p->joined, x, ROWS, &m, p->rounded, 0.77f);
    for (size_t r = 0; r < ROWS; r++) {
        k->add_u8(p->added + r * WIDTH, p->plain + r * WIDTH, bias, scale, WIDTH);
        k->round_s8(p->signs + r * WIDTH, p->plain + r * WIDTH, WIDTH);
    }
    for (size_t n = 1; n < WIDTH; n++)
        p->best[n] = k->find_best(p->plain, n);
    k->add_row(p->rows, w, WIDTH);
    k->add_floats(p->added_floats, p->plain, bias, scale, WIDTH);
    k->mix_rows(p->mixed, w, 0.3f, w + 1, 0.7f, WIDTH);
}

/* Weights and inputs at random, many of them at their bounds. */
static void fill_inputs(int8_t *w, uint8_t *x, uint32_t *seed)
{
    for (size_t i = 0; i < OUTPUTS * INPUTS; i++)
        w[i] = (int8_t)(i % 5 ? next_number(seed) % 255 - 127 : 127);
    for (size_t i = 0; i < ROOM * INPUTS; i++)
        x[i] = (uint8_t)(i % 3 ? next_number(seed) : 255);
}

static void assert_product(const products *p, const int8_t *w, const uint8_t *x, size_t r, size_t o,
                           size_t inputs)
{
    int32_t sum = 0;
    for (size_t k = 0; o < OUTPUTS && k < inputs; k++)
        sum += (x[r * inputs + k] - 128) * w[o * inputs + k];
    assert_int_equal(p->sums[r * WIDTH + o], sum);
    float y = __builtin_rintf(p->plain[r * WIDTH + o]);
    assert_int_equal(p->signs[r * WIDTH + o], (y < -127 ? -127 : y > 127 ? 127 : (int)y) + 128);
    assert_int_equal(p->rounded[r * WIDTH + o], y < 0 ? 0 : y > 255 ? 255 : (int)y);
    y = p->scaled[BEND_NOT][r * WIDTH + o];
    assert_true(p->scaled[BEND_RELU][r * WIDTH + o] == (y > 0 ? y : 0));
}

static void plain_kernels_do_what_they_say(void **state)
{
    (void)state;
    static products p;
    static int8_t w[OUTPUTS * INPUTS];
    static uint8_t x[ROOM * INPUTS];
    uint32_t seed = 1;
    fill_inputs(w, x, &seed);
    const kernels *list[MOST_KERNELS];
    kernels_list(list);
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        multiply_all(&p, list[0], w, x, widths[i]);
        for (size_t r = 0; r < ROWS; r++)
            for (size_t o = 0; o < WIDTH; o++)
                assert_product(&p, w, x, r, o, widths[i]);
    }
}

static void all_kernels_give_identical_bytes(void **state)
{
    (void)state;
    static products wanted, got;
    static int8_t w[OUTPUTS * INPUTS];
    static uint8_t x[ROOM * INPUTS];
    const kernels *list[MOST_KERNELS];
    size_t count = kernels_list(list);
    uint32_t seed = 1;
    for (size_t round = 0; round < 10; round++) {
        size_t inputs = widths[round % 2];
        fill_inputs(w, x, &seed);
        wanted = (products){0};
        multiply_all(&wanted, list[0], w, x, inputs);
        for (size_t k = 1; k < count; k++) {
            got = (products){0};
            multiply_all(&got, list[k], w, x, inputs);
            if (round == 0)
                print_message("%s\n", list[k]->name);
            assert_memory_equal(&wanted, &got, sizeof wanted);
        }
    }
}

static void amx_is_among_them_where_it_can_be_had(void **state)
{
    (void)state;
#if defined(__x86_64__)
    const kernels *list[MOST_KERNELS];
    for (size_t k = kernels_list(list); k-- > 0;)
        if (strcmp(list[k]->name, "amx") == 0)
            return;
    print_message("no AMX here, or Linux does not give it: its kernels are not tested\n");
    skip();
#endif
}

enum { INNER = 33 };

/* What the encoder does in float, for rows of 112. */
typedef struct encoded {
    float products[ROWS * WIDTH], shared[ROWS * WIDTH], chances[ROWS * WIDTH], by[WIDTH];
    float turned[WIDTH * ROOM], bent[WIDTH], normal[WIDTH], scale;
    uint8_t bytes[WIDTH];
} encoded;

/* Of a product that is its bias alone. */
static void bend_all(float *bent, const kernels *k)
{
    static int8_t weights[WIDTH * GROUP];
    static uint8_t x[ROW_STEP * GROUP];
    int32_t start[WIDTH] = {0};
    float scale[WIDTH] = {0}, bias[WIDTH], by = 1;
    for (size_t i = 0; i < WIDTH; i++)
        bias[i] = ((float)i - 56.0f) * 0.2f;
    const matrix m = {GROUP, WIDTH, weights, start, scale, bias};
    k->multiply_scaled(bent, x, &by, 1, &m, BEND_GELU);
}

static void encode_all(encoded *e, const kernels *k, uint32_t seed)
{
    static float a[ROWS * INNER], b[INNER * WIDTH], norm[2 * WIDTH];
    for (size_t i = 0; i < sizeof a / sizeof *a; i++)
        a[i] = next_float(&seed, 3.0f);
    for (size_t i = 0; i < sizeof b / sizeof *b; i++)
        b[i] = next_float(&seed, 2.0f);
    for (size_t i = 0; i < sizeof norm / sizeof *norm; i++)
        norm[i] = next_float(&seed, 1.5f);
    k->multiply_floats((grid){e->products, WIDTH}, (view){a, INNER, 1}, (grid){b, WIDTH}, NULL,
                       ROWS, INNER, WIDTH);
    k->multiply_floats((grid){e->shared, WIDTH}, (view){a, 1, ROWS}, (grid){b, WIDTH}, b, ROWS,
                       INNER, WIDTH);
    k->turn((grid){e->turned, ROOM}, (view){e->products, WIDTH, 1}, ROWS, WIDTH);
    memcpy(e->chances, e->products, sizeof e->chances);
    k->softmax((grid){e->chances, WIDTH}, e->by, ROWS, WIDTH);
    bend_all(e->bent, k);
    memcpy(e->normal, e->products, sizeof e->normal);
    k->add_norm(e->normal, a, norm, WIDTH);
    e->scale = k->quantise(e->bytes, e->normal, WIDTH);
}

static void the_encoder_s_kernels_give_identical_bytes(void **state)
{
    (void)state;
    static encoded wanted, got;
    const kernels *list[MOST_KERNELS];
    size_t count = kernels_list(list);
    for (uint32_t seed = 1; seed < 20; seed++) {
        wanted = (encoded){.scale = 0};
        encode_all(&wanted, list[0], seed);
        for (size_t k = 1; k < count; k++) {
            got = (encoded){.scale = 0};
            encode_all(&got, list[k], seed);
            assert_memory_equal(&wanted, &got, sizeof wanted);
        }
    }
}

static void assert_near(double got, double wanted, double most)
{
    if (fabs(got - wanted) > most)
        fail_msg("%g where %g was wanted", got, wanted);
}

static void the_encoder_s_kernels_do_what_they_say(void **state)
{
    (void)state;
    static encoded e;
    const kernels *list[MOST_KERNELS];
    kernels_list(list);
    encode_all(&e, list[0], 5);
    for (size_t c = 0; c < WIDTH; c++) {
        double sum = 0;
        for (size_t r = 0; r < ROWS; r++)
            sum += exp(e.products[r * WIDTH + c]);
        for (size_t r = 0; r < ROWS; r++)
            assert_near((double)e.chances[r * WIDTH + c] * (double)e.by[c],
                        exp(e.products[r * WIDTH + c]) / sum, 2e-6);
        for (size_t r = 0; r < ROOM; r++)
            assert_true(e.turned[c * ROOM + r] == (r < ROWS ? e.products[r * WIDTH + c] : 0.0f));
    }
    for (size_t i = 0; i < WIDTH; i++) {
        double x = ((double)i - 56.0) * 0.2;
        assert_near(e.bent[i], x * 0.5 * (1.0 + erf(x / sqrt(2.0))), 2e-5);
        assert_near((e.bytes[i] - 128) * (double)e.scale, e.normal[i], 0.5 * e.scale + 1e-6);
    }
}

static void a_row_of_zeros_is_quantised_to_zeros(void **state)
{
    (void)state;
    const float zeros[PANEL] = {0};
    uint8_t bytes[PANEL];
    const kernels *list[MOST_KERNELS];
    for (size_t k = kernels_list(list); k-- > 0;) {
        assert_true(list[k]->quantise(bytes, zeros, PANEL) == 0.0f);
        for (size_t i = 0; i < PANEL; i++)
            assert_int_equal(bytes[i], 128);
    }
}

enum { MOST_TREE = 6 };

static int64_t total_of(const uint32_t *heads, arc_scores s)
{
    int64_t total = 0;
    for (size_t d = 0; d < s.count; d++)
        total += s.items[d * s.stride + heads[d]];
    return total;
}

static bool is_single_rooted_tree(const uint32_t *heads, size_t n)
{
    size_t roots = 0;
    for (size_t d = 0; d < n; d++) {
        size_t at = d, steps = 0;
        roots += heads[d] == n;
        while (at != n && steps++ <= n)
            at = heads[at];
        if (at != n)
            return false;
    }
    return roots == 1;
}

/* The best total over all ways to choose heads. */
static int64_t try_all(arc_scores s)
{
    uint32_t heads[MOST_TREE] = {0};
    int64_t best = INT64_MIN;
    for (;;) {
        if (is_single_rooted_tree(heads, s.count) && total_of(heads, s) > best)
            best = total_of(heads, s);
        size_t d = 0;
        while (d < s.count && ++heads[d] > s.count)
            heads[d++] = 0;
        if (d == s.count)
            return best;
    }
}

static void no_tree_with_one_root_is_better(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    uint32_t seed = 7;
    for (int round = 0; round < 600; round++) {
        int32_t items[MOST_TREE * (MOST_TREE + 3)];
        arc_scores s = {items, 1 + (size_t)round % (round % 50 ? 5 : MOST_TREE), MOST_TREE + 3};
        for (size_t i = 0; i < sizeof items / sizeof *items; i++)
            items[i] = (int32_t)next_number(&seed) % 1000 - (round % 2 ? 500 : 0);
        uint32_t heads[MOST_TREE];
        assert_true(tree_find(heads, s, onr_arena_scratch(arena)));
        assert_true(is_single_rooted_tree(heads, s.count));
        assert_int_equal(total_of(heads, s), try_all(s));
    }
    onr_arena_free(arena);
}

static void a_long_sentence_gets_a_tree(void **state)
{
    (void)state;
    enum { N = 256 };
    static int32_t items[N * (N + 1)];
    uint32_t seed = 3, heads[N];
    for (size_t i = 0; i < N * (N + 1); i++)
        items[i] = (int32_t)(next_number(&seed) >> 4);
    onr_arena *arena = onr_arena_new(1 << 24);
    assert_true(tree_find(heads, (arc_scores){items, N, N + 1}, onr_arena_scratch(arena)));
    assert_true(is_single_rooted_tree(heads, N));
    onr_arena_free(arena);
}

/* What the trainer computed for a sentence, section by section (train/quantise.py, dump). */
typedef struct reference {
    file_map file, model_file;
    container sections;
    onr_arena *arena;
    network_batch batch;
    size_t count;
} reference;

static onr_str section(const reference *r, const char *name)
{
    return container_section(&r->sections, name);
}

static void open_reference(reference *r, const char *path, const char *model)
{
    onr_error err;
    *r = (reference){.arena = onr_arena_new(1 << 26)};
    assert_true(file_map_open(&r->file, path, &err));
    assert_true(file_map_open(&r->model_file, model, &err));
    assert_true(container_open(&r->sections, r->file.bytes, &err));
    onr_str forms = section(r, "forms"), glue = section(r, "glue");
    r->count = glue.len;
    onr_word *words = arena_array(r->arena, onr_word, r->count);
    for (size_t i = 0, from = 0, at = 0; at < forms.len; at++)
        if (forms.data[at] == '\n') {
            words[i++].form = (onr_str){forms.data + from, at - from};
            from = at + 1;
        }
    r->batch = (network_batch){.words = words,
                               .glue = (const uint8_t *)glue.data,
                               .count = r->count,
                               .segments = {{0, r->count}},
                               .segment_count = 1};
}

static void close_reference(reference *r)
{
    onr_arena_free(r->arena);
    file_map_close(&r->file);
    file_map_close(&r->model_file);
}

static void assert_activations(const reference *r, size_t layer, const convolver *c)
{
    char name[32];
    snprintf(name, sizeof name, "h%zu", layer);
    onr_str wanted = section(r, name);
    assert_int_equal(wanted.len, r->count * c->net->channels);
    assert_memory_equal(c->now, wanted.data, wanted.len);
}

static void assert_outputs(const reference *r, const network *net)
{
    onr_str wanted = section(r, "outputs");
    size_t row = net->model->output_count * sizeof(float);
    assert_int_equal(wanted.len, r->count * row);
    for (size_t i = 0; i < r->count; i++)
        assert_memory_equal(net->outputs + i * net->width, wanted.data + i * row, row);
}

/* The arcs' scores, word for word. */
static void assert_scores(const reference *r, network *net)
{
    arc_scores s = network_arcs(net, r->batch.segments[0]);
    size_t row = (r->count + 1) * sizeof *s.items;
    for (size_t i = 0; i < r->count; i++)
        assert_memory_equal(s.items + i * s.stride, section(r, "scores").data + i * row, row);
}

static void assert_answers(const reference *r, network *net)
{
    arc_scores s = network_arcs(net, r->batch.segments[0]);
    const int32_t *wanted = (const int32_t *)(const void *)section(r, "heads").data;
    uint32_t heads[64], labels[64];
    assert_true(tree_find(heads, s, onr_arena_scratch(r->arena)));
    for (size_t i = 0; i < r->count; i++) {
        assert_int_equal(heads[i] == r->count ? -1 : (int32_t)heads[i], wanted[i]);
        heads[i] = heads[i] == r->count ? (uint32_t)i : heads[i];
    }
    network_labels(net, labels, heads, r->count);
    const char *name = section(r, "labels").data;
    for (size_t i = 0; i < r->count; i++, name = strchr(name, '\n') + 1) {
        relation_label label = net->model->relations[labels[i]];
        onr_str text = arena_format(r->arena, "%s%s%.*s\n", onr_relation_name(label.relation),
                                    label.subtype.len ? ":" : "", (int)label.subtype.len,
                                    label.subtype.data ? label.subtype.data : "");
        if (heads[i] != i)
            assert_memory_equal(name, text.data, text.len);
    }
}

static void fast_agrees_with_its_trainer_on_every_activation(void **state)
{
    (void)state;
    static const onr_simd sets[] = {ONR_SIMD_BEST, ONR_SIMD_AVX512, ONR_SIMD_AVX2, ONR_SIMD_NONE};
    for (size_t k = 0; k < sizeof sets / sizeof *sets; k++) {
        reference r;
        onr_error err;
        network net;
        const onr_language_model *m;
        open_reference(&r, "tests/unit/language-fast.reference", "models/language-fast.onr");
        onr_arena *scratch = onr_arena_scratch(r.arena);
        assert_true(onr_language_model_load(&m, r.model_file.bytes, sets[k], &err));
        assert_true(network_new(&net, m, r.count, scratch));
        assert_true(convolver_begin(net.convolver, &r.batch, scratch));
        assert_activations(&r, 0, net.convolver);
        for (size_t l = 0; l < m->convolution->layer_count; l++) {
            convolver_convolve(net.convolver, l, &r.batch);
            assert_activations(&r, l + 1, net.convolver);
        }
        assert_true(network_run(&net, &r.batch, scratch));
        assert_outputs(&r, &net);
        assert_scores(&r, &net);
        assert_answers(&r, &net);
        onr_language_model_free(m);
        close_reference(&r);
    }
}

static void assert_pieces(const reference *r, const encoding *e)
{
    onr_str pieces = section(r, "pieces"), cases = section(r, "cases");
    assert_int_equal(e->row_count, cases.len);
    for (size_t i = 0; i < e->row_count; i++) {
        assert_memory_equal(&e->rows[i].id, pieces.data + i * sizeof(uint32_t), sizeof(uint32_t));
        assert_int_equal(e->rows[i].shape, cases.data[i]);
    }
}

/*
 * `rows` of `n` numbers are near what the section holds. Not the same: a sum that is rounded
 * otherwise moves what is quantised after it by a step.
 */
static void assert_rows_near(const reference *r, const char *name, grid got, size_t rows, size_t n)
{
    onr_str bytes = section(r, name);
    const float *wanted = (const float *)(const void *)bytes.data;
    assert_int_equal(bytes.len, rows * n * sizeof *wanted);
    double apart = 0, whole = 0;
    for (size_t i = 0; i < rows * n; i++) {
        double d = (double)(got.items[i / n * got.stride + i % n] - wanted[i]);
        apart += d * d;
        whole += (double)wanted[i] * (double)wanted[i];
    }
    if (apart > whole * 2.5e-5)
        fail_msg("%s: %g of its size apart", name, sqrt(apart / whole));
}

/* Each layer gets what the trainer's had before it, so that steps do not add up. */
static void assert_layers(const reference *r, const network *net)
{
    encoding *e = net->encoding;
    size_t hidden = e->net->hidden;
    encoding_embed(e);
    for (size_t l = 0; l <= e->net->layer_count; l++) {
        char name[32];
        if (l)
            encoding_layer(e, l - 1);
        snprintf(name, sizeof name, "layer%zu", l);
        assert_rows_near(r, name, (grid){e->x, hidden}, e->row_count, hidden);
        memcpy(e->x, section(r, name).data, section(r, name).len);
    }
    encoding_keep_words(e);
    encoding_score(e, net->outputs, r->count);
    assert_rows_near(r, "outputs", (grid){net->outputs, net->width}, r->count,
                     net->model->output_count);
}

static void best_agrees_with_its_trainer_on_every_layer(void **state)
{
    (void)state;
    reference r;
    onr_error err;
    network net;
    const onr_language_model *m;
    open_reference(&r, "tests/unit/language-best.reference", "models/language-best.onr");
    onr_arena *scratch = onr_arena_scratch(r.arena);
    assert_true(onr_language_model_load(&m, r.model_file.bytes, ONR_SIMD_BEST, &err));
    assert_true(network_new(&net, m, r.count, scratch));
    assert_true(encoding_begin(net.encoding, &r.batch, scratch));
    assert_pieces(&r, net.encoding);
    assert_layers(&r, &net);
    net.encoding->row_count = net.encoding->sequence_count = 0;
    assert_true(network_run(&net, &r.batch, scratch));
    assert_answers(&r, &net);
    onr_language_model_free(m);
    close_reference(&r);
}

static void all_instructions_give_best_the_same_outputs(void **state)
{
    (void)state;
    static const onr_simd sets[] = {ONR_SIMD_NONE, ONR_SIMD_AVX2, ONR_SIMD_AVX512, ONR_SIMD_BEST};
    float *outputs[sizeof sets / sizeof *sets];
    reference r;
    onr_error err;
    open_reference(&r, "tests/unit/language-best.reference", "models/language-best.onr");
    for (size_t k = 0; k < sizeof sets / sizeof *sets; k++) {
        const onr_language_model *m;
        network net;
        assert_true(onr_language_model_load(&m, r.model_file.bytes, sets[k], &err));
        assert_true(network_new(&net, m, r.count, r.arena));
        assert_true(network_run(&net, &r.batch, r.arena));
        outputs[k] = net.outputs;
        assert_memory_equal(outputs[0], outputs[k], r.count * net.width * sizeof(float));
        onr_language_model_free(m);
    }
    close_reference(&r);
}

/* A table that holds these pieces, whose numbers count from 0; ## begins a word's later pieces. */
static slot_table make_slots(slot *items, uint32_t count, const char *const *pieces)
{
    for (uint32_t i = 0; pieces[i]; i++) {
        bool later = strncmp(pieces[i], "##", 2) == 0 && pieces[i][2];
        const char *text = pieces[i] + (later ? 2 : 0);
        uint64_t h = feature_hash(later ? 'c' : 'p', (onr_str){text, strlen(text)});
        uint32_t at = (uint32_t)h & (count - 1);
        while (items[at].fingerprint)
            at = (at + 1) & (count - 1);
        items[at] = (slot){(uint32_t)(h >> 32), i + 1};
    }
    return (slot_table){items, count};
}

static void a_word_is_cut_into_the_longest_pieces(void **state)
{
    (void)state;
    static const char *const known[] = {"[UNK]", "un",  "una", "##able", "##ble", "-",    "\"",
                                        "do",    "##n", "'",   "t",      "gr",    "##un", NULL};
    static const struct {
        const char *form;
        uint32_t ids[5];
        size_t count;
    } cases[] = {
        {"UNABLE", {2, 4}, 2},
        {"unable-do", {2, 4, 5, 7}, 4},
        {"don\xE2\x80\x99t", {7, 8, 9, 10}, 4},
        {"\xE2\x80\x9C", {6}, 1},
        {"unhappy", {0}, 1},
        {"\xE2\x80\x8B", {0}, 1},
        {"gr\xC3\xBCn", {11, 12}, 2},
        {"t-x-t", {10, 5, 0, 5, 10}, 5},
    };
    slot items[64] = {{0, 0}};
    wordpieces pieces = {.slots = make_slots(items, 64, known), .count = 13, .unknown = 0};
    onr_error err;
    file_map file;
    const onr_language_model *m;
    assert_true(file_map_open(&file, "models/language-fast.onr", &err));
    assert_true(onr_language_model_load(&m, file.bytes, ONR_SIMD_BEST, &err));
    onr_arena *arena = onr_arena_new(1 << 20);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t ids[8];
        onr_str form = {cases[i].form, strlen(cases[i].form)};
        assert_int_equal(wordpiece_split(ids, 8, form, &pieces, m, arena), cases[i].count);
        assert_memory_equal(ids, cases[i].ids, cases[i].count * sizeof *ids);
        assert_int_equal(wordpiece_split(ids, 1, form, &pieces, m, arena), 1);
    }
    onr_arena_free(arena);
    onr_language_model_free(m);
    file_map_close(&file);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_kernels_do_what_they_say),
        cmocka_unit_test(all_kernels_give_identical_bytes),
        cmocka_unit_test(amx_is_among_them_where_it_can_be_had),
        cmocka_unit_test(the_encoder_s_kernels_give_identical_bytes),
        cmocka_unit_test(the_encoder_s_kernels_do_what_they_say),
        cmocka_unit_test(a_row_of_zeros_is_quantised_to_zeros),
        cmocka_unit_test(no_tree_with_one_root_is_better),
        cmocka_unit_test(a_long_sentence_gets_a_tree),
        cmocka_unit_test(fast_agrees_with_its_trainer_on_every_activation),
        cmocka_unit_test(a_word_is_cut_into_the_longest_pieces),
        cmocka_unit_test(best_agrees_with_its_trainer_on_every_layer),
        cmocka_unit_test(all_instructions_give_best_the_same_outputs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
