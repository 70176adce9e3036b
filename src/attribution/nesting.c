#include "attribution/nesting.h"

#include "attribution/heard.h"
#include "base/span.h"
#include "base/str.h"

/* How many statements back and ahead the one that another stands in is looked for. */
enum { WINDOW = 64 };

/* A statement with this confidence counts as one that others may stand in. Set by hand with the
 * bars of cues.c. */
static const float SURE = 0.45f;

static bool is_inside(const finder *f, size_t i)
{
    size_t from = i > WINDOW ? i - WINDOW : 0;
    const draft *d = &f->drafts.items[i];
    if (reading_in_speech(&f->reading, d->cue))
        return true;
    for (size_t k = from; k < f->drafts.count && k < i + WINDOW; k++) {
        const onr_statement *o = &f->drafts.items[k].statement;
        /* Cues in what somebody writes or says at length are read as others are. */
        if (f->drafts.items[k].is_layout)
            continue;
        if (k != i && o->confidence >= SURE && spans_hold(o->content, d->statement.cue.items[0]))
            return true;
    }
    return false;
}

void nesting_keep_sure(finder *f)
{
    for (size_t i = 0; i < f->drafts.count; i++) {
        draft *d = &f->drafts.items[i];
        bool inside = is_inside(f, i);
        float sure = inside ? d->sure.inside : d->sure.outside;
        if (sure < (inside ? d->least.inside : d->least.outside))
            continue;
        onr_statement s = d->statement;
        s.confidence = heard_confidence(f, sure * d->rest);
        list_push(&f->found, s, f->arena);
    }
}

/* The innermost other statement whose content holds the cue. Of two that hold each other, the first
 * holds the second. */
static void nest(finder *f)
{
    for (size_t i = 0; i < f->found.count; i++) {
        onr_statement *s = &f->found.items[i];
        uint32_t least = UINT32_MAX;
        size_t from = i > WINDOW ? i - WINDOW : 0;
        for (size_t k = from; k < f->found.count && k < i + WINDOW; k++) {
            const onr_statement *o = &f->found.items[k];
            if (k == i || !spans_hold(o->content, s->cue.items[0]))
                continue;
            bool mutual = spans_hold(s->content, o->cue.items[0]);
            uint32_t length = spans_length(o->content);
            if ((mutual && k > i) || length >= least)
                continue;
            least = length;
            s->inside = (int32_t)k;
        }
    }
}

/* Nesting that runs in a circle is cut where it closes. */
static void cut_circles(finder *f)
{
    for (size_t i = 0; i < f->found.count; i++) {
        int32_t at = f->found.items[i].inside;
        for (int steps = 0; at >= 0 && steps < WINDOW; steps++) {
            if (at == (int32_t)i) {
                f->found.items[i].inside = ONR_NO_STATEMENT;
                break;
            }
            at = f->found.items[at].inside;
        }
    }
}

/* "I" in a quotation is who is quoted; "we" too, unless that is one person. */
static void resolve_first_person(finder *f)
{
    for (size_t i = 0; i < f->found.count; i++) {
        onr_statement *s = &f->found.items[i];
        if (s->speaker.count != 1 || s->speaker_entity != ONR_NO_ENTITY)
            continue;
        onr_str who = str_slice(f->text->text, s->speaker.items[0]);
        int32_t outer = s->inside;
        for (int steps = 0;
             outer >= 0 && steps < WINDOW && f->found.items[outer].quote == ONR_QUOTE_INDIRECT;
             steps++)
            outer = f->found.items[outer].inside;
        int32_t said = outer >= 0 ? f->found.items[outer].speaker_entity : ONR_NO_ENTITY;
        if (said == ONR_NO_ENTITY)
            continue;
        bool person = f->entities->items[said].kind == ONR_ENTITY_PERSON;
        if (str_listed(who, "I|me|my") || (!person && str_listed(who, "we|us|our")))
            s->speaker_entity = said;
    }
}

void nesting_find(finder *f)
{
    nest(f);
    cut_circles(f);
    resolve_first_person(f);
}
