#include "entities/links.h"

#include <math.h>

#include "base/arena.h"
#include "base/str.h"
#include "entities/words.h"
#include "language/walk.h"
#include "network/heads.h"

/* Log-odds from which on a word may be a cue: some turn out to be none. */
static const float LIKELY = -1.0f;

/* And a cue's subject who speaks: chosen on pages that the heads did not learn from. */
static const float MAY_SPEAK = -3.0f;

/* By how much in log-odds somebody who has a part besides may be less likely. */
static const float ALSO = 1.0f;

/* The source's word that stands highest in the tree, as the layer of statements takes it. */
static int32_t source_head(const onr_text *text, const head_at *at)
{
    onr_span window = at->rows->words.windows[at->word];
    uint32_t sentence = text->words[at->word].sentence;
    int32_t best = -1;
    int least = INT32_MAX;
    for (uint32_t i = window.start; i < window.end; i++) {
        const onr_word *w = &text->words[i];
        if (w->sentence != sentence || w->upos == ONR_PUNCT ||
            heads_pair(at, PAIR_SOURCE, i) <= 0 || walk_depth(text, (int32_t)i) >= least)
            continue;
        least = walk_depth(text, (int32_t)i);
        best = (int32_t)i;
    }
    return best >= 0 ? best : heads_best(at, PAIR_SOURCE, 0.0f);
}

/* The noun that an active cue has for its subject, or shares with the clause that it hangs on
 * ("Persuaded that it was unsafe, engineers closed it"), where it may be who speaks; or -1. */
static int32_t speaking_subject(const onr_text *text, const head_at *at)
{
    enum { MOST_STEPS = 3 };
    int32_t verb = (int32_t)at->word, who = walk_child(text, verb, ONR_NSUBJ, -1);
    bool active = who < 0 || !str_is(text->words[who].subtype, "pass");
    for (int steps = 0; who < 0 && steps < MOST_STEPS; steps++) {
        const onr_word *w = &text->words[verb];
        if (w->relation != ONR_XCOMP && w->relation != ONR_ADVCL && w->relation != ONR_CONJ)
            break;
        verb = w->head;
        who = walk_child(text, verb, ONR_NSUBJ, -1);
    }
    return who >= 0 && active && text->words[who].upos == ONR_NOUN &&
                   heads_pair(at, PAIR_SOURCE, (size_t)who) > MAY_SPEAK
               ? who
               : -1;
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

/* Who has a part in an event: the likeliest word, and those not much less so, where one side or
 * both are several. */
static void mark_sides(bool *is_party, const head_at *at, pair_kind kind, onr_arena *scratch)
{
    onr_span window = at->rows->words.windows[at->word];
    const float *scores = heads_scores(at, kind, scratch);
    float nobody = heads_nobody(at, kind), best = nobody;
    size_t count = scores ? window.end - window.start : 0;
    for (size_t i = 0; i < count; i++)
        best = scores[i] > best ? scores[i] : best;
    for (size_t i = 0; i < count; i++)
        if (scores[i] > nobody && scores[i] >= best - ALSO)
            is_party[window.start + i] = true;
}

/* "Was called a thief by the judge": who stands behind "by" in what is told of in the passive has a
 * part in it, on whatever parsers hang him. */
static void mark_agents(bool *is_party, const onr_text *text, int32_t verb)
{
    if (!str_is(text->words[verb].xpos, "VBN"))
        return;
    for (int32_t o = walk_first(text, verb); o >= 0; o = walk_next(text, o)) {
        bool is_noun = text->words[o].upos == ONR_NOUN || text->words[o].upos == ONR_ADJ;
        int32_t within = is_noun ? walk_child(text, o, ONR_NMOD, -1) : -1;
        const int32_t agents[] = {o, within};
        for (size_t k = 0; k < 2; k++)
            if (agents[k] >= 0 && noun_is_person(text->words[agents[k]].lemma) &&
                walk_child_listed(text, agents[k], "by") >= 0)
                mark(is_party, agents[k]);
    }
}

bool *link_parties(const onr_text *text, onr_arena *scratch)
{
    const head_rows *rows = text->vectors ? text->vectors->record : NULL;
    bool *is_party = rows ? arena_array(scratch, bool, text->word_count + 1) : NULL;
    if (!is_party)
        return NULL;
    memset(is_party, 0, (text->word_count + 1) * sizeof *is_party);
    for (size_t i = 0; i < rows->words.count; i++) {
        bool cue = heads_tag(rows, i, TAG_CUE_OUTER) > LIKELY ||
                   heads_tag(rows, i, TAG_CUE_NESTED) > LIKELY;
        bool trigger = is_trigger(rows, i);
        head_at at;
        onr_scratch looked = onr_scratch_begin(scratch);
        if ((cue || trigger) && heads_look(&at, rows, i, looked.arena)) {
            if (cue) {
                mark(is_party, source_head(text, &at));
                mark(is_party, speaking_subject(text, &at));
                mark(is_party, heads_best(&at, PAIR_ADDRESSEE, heads_nobody(&at, PAIR_ADDRESSEE)));
                mark_agents(is_party, text, (int32_t)i);
            }
            for (pair_kind k = PAIR_ACTOR; trigger && k <= PAIR_RECIPIENT; k++)
                mark_sides(is_party, &at, k, looked.arena);
        }
        onr_scratch_end(&looked);
    }
    return is_party;
}

/* The mentions before a word that may be its antecedents, the latest first, and their scores. */
typedef struct antecedents {
    finder *f;
    head_link *links;
    link_choice *by_entity;
    size_t count;
} antecedents;

static const onr_mention *before(const antecedents *a, size_t k)
{
    return &a->f->mentions.items[a->f->mentions.count - 1 - k];
}

/* Describes the mentions that were added since this was asked last. */
static bool describe_mentions(finder *f)
{
    while (f->described.count < f->mentions.count) {
        int32_t head = f->mentions.items[f->described.count].head;
        list_push(&f->described, likeness_of(f->text, head), f->arena);
        if (onr_arena_full(f->arena))
            return false;
    }
    return true;
}

/* Whether a word may stand for each entity, which is asked once of those that are mentioned. */
typedef enum verdict { NOT_ASKED, MAY, MAY_NOT } verdict;

/* Scores the mentions before `at`; false: the arena is full. */
static bool score(antecedents *a, const head_at *at, link_filter may, onr_arena *scratch)
{
    finder *f = a->f;
    size_t most = heads_most_before(at->rows);
    likeness later = likeness_of(f->text, (int32_t)at->word);
    a->count = f->mentions.count < most ? f->mentions.count : most;
    a->links = arena_room(scratch, head_link, a->count + 1);
    a->by_entity = arena_room(scratch, link_choice, a->count + 1);
    verdict *asked = arena_array(scratch, verdict, f->drafts.count + 1);
    if (!a->links || !a->by_entity || !asked)
        return false;
    for (size_t k = 0; k < a->count; k++) {
        const onr_mention *m = before(a, k);
        a->links[k] = (head_link){(size_t)m->head, k, {0}, -INFINITY};
        verdict *entity = &asked[m->entity];
        if (*entity == NOT_ASKED)
            *entity = may(f, (int32_t)at->word, &f->drafts.items[m->entity]) ? MAY : MAY_NOT;
        if (*entity == MAY_NOT)
            continue;
        a->links[k].score = 0;
        likeness_signs(a->links[k].signs, &later, &f->described.items[f->mentions.count - 1 - k]);
    }
    return heads_link(a->links, a->count, at, scratch);
}

/* The likeliest entity, the chances of whose mentions add up; `none` is nobody's score. */
static link_choice choose(const antecedents *a, float none)
{
    link_choice best = {ONR_NO_ENTITY, 0.0f, 0.0f};
    float greatest = none, sum;
    size_t count = 0;
    for (size_t k = 0; k < a->count; k++)
        greatest = a->links[k].score > greatest ? a->links[k].score : greatest;
    sum = none = expf(none - greatest);
    for (size_t k = 0; k < a->count; k++) {
        if (!(a->links[k].score > -INFINITY))
            continue;
        float chance = expf(a->links[k].score - greatest);
        size_t at = 0;
        while (at < count && a->by_entity[at].entity != before(a, k)->entity)
            at++;
        if (at == count)
            a->by_entity[count++] = (link_choice){before(a, k)->entity, 0.0f, 0.0f};
        a->by_entity[at].chance += chance;
        sum += chance;
    }
    for (size_t at = 0; at < count; at++)
        if (a->by_entity[at].chance / sum > best.chance)
            best = (link_choice){a->by_entity[at].entity, a->by_entity[at].chance / sum, 0.0f};
    best.none = none / sum;
    return best;
}

bool link_antecedent(link_choice *out, finder *f, int32_t i, link_filter may)
{
    const head_rows *rows = heads_of(f->text->vectors, (size_t)i);
    *out = (link_choice){ONR_NO_ENTITY, 0.0f, 1.0f};
    if (!rows)
        return false;
    head_at at;
    antecedents all = {.f = f};
    if (!describe_mentions(f))
        return false;
    onr_scratch scratch = onr_scratch_begin(f->arena);
    bool ok =
        heads_look(&at, rows, (size_t)i, scratch.arena) && score(&all, &at, may, scratch.arena);
    if (ok)
        *out = choose(&all, heads_new(rows, (size_t)i));
    onr_scratch_end(&scratch);
    return ok;
}
