#include "attribution/doubles.h"

#include "attribution/cues.h"
#include "attribution/layout.h"
#include "attribution/passive.h"
#include "attribution/phrases.h"
#include "base/span.h"
#include "base/str.h"
#include "language/walk.h"

/* Whether what the cue says is told at length, by a clause, or told somebody. */
static bool is_told(const finder *f, const draft *d)
{
    int32_t cue = d->cue;
    return d->statement.addressee.count > 0 || phrase_child(f, cue, ONR_CCOMP) >= 0 ||
           phrase_child(f, cue, ONR_XCOMP) >= 0 || phrase_child(f, cue, ONR_PARATAXIS) >= 0;
}

/* "He allegedly said that they fled": nobody is told to have said that he said so. Of a deed that
 * is no saying ("he allegedly refused") somebody is. */
static bool is_hedge_of(const finder *f, int32_t hedge, const draft *cue)
{
    return phrase_is_hedge(f, hedge) && word_at(f, hedge)->head == cue->cue && is_told(f, cue);
}

/* "An allegation that Karst dismissed as absurd": the allegation is what Karst dismisses, and what
 * he does so as is not what it alleges. */
static bool is_only_told_of(finder *f, const draft *d)
{
    int32_t clause = word_at(f, d->cue)->upos == ONR_NOUN ? phrase_child(f, d->cue, ONR_ACL) : -1;
    const draft *of = clause >= 0 && str_is(word_at(f, clause)->subtype, "relcl")
                          ? layout_draft_at(f, clause)
                          : NULL;
    if (!of || !draft_may_be_kept(of) || d->statement.content.count == 0)
        return false;
    int32_t first = (int32_t)onr_text_word_from(f->text, d->statement.content.items[0].start);
    bool is_clause =
        str_listed(word_at(f, first)->form, "that|which") && walk_within(f->text, first, clause);
    return (is_clause || first > clause) &&
           spans_hold(of->statement.content, d->statement.cue.items[0]);
}

/* "Issued an ultimatum": the verb that is the other half of a noun's cue, where it says what the
 * noun says, and neither the noun itself nor what comes from another ("turned down an offer from
 * Karst"); or NULL. */
static draft *verb_of(finder *f, const draft *d)
{
    const onr_word *w = word_at(f, d->cue);
    draft *of = w->upos == ONR_NOUN && w->relation == ONR_OBJ && w->head >= 0 && w->head < d->cue
                    ? layout_draft_at(f, w->head)
                    : NULL;
    bool same = of && draft_may_be_kept(of) && draft_may_be_kept(d) &&
                passive_agent(f, d->cue) < 0 && !spans_hold(of->statement.content, w->span) &&
                !spans_hold(d->statement.content, of->statement.cue.items[0]);
    return same ? of : NULL;
}

/* "Has come under pressure to resign": the pressure asks, and nobody comes. */
static draft *comes_under(finder *f, const draft *d)
{
    const onr_word *w = word_at(f, d->cue);
    bool under = w->upos == ONR_NOUN && w->relation == ONR_OBL && w->head >= 0 &&
                 walk_child_listed(f->text, d->cue, "under") >= 0;
    draft *of = under && draft_may_be_kept(d) ? layout_draft_at(f, w->head) : NULL;
    return of && !spans_hold(of->statement.content, w->span) ? of : NULL;
}

void doubles_leave_out(finder *f)
{
    for (size_t i = 0; i < f->drafts.count; i++) {
        draft *d = &f->drafts.items[i];
        if (is_only_told_of(f, d))
            layout_leave_out(d);
        draft *verb = verb_of(f, d);
        if (verb) {
            verb->statement.cue = cue_spans(f, verb->cue, d->cue);
            layout_leave_out(d);
        }
        layout_leave_out(comes_under(f, d));
        int32_t head = word_at(f, d->cue)->head;
        draft *of = head >= 0 ? layout_draft_at(f, head) : NULL;
        if (!of || !draft_may_be_kept(of) || !is_hedge_of(f, d->cue, of))
            continue;
        of->statement.hedged = true;
        layout_leave_out(d);
    }
}
