/*
 * Loading a language model: its network, the tables of what that sees, the names of what it says.
 */
#include "language/model.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "network/kernels/choose.h"

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

static bool load_rules(onr_language_model *m, const model_file *file, onr_error *err)
{
    onr_str text = container_section(&file->sections, "lemma.rules");
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

/* A list of `meta`, "_" being the empty text; there is one for each output of a block. */
static bool load_strings(onr_str **out, const model_file *file, const char *name, size_t count,
                         onr_error *err)
{
    const json_value *at;
    if (!model_texts(&at, file, name, count, err))
        return false;
    *out = arena_array(file->arena, onr_str, count);
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
    if (!model_texts(&at, file, "upos", count, err))
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
    if (!model_texts(&at, file, "ner", count, err))
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
    const json_value *at;
    size_t count = m->network.label_count;
    if (!model_texts(&at, file, "deprel", count, err))
        return false;
    m->relations = arena_array(m->arena, relation_label, count);
    if (!m->relations)
        return model_no_memory(err);
    for (size_t i = 0; i < count; i++, at = at->next)
        if (!load_relation(&m->relations[i], at->text, err))
            return false;
    return true;
}

static bool load_answers(onr_language_model *m, const model_file *file, onr_error *err)
{
    static const char *const names[BLOCK_COUNT] = {"upos", "xpos", "feats", "ner"};
    for (size_t b = 0; b < BLOCK_COUNT; b++)
        if (!network_block_find(&m->blocks[b], file, names[b], err))
            return false;
    return load_upos(m, file, err) && load_names(m, file, err) && load_relations(m, file, err) &&
           load_strings(&m->xpos, file, "xpos", m->blocks[XPOS].count, err) &&
           load_strings(&m->feats, file, "feats", m->blocks[FEATS].count, err);
}

static bool load_all(onr_language_model *m, const model_file *file, onr_error *err)
{
    return inputs_load(&m->inputs, file, err) && alphabet_load(&m->alphabet, file, err) &&
           network_load(&m->network, inputs_network(&m->inputs), file, err) &&
           network_heads_load(&m->heads, &m->network, file, err) && load_answers(m, file, err) &&
           slot_table_load(&m->lemmas, file, "lemma.slots", err) && load_rules(m, file, err);
}

static bool load_bytes(onr_language_model *m, onr_str bytes, onr_simd simd, onr_error *err)
{
    model_file file;
    return model_file_open(&file, bytes, kernels_choose(simd), m->arena, err) &&
           load_all(m, &file, err);
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
    if (!load_bytes(m, bytes, simd, err)) {
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
