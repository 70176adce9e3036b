#include "attribution/cues.h"

#include <math.h>

#include "attribution/act.h"
#include "attribution/content.h"
#include "attribution/heard.h"
#include "attribution/idioms.h"
#include "attribution/phrases.h"
#include "base/str.h"
#include "network/heads.h"

/*
 * PolNeAR, from which cues are learnt, annotates outermost statements only. Inside a content the
 * model therefore gives too little to cues that the lexicon knows (their bar is lower there) and
 * never learnt to reject others (theirs is higher). A verb of saying with a bare object ("recalled
 * the inspectors") hardly says anything there. Set by hand on PolNeAR's dev part and on the five
 * pages of docs/FIGURES.md, "Whole records".
 */
static const certainty known_with_words = {0.3f, 0.2f}, known_to_act = {0.42f, 0.5f},
                       known_to_say = {0.45f, 0.97f}, unknown = {0.45f, 0.6f};

/* How much the log-odds of the linear model and of the heads count. Chosen on pages that the heads
 * did not learn from: docs/FIGURES.md. */
static const struct weights {
    float linear, heads;
} outside = {0.2f, 1.0f}, inside = {0.1f, 1.0f};

static float weigh(struct weights w, float linear, float heads)
{
    return 1.0f / (1.0f + expf(-(w.linear * linear + w.heads * heads)));
}

certainty cue_probability(const finder *f, int32_t word, float log_odds)
{
    heard_cue heads;
    if (!heard_cue_of(&heads, f, word)) {
        float alone = 1.0f / (1.0f + expf(-log_odds));
        return (certainty){alone, alone};
    }
    return (certainty){weigh(outside, log_odds, heads.outside),
                       weigh(inside, log_odds, heads.inside)};
}

certainty cue_heard_enough(const finder *f, int32_t word)
{
    head_bounds bounds = heads_bounds(heads_of(f->text->vectors, (size_t)word));
    return (certainty){bounds.cue_outside, bounds.cue_inside};
}

int32_t cue_particle(const finder *f, int32_t cue)
{
    int32_t particle = phrase_child(f, cue, ONR_COMPOUND), next = cue + 1;
    if (particle > cue && str_is(word_at(f, particle)->subtype, "prt"))
        return particle;
    int32_t makes = idiom_find(f->text, cue, NULL);
    if (makes >= 0)
        return makes;
    if (next >= (int32_t)f->text->word_count)
        return -1;
    bool calls_on = str_is(word_at(f, cue)->lemma, "call") &&
                    word_at(f, next)->relation == ONR_CASE &&
                    str_listed(word_at(f, next)->form, "on|upon");
    return calls_on || str_listed(word_at(f, cue)->form, "according") ? next : -1;
}

/* "Gave the green light", "made it clear": whether all words between the cue and its particle go
 * with that. */
static bool is_one_phrase(const finder *f, int32_t cue, int32_t particle)
{
    for (int32_t i = cue + 1; i < particle; i++)
        if (word_at(f, i)->head != particle && !str_is(word_at(f, i)->form, "it"))
            return false;
    return particle > cue;
}

onr_spans cue_spans(const finder *f, int32_t cue, int32_t particle)
{
    if (is_one_phrase(f, cue, particle))
        return phrase_of_span(
            f, (onr_span){word_at(f, cue)->span.start, word_at(f, particle)->span.end});
    onr_spans spans = phrase_of_span(f, word_at(f, cue)->span);
    return particle < 0 ? spans
                        : phrase_join(f, spans, phrase_of_span(f, word_at(f, particle)->span));
}

bool cue_is_citing(const onr_word *w)
{
    return w->relation == ONR_ADVCL && str_listed(w->form, "citing|quoting");
}

bool cue_is_plea(const finder *f, int32_t word)
{
    int32_t count = (int32_t)f->text->word_count;
    if (!str_is(word_at(f, word)->lemma, "plead"))
        return false;
    int32_t next =
        word + 1 < count && str_is(word_at(f, word + 1)->form, "not") ? word + 2 : word + 1;
    return next < count && str_listed(word_at(f, next)->form, "guilty|innocent");
}

certainty cue_sure_enough(const finder *f, const finding *g)
{
    const onr_word *cue = word_at(f, g->cue);
    if (g->is_heard)
        return cue_heard_enough(f, g->cue);
    if (!act_is_known(cue))
        return unknown;
    if (content_is_worded(f, g))
        return known_with_words;
    return act_typical(cue) == ONR_ACT_STATE ? known_to_say : known_to_act;
}
