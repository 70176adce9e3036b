/*
 * Loading: the file's sections become tensors, and nothing in it can reach outside them.
 */
#include "language/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "language/convolution.h"
#include "language/encoder.h"

static const char *const upos_names[] = {"ADJ",   "ADP",   "ADV", "AUX",  "CCONJ", "DET",
                                         "INTJ",  "NOUN",  "NUM", "PART", "PRON",  "PROPN",
                                         "PUNCT", "SCONJ", "SYM", "VERB", "X"};
static const char *const relation_names[] = {
    "acl",       "advcl",      "advmod",   "amod",     "appos", "aux",      "case",   "cc",
    "ccomp",     "clf",        "compound", "conj",     "cop",   "csubj",    "dep",    "det",
    "discourse", "dislocated", "expl",     "fixed",    "flat",  "goeswith", "iobj",   "list",
    "mark",      "nmod",       "nsubj",    "nummod",   "obj",   "obl",      "orphan", "parataxis",
    "punct",     "reparandum", "root",     "vocative", "xcomp"};
enum {
    UPOS_COUNT = sizeof upos_names / sizeof *upos_names,
    RELATION_COUNT = sizeof relation_names / sizeof *relation_names,
    MOST_MEMORY = 1 << 28,
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

bool model_no_memory(onr_error *err)
{
    return onr_fail(err, ONR_E_MEMORY, 0, NULL, "no memory for the language model");
}

bool model_damaged(onr_error *err, const char *what)
{
    return onr_fail(err, ONR_E_MODEL, 0, "fetch the model again, of this program's version",
                    "language model: %s", what);
}

bool model_number(uint32_t *out, const model_file *file, const char *name, uint32_t most,
                  onr_error *err)
{
    int64_t value;
    if (!json_integer_of(&value, json_member(file->meta, name)) || value < 1 || value > most)
        return model_damaged(err, name);
    *out = (uint32_t)value;
    return true;
}

bool model_width(uint32_t *out, const model_file *file, const char *name, onr_error *err)
{
    return model_number(out, file, name, MOST_CHANNELS, err) &&
           (*out % PANEL == 0 || model_damaged(err, name));
}

/* A table whose length is a whole number of entries of `size` bytes. */
static bool table_of(const void *out, size_t *count, const model_file *file, const char *name,
                     size_t size, onr_error *err)
{
    size_t len = container_section(&file->sections, name).len;
    *count = len / size;
    return len && len % size == 0 ? model_tensor(out, file, name, len, err)
                                  : model_damaged(err, name);
}

bool model_slots(slot_table *out, const model_file *file, const char *name, onr_error *err)
{
    size_t count = 0;
    if (!table_of(&out->items, &count, file, name, sizeof(slot), err))
        return false;
    if (count & (count - 1) || count > UINT32_MAX)
        return model_damaged(err, name);
    out->count = (uint32_t)count;
    return true;
}

bool model_codes(code_table *out, const model_file *file, const char *name, onr_error *err)
{
    return table_of(&out->items, &out->count, file, name, sizeof *out->items, err);
}

bool model_tensor(const void *out, const model_file *file, const char *name, size_t len,
                  onr_error *err)
{
    onr_str bytes;
    if (!container_section_of(&bytes, &file->sections, name, len, err))
        return false;
    if ((uintptr_t)bytes.data % 4)
        return model_damaged(err, name);
    memcpy((void *)(uintptr_t)out, &bytes.data, sizeof bytes.data);
    return true;
}

/* The section NAME.PART. */
static bool part_of(const void *out, const model_file *file, const char *name, const char *part,
                    size_t len, onr_error *err)
{
    char whole[64];
    snprintf(whole, sizeof whole, "%s.%s", name, part);
    return model_tensor(out, file, whole, len, err);
}

bool model_matrix(matrix *out, const model_file *file, const char *name, size_t outputs,
                  size_t inputs, int32_t zero, onr_error *err)
{
    const int8_t *weights = NULL;
    const float *scale = NULL, *bias = NULL;
    if (!part_of(&weights, file, name, "weight", outputs * inputs, err) ||
        !part_of(&scale, file, name, "scale", outputs * sizeof *scale, err) ||
        !part_of(&bias, file, name, "bias", outputs * sizeof *bias, err))
        return false;
    onr_arena *arena = file->model->arena;
    size_t width = round_up(outputs, PANEL);
    *out = (matrix){.weights = arena_array(arena, int8_t, width * inputs),
                    .start = arena_array(arena, int32_t, width),
                    .scale = arena_array(arena, float, width),
                    .bias = arena_array(arena, float, width)};
    if (onr_arena_full(arena))
        return model_no_memory(err);
    matrix_pack(out, weights, outputs, inputs, zero, file->model->kernels);
    memcpy(out->scale, scale, outputs * sizeof *scale);
    memcpy(out->bias, bias, outputs * sizeof *bias);
    return true;
}

static bool load_sizes(onr_language_model *m, const model_file *file, onr_error *err)
{
    if (!model_width(&m->arc_dim, file, "arc_dim", err) ||
        !model_width(&m->label_dim, file, "label_dim", err) ||
        !model_number(&m->arc_reach, file, "arc_reach", 1024, err) ||
        !model_number(&m->label_reach, file, "label_reach", 1024, err))
        return false;
    static const char *const names[] = {"upos",    "xpos",     "feats",     "ner",
                                        "arc_dep", "arc_head", "label_dep", "label_head"};
    const json_value *pair = json_element(json_member(file->meta, "outputs"));
    for (size_t b = 0; b < BLOCK_COUNT; b++, pair = pair->next) {
        const json_value *name = json_element(pair);
        int64_t count;
        if (!name || !str_is(json_string_of(name), names[b]) ||
            !json_integer_of(&count, name->next) || count < 1 || count > MOST_OUTPUTS)
            return model_damaged(err, "outputs");
        m->blocks[b] = (output_block){m->output_count, (uint32_t)count};
        m->output_count += (uint32_t)count;
    }
    if (m->blocks[ARC_DEP].count != m->arc_dim || m->blocks[ARC_HEAD].count != m->arc_dim ||
        m->blocks[LABEL_DEP].count != m->label_dim || m->blocks[LABEL_HEAD].count != m->label_dim)
        return model_damaged(err, "outputs");
    return true;
}

static bool load_tables(onr_language_model *m, const model_file *file, onr_error *err)
{
    if (!model_slots(&m->lemmas, file, "lemma.slots", err) ||
        !table_of(&m->fold, &m->fold_count, file, "fold", sizeof(fold_entry), err) ||
        !model_codes(&m->upper, file, "upper", err) ||
        !model_codes(&m->lower, file, "lower", err) ||
        !table_of(&m->lowermap.items, &m->lowermap.count, file, "lowermap", 4, err))
        return false;
    for (size_t i = 0; i < m->fold_count; i++) {
        onr_str text = {m->fold[i].utf8, m->fold[i].length};
        if (text.len > sizeof m->fold[i].utf8 || utf8_check(text) != text.len)
            return model_damaged(err, "fold");
    }
    return true;
}

static bool load_rules(onr_language_model *m, onr_str text, onr_error *err)
{
    size_t lines = 0;
    for (size_t i = 0; i < text.len; i++)
        lines += text.data[i] == '\n';
    m->rules = arena_array(m->arena, lemma_rule, lines + 1);
    if (!m->rules)
        return model_no_memory(err);
    for (size_t at = 0; at < text.len;) {
        lemma_rule *rule = &m->rules[m->rule_count];
        for (; at < text.len && is_ascii_digit(text.data[at]) && rule->strip < 1000; at++)
            rule->strip = rule->strip * 10 + (uint32_t)(text.data[at] - '0');
        const char *end = memchr(text.data + at, '\n', text.len - at);
        if (!end || end - (text.data + at) < 3 || text.data[at] != '\t' ||
            text.data[at + 2] != '\t' || !memchr("lktpn", text.data[at + 1], 5))
            return model_damaged(err, "lemma.rules");
        rule->letters = text.data[at + 1];
        rule->append = (onr_str){text.data + at + 3, (size_t)(end - (text.data + at + 3))};
        m->rule_count++;
        at = (size_t)(end - text.data) + 1;
    }
    return true;
}

static int find_name(const char *const *names, size_t count, onr_str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(name, names[i]))
            return (int)i;
    return -1;
}

/* The list `name` of `meta`, which must hold `count` strings. */
static bool list_of(const json_value **out, const model_file *file, const char *name, size_t count,
                    onr_error *err)
{
    const json_value *list = json_member(file->meta, name);
    *out = json_element(list);
    if (!*out || list->count != count)
        return model_damaged(err, name);
    for (const json_value *at = *out; at; at = at->next)
        if (!json_is(at, JSON_STRING))
            return model_damaged(err, name);
    return true;
}

static bool strings_of(onr_str **out, const onr_language_model *m, const model_file *file,
                       const char *name, size_t count, onr_error *err)
{
    const json_value *at;
    if (!list_of(&at, file, name, count, err))
        return false;
    *out = arena_array(m->arena, onr_str, count);
    if (!*out)
        return model_no_memory(err);
    for (size_t i = 0; i < count; i++, at = at->next)
        (*out)[i] = str_is(at->text, "_") ? ONR_STR("") : at->text;
    return true;
}

static onr_name_kind kind_of(onr_str class)
{
    static const char *const classes[] = {"PER", "LOC", "ORG", "NORP", "DATE"};
    int found = find_name(classes, 5, class);
    return found < 0 ? ONR_NAME_OTHER : (onr_name_kind)found;
}

static bool load_upos(onr_language_model *m, const model_file *file, onr_error *err)
{
    const json_value *at;
    size_t count = m->blocks[UPOS].count;
    if (!list_of(&at, file, "upos", count, err))
        return false;
    m->upos = arena_array(m->arena, onr_upos, count);
    if (!m->upos)
        return model_no_memory(err);
    for (size_t i = 0; i < count; i++, at = at->next) {
        int found = find_name(upos_names, UPOS_COUNT, at->text);
        if (found < 0)
            return model_damaged(err, "upos");
        m->upos[i] = (onr_upos)found;
    }
    return true;
}

/* "O" first, then a position, "-" and a class each. */
static bool load_names(onr_language_model *m, const model_file *file, onr_error *err)
{
    const json_value *at;
    size_t count = m->blocks[NER].count;
    if (!list_of(&at, file, "ner", count, err))
        return false;
    m->names = arena_array(m->arena, name_label, count);
    if (!m->names)
        return model_no_memory(err);
    for (size_t i = 0; i < count; i++, at = at->next) {
        onr_str name = at->text;
        bool outside = str_is(name, "O");
        if (outside != (i == 0) || (!outside && (name.len < 3 || name.data[1] != '-')))
            return model_damaged(err, "ner");
        m->names[i].position = name.data[0];
        if (outside)
            continue;
        m->names[i].class = (onr_str){name.data + 2, name.len - 2};
        m->names[i].kind = kind_of(m->names[i].class);
    }
    return true;
}

/* "nmod:poss" is a relation and its subtype. */
static bool load_relation(relation_label *out, onr_str name, onr_error *err)
{
    const char *colon = name.len ? memchr(name.data, ':', name.len) : NULL;
    size_t len = colon ? (size_t)(colon - name.data) : name.len;
    int found = find_name(relation_names, RELATION_COUNT, (onr_str){name.data, len});
    if (found < 0)
        return model_damaged(err, "deprel");
    out->relation = (onr_relation)found;
    if (colon)
        out->subtype = (onr_str){colon + 1, name.len - len - 1};
    return true;
}

static bool load_relations(onr_language_model *m, const model_file *file, onr_error *err)
{
    const json_value *list = json_member(file->meta, "deprel"), *at;
    m->label_count = list ? list->count : 0;
    if (m->label_count < 2 || m->label_count > MOST_OUTPUTS)
        return model_damaged(err, "deprel");
    if (!list_of(&at, file, "deprel", m->label_count, err))
        return false;
    m->relations = arena_array(m->arena, relation_label, m->label_count);
    if (!m->relations)
        return model_no_memory(err);
    m->root_label = UINT32_MAX;
    for (uint32_t i = 0; i < m->label_count; i++, at = at->next) {
        if (!load_relation(&m->relations[i], at->text, err))
            return false;
        if (str_is(at->text, "root"))
            m->root_label = i;
    }
    return m->root_label != UINT32_MAX || model_damaged(err, "deprel");
}

static bool load_inventories(onr_language_model *m, const model_file *file, onr_error *err)
{
    return load_upos(m, file, err) && load_names(m, file, err) && load_relations(m, file, err) &&
           strings_of(&m->xpos, m, file, "xpos", m->blocks[XPOS].count, err) &&
           strings_of(&m->feats, m, file, "feats", m->blocks[FEATS].count, err);
}

static bool load_all(onr_language_model *m, onr_str bytes, onr_error *err)
{
    model_file file = {.model = m};
    if (!container_open(&file.sections, bytes, err))
        return false;
    if (!json_read(&file.meta, container_section(&file.sections, "meta"), NULL, m->arena, NULL))
        return model_damaged(err, "its description is no JSON");
    onr_str kind = json_string_of(json_member(file.meta, "kind"));
    bool is_fast = str_is(kind, "language-fast");
    if (!is_fast && !str_is(kind, "language-best"))
        return model_damaged(err, "no model of a kind that this program reads");
    return load_sizes(m, &file, err) && load_inventories(m, &file, err) &&
           load_tables(m, &file, err) &&
           load_rules(m, container_section(&file.sections, "lemma.rules"), err) &&
           (is_fast ? convolution_load(&m->convolution, &file, err)
                    : encoder_load(&m->encoder, &file, err));
}

bool onr_language_model_load(const onr_language_model **out, onr_str bytes, onr_simd simd,
                             onr_error *err)
{
    onr_language_model *m = calloc(1, sizeof *m);
    onr_arena *arena = m ? onr_arena_new(MOST_MEMORY) : NULL;
    if (!arena) {
        free(m);
        return model_no_memory(err);
    }
    m->arena = arena;
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
    onr_arena_free(m->arena);
    free(m);
}
