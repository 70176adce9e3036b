/*
 * Finds the statements. Words that the model takes for cues each give a draft: the words around it
 * that it takes for speaker and content, and by rule the rest. Then it is decided which drafts
 * are sure enough, and what stands in what.
 */
#include "attribution/act.h"
#include "attribution/addressee.h"
#include "attribution/blame.h"
#include "attribution/content.h"
#include "attribution/cues.h"
#include "attribution/doubles.h"
#include "attribution/frames.h"
#include "attribution/grammar.h"
#include "attribution/heard.h"
#include "attribution/nesting.h"
#include "attribution/passive.h"
#include "attribution/phrases.h"
#include "attribution/sharing.h"
#include "attribution/sources.h"
#include "attribution/speaker.h"
#include "attribution/told.h"
#include "attribution/voices.h"
#include "base/span.h"
#include "base/str.h"
#include "language/undone.h"
#include "language/walk.h"

/* Words that are less probable cues are not looked at further: no bar of cues.c is lower. Saves
 * time. */
static const float LEAST_SURE = 0.2f;

/* Factor on the confidence of a statement whose speaker is no known entity: fewer of these are
 * wholly right. Chosen with the steps of confidence (train/confidence.py). */
static const float UNRESOLVED = 0.3f;

static float most(certainty c)
{
    return c.outside > c.inside ? c.outside : c.inside;
}

static const char hedges[] = "reportedly|allegedly|apparently|supposedly|purportedly";

static bool is_hedged(const finder *f, int32_t cue)
{
    return str_listed(word_at(f, cue)->form, hedges) ||
           walk_child_listed(f->text, cue, hedges) >= 0;
}

static bool is_unrealised(const finder *f, int32_t cue)
{
    if (walk_child_listed(f->text, cue, "will|would|might|may|could|should|must|'ll|if|can") >= 0 ||
        grammar_shares_modal(f, cue))
        return true;
    const onr_word *w = word_at(f, cue);
    bool infinitive = walk_child_listed(f->text, cue, "to") >= 0;
    return infinitive && (w->relation == ONR_XCOMP || w->relation == ONR_ADVCL);
}

/* "Would only say that he was ill", "could say only that": what somebody did say. */
static bool is_all_he_said(const finder *f, int32_t cue)
{
    return str_listed(word_at(f, cue)->lemma, "say|confirm|comment|admit|acknowledge|reveal") &&
           walk_child_listed(f->text, cue, "would|could") >= 0 &&
           walk_child_listed(f->text, cue, "only") >= 0 &&
           walk_child_listed(f->text, cue, "if|not|n't") < 0 &&
           walk_child(f->text, cue, ONR_ADVCL, -1) < 0;
}

/* Who speaks where no words near the cue name him: whom the heads take for the doer; where that is
 * one who stands in what is said, and so does not say it, the one whom the clause is about. */
static void name_unnamed(const finder *f, onr_statement *s, const finding *g)
{
    int32_t doer = heard_doer(g);
    if (doer >= 0 && phrase_role(g, doer) == ROLE_CONTENT) {
        doer = grammar_goes_with(f, g->cue);
        s->speaker = phrase_of_tree(f, doer, -1);
    }
    s->speaker_entity = phrase_entity(f, doer);
}

/* "Dam accord: Ostrava pledges help": before a colon stands what it is about, if that is a thing
 * which no name tells of and which is no text that speaks. */
static bool is_topic(const finder *f, const onr_statement *s, const finding *g)
{
    static const char texts[] = "report|study|poll|survey|source|paper|document|memo|statement";
    int32_t head = phrase_head_of_role(f, g, ROLE_SOURCE);
    if (!str_is(word_at(f, g->cue)->form, ":") || head < 0 || s->speaker_entity == ONR_NO_ENTITY)
        return false;
    const onr_entity *e = &f->entities->items[s->speaker_entity];
    onr_str label =
        s->speaker.count == 1 ? str_slice(f->text->text, s->speaker.items[0]) : (onr_str){0};
    if (s->quote == ONR_QUOTE_INDIRECT && label.len &&
        str_listed(label, "Parliament|Senate|Council|Congress|Assembly|House|Cabinet"))
        return true; /* where it happens */
    return e->kind == ONR_ENTITY_ORGANISATION && e->known.len == 0 && e->code.len == 0 &&
           word_at(f, head)->upos == ONR_NOUN && !str_listed(word_at(f, head)->lemma, texts);
}

/* Nobody tells himself: words that are taken for both are who speaks behind an active verb ("she
 * asked to see it") and behind a preposition, and else whom it is told ("he is under pressure to
 * leave"). */
static void part_from_addressee(const finder *f, onr_statement *s, int32_t cue)
{
    const onr_word *w = word_at(f, cue);
    bool same = s->speaker.count == 1 && s->addressee.count == 1 &&
                s->speaker.items[0].start == s->addressee.items[0].start &&
                s->speaker.items[0].end == s->addressee.items[0].end;
    /* "To the miners it was a lie" */
    if (w->upos == ONR_ADP && (same || s->speaker.count == 0)) {
        s->speaker = s->addressee;
        s->speaker_entity = s->addressee_entity;
        addressee_of(f, s, -1);
    } else if (same && w->upos == ONR_VERB && !str_is(w->xpos, "VBN")) {
        addressee_of(f, s, -1);
    } else if (same) {
        s->speaker = (onr_spans){0};
        s->speaker_entity = ONR_NO_ENTITY;
    }
}

/* "Wrote “The Salt Road” and “Letters Home”": whether all that is written stands in quotation marks
 * and has a title's capitals. */
static bool is_work(const finder *f, const onr_statement *s, int32_t cue)
{
    enum { SHORT = 3 }; /* letters: "of", "the" */
    bool small = false;
    size_t count = 0;
    if (!str_listed(word_at(f, cue)->lemma, "write|publish|sing|record|read|direct|compose") ||
        phrase_child(f, cue, ONR_OBJ) < 0)
        return false;
    for (size_t i = 0; i < s->content.count; i++) {
        int32_t w = (int32_t)onr_text_word_from(f->text, s->content.items[i].start);
        for (;
             (size_t)w < f->text->word_count && word_at(f, w)->span.end <= s->content.items[i].end;
             w++) {
            const onr_word *word = word_at(f, w);
            bool quoted = f->reading.quote_of[w] >= 0;
            if (word->upos == ONR_PUNCT || (!quoted && word->upos == ONR_CCONJ))
                continue;
            small = small || !quoted || str_listed(word->form, "I|we|you") ||
                    (word->form.len > SHORT && !str_has_capital(word->form));
            count++;
        }
    }
    return count > 1 && !small;
}

/* Whether nothing is said but what parsers part from its noun or verb: "the", "for" in "every
 * guarantee that was asked for". */
static bool is_empty(const finder *f, onr_spans content)
{
    for (size_t i = 0; i < content.count; i++) {
        size_t w = onr_text_word_from(f->text, content.items[i].start);
        for (; w < f->text->word_count && f->text->words[w].span.end <= content.items[i].end; w++) {
            const onr_word *word = &f->text->words[w];
            bool joins = word->upos == ONR_ADP || word->upos == ONR_PUNCT ||
                         word->upos == ONR_CCONJ || word->upos == ONR_PART ||
                         str_listed(word->form, "The|the|A|a|An|an");
            if (!joins)
                return false;
        }
    }
    return true;
}

/* "She was disappointed": whether all that is said is the pronoun for who the cue is about. */
static bool is_own_subject(const finder *f, onr_spans content, int32_t cue)
{
    int32_t who = phrase_child(f, cue, ONR_NSUBJ);
    const onr_word *w = who >= 0 ? word_at(f, who) : NULL;
    return w && w->upos == ONR_PRON && str_is(w->xpos, "PRP") && content.count == 1 &&
           content.items[0].start == w->span.start && content.items[0].end == w->span.end;
}

/* Whether what the cue tells goes to somebody, as a gift does: a promise, an offer, a demand that a
 * noun tells of ("a demand to Karst"). */
static bool is_given(const finder *f, const onr_statement *s, int32_t cue)
{
    return s->act == ONR_ACT_PROMISE || s->act == ONR_ACT_PROPOSE ||
           (s->act == ONR_ACT_DEMAND && word_at(f, cue)->upos == ONR_NOUN);
}

/* "Ida Lund: Why was the gate shut?": what stands behind a label and ends with a question. */
static bool is_question(const finder *f, const onr_statement *s, int32_t cue)
{
    if (!str_is(word_at(f, cue)->form, ":"))
        return false;
    size_t last = onr_text_word_from(f->text, s->content.items[s->content.count - 1].end);
    while (last-- > (size_t)cue + 1 && str_is(f->text->words[last].xpos, "''"))
        ;
    return str_find(f->text->words[last].form, ONR_STR("?"), 0) != SIZE_MAX;
}

/* Whom the grammar says it is told, where nothing else has: who is no part of what is said. */
static void complete_addressee(const finder *f, onr_statement *s, const finding *g)
{
    if (s->act == ONR_ACT_DEMAND &&
        (passive_agent(f, g->cue) >= 0 || act_moves_subject(f->text, g->cue)))
        addressee_of(f, s, passive_subject(f, g->cue));
    int32_t asked = addressee_asked(f, g->cue);
    if (asked >= 0)
        addressee_of(f, s, asked);
    int32_t informed = passive_informed(f, g->cue);
    if (informed >= 0)
        addressee_of(f, s, informed);
    if (s->addressee.count == 0)
        addressee_of(f, s, act_warned_against(f->text, g->cue));
    if (s->addressee.count == 0)
        addressee_of(f, s, told_to(f, g->cue));
    if (s->addressee.count == 0)
        addressee_of(f, s, passive_receiver(f, g->cue));
    if (s->addressee.count == 0 && is_given(f, s, g->cue))
        addressee_of(f, s, told_receiver(f, g->cue));
    /* "An envoy, asked by the Daily whether it was so" */
    const onr_word *cue = word_at(f, g->cue);
    if (cue->relation == ONR_ACL && spans_hold(s->addressee, cue->span))
        s->addressee = phrase_of_tree(f, cue->head, g->cue);
    part_from_addressee(f, s, g->cue);
    if (s->addressee.count == 0 && s->act == ONR_ACT_DEMAND)
        addressee_of(f, s, addressee_called_on(f, g->particle));
    if (s->addressee.count == 0 && s->act == ONR_ACT_DEMAND)
        addressee_of(f, s, addressee_wanted_from(f, g->cue));
    if (s->addressee.count == 0 && s->act == ONR_ACT_DEMAND)
        addressee_of(f, s, addressee_who_must(f, s, g->cue));
    s->content = content_without_addressee(f, s, g->cue);
    /* he may have been all of it that was not quoted */
    s->quote = content_kind(f, s->content);
}

/* The statement of a cue, from the roles around it. One without content is left out. */
static void add_draft(finder *f, const finding *g)
{
    onr_statement s = {.speaker_entity = ONR_NO_ENTITY,
                       .addressee_entity = ONR_NO_ENTITY,
                       .inside = ONR_NO_STATEMENT,
                       .confidence = most(g->sure)};
    int32_t clause = phrase_head_of_role(f, g, ROLE_CONTENT);
    s.cue = cue_spans(f, g->cue, g->particle);
    s.content = content_with_antecedent(f, content_find(f, g), g->cue);
    s.content = content_with_question(f, s.content, g->cue);
    if (g->particle > g->cue + 1 && s.cue.count == 1) /* "gave the green light" */
        s.content = phrase_leave_out(f, s.content, s.cue.items[0]);
    if (s.content.count == 0 || s.cue.count == 0 || is_empty(f, s.content) ||
        is_own_subject(f, s.content, g->cue) || is_work(f, &s, g->cue))
        return;
    s.quote = content_kind(f, s.content);
    speaker_find(f, &s, g);
    if (is_topic(f, &s, g))
        return;
    told_as_quoted(f, &s, g->cue);
    s.act =
        act_find(f->text, g->cue, s.content, clause, act_typical(word_at(f, g->cue)), &s.negated);
    if (s.act == ONR_ACT_STATE && blame_is_told(f, &s, g->cue))
        s.act = ONR_ACT_ACCUSE;
    s.content = content_with_party(f, &s, g);
    s.hedged = is_hedged(f, g->cue);
    s.unrealised = is_unrealised(f, g->cue);
    s.on_word_of = told_on_word_of(f, g->cue);
    s.speaker = told_without_source(f, &s);
    float rest = 1.0f;
    if (g->is_heard) {
        if (s.speaker.count == 0)
            name_unnamed(f, &s, g);
        bool named = s.speaker_entity != ONR_NO_ENTITY || s.speaker.count == 0;
        rest = heard_nature(f, &s, g) * heard_content(g) * (named ? 1.0f : UNRESOLVED);
        addressee_of(f, &s, heard_addressee(g));
        addressee_leave_out_thing(f, &s, g->cue, clause);
    } else {
        addressee_find(f, &s, g->cue, clause);
    }
    if (is_question(f, &s, g->cue))
        s.act = ONR_ACT_ASK;
    int32_t making = speaker_making(f, g->cue);
    s.negated = s.negated || undone_is(f->text, g->cue) || undone_by_nobody(f->text, g->cue) ||
                (making >= 0 && walk_is_negated(f->text, making));
    /* "Will not say": what makes the act a refusal does not take it back. */
    if (s.act == ONR_ACT_REFUSE && act_typical(word_at(f, g->cue)) != ONR_ACT_REFUSE)
        s.negated = false;
    /* "Should stay and demand": a modal that is said once holds for both. */
    s.unrealised = (s.unrealised || grammar_shares_modal(f, g->cue)) &&
                   !frame_is_wished(f, g->cue) && !is_all_he_said(f, g->cue);
    complete_addressee(f, &s, g);
    draft d = {s, g->cue, g->sure, cue_sure_enough(f, g), rest, g->is_heard, false};
    list_push(&f->drafts, d, f->arena);
}

static void find_at(finder *f, int32_t word)
{
    certainty sure = frame_certainty(f, word);
    if (most(sure) < LEAST_SURE || cue_is_citing(word_at(f, word)) || cue_is_plea(f, word))
        return;
    onr_scratch scratch = onr_scratch_begin(f->arena);
    finding g = {.cue = word,
                 .particle = cue_particle(f, word),
                 .at = features_window(&f->reading, word),
                 .sure = sure};
    view v;
    g.is_heard = heard_at(&g.heard, f, word, scratch.arena);
    if (g.is_heard)
        g.at = heard_widen(f, &g.heard, g.at);
    g.scores = g.is_heard ? heard_roles(&g.heard, g.at, scratch.arena) : NULL;
    g.is_heard = g.scores != NULL;
    uint8_t *roles = NULL;
    int32_t agent = passive_agent(f, word);
    if (features_view(&v, &f->reading, g.at, scratch.arena))
        roles = model_roles(&f->model, &v, g.scores, scratch.arena);
    if (roles && agent >= 0) {
        passive_give(f, roles, g.at, agent);
        grammar_end_with_noun(f, roles, g.at);
    } else if (roles)
        grammar_mend(f, roles, g.at);
    g.roles = roles;
    if (roles && g.is_heard)
        sources_settle(f, &g, roles);
    if (roles && agent < 0) {
        grammar_give_participle(f, roles, g.at);
        passive_leave_subject(f, roles, g.at);
        sources_leave_facing(f, roles, g.at);
    }
    if (roles && agent < 0)
        passive_take_subject(f, roles, g.at);
    if (g.roles)
        add_draft(f, &g);
    onr_scratch_end(&scratch);
}

static onr_notes tell_open(onr_spans quotes, onr_arena *arena)
{
    list(onr_note) notes = {0};
    for (size_t i = 0; i < quotes.count; i++) {
        onr_note note = {"attribution", quotes.items[i].start, quotes.items[i].end,
                         ONR_STR("a quotation that is not closed: it may end elsewhere")};
        list_push(&notes, note, arena);
    }
    return (onr_notes){notes.items, notes.count};
}

bool onr_attribution_find(onr_statements *out, onr_notes *notes, const onr_text *text,
                          const onr_entities *entities, onr_arena *arena, onr_error *err)
{
    finder f = {.text = text, .entities = entities, .model = model_learnt(), .arena = arena};
    if (!reading_build(&f.reading, text, arena))
        return arena_fail(err, "find statements");
    for (int32_t i = 0; !onr_arena_full(arena) && i < (int32_t)text->word_count; i++)
        if (features_is_candidate(&text->words[i]))
            find_at(&f, i);
    doubles_leave_out(&f);
    speaker_leave_out_clauses(&f);
    sharing_settle(&f);
    voices_find(&f);
    nesting_keep_sure(&f);
    nesting_find(&f);
    *out = (onr_statements){f.found.items, f.found.count};
    *notes = tell_open(f.reading.open_quotes, arena);
    return !onr_arena_full(arena) || arena_fail(err, "find statements");
}

const char *onr_quote_name(onr_quote quote)
{
    static const char *const names[] = {"direct", "indirect", "mixed"};
    return names[quote];
}
