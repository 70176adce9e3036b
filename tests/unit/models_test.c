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
#include "language/features.h"
#include "language/model.h"
#include "language/wordpieces.h"
#include "network/convolution.h"
#include "network/encoder.h"
#include "network/heads.h"

/* What the trainer computed for a sentence, section by section (train/quantise.py, dump). */
typedef struct reference {
    file_map file, model_file;
    container sections;
    onr_arena *arena;
    const onr_word *words;
    const uint8_t *glue;
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
    r->words = words;
    r->glue = (const uint8_t *)glue.data;
    r->batch = (network_batch){.count = r->count, .windows = {{0, r->count}}, .window_count = 1};
}

/* Makes a network and puts the reference's words into it. */
static void put_words(network *net, const reference *r, const onr_language_model *m)
{
    inputs in;
    onr_arena *scratch = r->arena;
    assert_true(network_new(net, &m->network, r->count, scratch));
    assert_true(inputs_new(&in, &m->inputs, &m->alphabet, net, scratch));
    assert_true(inputs_fill(&in, r->words, r->glue, &r->batch));
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
    arc_scores s = network_arcs(net, r->batch.windows[0]);
    size_t row = (r->count + 1) * sizeof *s.items;
    for (size_t i = 0; i < r->count; i++)
        assert_memory_equal(s.items + i * s.stride, section(r, "scores").data + i * row, row);
}

static void assert_answers(const reference *r, network *net, const onr_language_model *m)
{
    arc_scores s = network_arcs(net, r->batch.windows[0]);
    const int32_t *wanted = (const int32_t *)(const void *)section(r, "heads").data;
    uint32_t heads[64], labels[64];
    assert_true(tree_find(heads, s, r->arena));
    for (size_t i = 0; i < r->count; i++) {
        assert_int_equal(heads[i] == r->count ? -1 : (int32_t)heads[i], wanted[i]);
        heads[i] = heads[i] == r->count ? (uint32_t)i : heads[i];
    }
    network_labels(net, labels, heads, r->count);
    const char *name = section(r, "labels").data;
    for (size_t i = 0; i < r->count; i++, name = strchr(name, '\n') + 1) {
        relation_label label = m->relations[labels[i]];
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
        assert_true(onr_language_model_load(&m, r.model_file.bytes, sets[k], &err));
        put_words(&net, &r, m);
        convolver *c = net.work;
        assert_activations(&r, 0, c);
        for (size_t l = 0; l < c->net->layer_count; l++) {
            convolver_convolve(c, l, &r.batch);
            assert_activations(&r, l + 1, c);
        }
        put_words(&net, &r, m);
        network_run(&net, &r.batch);
        assert_outputs(&r, &net);
        assert_scores(&r, &net);
        assert_answers(&r, &net, m);
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
    encoding *e = net->work;
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
    assert_true(onr_language_model_load(&m, r.model_file.bytes, ONR_SIMD_BEST, &err));
    put_words(&net, &r, m);
    assert_pieces(&r, net.work);
    assert_layers(&r, &net);
    put_words(&net, &r, m);
    network_run(&net, &r.batch);
    assert_answers(&r, &net, m);
    onr_language_model_free(m);
    close_reference(&r);
}

/* What the model's heads make of the reference's words, which stand in one sentence. */
static const head_rows *read_heads(const reference *r, network *net, const onr_language_model *m)
{
    uint32_t *sentences = arena_array(r->arena, uint32_t, r->count);
    onr_span *windows = arena_array(r->arena, onr_span, r->count);
    for (size_t i = 0; i < r->count; i++) {
        sentences[i] = 0;
        windows[i] = (onr_span){0, (uint32_t)r->count};
    }
    const head_words words = {r->count, sentences, windows};
    const head_rows *rows = heads_read(m->heads, &network_vectors(net)->ends, &words, r->arena);
    assert_non_null(rows);
    return rows;
}

/* Scores all words before the one looked at as its antecedents, with the signs that the trainer
 * makes up for them; those that are none stay far below. */
static void put_links(float *scores, const head_at *at, size_t count, onr_arena *arena)
{
    head_link *links = arena_array(arena, head_link, at->word + 1);
    for (size_t i = 0; i < at->word; i++) {
        links[i] = (head_link){.word = i, .between = at->word - i - 1};
        for (size_t s = 0; s < LINK_SIGNS; s++)
            links[i].signs[s] = (uint8_t)((7 * at->word + 3 * i + s) % link_sign_counts[s]);
    }
    assert_true(heads_link(links, at->word, at, arena));
    for (size_t i = 0; i < count; i++)
        scores[i] = i < at->word && links[i].score > -INFINITY ? links[i].score : -1e9f;
}

/* The same of antecedents. Of two that are as good for the last of the best twelve either may be
 * looked at twice, once. */
static void assert_links(const reference *r, const float *scores, size_t n)
{
    enum { NONE = -100000000 };
    onr_str bytes = section(r, "antecedents");
    const float *wanted = (const float *)(const void *)bytes.data;
    size_t exchanged = 0;
    double apart = 0, whole = 0;
    assert_int_equal(bytes.len, n * n * sizeof *wanted);
    for (size_t i = 0; i < n * n; i++) {
        double d = (double)(scores[i] - wanted[i]);
        if ((scores[i] > NONE) != (wanted[i] > NONE)) {
            exchanged++;
        } else if (wanted[i] > NONE) {
            apart += d * d;
            whole += (double)wanted[i] * (double)wanted[i];
        }
    }
    assert_in_range(exchanged, 0, 2);
    assert_true(whole > 0);
    if (apart > whole * 2.5e-5)
        fail_msg("antecedents: %g of its size apart", sqrt(apart / whole));
}

/* Whether each word as a cue denies anything, and how well each other's claim would do. */
static void assert_stances(const reference *r, const head_stance *stances, size_t n,
                           onr_arena *arena)
{
    float *denies = arena_array(arena, float, n), *denied = arena_array(arena, float, n *n);
    for (size_t c = 0; c < n; c++) {
        denies[c] = stances[c].denies;
        for (size_t i = 0; i < n; i++)
            denied[c * n + i] = i == c ? 0 : heads_denied(&stances[c], &stances[i]);
    }
    assert_rows_near(r, "denies", (grid){denies, n}, 1, n);
    assert_rows_near(r, "denied", (grid){denied, n}, n, n);
}

/* What the trainer's heads say of each word of the reference and of each pair of them: the content
 * is the second half of the words, the source the first two, the act by rule another for each cue,
 * whose rules say negated and unrealised (train/quantise_reader.py, write_said). */
static void assert_heads(const container *wanted, const head_rows *rows, onr_arena *arena)
{
    enum { PARTS = NATURE_ACTS + NATURE_FLAGS, NOBODIES = PAIR_KINDS - PAIR_ADDRESSEE };
    size_t n = rows->words.count;
    float *pairs = arena_array(arena, float, n *n *PAIR_KINDS);
    float *nobody = arena_array(arena, float, n *NOBODIES);
    float *nature = arena_array(arena, float, n *PARTS), *links = arena_array(arena, float, n *n);
    float *tags = arena_array(arena, float, n *TAG_COUNT);
    head_stance *stances = arena_array(arena, head_stance, n);
    uint32_t *words = arena_array(arena, uint32_t, n);
    for (size_t i = 0; i < n; i++)
        words[i] = (uint32_t)i;
    for (size_t c = 0; c < n; c++) {
        head_at at;
        assert_true(heads_look(&at, rows, c, arena));
        for (size_t i = 0; i < n; i++)
            for (pair_kind k = 0; k < PAIR_KINDS; k++)
                pairs[(c * n + i) * PAIR_KINDS + k] = heads_pair(&at, k, i);
        for (pair_kind k = PAIR_ADDRESSEE; k < PAIR_KINDS; k++)
            nobody[c * NOBODIES + k - PAIR_ADDRESSEE] = heads_nobody(&at, k);
        put_links(links + c * n, &at, n, arena);
        for (int t = 0; t < TAG_COUNT; t++)
            tags[c * TAG_COUNT + (size_t)t] = heads_tag(rows, c, t);
        const nature_by_rule rule = {c % NATURE_ACTS, {true, false, true}};
        word_list content = {words + n / 2, n - n / 2}, source = {words, 2};
        assert_true(heads_nature(nature + c * PARTS, &at, &rule, content, source, arena));
        assert_true(heads_stance(&stances[c], &at, content, source, arena));
    }
    reference r = {.sections = *wanted};
    assert_stances(&r, stances, n, arena);
    assert_rows_near(&r, "tags", (grid){tags, TAG_COUNT}, n, TAG_COUNT);
    assert_rows_near(&r, "pairs", (grid){pairs, PAIR_KINDS}, n * n, PAIR_KINDS);
    assert_rows_near(&r, "nobody", (grid){nobody, NOBODIES}, n, NOBODIES);
    assert_rows_near(&r, "nature", (grid){nature, PARTS}, n, PARTS);
    assert_links(&r, links, n);
}

/* Runs the network; `best` layer by layer, each upon the trainer's own, lest small differences of
 * many layers add up. */
static void run(const reference *r, network *net, bool by_layer)
{
    if (by_layer)
        assert_layers(r, net);
    else
        network_run(net, &r->batch);
}

static void assert_heads_of(const char *language, const char *model, const char *record,
                            bool by_layer, onr_simd simd)
{
    reference r;
    onr_error err;
    network net;
    file_map file;
    container wanted;
    const onr_language_model *m;
    open_reference(&r, language, model);
    assert_true(file_map_open(&file, record, &err));
    assert_true(container_open(&wanted, file.bytes, &err));
    assert_true(onr_language_model_load(&m, r.model_file.bytes, simd, &err));
    put_words(&net, &r, m);
    run(&r, &net, by_layer);
    assert_heads(&wanted, read_heads(&r, &net, m), r.arena);
    onr_language_model_free(m);
    file_map_close(&file);
    close_reference(&r);
}

static void best_s_heads_agree_with_their_trainer(void **state)
{
    (void)state;
    assert_heads_of("tests/unit/language-best.reference", "models/language-best.onr",
                    "tests/unit/record-best.reference", true, ONR_SIMD_BEST);
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
        put_words(&net, &r, m);
        network_run(&net, &r.batch);
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
        assert_int_equal(wordpiece_split(ids, 8, form, &pieces, &m->alphabet, arena),
                         cases[i].count);
        assert_memory_equal(ids, cases[i].ids, cases[i].count * sizeof *ids);
        assert_int_equal(wordpiece_split(ids, 1, form, &pieces, &m->alphabet, arena), 1);
    }
    onr_arena_free(arena);
    onr_language_model_free(m);
    file_map_close(&file);
}

static void fast_s_heads_agree_with_their_trainer(void **state)
{
    (void)state;
    static const onr_simd sets[] = {ONR_SIMD_BEST, ONR_SIMD_AVX512, ONR_SIMD_AVX2, ONR_SIMD_NONE};
    for (size_t k = 0; k < sizeof sets / sizeof *sets; k++)
        assert_heads_of("tests/unit/language-fast.reference", "models/language-fast.onr",
                        "tests/unit/record-fast.reference", false, sets[k]);
}

static void vectors_live_as_long_as_the_text(void **state)
{
    (void)state;
    static const char *const paths[] = {"models/language-fast.onr", "models/language-best.onr"};
    onr_str text = ONR_STR("The ferry left. Nobody had told the harbour master about it.");
    for (size_t k = 0; k < sizeof paths / sizeof *paths; k++) {
        onr_error err;
        file_map file;
        const onr_language_model *m;
        onr_text once, twice;
        onr_arena *arena = onr_arena_new(1 << 26);
        assert_true(file_map_open(&file, paths[k], &err));
        assert_true(onr_language_model_load(&m, file.bytes, ONR_SIMD_BEST, &err));
        assert_true(onr_language_read(&once, text, NULL, 0, m, arena, &err));
        assert_true(onr_language_read(&twice, text, NULL, 0, m, arena, &err));
        byte_rows a = once.vectors->words, b = twice.vectors->words;
        assert_int_equal(once.vectors->count, once.word_count);
        assert_memory_equal(a.bytes, b.bytes, once.word_count * a.width);
        for (size_t i = 1; i < once.word_count; i++)
            assert_memory_not_equal(a.bytes, a.bytes + i * a.width, a.width);
        onr_language_model_free(m);
        file_map_close(&file);
        onr_arena_free(arena);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(fast_agrees_with_its_trainer_on_every_activation),
        cmocka_unit_test(a_word_is_cut_into_the_longest_pieces),
        cmocka_unit_test(best_agrees_with_its_trainer_on_every_layer),
        cmocka_unit_test(best_s_heads_agree_with_their_trainer),
        cmocka_unit_test(all_instructions_give_best_the_same_outputs),
        cmocka_unit_test(fast_s_heads_agree_with_their_trainer),
        cmocka_unit_test(vectors_live_as_long_as_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
