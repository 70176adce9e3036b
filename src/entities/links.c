#include "entities/links.h"

#include <math.h>

#include "network/heads.h"

enum { MOST_BEFORE = 80 };

/* Log-odds from which on a word may be a cue: some turn out to be none. */
static const float LIKELY = -1.0f;

static int32_t sentences_on(const onr_text *text, size_t from, size_t to)
{
    return (int32_t)text->words[to].sentence - (int32_t)text->words[from].sentence;
}

/* The likeliest word of a kind beside `at`, likelier than `nobody`; -1: none. */
static int32_t best_beside(const onr_text *text, const head_at *at, pair_kind kind, float nobody)
{
    onr_span window = text->vectors->windows[at->word];
    int32_t best = -1;
    for (uint32_t i = window.start; i < window.end; i++) {
        float score = heads_pair(at, kind, i, sentences_on(text, at->word, i));
        if (score > nobody) {
            nobody = score;
            best = (int32_t)i;
        }
    }
    return best;
}

static int depth_of(const onr_text *text, int32_t word)
{
    enum { DEEPEST = 64 };
    int depth = 0;
    for (int32_t up = text->words[word].head; up >= 0 && depth < DEEPEST; up = text->words[up].head)
        depth++;
    return depth;
}

/* The source's word that stands highest in the tree, as the layer of statements takes it. */
static int32_t source_head(const onr_text *text, const head_at *at)
{
    onr_span window = text->vectors->windows[at->word];
    uint32_t sentence = text->words[at->word].sentence;
    int32_t best = -1;
    int least = INT32_MAX;
    for (uint32_t i = window.start; i < window.end; i++) {
        const onr_word *w = &text->words[i];
        int32_t on = sentences_on(text, at->word, i);
        if (w->sentence != sentence || w->upos == ONR_PUNCT ||
            heads_pair(at, PAIR_SOURCE, i, on) <= 0 || depth_of(text, (int32_t)i) >= least)
            continue;
        least = depth_of(text, (int32_t)i);
        best = (int32_t)i;
    }
    return best >= 0 ? best : best_beside(text, at, PAIR_SOURCE, 0.0f);
}

static bool is_trigger(const head_rows *rows, size_t word)
{
    float none = heads_tag(rows, word, TAG_TRIGGER);
    for (int k = TAG_TRIGGER + 1; k < TAG_STATUS; k++)
        if (heads_tag(rows, word, k) > none)
            return true;
    return false;
}

static void mark(bool *is_party, int32_t word)
{
    if (word >= 0)
        is_party[word] = true;
}

const bool *link_parties(const onr_text *text, onr_arena *scratch)
{
    const head_rows *rows = text->vectors ? text->vectors->record : NULL;
    bool *is_party = rows ? arena_array(scratch, bool, text->word_count + 1) : NULL;
    if (!is_party)
        return NULL;
    memset(is_party, 0, (text->word_count + 1) * sizeof *is_party);
    for (size_t i = 0; i < rows->count; i++) {
        bool cue = heads_tag(rows, i, TAG_CUE_OUTER) > LIKELY ||
                   heads_tag(rows, i, TAG_CUE_NESTED) > LIKELY;
        bool trigger = is_trigger(rows, i);
        head_at at;
        onr_scratch looked = onr_scratch_begin(scratch);
        if ((cue || trigger) && heads_look(&at, rows, i, looked.arena)) {
            if (cue) {
                mark(is_party, source_head(text, &at));
                mark(is_party,
                     best_beside(text, &at, PAIR_ADDRESSEE, heads_nobody(&at, PAIR_ADDRESSEE)));
            }
            for (pair_kind k = PAIR_ACTOR; trigger && k <= PAIR_RECIPIENT; k++)
                mark(is_party, best_beside(text, &at, k, heads_nobody(&at, k)));
        }
        onr_scratch_end(&looked);
    }
    return is_party;
}

/* The chances of an entity's mentions add up. */
static void add_chance(link_choice *all, size_t *count, int32_t entity, float chance)
{
    size_t at = 0;
    while (at < *count && all[at].entity != entity)
        at++;
    if (at == *count)
        all[(*count)++] = (link_choice){entity, 0.0f, 0.0f};
    all[at].chance += chance;
}

bool link_leaves_pronouns(const onr_text *text)
{
    return text->vectors && text->vectors->record && heads_leave_pronouns(text->vectors->record);
}

bool link_antecedent(link_choice *out, const finder *f, int32_t i, link_filter may)
{
    const head_rows *rows = f->text->vectors ? f->text->vectors->record : NULL;
    *out = (link_choice){ONR_NO_ENTITY, 0.0f, 1.0f};
    if (!rows || (size_t)i >= rows->count)
        return false;
    head_at at;
    onr_scratch scratch = onr_scratch_begin(f->arena);
    bool ok = heads_look(&at, rows, (size_t)i, scratch.arena);
    float scores[MOST_BEFORE], none = heads_new(rows, (size_t)i), greatest = none, sum;
    size_t n = f->mentions.count < MOST_BEFORE ? f->mentions.count : MOST_BEFORE, count = 0;
    link_choice all[MOST_BEFORE];
    for (size_t k = 0; ok && k < n; k++) {
        const onr_mention *m = &f->mentions.items[f->mentions.count - 1 - k];
        scores[k] = may(f, i, &f->drafts.items[m->entity])
                        ? heads_antecedent(&at, (size_t)m->head, k)
                        : -INFINITY;
        greatest = scores[k] > greatest ? scores[k] : greatest;
    }
    onr_scratch_end(&scratch);
    if (!ok)
        return false;
    sum = none = expf(none - greatest);
    for (size_t k = 0; k < n; k++) {
        scores[k] = expf(scores[k] - greatest);
        sum += scores[k];
        add_chance(all, &count, f->mentions.items[f->mentions.count - 1 - k].entity, scores[k]);
    }
    for (size_t k = 0; k < count; k++)
        if (all[k].chance / sum > out->chance)
            *out = (link_choice){all[k].entity, all[k].chance / sum, 0.0f};
    out->none = none / sum;
    return true;
}
