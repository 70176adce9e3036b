/*
 * The kinds of models, and how each takes words in.
 */
#include "language/inputs.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/str.h"
#include "language/features.h"
#include "language/subwords.h"
#include "language/wordpieces.h"
#include "network/encoder.h"

typedef struct inputs_kind {
    const char *name; /* `kind` of the file's meta */
    const network_kind *network;
    bool (*load)(const void **tables, const model_file *file, onr_error *err);
    /* NULL: `scratch` is full. */
    void *(*begin)(const inputs *in);
    bool (*fill)(inputs *in, const onr_word *words, const uint8_t *glue,
                 const network_batch *batch);
    /* Pieces of a word, 0: `scratch` is full; and how many a window may hold. NULL where each
     * sentence is read alone. */
    size_t (*measure)(inputs *in, onr_str form);
    size_t (*limit)(const inputs *in);
} inputs_kind;

/* A form between its neighbours, which the network knows by its place in the list. */
typedef struct known_form {
    onr_str form;
    uint8_t glue;
} known_form;

static bool load_subwords(const void **tables, const model_file *file, onr_error *err)
{
    subwords *t = arena_array(file->arena, subwords, 1);
    *tables = t;
    return t ? subwords_load(t, file, err) : model_no_memory(err);
}

static void *begin_subwords(const inputs *in)
{
    const convolver *c = in->net->work;
    return arena_array(in->scratch, known_form, c->known_count);
}

static bool fill_subwords(inputs *in, const onr_word *words, const uint8_t *glue,
                          const network_batch *batch)
{
    convolver *c = in->net->work;
    for (size_t i = 0; i < batch->count; i++) {
        onr_str form = words[i].form;
        size_t at = (hash_text(form) * GLUE_COUNT + glue[i]) & (c->known_count - 1);
        known_form *known = (known_form *)in->work + at;
        if (!known->form.data || known->glue != glue[i] || !str_equal(known->form, form)) {
            word_rows rows;
            if (!subwords_find(&rows, form, glue[i], in->model->tables, in->alphabet, in->scratch))
                return false;
            if (known->form.data)
                convolver_settle(c);
            convolver_learn(c, at, &rows);
            *known = (known_form){form, glue[i]};
        }
        convolver_put(c, at);
    }
    convolver_settle(c);
    return true;
}

static bool load_pieces(const void **tables, const model_file *file, onr_error *err)
{
    wordpieces *t = arena_array(file->arena, wordpieces, 1);
    *tables = t;
    return t ? wordpieces_load(t, file, err) : model_no_memory(err);
}

/* Room for the pieces of a word, which are no more than there are positions. */
static void *begin_pieces(const inputs *in)
{
    const encoding *e = in->net->work;
    return arena_array(in->scratch, uint32_t, e->net->positions);
}

static size_t most_pieces(const inputs *in)
{
    return ((const encoding *)in->net->work)->net->positions - 2;
}

static size_t measure_pieces(inputs *in, onr_str form)
{
    return wordpiece_split(in->work, most_pieces(in), form, in->model->tables, in->alphabet,
                           in->scratch);
}

/* A window of more pieces than there are positions becomes several sequences. */
static bool fill_window(inputs *in, const onr_word *words, const uint8_t *glue, segment window)
{
    encoding *e = in->net->work;
    uint32_t *ids = in->work;
    encoding_open(e);
    for (size_t w = window.first; w < window.first + window.count; w++) {
        size_t count = wordpiece_split(ids, e->net->positions - 2, words[w].form, in->model->tables,
                                       in->alphabet, in->scratch);
        if (!count)
            return false;
        if (!encoding_fits(e, count)) {
            encoding_close(e);
            encoding_open(e);
        }
        uint8_t shape = feature_case(words[w].form, in->alphabet);
        for (size_t i = 0; i < count; i++)
            encoding_add(e, ids[i], (uint32_t)w, shape, glue[w]);
    }
    encoding_close(e);
    return true;
}

static bool fill_pieces(inputs *in, const onr_word *words, const uint8_t *glue,
                        const network_batch *batch)
{
    for (size_t i = 0; i < batch->window_count; i++)
        if (!fill_window(in, words, glue, batch->windows[i]))
            return false;
    return true;
}

static const inputs_kind kinds[] = {
    {"language-fast", &convolution_kind, load_subwords, begin_subwords, fill_subwords, NULL, NULL},
    {"language-best", &encoder_kind, load_pieces, begin_pieces, fill_pieces, measure_pieces,
     most_pieces},
};

bool inputs_load(inputs_model *out, const model_file *file, onr_error *err)
{
    onr_str name = json_string_of(json_member(file->meta, "kind"));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_is(name, kinds[i].name)) {
            out->kind = &kinds[i];
            return kinds[i].load(&out->tables, file, err);
        }
    return model_damaged(err, "no model of a kind that this program reads");
}

const network_kind *inputs_network(const inputs_model *model)
{
    return model->kind->network;
}

bool inputs_new(inputs *out, const inputs_model *model, const alphabet *a, network *net,
                onr_arena *scratch)
{
    *out = (inputs){.model = model, .alphabet = a, .net = net, .scratch = scratch};
    out->work = model->kind->begin(out);
    return out->work != NULL;
}

size_t inputs_limit(const inputs *in)
{
    return in->model->kind->limit ? in->model->kind->limit(in) : 0;
}

bool inputs_measure(uint32_t *pieces, inputs *in, const onr_word *words, size_t count)
{
    *pieces = 0;
    for (size_t i = 0; i < count; i++) {
        size_t size = in->model->kind->measure(in, words[i].form);
        if (!size)
            return false;
        *pieces += (uint32_t)size;
    }
    return true;
}

bool inputs_fill(inputs *in, const onr_word *words, const uint8_t *glue, const network_batch *batch)
{
    return in->model->kind->fill(in, words, glue, batch);
}
