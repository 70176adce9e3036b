/*
 * What all kinds of networks share: the sizes of what they give, and how it is read.
 */
#include "network/network.h"

#include "base/arena.h"
#include "base/str.h"

enum { MOST_BLOCKS = 64 };

/* The list of blocks: pairs of a name and a number of outputs. */
static const json_value *first_block(const model_file *file)
{
    return json_element(json_member(file->meta, "outputs"));
}

/* A block of the list, which begins at output `first`. */
static bool read_block(output_block *out, onr_str *name, const json_value *pair, uint32_t first,
                       onr_error *err)
{
    const json_value *text = json_element(pair);
    *name = json_string_of(text);
    *out = (output_block){first, 0};
    return model_number_of(&out->count, text ? text->next : NULL, "outputs", 1, MOST_OUTPUTS, err);
}

bool network_block_find(output_block *out, const model_file *file, const char *name, onr_error *err)
{
    uint32_t first = 0;
    for (const json_value *pair = first_block(file); pair; pair = pair->next) {
        onr_str found;
        if (!read_block(out, &found, pair, first, err))
            return false;
        if (str_is(found, name))
            return true;
        first += out->count;
    }
    return model_damaged(err, "outputs");
}

/* How many outputs all blocks have. */
static bool count_outputs(uint32_t *out, const model_file *file, onr_error *err)
{
    if (model_count(file, "outputs") > MOST_BLOCKS)
        return model_damaged(err, "outputs");
    *out = 0;
    for (const json_value *pair = first_block(file); pair; pair = pair->next) {
        output_block block;
        onr_str name;
        if (!read_block(&block, &name, pair, *out, err))
            return false;
        *out += block.count;
    }
    return true;
}

static bool load_blocks(network_model *m, const model_file *file, onr_error *err)
{
    const struct {
        output_block *to;
        const char *name;
        uint32_t count;
    } all[] = {{&m->arc_dep, "arc_dep", m->arc_dim},
               {&m->arc_head, "arc_head", m->arc_dim},
               {&m->label_dep, "label_dep", m->label_dim},
               {&m->label_head, "label_head", m->label_dim}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!network_block_find(all[i].to, file, all[i].name, err))
            return false;
        if (all[i].to->count != all[i].count)
            return model_damaged(err, "outputs");
    }
    return true;
}

/* Labels of arcs; that of the root is no choice of any other word. */
static bool load_labels(network_model *m, const model_file *file, onr_error *err)
{
    size_t count = model_count(file, "deprel");
    const json_value *name;
    if (count < 2 || count > MOST_OUTPUTS)
        return model_damaged(err, "deprel");
    if (!model_texts(&name, file, "deprel", count, err))
        return false;
    m->label_count = m->root_label = (uint32_t)count;
    for (uint32_t i = 0; i < m->label_count; i++, name = name->next)
        if (str_is(name->text, "root"))
            m->root_label = i;
    return m->root_label < m->label_count || model_damaged(err, "deprel");
}

bool network_heads_load(const record_heads **out, const network_model *model,
                        const model_file *file, onr_error *err)
{
    size_t width;
    int32_t zero;
    model->kind->shape(model, &width, &zero);
    return heads_load(out, file, width, zero, err);
}

bool network_load(network_model *out, const network_kind *kind, const model_file *file,
                  onr_error *err)
{
    *out = (network_model){.kind = kind, .kernels = file->kernels};
    return model_width(&out->arc_dim, file, "arc_dim", err) &&
           model_width(&out->label_dim, file, "label_dim", err) &&
           model_number(&out->arc_reach, file, "arc_reach", 1, 1024, err) &&
           model_number(&out->label_reach, file, "label_reach", 1, 1024, err) &&
           count_outputs(&out->output_count, file, err) && load_blocks(out, file, err) &&
           load_labels(out, file, err) && kind->load(out, file, err);
}

bool network_new(network *net, const network_model *m, size_t word_count, onr_arena *scratch)
{
    size_t rows = word_count < MOST_WORDS ? word_count : MOST_WORDS;
    *net = (network){
        .model = m,
        .work = m->kind->begin(m, word_count, scratch),
        .width = m->head.outputs,
        .outputs = arena_room(scratch, float, rows * m->head.outputs),
    };
    return !onr_arena_full(scratch);
}

void network_run(network *net, const network_batch *batch)
{
    net->model->kind->run(net->work, net->outputs, batch);
}

const onr_vectors *network_vectors(const network *net)
{
    return net->model->kind->vectors(net->work);
}

arc_scores network_arcs(network *net, segment p)
{
    return net->model->kind->arcs(net->work, net->outputs + p.first * net->width, p.count);
}

void network_labels(network *net, uint32_t *labels, const uint32_t *heads, size_t count)
{
    net->model->kind->labels(net->work, labels, net->outputs, heads, count);
}

const float *network_block(const network *net, size_t i, output_block block)
{
    return net->outputs + i * net->width + block.first;
}

uint32_t network_best(const network *net, size_t i, output_block block)
{
    return net->model->kernels->find_best(network_block(net, i, block), block.count);
}
