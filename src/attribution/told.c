#include "attribution/told.h"

#include <string.h>

#include "attribution/cues.h"
#include "attribution/passive.h"
#include "attribution/phrases.h"
#include "base/span.h"
#include "base/str.h"
#include "entities/words.h"
#include "language/walk.h"

/* The next child of `head` by one of the relations that a clause or a noun's clause has. */
static int32_t next_clause(const finder *f, int32_t head, int32_t after)
{
    for (int32_t c = after < 0 ? walk_first(f->text, head) : walk_next(f->text, after); c >= 0;
         c = walk_next(f->text, c)) {
        onr_relation relation = word_at(f, c)->relation;
        if (relation == ONR_ADVCL || relation == ONR_ACL || relation == ONR_PARATAXIS)
            return c;
    }
    return -1;
}

/* The child of `head` in an oblique or nominal place whose preposition is one of `marks`, or -1. */
static int32_t with_preposition(const finder *f, int32_t head, const char *marks)
{
    for (int32_t c = walk_first(f->text, head); c >= 0; c = walk_next(f->text, c)) {
        onr_relation relation = word_at(f, c)->relation;
        if (relation != ONR_OBL && relation != ONR_NMOD)
            continue;
        int32_t mark = phrase_child(f, c, ONR_CASE);
        if (mark >= 0 && str_listed(word_at(f, mark)->form, marks))
            return c;
    }
    return -1;
}

/* The noun phrase without clauses that go on about it, its preposition, or what is put beside. */
static onr_spans source_phrase(const finder *f, int32_t head)
{
    int32_t cuts[8];
    size_t count = 0;
    if (head < 0)
        return (onr_spans){0};
    for (int32_t c = walk_first(f->text, head); c >= 0 && count < 8; c = walk_next(f->text, c)) {
        const onr_word *w = word_at(f, c);
        bool aside = w->relation == ONR_CASE || w->relation == ONR_PARATAXIS ||
                     (w->relation == ONR_ACL && str_is(w->subtype, "relcl"));
        if (aside || (w->relation == ONR_ACL && str_listed(w->lemma, "say")))
            cuts[count++] = c;
    }
    return walk_spans(f->text, head, cuts, count, f->arena);
}

/* "Citing two officials", "which cited two officials": what a clause of `head` cites. */
static int32_t cited_in_clause(const finder *f, int32_t head)
{
    for (int32_t c = next_clause(f, head, -1); c >= 0; c = next_clause(f, head, c)) {
        const onr_word *w = word_at(f, c);
        bool cites = str_listed(w->lemma, "cite|quote") && !str_is(w->xpos, "VBN");
        if (cites && phrase_child(f, c, ONR_OBJ) >= 0)
            return phrase_child(f, c, ONR_OBJ);
        /* "As reported by the Daily" */
        if (str_listed(w->lemma, "report|quote|cite|obtain|publish") && str_is(w->xpos, "VBN") &&
            w->relation == ONR_ADVCL)
            return with_preposition(f, c, "by");
    }
    return -1;
}

onr_spans told_on_word_of(const finder *f, int32_t cue)
{
    const onr_word *w = word_at(f, cue);
    if (str_listed(w->lemma, "cite|quote") && w->upos == ONR_VERB) {
        int32_t who = phrase_child(f, cue, ONR_OBJ);
        bool bears = who < 0 || onr_entities_of_word(f->entities, who) != ONR_NO_ENTITY ||
                     word_at(f, who)->upos == ONR_PROPN;
        return str_is(w->lemma, "cite") && bears ? source_phrase(f, who) : (onr_spans){0};
    }
    /* "According to the Daily, quoting two officials" */
    bool according = str_listed(w->form, "according") && w->head >= 0;
    int32_t who = cited_in_clause(f, according ? w->head : cue);
    if (who < 0 && according && word_at(f, w->head)->head >= 0)
        who = cited_in_clause(f, word_at(f, w->head)->head);
    int32_t subject = phrase_child(f, cue, ONR_NSUBJ);
    if (who < 0 && subject >= 0)
        who = cited_in_clause(f, subject);
    /* "Said …, adding …": what is cited is cited for both. */
    if (who < 0 && w->head >= 0 && (w->relation == ONR_CONJ || w->relation == ONR_ADVCL) &&
        word_at(f, w->head)->upos == ONR_VERB && phrase_child(f, cue, ONR_NSUBJ) < 0)
        who = cited_in_clause(f, w->head);
    return source_phrase(f, who);
}

onr_spans told_without_source(const finder *f, const onr_statement *s)
{
    if (s->on_word_of.count == 0 || !spans_hold(s->speaker, s->on_word_of.items[0]))
        return s->speaker;
    int32_t at = (int32_t)onr_text_word_from(f->text, s->on_word_of.items[0].start);
    while (at >= 0 && !str_listed(word_at(f, at)->lemma, "cite|quote"))
        at = word_at(f, at)->head;
    onr_spans clause = phrase_of_tree(f, at, -1);
    if (clause.count == 0)
        return s->speaker;
    onr_span cut = {clause.items[0].start, clause.items[clause.count - 1].end};
    while (cut.start > 0 && strchr(", ", f->text->text.data[cut.start - 1]))
        cut.start--;
    return phrase_leave_out(f, s->speaker, cut);
}

void told_as_quoted(const finder *f, onr_statement *s, int32_t cue)
{
    const onr_word *w = word_at(f, cue);
    bool quoted =
        w->head >= 0 && str_ends(w->form, "ing") && walk_child_listed(f->text, cue, "as") >= 0 &&
        str_listed(word_at(f, w->head)->lemma, "quote|cite|report|paraphrase|recall|remember|"
                                               "describe|portray|depict");
    int32_t who = quoted ? phrase_child(f, w->head, ONR_OBJ) : -1;
    who = quoted && who < 0 ? phrase_child(f, w->head, ONR_IOBJ) : who;
    /* "Was quoted by the Daily as saying" */
    int32_t subject = quoted && who < 0 ? phrase_child(f, w->head, ONR_NSUBJ) : -1;
    who = subject >= 0 && str_is(word_at(f, subject)->subtype, "pass") ? subject : who;
    if (who < 0 || phrase_child(f, cue, ONR_NSUBJ) >= 0)
        return;
    s->speaker = source_phrase(f, who);
    s->speaker_entity = phrase_entity(f, who);
}

static const char occasions[] = "interview|statement|appearance|email|e-mail|remark|comment|letter|"
                                "message|conversation|briefing";

/* "In an interview with the Daily": to whom, from a child of `head`. */
static int32_t told_on_occasion(const finder *f, int32_t head)
{
    for (int32_t c = walk_first(f->text, head); c >= 0; c = walk_next(f->text, c)) {
        const onr_word *w = word_at(f, c);
        if (w->relation == ONR_OBL && str_listed(w->lemma, occasions)) {
            int32_t who = with_preposition(f, c, "with|to");
            int32_t on = who >= 0 ? -1 : with_preposition(f, c, "on");
            /* "In a statement on Friday" */
            bool known = on >= 0 && onr_entities_of_word(f->entities, on) != ONR_NO_ENTITY;
            return known ? on : who;
        }
    }
    return -1;
}

/* "Speaking to the Daily", "quoted by the Daily": to whom, from a clause of `head`. */
static int32_t told_in_clause(const finder *f, int32_t head)
{
    for (int32_t c = next_clause(f, head, -1); c >= 0; c = next_clause(f, head, c)) {
        const onr_word *w = word_at(f, c);
        if (str_listed(w->form, "speaking|talking|writing"))
            return with_preposition(f, c, "to|with");
        if (str_listed(w->form, "quoted|cited|interviewed"))
            return with_preposition(f, c, "by");
    }
    return -1;
}

int32_t told_to(const finder *f, int32_t cue)
{
    int32_t subject = phrase_child(f, cue, ONR_NSUBJ), head = word_at(f, cue)->head;
    if (word_at(f, cue)->upos != ONR_VERB)
        return -1;
    int32_t who = told_on_occasion(f, cue);
    who = who >= 0 ? who : told_in_clause(f, cue);
    if (who < 0 && subject >= 0)
        who = told_in_clause(f, subject);
    bool shares = head >= 0 && word_at(f, cue)->relation == ONR_CONJ && subject < 0;
    return who < 0 && shares ? told_on_occasion(f, head) : who;
}

/* "Promised Kenya two loans": parsers may hang Kenya on the loans, though a number or an article
 * parts them; or take both for objects. Or -1. */
static int32_t receiver_before(const finder *f, int32_t cue, int32_t what)
{
    if (what < 0 || walk_child(f->text, cue, ONR_OBJ, what) >= 0)
        return what;
    for (int32_t c = walk_first(f->text, what); c >= 0 && c + 1 < what; c = walk_next(f->text, c)) {
        onr_upos behind = word_at(f, c + 1)->upos;
        if (word_at(f, c)->upos == ONR_PROPN && (behind == ONR_NUM || behind == ONR_DET))
            return c;
    }
    return -1;
}

int32_t told_receiver(const finder *f, int32_t cue)
{
    int32_t who = phrase_child(f, cue, ONR_IOBJ), what = phrase_child(f, cue, ONR_OBJ);
    /* "Promised doctors to Karst": what alone stands before "to" is promised */
    int32_t to = what < 0 && who >= 0 ? with_preposition(f, cue, "to") : -1;
    bool given =
        to > who && word_at(f, who)->upos == ONR_NOUN && phrase_entity(f, to) != ONR_NO_ENTITY;
    who = given ? to : who;
    who = who >= 0 ? who : receiver_before(f, cue, what);
    who = who >= 0 ? who : with_preposition(f, cue, "to");
    /* "An appeal by the mayor to Karst", with Karst hung on the mayor */
    int32_t by = who < 0 && word_at(f, cue)->upos == ONR_NOUN ? passive_agent(f, cue) : -1;
    who = by >= 0 ? with_preposition(f, by, "to") : who;
    if (who < 0 && what >= 0)
        who = with_preposition(f, what, "to");
    bool somebody = who >= 0 && (phrase_entity(f, who) != ONR_NO_ENTITY ||
                                 noun_is_person(word_at(f, who)->lemma) ||
                                 str_listed(word_at(f, who)->lemma, "side|party"));
    return somebody ? who : -1;
}
