#include "attribution/heard.h"

#include <math.h>

#include "attribution/act.h"
#include "attribution/blame.h"
#include "attribution/idioms.h"
#include "attribution/overt.h"
#include "base/str.h"
#include "language/walk.h"
#include "learn/rows.h"
#include "network/heads.h"

/* What a rule's act and the lexicon's add to its score. Chosen on pages that the heads were not
 * taught by: docs/FIGURES.md. */
static const float RULES = 0.5f, CUE_NAMES_IT = 1.5f;

/* What the cue's frame leaves no doubt of. */
static const float CERTAIN = 8.0f;

/* What blame that no single word tells adds (blame.h): the heads know such words too little. */
static const float BLAMES = 6.0f;

/* What speaks against a denial where a cue that names no act has no word of denying behind it: of
 * 1602 such on annotated pages 16 are, of 552 others 60. */
static const float AFFIRMS = 1.5f;

/* Where no words near the cue name a speaker, somebody is taken who is likelier than nobody by so
 * much in log-odds; chosen on pages that the heads were not taught by, too. */
static const float UNNAMED = 7.0f;

/* What the heads' scores of roles count beside the linear model's 1; chosen as RULES was. */
static const float BESIDE = 0.7f;

/* Sentences beyond a cue's window that are looked at, each way; and how much a sentence's words
 * must be content by the heads, on average, for the window to take it in. */
enum { MOST_SENTENCES = 16 };
static const float WIDENS = 0.0f;

bool heard_at(heard *out, const finder *f, int32_t word, onr_arena *arena)
{
    const head_rows *rows = heads_of(f->text->vectors, (size_t)word);
    if (!rows)
        return false;
    out->window = f->text->vectors->windows[word];
    return heads_look(&out->at, rows, (size_t)word, arena);
}

bool heard_cue_of(heard_cue *out, const finder *f, int32_t word)
{
    const head_rows *rows = heads_of(f->text->vectors, (size_t)word);
    if (!rows)
        return false;
    *out = (heard_cue){heads_tag(rows, (size_t)word, TAG_CUE_OUTER),
                       heads_tag(rows, (size_t)word, TAG_CUE_NESTED)};
    return true;
}

static bool was_read_with(const heard *h, int32_t word)
{
    return (uint32_t)word >= h->window.start && (uint32_t)word < h->window.end;
}

/* The linear model counts in parts of a logit, the heads beside it a little less than they say. */
static int32_t units_of(const heard *h, pair_kind kind, int32_t word)
{
    return (int32_t)lrintf(heads_pair(&h->at, kind, (size_t)word) * BESIDE * ROWS_LOGIT);
}

const int32_t *heard_roles(const heard *h, window at, onr_arena *arena)
{
    size_t n = (size_t)(at.end - at.first);
    int32_t *scores = arena_array(arena, int32_t, n * ROLE_COUNT);
    for (size_t i = 0; scores && i < n; i++) {
        int32_t word = at.first + (int32_t)i, *of = scores + i * ROLE_COUNT;
        of[ROLE_NEITHER] = of[ROLE_SOURCE] = of[ROLE_CONTENT] = 0;
        if (!was_read_with(h, word))
            continue;
        of[ROLE_SOURCE] = units_of(h, PAIR_SOURCE, word);
        of[ROLE_CONTENT] = units_of(h, PAIR_CONTENT, word);
    }
    return scores;
}

float heard_content_of(const heard *h, int32_t from, int32_t end)
{
    float sum = 0;
    for (int32_t i = from; i < end; i++)
        sum += was_read_with(h, i) ? heads_pair(&h->at, PAIR_CONTENT, (size_t)i) : -INFINITY;
    return from < end ? sum / (float)(end - from) : -INFINITY;
}

/* Whether words beyond the window may be said: what is quoted, or the rest of a sentence. */
static bool widens(const finder *f, const heard *h, int32_t from, int32_t end, int32_t inner)
{
    bool said = word_at(f, from)->sentence == word_at(f, inner)->sentence ||
                f->reading.quote_of[from] >= 0 || f->reading.quote_of[end - 1] >= 0;
    return said && heard_content_of(h, from, end) > WIDENS;
}

window heard_widen(const finder *f, const heard *h, window at)
{
    const onr_sentence *all = f->text->sentences;
    int32_t count = (int32_t)f->text->word_count;
    for (int steps = 0; at.first > 0 && steps < MOST_SENTENCES; steps++) {
        int32_t from = (int32_t)all[word_at(f, at.first - 1)->sentence].first_word;
        if (!widens(f, h, from, at.first, at.first))
            break;
        at.first = from;
    }
    for (int steps = 0; at.end < count && steps < MOST_SENTENCES; steps++) {
        const onr_sentence *next = &all[word_at(f, at.end)->sentence];
        int32_t end = (int32_t)(next->first_word + next->word_count);
        if (!widens(f, h, at.end, end, at.end - 1))
            break;
        at.end = end;
    }
    return at;
}

float heard_source(const finding *g, int32_t word)
{
    bool known = was_read_with(&g->heard, word);
    return known ? heads_pair(&g->heard.at, PAIR_SOURCE, (size_t)word) : -INFINITY;
}

/* The words of a role that were read with the cue. */
static word_list words_of_role(const finding *g, role wanted, onr_arena *arena)
{
    size_t n = 0;
    uint32_t *items = arena_array(arena, uint32_t, (size_t)(g->at.end - g->at.first));
    for (int32_t i = g->at.first; items && i < g->at.end; i++)
        if (g->roles[i - g->at.first] == wanted && was_read_with(&g->heard, i))
            items[n++] = (uint32_t)i;
    return (word_list){items, n};
}

/* Whether the heads can choose the act; one that they were not taught is the rules' to find. */
static bool is_taught(onr_act act)
{
    return (size_t)act < NATURE_ACTS;
}

/* What rules take the act for counts, and so does what the cue itself names ("denied"), which it
 * keeps whatever its content says. */
static void add_lexicon(float *scores, const finder *f, int32_t word, onr_spans content,
                        onr_act by_rule)
{
    const onr_word *cue = word_at(f, word);
    /* "Sought to leave": who seeks to do it himself asks nobody for it. */
    bool himself = str_is(cue->lemma, "seek") && walk_child(f->text, word, ONR_XCOMP, -1) > word;
    if (himself || act_guesses(f->text, word, content))
        scores[ONR_ACT_DEMAND] -= CERTAIN;
    onr_act typical = act_typical(cue);
    if (typical == ONR_ACT_STATE && by_rule != ONR_ACT_DENY && act_affirms(f->text, content))
        scores[ONR_ACT_DENY] -= AFFIRMS;
    if (typical == ONR_ACT_STATE &&
        by_rule == ONR_ACT_REFUSE) /* of what will be, not of what was */
        scores[ONR_ACT_DENY] -= CERTAIN;
    if (by_rule == ONR_ACT_ACCUSE && act_blames(f->text, word, content))
        scores[ONR_ACT_DENY] -= CERTAIN;
    if (cue->upos == ONR_NOUN && str_is(cue->lemma, "claim") &&
        act_is_of_another(f->text, word, content))
        scores[ONR_ACT_ADMIT] -= CERTAIN;
    if (act_moves_subject(f->text, word) || act_asks_that(f->text, word))
        scores[ONR_ACT_DEMAND] += CERTAIN;
    if (act_vows_harm(f->text, word))
        scores[ONR_ACT_THREATEN] += CERTAIN;
    if (act_warned_against(f->text, word) >= 0)
        scores[ONR_ACT_DEMAND] += CERTAIN;
    /* A claim may be any act by its content, but none is denied or admitted by being repeated. */
    if (act_repeated(f->text, word) >= 0 && by_rule != ONR_ACT_STATE)
        scores[by_rule] += CERTAIN;
    else if (act_repeated(f->text, word) >= 0)
        scores[ONR_ACT_DENY] = scores[ONR_ACT_ADMIT] = -CERTAIN;
    if (by_rule != typical && act_is_naming(cue))
        scores[by_rule] += CERTAIN;
    onr_act idiom = ONR_ACT_STATE;
    idiom_find(f->text, word, &idiom);
    if ((by_rule == typical && act_is_fixed(cue)) || idiom != ONR_ACT_STATE ||
        (by_rule == ONR_ACT_ADMIT && typical == ONR_ACT_STATE))
        scores[by_rule] += CERTAIN;
    if (by_rule == ONR_ACT_REFUSE && typical == ONR_ACT_STATE &&
        act_opposes(f->text, word, content))
        scores[by_rule] += CERTAIN;
    if (by_rule != typical && typical == ONR_ACT_STATE && act_is_in_phrase(f->text, word, content))
        scores[by_rule] += CERTAIN;
    /* "Ruled that the law was void": who rules does nothing by it but tell. */
    if (str_is(cue->lemma, "rule") && by_rule == ONR_ACT_STATE &&
        walk_child(f->text, word, ONR_CCOMP, -1) >= 0)
        scores[by_rule] += CERTAIN;
    if (str_is(cue->lemma, "reject")) {
        scores[ONR_ACT_DENY] += CERTAIN;
        scores[ONR_ACT_REFUSE] += by_rule == ONR_ACT_DENY ? 0.0f : CERTAIN; /* "accusations" */
    }
    scores[by_rule] += RULES;
    /* Who rejects a charge denies it, whatever else is refused by the word. */
    onr_act named = str_listed(cue->lemma, "reject|dismiss") ? by_rule : typical;
    if (act_is_known(cue) && is_taught(named) && named != ONR_ACT_STATE && named != ONR_ACT_THINK)
        scores[named] += CUE_NAMES_IT;
}

float heard_nature(const finder *f, onr_statement *s, const finding *g)
{
    float scores[NATURE_ACTS + NATURE_FLAGS];
    bool taught = is_taught(s->act);
    const nature_by_rule rule = {taught ? s->act : ONR_ACT_STATE,
                                 {s->negated, s->hedged, s->unrealised}};
    onr_scratch scratch = onr_scratch_begin(f->arena);
    bool ok =
        heads_nature(scores, &g->heard.at, &rule, words_of_role(g, ROLE_CONTENT, scratch.arena),
                     words_of_role(g, ROLE_SOURCE, scratch.arena), scratch.arena);
    onr_scratch_end(&scratch);
    if (!ok)
        return 0.0f;
    add_lexicon(scores, f, g->cue, s->content, (onr_act)rule.act);
    if (act_typical(word_at(f, g->cue)) == ONR_ACT_STATE && blame_is_told(f, s, g->cue))
        scores[ONR_ACT_ACCUSE] += BLAMES;
    if (act_typical(word_at(f, g->cue)) == ONR_ACT_STATE && blame_is_disowned(f, s, g->cue))
        scores[ONR_ACT_DENY] += BLAMES;
    if (act_typical(word_at(f, g->cue)) == ONR_ACT_STATE)
        overt_add(scores, f, s, g->cue);
    size_t best = 0;
    float sum = 0;
    for (size_t a = 1; a < NATURE_ACTS; a++)
        best = scores[a] > scores[best] ? a : best;
    for (size_t a = 0; a < NATURE_ACTS; a++)
        sum += expf(scores[a] - scores[best]);
    s->act = taught ? (onr_act)best : s->act;
    s->negated = scores[NATURE_ACTS] > 0;
    s->hedged = scores[NATURE_ACTS + 1] > 0;
    s->unrealised = scores[NATURE_ACTS + 2] > 0;
    return 1.0f / sum;
}

float heard_content(const finding *g)
{
    const float unit = BESIDE * ROWS_LOGIT;
    float sum = 0;
    size_t count = 0;
    for (int32_t i = g->at.first; i < g->at.end; i++) {
        const int32_t *of = g->scores + (size_t)(i - g->at.first) * ROLE_COUNT;
        if (g->roles[i - g->at.first] != ROLE_CONTENT)
            continue;
        float source = (float)of[ROLE_SOURCE] / unit, content = (float)of[ROLE_CONTENT] / unit;
        sum += 1.0f / (1.0f + (1.0f + expf(source)) * expf(-content));
        count++;
    }
    return count ? sum / (float)count : 0.0f;
}

float heard_confidence(const finder *f, float product)
{
    const onr_vectors *v = f->text->vectors;
    return v && v->record ? heads_confidence(v->record, product) : product;
}

int32_t heard_addressee(const finding *g)
{
    return heads_best(&g->heard.at, PAIR_ADDRESSEE, heads_nobody(&g->heard.at, PAIR_ADDRESSEE));
}

int32_t heard_doer(const finding *g)
{
    return heads_best(&g->heard.at, PAIR_ACTOR, heads_nobody(&g->heard.at, PAIR_ACTOR) + UNNAMED);
}
