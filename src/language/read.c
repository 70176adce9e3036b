/*
 * A text is read: tokens, sentences, and for each sentence tags, tree, lemmas and names.
 */
#include "base/arena.h"
#include "base/str.h"
#include "language/lemmas.h"
#include "language/network.h"
#include "language/sentences.h"
#include "language/tokens.h"
#include "language/tree.h"

typedef list(onr_name) name_list;

typedef struct reader {
    network net;
    onr_word *words;
    const onr_token *tokens;
    uint8_t *glue;
    uint32_t *heads;
    name_list names;
    onr_arena *arena, *scratch;
} reader;

static bool is_glued(const reader *r, size_t before)
{
    const onr_word *a = &r->words[before], *b = a + 1;
    return a->sentence == b->sentence &&
           (a->token == b->token || r->tokens[a->token].span.end == r->tokens[b->token].span.start);
}

static void find_glue(reader *r, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool before = i && is_glued(r, i - 1), after = i + 1 < count && is_glued(r, i);
        r->glue[i] = (uint8_t)(1 + before + 2 * after);
    }
}

static void read_tags(reader *r, size_t first, size_t count)
{
    const onr_language_model *m = r->net.model;
    for (size_t i = 0; i < count; i++) {
        onr_word *w = &r->words[first + i];
        w->upos = m->upos[network_best(&r->net, i, UPOS)];
        w->xpos = m->xpos[network_best(&r->net, i, XPOS)];
        w->feats = m->feats[network_best(&r->net, i, FEATS)];
        w->lemma = lemma_find(w->form, w->upos, w->xpos, m, r->arena);
    }
}

/* `above`: the root of the sentence's first piece, which the roots of the later ones hang on. */
static bool read_tree(reader *r, size_t first, size_t count, int32_t *above)
{
    const onr_language_model *m = r->net.model;
    if (!tree_find(r->heads, r->net.scores, count, r->scratch))
        return false;
    for (size_t i = 0; i < count; i++) {
        onr_word *w = &r->words[first + i];
        w->subtype = (onr_str){0};
        if (r->heads[i] == count) {
            w->head = *above;
            w->relation = *above == ONR_NO_HEAD ? ONR_ROOT : ONR_PARATAXIS;
        } else {
            relation_label label = m->relations[network_label(&r->net, i, r->heads[i])];
            w->head = (int32_t)(first + r->heads[i]);
            w->relation = label.relation;
            w->subtype = label.subtype;
        }
    }
    for (size_t i = 0; i < count && *above == ONR_NO_HEAD; i++)
        if (r->heads[i] == count)
            *above = (int32_t)(first + i);
    return true;
}

/* The best label that may follow: I only after B or I of its class. */
static uint32_t next_label(const reader *r, size_t i, uint32_t before)
{
    const onr_language_model *m = r->net.model;
    const float *y = r->net.outputs + i * m->output_count + m->blocks[NER].first;
    uint32_t best = 0;
    for (uint32_t k = 1; k < m->blocks[NER].count; k++) {
        bool allowed = m->names[k].position != 'I' ||
                       (before && str_equal(m->names[k].class, m->names[before].class));
        if (allowed && y[k] > y[best])
            best = k;
    }
    return best;
}

static void read_names(reader *r, size_t first, size_t count)
{
    const onr_language_model *m = r->net.model;
    uint32_t before = 0;
    for (size_t i = 0; i < count; i++) {
        const onr_word *w = &r->words[first + i];
        before = next_label(r, i, before);
        if (m->names[before].position == 'B') {
            onr_name name = {m->names[before].kind, w->span, (uint32_t)(first + i), 1};
            list_push(&r->names, name, r->arena);
        } else if (before && r->names.count) {
            onr_name *name = &r->names.items[r->names.count - 1];
            name->word_count++;
            name->span.end = w->span.end;
        }
    }
}

static bool read_sentence(reader *r, const onr_sentence *s)
{
    int32_t above = ONR_NO_HEAD;
    for (size_t done = 0; done < s->word_count;) {
        size_t first = s->first_word + done, count = s->word_count - done;
        if (count > MOST_WORDS)
            count = MOST_WORDS;
        if (!network_run(&r->net, r->words + first, r->glue + first, count, r->scratch) ||
            !read_tree(r, first, count, &above))
            return false;
        read_tags(r, first, count);
        read_names(r, first, count);
        done += count;
    }
    return !onr_arena_full(r->arena);
}

static bool read_all(onr_text *text, reader *r, const onr_language_model *model)
{
    r->words = arena_array(r->arena, onr_word, text->word_count);
    r->tokens = text->tokens;
    r->glue = arena_array(r->scratch, uint8_t, text->word_count);
    r->heads = arena_array(r->scratch, uint32_t, MOST_WORDS);
    if (onr_arena_full(r->arena) || !network_new(&r->net, model, r->scratch))
        return false;
    if (text->word_count)
        memcpy(r->words, text->words, text->word_count * sizeof *r->words);
    find_glue(r, text->word_count);
    for (size_t i = 0; i < text->sentence_count; i++)
        if (!read_sentence(r, &text->sentences[i]))
            return false;
    text->words = r->words;
    text->names = r->names.items;
    text->name_count = r->names.count;
    return true;
}

bool onr_language_read_tokens(onr_text *text, const onr_language_model *model, onr_arena *arena,
                              onr_error *err)
{
    reader r = {.arena = arena, .scratch = onr_arena_scratch(arena)};
    onr_arena_mark mark = onr_arena_mark_take(r.scratch);
    bool ok = read_all(text, &r, model);
    onr_arena_mark_release(r.scratch, mark);
    return ok ? true : arena_fail(err, "read the text's words");
}

bool onr_language_read(onr_text *out, onr_str text, const uint32_t *ends, size_t end_count,
                       const onr_language_model *model, onr_arena *arena, onr_error *err)
{
    if (text.len >= INT32_MAX)
        return onr_fail(err, ONR_E_LIMIT, 0, "cut the text into several", "%zu bytes of text",
                        text.len);
    *out = (onr_text){.text = text};
    if (!token_find(out, ends, end_count, arena) || !sentence_find(out, ends, end_count, arena))
        return arena_fail(err, "find the text's words");
    return onr_language_read_tokens(out, model, arena, err);
}
