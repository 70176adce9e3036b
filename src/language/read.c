/*
 * A text is read: tokens, sentences, and for each sentence tags, tree, lemmas and names.
 */
#include "base/arena.h"
#include "base/str.h"
#include "language/lemmas.h"
#include "language/mend.h"
#include "language/offices.h"
#include "language/model.h"
#include "language/sentences.h"
#include "language/surnames.h"
#include "language/tokens.h"
#include "language/walk.h"
#include "language/windows.h"
#include "network/heads.h"
#include "network/tree.h"

/* Vectors take a kilobyte a word; a text of more words than any article is read without. */
enum { MOST_VECTORS = 1 << 16 };

typedef list(onr_name) name_list;

typedef struct reader {
    const onr_text *text;
    const onr_language_model *model;
    network net;
    inputs inputs;
    onr_vectors *vectors;
    lemma_cache *lemmas;
    onr_word *words;
    const onr_token *tokens;
    uint8_t *glue;
    bool is_heard;           /* by heads that read the record */
    packed_sentence *packed; /* which sentences begin a window */
    network_batch batch;     /* of windows that follow one another, from word `first` on, */
    segment sentences[MOST_SEGMENTS]; /* and the sentences in them, or parts of one */
    size_t sentence_count;
    size_t first;
    uint32_t *heads, *labels; /* of the batch's words; a root is its own head */
    int32_t above; /* the root of the sentence's first segment, which later ones hang on */
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

static uint32_t best_of(const reader *r, size_t word, int block)
{
    return network_best(&r->net, word, r->model->blocks[block]);
}

static void read_tags(reader *r)
{
    const onr_language_model *m = r->model;
    for (size_t i = 0; i < r->batch.count; i++) {
        onr_word *w = &r->words[r->first + i];
        w->upos = m->upos[best_of(r, i, UPOS)];
        w->xpos = m->xpos[best_of(r, i, XPOS)];
        w->feats = m->feats[best_of(r, i, FEATS)];
        w->lemma = lemma_find(r->lemmas, w->form, w->upos, w->xpos, m, r->arena);
    }
}

/* Heads as words of the batch. */
static bool find_heads(reader *r)
{
    for (size_t n = 0; n < r->sentence_count; n++) {
        segment p = r->sentences[n];
        uint32_t *heads = r->heads + p.first;
        if (!tree_find(heads, network_arcs(&r->net, p), r->scratch))
            return false;
        for (size_t i = 0; i < p.count; i++)
            heads[i] = (uint32_t)(p.first + (heads[i] == p.count ? i : heads[i]));
    }
    return true;
}

static void read_tree(reader *r, segment p)
{
    const onr_language_model *m = r->model;
    uint32_t first = (uint32_t)(r->first + p.first), root = first;
    if (r->text->sentences[r->words[first].sentence].first_word == first)
        r->above = ONR_NO_HEAD;
    for (size_t i = p.first; i < p.first + p.count; i++) {
        onr_word *w = &r->words[r->first + i];
        w->subtype = (onr_str){0};
        if (r->heads[i] == i) {
            root = (uint32_t)(r->first + i);
            w->head = r->above;
            w->relation = r->above == ONR_NO_HEAD ? ONR_ROOT : ONR_PARATAXIS;
        } else {
            relation_label label = m->relations[r->labels[i]];
            w->head = (int32_t)(r->first + r->heads[i]);
            w->relation = label.relation;
            w->subtype = label.subtype;
        }
    }
    if (r->above == ONR_NO_HEAD)
        r->above = (int32_t)root;
}

static bool may_follow(const onr_language_model *m, uint32_t label, uint32_t before)
{
    return m->names[label].position != 'I' ||
           (before && str_equal(m->names[label].class, m->names[before].class));
}

/* The best label that may follow: I only after B or I of its class. */
static uint32_t next_label(const reader *r, size_t i, uint32_t before)
{
    const onr_language_model *m = r->model;
    uint32_t best = best_of(r, i, NER);
    if (may_follow(m, best, before))
        return best;
    const float *y = network_block(&r->net, i, m->blocks[NER]);
    best = 0;
    for (uint32_t k = 1; k < m->blocks[NER].count; k++)
        if (y[k] > y[best] && may_follow(m, k, before))
            best = k;
    return best;
}

/* NULL where there is none; on a full arena one that was found may not be there. */
static onr_name *last_name(const reader *r)
{
    return r->names.count ? &r->names.items[r->names.count - 1] : NULL;
}

/* Takes the last name back where it is an article alone, which names nothing; whether it stood
 * right before `word`, so that the name there begins with it: "The Independent". */
static bool take_article(reader *r, uint32_t word)
{
    const onr_name *last = last_name(r);
    if (!last || last->word_count > 1 || r->words[last->first_word].upos != ONR_DET)
        return false;
    bool before = last->first_word + 1 == word;
    r->names.count--;
    return before;
}

/* Whether `word` goes on a name that is an Arabic article and a hyphen so far: "Al-Nour". Of others
 * a hyphen makes two: "Russia-China". */
static bool follows_article(const reader *r, uint32_t word)
{
    const onr_name *last = last_name(r);
    return last && last->word_count == 1 && last->first_word + 2 == word &&
           r->words[word].upos == ONR_PROPN && str_is(r->words[word - 1].form, "-") &&
           str_listed(r->words[last->first_word].form, "al|el|ad|an|ar|as|ash|at|az");
}

static void extend_name(reader *r, uint32_t word)
{
    onr_name *name = last_name(r);
    if (!name)
        return;
    name->word_count = word + 1 - name->first_word;
    name->span.end = r->words[word].span.end;
}

static void begin_name(reader *r, uint32_t word, onr_name_kind kind)
{
    onr_name name = {kind, r->words[word].span, word, 1};
    if (take_article(r, word)) {
        name.first_word--;
        name.word_count++;
        name.span.start = r->words[name.first_word].span.start;
    }
    list_push(&r->names, name, r->arena);
}

/* "Atlanta," ends with its last letter. */
static void trim_names(reader *r, size_t first_name)
{
    for (size_t i = first_name; i < r->names.count; i++) {
        onr_name *name = &r->names.items[i];
        const onr_word *words = &r->words[name->first_word];
        while (name->word_count > 1 && str_listed(words[name->word_count - 1].form, ",|;|:"))
            name->word_count--;
        name->span.end = words[name->word_count - 1].span.end;
    }
}

static void read_names(reader *r, segment p)
{
    const onr_language_model *m = r->model;
    size_t first_name = r->names.count;
    uint32_t before = 0;
    for (size_t i = p.first; i < p.first + p.count; i++) {
        uint32_t word = (uint32_t)(r->first + i);
        before = next_label(r, i, before);
        if (follows_article(r, word) || (before && m->names[before].position == 'I'))
            extend_name(r, word);
        else if (before)
            begin_name(r, word, m->names[before].kind);
    }
    take_article(r, UINT32_MAX);
    trim_names(r, first_name);
}

static void set_window(onr_vectors *v, onr_span words)
{
    for (uint32_t i = words.start; i < words.end && i < v->count; i++)
        v->windows[i] = words;
}

static void keep_windows(reader *r)
{
    for (size_t n = 0; n < r->batch.window_count; n++) {
        segment w = r->batch.windows[n];
        uint32_t first = (uint32_t)(r->first + w.first);
        set_window(r->vectors, (onr_span){first, first + (uint32_t)w.count});
    }
}

static bool read_batch(reader *r)
{
    if (!inputs_fill(&r->inputs, r->words + r->first, r->glue + r->first, &r->batch))
        return false;
    network_run(&r->net, &r->batch);
    vectors_keep(r->vectors, r->first, network_vectors(&r->net), r->batch.count);
    if (!find_heads(r))
        return false;
    network_labels(&r->net, r->labels, r->heads, r->batch.count);
    read_tags(r);
    for (size_t n = 0; n < r->sentence_count; n++) {
        read_tree(r, r->sentences[n]);
        read_names(r, r->sentences[n]);
    }
    keep_windows(r);
    r->first += r->batch.count;
    r->batch.count = r->batch.window_count = r->sentence_count = 0;
    return !onr_arena_full(r->arena);
}

/* Adds a window to the batch, which is read first where it is full. */
static bool add_window(reader *r, size_t count)
{
    if (r->batch.count && r->batch.count + count > BATCH_WORDS && !read_batch(r))
        return false;
    r->batch.windows[r->batch.window_count++] = (segment){r->batch.count, 0};
    return true;
}

static void add_words(reader *r, size_t count)
{
    r->sentences[r->sentence_count++] = (segment){r->batch.count, count};
    r->batch.windows[r->batch.window_count - 1].count += count;
    r->batch.count += count;
}

/* A sentence of more words than a batch is read in parts, each a window of its own. */
static bool add_long(reader *r, size_t left)
{
    for (size_t count; left; left -= count) {
        count = left < MOST_WORDS ? left : MOST_WORDS;
        if (!add_window(r, count))
            return false;
        add_words(r, count);
    }
    return true;
}

static size_t words_of(const reader *r, size_t from, size_t end)
{
    size_t sum = 0;
    for (size_t s = from; s < end; s++)
        sum += r->text->sentences[s].word_count;
    return sum;
}

/* The end of the window that begins with sentence `from`. */
static size_t window_end(const reader *r, size_t from)
{
    size_t end = from + 1;
    while (end < r->text->sentence_count && !r->packed[end].opens_window)
        end++;
    return end;
}

static bool read_windows(reader *r)
{
    size_t count = r->text->sentence_count;
    for (size_t from = 0, end; from < count; from = end) {
        end = window_end(r, from);
        size_t words = words_of(r, from, end);
        if (words > MOST_WORDS) {
            if (!add_long(r, words))
                return false;
            continue;
        }
        if (!add_window(r, words))
            return false;
        for (size_t s = from; s < end; s++)
            add_words(r, r->text->sentences[s].word_count);
    }
    return !r->batch.count || read_batch(r);
}

/* Which sentences are read together: of a text whose blocks are told, where the model has heads
 * that read the record, whole blocks. Trees are better of each sentence alone (docs/FIGURES.md),
 * and trees are all that is asked of other texts. `ends` as onr_language_read has them. */
static bool find_windows(reader *r, const uint32_t *ends, size_t end_count)
{
    size_t count = r->text->sentence_count, end = 0;
    r->is_heard = r->model->heads && end_count;
    size_t limit = r->is_heard ? inputs_limit(&r->inputs) : 0;
    r->packed = arena_array(r->scratch, packed_sentence, count ? count : 1);
    if (!r->packed)
        return false;
    for (size_t s = 0; s < count; s++) {
        const onr_sentence *at = &r->text->sentences[s];
        packed_sentence *p = &r->packed[s];
        *p = (packed_sentence){at->word_count, .opens_window = true, .opens_block = s == 0};
        for (; end < end_count && ends[end] <= at->span.start; end++)
            p->opens_block = true;
        if (limit &&
            !inputs_measure(&p->size, &r->inputs, r->words + at->first_word, at->word_count))
            return false;
    }
    if (limit)
        windows_cut(r->packed, count, limit);
    return true;
}

/* Takes what the reader needs for the text. */
static bool begin(reader *r, const onr_text *text, const onr_language_model *model)
{
    size_t count = text->word_count, most = count < MOST_WORDS ? count : MOST_WORDS;
    r->text = text;
    r->model = model;
    r->tokens = text->tokens;
    r->words = arena_array(r->arena, onr_word, count);
    r->glue = arena_array(r->scratch, uint8_t, count);
    r->heads = arena_array(r->scratch, uint32_t, most);
    r->labels = arena_array(r->scratch, uint32_t, most);
    r->lemmas = lemma_cache_new(count, r->scratch);
    if (onr_arena_full(r->arena) || !network_new(&r->net, &model->network, count, r->scratch) ||
        !inputs_new(&r->inputs, &model->inputs, &model->alphabet, &r->net, r->scratch))
        return false;
    r->vectors = vectors_new(network_vectors(&r->net), count < MOST_VECTORS ? count : MOST_VECTORS,
                             r->arena);
    return r->vectors != NULL;
}

/* A network that reads each sentence alone has heads that look further: at whole blocks. What is
 * longer than a window stays as it was read. */
static void widen_windows(reader *r)
{
    size_t count = r->text->sentence_count;
    windows_cut(r->packed, count, MOST_WORDS);
    for (size_t from = 0, end; from < count; from = end) {
        end = window_end(r, from);
        size_t words = words_of(r, from, end);
        uint32_t first = r->text->sentences[from].first_word;
        if (words <= MOST_WORDS)
            set_window(r->vectors, (onr_span){first, first + (uint32_t)words});
    }
}

/* What the record's heads make of the words, where the model has such heads. */
static bool read_record(reader *r)
{
    if (!r->is_heard)
        return true;
    onr_vectors *v = r->vectors;
    if (!inputs_limit(&r->inputs))
        widen_windows(r);
    uint32_t *sentences = arena_array(r->arena, uint32_t, v->count);
    for (size_t i = 0; sentences && i < v->count; i++)
        sentences[i] = r->words[i].sentence;
    v->record = heads_read(r->model->heads, &v->ends,
                           &(head_words){v->count, sentences, v->windows}, r->arena);
    return v->record != NULL;
}

static bool read_all(onr_text *text, reader *r, const onr_language_model *model,
                     const uint32_t *ends, size_t end_count)
{
    if (!begin(r, text, model))
        return false;
    if (text->word_count)
        memcpy(r->words, text->words, text->word_count * sizeof *r->words);
    find_glue(r, text->word_count);
    if (!find_windows(r, ends, end_count) || !read_windows(r) || !read_record(r))
        return false;
    text->words = r->words;
    text->names = r->names.items;
    text->name_count = r->names.count;
    text->vectors = r->vectors;
    bool any = false;
    return walk_link(text, r->arena) && surnames_mend(text, r->words, &any, r->scratch, r->arena) &&
           (!any || walk_link(text, r->arena)) &&
           (!offices_mend(r->words, text) || walk_link(text, r->arena)) &&
           (!mend_trees(r->words, text) || walk_link(text, r->arena)) &&
           (!mend_joined(r->words, text) || walk_link(text, r->arena));
}

static bool read_words(onr_text *text, const uint32_t *ends, size_t end_count,
                       const onr_language_model *model, onr_arena *arena, onr_error *err)
{
    onr_scratch scratch = onr_scratch_begin(arena);
    reader r = {.arena = arena, .scratch = scratch.arena};
    bool ok = read_all(text, &r, model, ends, end_count);
    onr_scratch_end(&scratch);
    return ok ? true : arena_fail(err, "read the text's words");
}

bool onr_language_read_tokens(onr_text *text, const onr_language_model *model, onr_arena *arena,
                              onr_error *err)
{
    return read_words(text, NULL, 0, model, arena, err);
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
    return read_words(out, ends, end_count, model, arena, err);
}
