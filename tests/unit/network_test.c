#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "network/convolution.h"
#include "network/encoder.h"
#include "network/kernels/choose.h"
#include "network/kernels/kernels.h"
#include "network/tree.h"

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
        assert_true(tree_find(heads, s, arena));
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
    assert_true(tree_find(heads, (arc_scores){items, N, N + 1}, arena));
    assert_true(is_single_rooted_tree(heads, N));
    onr_arena_free(arena);
}

/* A model's layers, loaded as numbers alone. */
typedef struct loaded {
    file_map map;
    onr_arena *arena;
    network_model model;
} loaded;

static void load_layers(loaded *l, const char *path, const network_kind *kind)
{
    onr_error err;
    model_file file;
    const kernels *list[MOST_KERNELS];
    size_t count = kernels_list(list);
    *l = (loaded){.arena = onr_arena_new(1 << 28)};
    assert_true(file_map_open(&l->map, path, &err));
    assert_true(model_file_open(&file, l->map.bytes, list[count - 1], l->arena, &err));
    assert_true(network_load(&l->model, kind, &file, &err));
}

static void free_layers(loaded *l)
{
    onr_arena_free(l->arena);
    file_map_close(&l->map);
}

static void load_encoder(loaded *l)
{
    load_layers(l, "models/language-best.onr", &encoder_kind);
}

static void load_convolution(loaded *l)
{
    load_layers(l, "models/language-fast.onr", &convolution_kind);
}

/* Words of one to three pieces at random. */
static void put_pieces(encoding *e, const network_batch *batch, uint32_t seed)
{
    for (size_t n = 0; n < batch->window_count; n++) {
        segment window = batch->windows[n];
        encoding_open(e);
        for (size_t w = window.first; w < window.first + window.count; w++)
            for (uint32_t left = 1 + next_number(&seed) % 3; left; left--)
                encoding_add(e, next_number(&seed) % e->net->pieces, (uint32_t)w,
                             (uint8_t)(w % CASE_NONE), (uint8_t)(w % GLUE_COUNT));
        encoding_close(e);
    }
}

static void put_rows(convolver *c, const network_batch *batch, uint32_t seed)
{
    for (size_t i = 0; i < batch->count; i++) {
        word_rows rows = {.word = next_number(&seed) % c->net->words,
                          .subs = {next_number(&seed) % c->net->buckets},
                          .sub_count = 1};
        convolver_learn(c, 0, &rows);
        convolver_put(c, 0);
        convolver_settle(c);
    }
}

static void run_numbers(network *net, const loaded *l, const network_batch *batch, uint32_t seed)
{
    assert_true(network_new(net, &l->model, batch->count, l->arena));
    if (l->model.kind == &encoder_kind)
        put_pieces(net->work, batch, seed);
    else
        put_rows(net->work, batch, seed);
    network_run(net, batch);
}

static void (*const loaders[])(loaded *l) = {load_encoder, load_convolution};
enum { KINDS = sizeof loaders / sizeof *loaders };

static void what_stands_in_another_window_changes_nothing(void **state)
{
    (void)state;
    for (size_t k = 0; k < KINDS; k++) {
        loaded l;
        loaders[k](&l);
        network alone, apart, together;
        network_batch batch = {.count = 20, .windows = {{0, 20}}, .window_count = 1};
        run_numbers(&alone, &l, &batch, 1);
        batch = (network_batch){.count = 33, .windows = {{0, 20}, {20, 13}}, .window_count = 2};
        run_numbers(&apart, &l, &batch, 1);
        batch = (network_batch){.count = 33, .windows = {{0, 33}}, .window_count = 1};
        run_numbers(&together, &l, &batch, 1);
        size_t row = alone.width;
        assert_memory_equal(alone.outputs, apart.outputs, 20 * row * sizeof(float));
        assert_memory_not_equal(alone.outputs, together.outputs, 20 * row * sizeof(float));
        free_layers(&l);
    }
}

static void arcs_of_a_part_of_a_window_have_no_word_beyond_it(void **state)
{
    (void)state;
    for (size_t k = 0; k < KINDS; k++) {
        loaded l;
        network net;
        loaders[k](&l);
        network_batch batch = {.count = 33, .windows = {{0, 33}}, .window_count = 1};
        run_numbers(&net, &l, &batch, 1);
        arc_scores whole = network_arcs(&net, (segment){0, 33});
        int32_t inside = whole.items[21 * whole.stride + 25];
        arc_scores part = network_arcs(&net, (segment){20, 13});
        assert_int_equal(part.count, 13);
        assert_int_equal(part.items[1 * part.stride + 5], inside);
        free_layers(&l);
    }
}

/* The bytes that are kept are what the head's product takes. */
static void a_head_reads_the_same_scores_of_kept_vectors(void **state)
{
    (void)state;
    enum { COUNT = 40, FIRST = 7, ALL = 50 };
    for (size_t k = 0; k < KINDS; k++) {
        loaded l;
        network net;
        loaders[k](&l);
        network_batch batch = {.count = COUNT, .windows = {{0, COUNT}}, .window_count = 1};
        run_numbers(&net, &l, &batch, 3);
        onr_vectors *kept = vectors_new(network_vectors(&net), ALL, l.arena);
        vectors_keep(kept, FIRST, network_vectors(&net), COUNT);
        byte_rows rows = kept->words;
        float *again = arena_array(l.arena, float, COUNT *net.width);
        for (size_t i = 0; i < COUNT; i++)
            l.model.kernels->multiply_scaled(
                again + i * net.width, rows.bytes + (FIRST + i) * rows.width,
                rows.by ? rows.by + FIRST + i : NULL, 1, &l.model.head, BEND_NOT);
        assert_memory_equal(again, net.outputs, COUNT * net.width * sizeof(float));
        free_layers(&l);
    }
}

static void a_word_s_vector_is_made_of_its_ends(void **state)
{
    (void)state;
    loaded l;
    network net;
    load_encoder(&l);
    network_batch batch = {.count = 5, .windows = {{0, 5}}, .window_count = 1};
    run_numbers(&net, &l, &batch, 3);
    const onr_vectors *v = network_vectors(&net);
    const encoder *layers = l.model.layers;
    float *words = arena_array(l.arena, float, 5 * layers->word.outputs);
    l.model.kernels->multiply_scaled(words, v->ends.bytes, v->ends.by, 5, &layers->word, BEND_RELU);
    for (size_t i = 0; i < 5 * v->words.width; i++) {
        float by = v->words.by[i / v->words.width];
        assert_near((double)(v->words.bytes[i] - v->words.zero) * (double)by, (double)words[i],
                    0.5 * (double)by + 1e-6);
    }
    free_layers(&l);
}

static void no_vector_is_kept_beyond_the_room_for_them(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_vectors like = {.words = {.width = 64}};
    onr_vectors *from = vectors_new(&like, 16, arena), *to = vectors_new(&like, 16, arena);
    memset(from->words.bytes, 7, 16 * 64);
    vectors_keep(to, 10, from, 16);
    assert_int_equal(to->words.bytes[15 * 64], 7);
    vectors_keep(to, 16, from, 16);
    vectors_keep(to, 40, from, 16);
    assert_int_equal(to->words.bytes[9 * 64], 0);
    onr_arena_free(arena);
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
        cmocka_unit_test(what_stands_in_another_window_changes_nothing),
        cmocka_unit_test(arcs_of_a_part_of_a_window_have_no_word_beyond_it),
        cmocka_unit_test(a_head_reads_the_same_scores_of_kept_vectors),
        cmocka_unit_test(a_word_s_vector_is_made_of_its_ends),
        cmocka_unit_test(no_vector_is_kept_beyond_the_room_for_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
