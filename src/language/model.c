/*
 * Loading: the file's sections become tensors, and nothing in it can reach outside them.
 */
#include "language/model.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/container.h"
#include "base/str.h"

static const char *const upos_names[] = {"ADJ",  "ADP",  "ADV",   "AUX",  "CCONJ", "DET",
                                         "INTJ", "NOUN", "NUM",   "PART", "PRON",  "PROPN",
                                         "PUNCT", "SCONJ", "SYM", "VERB", "X"};
static const char *const relation_names[] = {
    "acl",    "advcl", "advmod", "amod",    "appos",      "aux",        "case",     "cc",
    "ccomp",  "clf",   "compound", "conj",  "cop",        "csubj",      "dep",      "det",
    "discourse", "dislocated", "expl", "fixed", "flat",   "goeswith",   "iobj",     "list",
    "mark",   "nmod",  "nsubj",  "nummod",  "obj",        "obl",        "orphan",   "parataxis",
    "punct",  "reparandum", "root", "vocative", "xcomp"};
enum {
    UPOS_COUNT = sizeof upos_names / sizeof *upos_names,
    RELATION_COUNT = sizeof relation_names / sizeof *relation_names
};

const char *onr_upos_name(onr_upos upos)
{
    return (size_t)upos < UPOS_COUNT ? upos_names[upos] : "X";
}

const char *onr_relation_name(onr_relation relation)
{
    return (size_t)relation < RELATION_COUNT ? relation_names[relation] : "dep";
}

bool slot_find(uint32_t *value, slot_table table, uint64_t hash)
{
    uint32_t fingerprint = (uint32_t)(hash >> 32) ? (uint32_t)(hash >> 32) : 1;
    uint32_t at = (uint32_t)hash & (table.count - 1);
    for (uint32_t probes = 0; probes < table.count && table.items[at].fingerprint; probes++) {
        if (table.items[at].fingerprint == fingerprint) {
            *value = table.items[at].value;
            return true;
        }
        at = (at + 1) & (table.count - 1);
    }
    return false;
}

static bool damaged(onr_error *err, const char *what)
{
    return onr_fail(err, ONR_E_MODEL, 0, "fetch the model again, of this program's version",
                    "language model: %s", what);
}

static bool read_number(uint32_t *out, const json_t *meta, const char *name, uint32_t most,
                        onr_error *err)
{
    json_int_t value = json_integer_value(json_object_get(meta, name));
    if (value < 1 || value > most)
        return damaged(err, name);
    *out = (uint32_t)value;
    return true;
}

/* A table whose length is a whole number of entries of `size` bytes. */
static bool table_of(const void **out, size_t *count, const container *file, const char *name,
                     size_t size, onr_error *err)
{
    onr_str bytes = container_section(file, name);
    if (!bytes.len || bytes.len % size || (uintptr_t)bytes.data % 8)
        return damaged(err, name);
    *out = bytes.data;
    *count = bytes.len / size;
    return true;
}

static bool slots_of(slot_table *out, const container *file, const char *name, onr_error *err)
{
    const void *items = NULL;
    size_t count = 0;
    if (!table_of(&items, &count, file, name, sizeof(slot), err))
        return false;
    if (count & (count - 1) || count > UINT32_MAX)
        return damaged(err, name);
    *out = (slot_table){items, (uint32_t)count};
    return true;
}

static bool codes_of(code_table *out, const container *file, const char *name, size_t width,
                     onr_error *err)
{
    const void *items = NULL;
    if (!table_of(&items, &out->count, file, name, 2 * width, err))
        return false;
    out->items = items;
    return true;
}

static bool tensor(const void *out, const container *file, const char *name, size_t len,
                   onr_error *err)
{
    onr_str bytes;
    if (!container_section_of(&bytes, file, name, len, err))
        return false;
    if ((uintptr_t)bytes.data % 4)
        return damaged(err, name);
    memcpy((void *)(uintptr_t)out, &bytes.data, sizeof bytes.data);
    return true;
}

static bool load_layer(onr_language_model *m, const container *file, const json_t *dilations,
                       uint32_t l, onr_error *err)
{
    conv_layer *layer = &m->layers[l];
    json_int_t dilation = json_integer_value(json_array_get(dilations, l));
    if (dilation < 1 || dilation > 64)
        return damaged(err, "dilations");
    layer->dilation = (uint32_t)dilation;
    static const char *const parts[] = {"weight", "scale", "bias", "residual"};
    size_t c = m->channels, sizes[] = {3 * c * c, 4 * c, 4 * c, 4};
    const void *to[] = {&layer->weight, &layer->scale, &layer->bias, &layer->residual};
    for (size_t i = 0; i < 4; i++) {
        char name[32] = "conv0.";
        name[4] = (char)('0' + l);
        strcat(name, parts[i]);
        if (!tensor(to[i], file, name, sizes[i], err))
            return false;
    }
    return true;
}

static bool load_sizes(onr_language_model *m, const json_t *meta, onr_error *err)
{
    const struct {
        uint32_t *to;
        const char *name;
        uint32_t most;
    } numbers[] = {
        {&m->channels, "channels", MOST_CHANNELS}, {&m->word_dim, "word_dim", MOST_CHANNELS},
        {&m->sub_dim, "sub_dim", MOST_CHANNELS},   {&m->buckets, "buckets", 1 << 22},
        {&m->words, "words", 1 << 22},             {&m->arc_dim, "arc_dim", MOST_CHANNELS},
        {&m->label_dim, "label_dim", MOST_CHANNELS}, {&m->arc_reach, "arc_reach", 1024},
        {&m->label_reach, "label_reach", 1024},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (!read_number(numbers[i].to, meta, numbers[i].name, numbers[i].most, err))
            return false;
    if (m->buckets & (m->buckets - 1))
        return damaged(err, "buckets");
    static const char *const names[] = {"upos",     "xpos",      "feats",    "ner",
                                        "arc_dep", "arc_head", "label_dep", "label_head"};
    const json_t *outputs = json_object_get(meta, "outputs");
    for (size_t b = 0; b < BLOCK_COUNT; b++) {
        const json_t *pair = json_array_get(outputs, b);
        const char *name = json_string_value(json_array_get(pair, 0));
        json_int_t count = json_integer_value(json_array_get(pair, 1));
        if (!name || strcmp(name, names[b]) != 0 || count < 1 || count > MOST_OUTPUTS)
            return damaged(err, "outputs");
        m->blocks[b] = (output_block){m->output_count, (uint32_t)count};
        m->output_count += (uint32_t)count;
    }
    if (m->blocks[ARC_DEP].count != m->arc_dim || m->blocks[ARC_HEAD].count != m->arc_dim ||
        m->blocks[LABEL_DEP].count != m->label_dim || m->blocks[LABEL_HEAD].count != m->label_dim)
        return damaged(err, "outputs");
    return true;
}

static bool load_tensors(onr_language_model *m, const container *file, onr_error *err)
{
    size_t c = m->channels, in = m->word_dim + m->sub_dim, o = m->output_count;
    const struct {
        const void *to;
        const char *name;
        size_t len;
    } all[] = {
        {&m->word_rows, "word.rows", (size_t)m->words * m->word_dim},
        {&m->sub_rows, "sub.rows", (size_t)m->buckets * m->sub_dim},
        {&m->glue_rows, "glue.rows", (size_t)5 * m->sub_dim},
        {&m->sub_multiply, "sub.multiply", 4},
        {&m->proj_weight, "proj.weight", c * in},
        {&m->proj_scale, "proj.scale", 4 * c},
        {&m->proj_bias, "proj.bias", 4 * c},
        {&m->head_weight, "head.weight", o * c},
        {&m->head_scale, "head.scale", 4 * o},
        {&m->head_bias, "head.bias", 4 * o},
        {&m->arc_root, "arc.root", m->arc_dim},
        {&m->arc_bias, "arc.bias", 4 * (2 * (size_t)m->arc_reach + 2)},
        {&m->label_distance, "label.distance", 4 * (2 * (size_t)m->label_reach + 1) * m->label_dim},
        {&m->label_weight, "label.weight", (size_t)m->label_count * m->label_dim},
        {&m->label_scale, "label.scale", 4 * (size_t)m->label_count},
        {&m->label_bias, "label.bias", 4 * (size_t)m->label_count},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (!tensor(all[i].to, file, all[i].name, all[i].len, err))
            return false;
    for (uint32_t l = 0; l < m->layer_count; l++)
        if (!load_layer(m, file, json_object_get(m->meta, "dilations"), l, err))
            return false;
    return true;
}

static bool load_tables(onr_language_model *m, const container *file, onr_error *err)
{
    const void *fold = NULL;
    if (!slots_of(&m->vocabulary, file, "vocab.slots", err) ||
        !slots_of(&m->lemmas, file, "lemma.slots", err) ||
        !table_of(&fold, &m->fold_count, file, "fold", sizeof(fold_entry), err) ||
        !codes_of(&m->upper, file, "upper", 1, err) ||
        !codes_of(&m->lower, file, "lower", 1, err) ||
        !codes_of(&m->lowermap, file, "lowermap", 2, err))
        return false;
    m->fold = fold;
    for (size_t i = 0; i < m->fold_count; i++) {
        onr_str text = {m->fold[i].utf8, m->fold[i].length};
        if (text.len > sizeof m->fold[i].utf8 || utf8_check(text) != text.len)
            return damaged(err, "fold");
    }
    return true;
}

static bool load_rules(onr_language_model *m, onr_str text, onr_error *err)
{
    size_t lines = 0;
    for (size_t i = 0; i < text.len; i++)
        lines += text.data[i] == '\n';
    m->rules = calloc(lines + 1, sizeof *m->rules);
    if (!m->rules)
        return onr_fail(err, ONR_E_MEMORY, 0, NULL, "no memory for the language model");
    for (size_t at = 0; at < text.len;) {
        lemma_rule *rule = &m->rules[m->rule_count];
        for (; at < text.len && is_ascii_digit(text.data[at]) && rule->strip < 1000; at++)
            rule->strip = rule->strip * 10 + (uint32_t)(text.data[at] - '0');
        const char *end = memchr(text.data + at, '\n', text.len - at);
        if (!end || end - (text.data + at) < 3 || text.data[at] != '\t' ||
            text.data[at + 2] != '\t')
            return damaged(err, "lemma.rules");
        rule->keep_case = text.data[at + 1] == 'k';
        rule->append = (onr_str){text.data + at + 3, (size_t)(end - (text.data + at + 3))};
        m->rule_count++;
        at = (size_t)(end - text.data) + 1;
    }
    return true;
}

static int find_name(const char *const *names, size_t count, const char *name, size_t len)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(names[i]) == len && memcmp(names[i], name, len) == 0)
            return (int)i;
    return -1;
}

static bool strings_of(onr_str **out, const json_t *meta, const char *name, size_t count,
                       onr_error *err)
{
    const json_t *array = json_object_get(meta, name);
    if (json_array_size(array) != count || !count)
        return damaged(err, name);
    *out = calloc(count, sizeof **out);
    if (!*out)
        return onr_fail(err, ONR_E_MEMORY, 0, NULL, "no memory for the language model");
    for (size_t i = 0; i < count; i++) {
        const char *text = json_string_value(json_array_get(array, i));
        if (!text)
            return damaged(err, name);
        (*out)[i] = strcmp(text, "_") == 0 ? ONR_STR("") : (onr_str){text, strlen(text)};
    }
    return true;
}

static onr_name_kind kind_of(const char *class)
{
    static const char *const classes[] = {"PER", "LOC", "ORG", "NORP", "DATE"};
    int found = find_name(classes, 5, class, strlen(class));
    return found < 0 ? ONR_NAME_OTHER : (onr_name_kind)found;
}

static bool load_inventories(onr_language_model *m, const json_t *meta, onr_error *err)
{
    const json_t *upos = json_object_get(meta, "upos"), *ner = json_object_get(meta, "ner"),
                 *deprel = json_object_get(meta, "deprel");
    size_t upos_count = m->blocks[UPOS].count, ner_count = m->blocks[NER].count;
    m->label_count = (uint32_t)json_array_size(deprel);
    if (json_array_size(upos) != upos_count || json_array_size(ner) != ner_count ||
        m->label_count < 2 || m->label_count > MOST_OUTPUTS)
        return damaged(err, "inventories");
    m->upos = calloc(upos_count, sizeof *m->upos);
    m->names = calloc(ner_count, sizeof *m->names);
    m->relations = calloc(m->label_count, sizeof *m->relations);
    if (!m->upos || !m->names || !m->relations)
        return onr_fail(err, ONR_E_MEMORY, 0, NULL, "no memory for the language model");
    for (size_t i = 0; i < upos_count; i++) {
        const char *name = json_string_value(json_array_get(upos, i));
        int found = name ? find_name(upos_names, UPOS_COUNT, name, strlen(name)) : -1;
        if (found < 0)
            return damaged(err, "upos");
        m->upos[i] = (onr_upos)found;
    }
    for (size_t i = 0; i < ner_count; i++) {
        const char *name = json_string_value(json_array_get(ner, i));
        bool outside = name && strcmp(name, "O") == 0;
        if (!name || outside != (i == 0) || (!outside && (strlen(name) < 3 || name[1] != '-')))
            return damaged(err, "ner");
        m->names[i].position = name[0];
        if (!outside) {
            m->names[i].kind = kind_of(name + 2);
            m->names[i].class = (onr_str){name + 2, strlen(name + 2)};
        }
    }
    m->root_label = UINT32_MAX;
    for (uint32_t i = 0; i < m->label_count; i++) {
        const char *name = json_string_value(json_array_get(deprel, i));
        size_t len = name ? strcspn(name, ":") : 0;
        int found = name ? find_name(relation_names, RELATION_COUNT, name, len) : -1;
        if (found < 0)
            return damaged(err, "deprel");
        m->relations[i].relation = (onr_relation)found;
        if (name[len])
            m->relations[i].subtype = (onr_str){name + len + 1, strlen(name + len + 1)};
        if (strcmp(name, "root") == 0)
            m->root_label = i;
    }
    if (m->root_label == UINT32_MAX)
        return damaged(err, "deprel");
    return strings_of(&m->xpos, meta, "xpos", m->blocks[XPOS].count, err) &&
           strings_of(&m->feats, meta, "feats", m->blocks[FEATS].count, err);
}

static bool load_all(onr_language_model *m, onr_str bytes, onr_error *err)
{
    container file;
    if (!container_open(&file, bytes, err))
        return false;
    onr_str text = container_section(&file, "meta");
    json_t *meta = json_loadb(text.data ? text.data : "", text.len, 0, NULL);
    m->meta = meta;
    const char *kind = json_string_value(json_object_get(meta, "kind"));
    if (!kind || strcmp(kind, "language-fast") != 0)
        return damaged(err, "no model of a kind that this program reads");
    m->layer_count = (uint32_t)json_array_size(json_object_get(meta, "dilations"));
    if (m->layer_count < 1 || m->layer_count > MOST_LAYERS)
        return damaged(err, "dilations");
    return load_sizes(m, meta, err) && load_inventories(m, meta, err) &&
           load_tensors(m, &file, err) && load_tables(m, &file, err) &&
           load_rules(m, container_section(&file, "lemma.rules"), err);
}

bool onr_language_model_load(const onr_language_model **out, onr_str bytes, onr_simd simd,
                             onr_error *err)
{
    onr_language_model *m = calloc(1, sizeof *m);
    if (!m)
        return onr_fail(err, ONR_E_MEMORY, 0, NULL, "no memory for the language model");
    m->kernels = kernels_choose(simd);
    if (!load_all(m, bytes, err)) {
        onr_language_model_free(m);
        return false;
    }
    *out = m;
    return true;
}

void onr_language_model_free(const onr_language_model *model)
{
    if (!model)
        return;
    onr_language_model *m = (onr_language_model *)(uintptr_t)model;
    json_decref(m->meta);
    free(m->rules);
    free(m->upos);
    free(m->xpos);
    free(m->feats);
    free(m->relations);
    free(m->names);
    free(m);
}
