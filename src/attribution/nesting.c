#include "attribution/nesting.h"

#include "attribution/act.h"
#include "attribution/heard.h"
#include "attribution/phrases.h"
#include "base/span.h"
#include "base/str.h"
#include "language/walk.h"

/* How many statements back and ahead the one that another stands in is looked for. */
enum { WINDOW = 64 };

/* A statement with this confidence counts as one that others may stand in. Set by hand with the
 * bars of cues.c. */
static const float SURE = 0.45f;

/* A verb that names an act and stands in no content is a cue where it is this probable that it is
 * one, outside or inside, and so probable outside. */
static const float EITHER = 0.95f, PERHAPS = 0.2f;

/* What stands in a content is a cue where it is this probable as one, whichever: a clause without
 * "that" looks to the network as those outside do. Read off the pages that the heads learnt. */
static const float WHICHEVER = 0.75f;

/* What a cue stands in. */
typedef enum place { OUTSIDE, INSIDE, TOLD } place;

/* Cues in what somebody writes or says at length (TOLD) are read as those outside are, or as those
 * inside. */
static place place_of(const finder *f, size_t i)
{
    size_t from = i > WINDOW ? i - WINDOW : 0;
    const draft *d = &f->drafts.items[i];
    place found = OUTSIDE;
    if (reading_in_speech(&f->reading, d->cue))
        return INSIDE;
    for (size_t k = from; k < f->drafts.count && k < i + WINDOW; k++) {
        const onr_statement *o = &f->drafts.items[k].statement;
        if (k == i || o->confidence < SURE || !spans_hold(o->content, d->statement.cue.items[0]))
            continue;
        if (!f->drafts.items[k].is_layout)
            return INSIDE;
        found = TOLD;
    }
    return found == OUTSIDE && f->answers && f->answers[d->cue] ? TOLD : found;
}

/* Whether the cue is a verb that names an act of its own subject's: "Lund rejected the report". */
static bool is_named_act(const finder *f, int32_t cue)
{
    const onr_word *w = word_at(f, cue);
    int32_t who = phrase_child(f, cue, ONR_NSUBJ);
    return w->upos == ONR_VERB && act_is_known(w) && act_typical(w) != ONR_ACT_STATE &&
           act_typical(w) != ONR_ACT_THINK && who >= 0 && phrase_entity(f, who) != ONR_NO_ENTITY;
}

/* Whether it is the verb of its sentence, by which somebody tells that something is so. */
static bool is_plain_telling(const finder *f, int32_t cue)
{
    const onr_word *w = word_at(f, cue);
    int32_t who = phrase_child(f, cue, ONR_NSUBJ), what = phrase_child(f, cue, ONR_CCOMP);
    return w->upos == ONR_VERB && w->relation == ONR_ROOT && str_listed(w->xpos, "VBD|VBZ") &&
           act_is_known(w) && act_typical(w) == ONR_ACT_STATE && who >= 0 && who < cue &&
           phrase_entity(f, who) != ONR_NO_ENTITY && what > cue &&
           walk_child_listed(f->text, what, "that") >= 0 && f->reading.quote_of[cue] < 0;
}

/* How sure the draft is as a statement; 0: not enough. */
static float certainty_of(const finder *f, size_t i)
{
    const draft *d = &f->drafts.items[i];
    place at = place_of(f, i);
    bool is_either = at == OUTSIDE && d->sure.outside + d->sure.inside >= EITHER &&
                     d->sure.outside >= PERHAPS && is_named_act(f, d->cue);
    if (is_either)
        return d->sure.outside > d->least.outside ? d->sure.outside : d->least.outside;
    float whichever = d->sure.outside + d->sure.inside;
    if (at == OUTSIDE && d->sure.outside < d->least.outside && whichever >= EITHER &&
        is_plain_telling(f, d->cue))
        return whichever < 1.0f ? whichever : 1.0f;
    if (at == INSIDE && d->is_heard && d->sure.inside < d->least.inside && whichever >= WHICHEVER)
        return whichever < 1.0f ? whichever : 1.0f;
    bool is_out = at != INSIDE && d->sure.outside >= d->least.outside;
    bool is_in = at != OUTSIDE && d->sure.inside >= d->least.inside;
    return is_out ? d->sure.outside : is_in ? d->sure.inside : 0.0f;
}

void nesting_keep_sure(finder *f)
{
    for (size_t i = 0; i < f->drafts.count; i++) {
        draft *d = &f->drafts.items[i];
        float sure = certainty_of(f, i);
        if (sure <= 0.0f)
            continue;
        onr_statement s = d->statement;
        s.confidence = heard_confidence(f, sure * d->rest);
        list_push(&f->found, s, f->arena);
        list_push(&f->is_told, d->is_layout, f->arena);
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

/* Whom the words of a speaker name beside who speaks, from a noun like "spokesman" on: "Pentagon
 * spokesman Jan Moe" speaks for the Pentagon; ONR_NO_ENTITY: for nobody that is named. */
static int32_t spoken_for(const finder *f, const onr_statement *s)
{
    int32_t found = ONR_NO_ENTITY;
    bool speaks_for = false;
    for (size_t p = 0; p < s->speaker.count; p++)
        for (size_t w = onr_text_word_from(f->text, s->speaker.items[p].start);
             w < f->text->word_count && f->text->words[w].span.end <= s->speaker.items[p].end;
             w++) {
            int32_t e = onr_entities_of_word(f->entities, (int32_t)w);
            speaks_for = speaks_for ||
                         str_listed(f->text->words[w].lemma, "spokesman|spokeswoman|spokesperson");
            if (found == ONR_NO_ENTITY && e != s->speaker_entity && e != ONR_NO_ENTITY &&
                f->entities->items[e].kind != ONR_ENTITY_PERSON)
                found = e;
        }
    return speaks_for ? found : ONR_NO_ENTITY;
}

/* For whom that person speaks in one of the statements nearby, up to this one. */
static int32_t principal_of(const finder *f, int32_t person, size_t i)
{
    size_t from = i > WINDOW ? i - WINDOW : 0;
    for (size_t k = i + 2 < f->found.count ? i + 2 : f->found.count; k-- > from;) {
        const onr_statement *s = &f->found.items[k];
        int32_t e = s->speaker_entity == person ? spoken_for(f, s) : ONR_NO_ENTITY;
        if (e != ONR_NO_ENTITY)
            return e;
    }
    return ONR_NO_ENTITY;
}

/* The state that somebody of its government or army speaks for, if it is one of the first that the
 * page names, which are looked through for each "we"; or nobody. */
static int32_t state_of(const finder *f, int32_t person)
{
    enum { STATE = 3 /* bytes of a code that tell the state */, MOST = 256 };
    onr_str code = f->entities->items[person].code;
    bool serves = str_ends(code, "GOV") || str_ends(code, "MIL");
    for (size_t e = 0; serves && code.len == 2 * STATE && e < f->entities->count && e < MOST; e++) {
        const onr_entity *other = &f->entities->items[e];
        if (other->kind == ONR_ENTITY_STATE && other->code.len >= STATE &&
            memcmp(other->code.data, code.data, STATE) == 0)
            return (int32_t)e;
    }
    return ONR_NO_ENTITY;
}

static bool is_told(const finder *f, int32_t statement)
{
    return (size_t)statement < f->is_told.count && f->is_told.items[statement];
}

/* Whether the words of a statement are given as they were spoken, in part at least. */
static bool is_spoken(const finder *f, int32_t statement)
{
    return f->found.items[statement].quote != ONR_QUOTE_INDIRECT || is_told(f, statement);
}

/* The innermost statement around `s` that is one; -1: there is none. */
static int32_t innermost(const finder *f, const onr_statement *s,
                         bool (*is_one)(const finder *f, int32_t statement))
{
    int32_t outer = s->inside;
    for (int steps = 0; outer >= 0 && steps < WINDOW; steps++) {
        if (is_one(f, outer))
            return outer;
        outer = f->found.items[outer].inside;
    }
    return -1;
}

/* "I" in a quotation is who is quoted. "We" is, too, unless that is one person: of such it is whom
 * they speak for, or as it was, or the state that one serves, or that person. Nobody speaks of
 * himself as "he" in his own words.
 */
static void resolve_pronouns(finder *f)
{
    for (size_t i = 0; i < f->found.count; i++) {
        onr_statement *s = &f->found.items[i];
        int32_t outer = s->speaker.count == 1 ? innermost(f, s, is_spoken) : -1;
        int32_t said = outer >= 0 ? f->found.items[outer].speaker_entity : ONR_NO_ENTITY;
        if (said == ONR_NO_ENTITY)
            continue;
        onr_str who = str_slice(f->text->text, s->speaker.items[0]);
        bool person = f->entities->items[said].kind == ONR_ENTITY_PERSON;
        bool all = f->found.items[outer].quote == ONR_QUOTE_DIRECT || is_told(f, outer);
        if (str_listed(who, "I|me|my") || (!person && str_listed(who, "we|us|our"))) {
            s->speaker_entity = said;
        } else if (str_listed(who, "we|us|our")) {
            int32_t principal = principal_of(f, said, (size_t)outer);
            bool open = s->speaker_entity == ONR_NO_ENTITY ||
                        f->entities->items[s->speaker_entity].kind == ONR_ENTITY_PERSON;
            if (principal == ONR_NO_ENTITY && open)
                principal = state_of(f, said);
            if (principal != ONR_NO_ENTITY)
                s->speaker_entity = principal;
            else if (open)
                s->speaker_entity = said; /* another person is no "we" */
        } else if (all && s->speaker_entity == said && str_listed(who, "he|she")) {
            s->speaker_entity = ONR_NO_ENTITY;
        }
    }
}

static bool is_turn(const finder *f, int32_t statement)
{
    onr_span cue = f->found.items[statement].cue.items[0];
    return is_told(f, statement) && str_listed(str_slice(f->text->text, cue), ":|Q.|A.");
}

/* To whom a turn is said: who takes the next one where it asks, else who had the one before. */
static int32_t spoken_to(const finder *f, int32_t turn)
{
    int32_t step = f->found.items[turn].act == ONR_ACT_ASK ? 1 : -1;
    for (int32_t k = turn + step;
         k >= 0 && (size_t)k < f->found.count && k <= turn + WINDOW && k + WINDOW >= turn;
         k += step)
        if (is_turn(f, k)) {
            int32_t other = f->found.items[k].speaker_entity;
            return other == f->found.items[turn].speaker_entity ? ONR_NO_ENTITY : other;
        }
    return ONR_NO_ENTITY;
}

static bool is_you(const finder *f, onr_spans words)
{
    return words.count == 1 && str_listed(str_slice(f->text->text, words.items[0]), "you");
}

/* The first "you" or "your" of what is said; empty where there is none. */
static onr_spans you_in(const finder *f, onr_spans content)
{
    for (size_t i = 0; i < content.count; i++) {
        size_t w = onr_text_word_from(f->text, content.items[i].start);
        for (; w < f->text->word_count && f->text->words[w].span.end <= content.items[i].end; w++)
            if (str_listed(f->text->words[w].form, "you|your|You|Your"))
                return phrase_of_span(f, f->text->words[w].span);
    }
    return (onr_spans){0};
}

/* A turn that asks is put to whom it calls "you". */
static void ask_you(finder *f)
{
    for (size_t i = 0; i < f->found.count; i++) {
        onr_statement *s = &f->found.items[i];
        int32_t whom = is_turn(f, (int32_t)i) && s->act == ONR_ACT_ASK && s->addressee.count == 0
                           ? spoken_to(f, (int32_t)i)
                           : ONR_NO_ENTITY;
        if (whom == ONR_NO_ENTITY)
            continue;
        s->addressee = you_in(f, s->content);
        s->addressee_entity = s->addressee.count ? whom : ONR_NO_ENTITY;
    }
}

/* "You" in a conversation is to whom the turn is said. */
static void resolve_you(finder *f)
{
    for (size_t i = 0; i < f->found.count; i++) {
        onr_statement *s = &f->found.items[i];
        bool speaks = is_you(f, s->speaker), is_told_it = is_you(f, s->addressee);
        int32_t turn = speaks || is_told_it ? innermost(f, s, is_turn) : -1;
        if (turn < 0)
            continue;
        if (speaks)
            s->speaker_entity = spoken_to(f, turn);
        if (is_told_it)
            s->addressee_entity = spoken_to(f, turn);
    }
}

/* Whether a cue in what is quoted begins its sentence without a subject: "Still hoping to win", but
 * not "Consider it" nor "Asked about it". */
static bool leaves_out_subject(const finder *f, onr_span cue)
{
    int32_t i = (int32_t)onr_text_word_from(f->text, cue.start);
    const onr_word *w = word_at(f, i);
    bool top = w->head < 0 || word_at(f, w->head)->sentence != w->sentence;
    bool done = str_is(w->xpos, "VBN") || str_is(w->xpos, "VB");
    bool helped = walk_child_listed(f->text, i, "have|did") >= 0;
    return top && (w->upos == ONR_VERB || w->upos == ONR_ADJ) && !str_is(w->xpos, "VBP") &&
           (!done || helped) && walk_child(f->text, i, ONR_NSUBJ, -1) < 0;
}

/* Who is quoted leaves himself out where he begins with what he does. */
static void give_left_out(finder *f)
{
    for (size_t i = 0; i < f->found.count; i++) {
        onr_statement *s = &f->found.items[i];
        bool nobody = s->speaker.count == 0 && s->speaker_entity == ONR_NO_ENTITY;
        int32_t outer = nobody ? innermost(f, s, is_spoken) : -1;
        if (outer < 0 || f->found.items[outer].quote != ONR_QUOTE_DIRECT ||
            !leaves_out_subject(f, s->cue.items[0]))
            continue;
        s->speaker = f->found.items[outer].speaker;
        s->speaker_entity = f->found.items[outer].speaker_entity;
    }
}

/* "From the union: “We demand a meeting.”": what a speaker does within his own words he does by
 * them, where the layout alone tells that he speaks. */
static void take_own_act(finder *f)
{
    for (size_t i = 0; i < f->found.count; i++) {
        const onr_statement *s = &f->found.items[i];
        onr_statement *outer = s->inside >= 0 ? &f->found.items[s->inside] : NULL;
        if (outer && is_told(f, s->inside) && outer->act != ONR_ACT_ASK &&
            outer->speaker_entity != ONR_NO_ENTITY && s->speaker_entity == outer->speaker_entity &&
            !s->negated && !s->unrealised && act_prevails(s->act, outer->act))
            outer->act = s->act;
    }
}

void nesting_find(finder *f)
{
    nest(f);
    cut_circles(f);
    give_left_out(f);
    resolve_pronouns(f);
    ask_you(f);
    resolve_you(f);
    take_own_act(f);
}
