#include "attribution/addressee.h"

#include "attribution/act.h"
#include "attribution/phrases.h"
#include "base/span.h"
#include "base/str.h"
#include "language/walk.h"

/* The head of the name that a word is part of: "the Amber [Courier]". */
static int32_t whole_name(const finder *f, int32_t word)
{
    for (int steps = 0; word >= 0 && steps < 4; steps++) {
        const onr_word *w = word_at(f, word);
        bool part = (w->relation == ONR_COMPOUND || w->relation == ONR_FLAT) && w->head >= 0 &&
                    f->reading.name[word] && f->reading.name[word] == f->reading.name[w->head];
        if (!part)
            break;
        word = w->head;
    }
    return word;
}

void addressee_of(const finder *f, onr_statement *s, int32_t who)
{
    who = whole_name(f, who);
    int32_t mark = who >= 0 ? phrase_child(f, who, ONR_CASE) : -1;
    s->addressee = phrase_of_tree(f, who, mark);
    s->addressee_entity = phrase_entity(f, who);
}

void addressee_find(const finder *f, onr_statement *s, int32_t cue, int32_t clause)
{
    static const char told[] = "tell|ask|urge|inform|assure|warn|remind|advise|order|call|press|"
                               "invite|instruct|encourage|beg|implore|promise|want";
    int32_t who = phrase_child(f, cue, ONR_IOBJ);
    if (who < 0 && str_listed(word_at(f, cue)->lemma, told)) {
        bool bare = str_is(word_at(f, cue)->lemma, "want") && phrase_child(f, cue, ONR_XCOMP) < 0;
        who = bare ? -1 : phrase_child(f, cue, ONR_OBJ);
        if (who < 0 && clause >= 0 && s->act == ONR_ACT_DEMAND)
            who = phrase_child(f, clause, ONR_NSUBJ);
    }
    for (int32_t o = phrase_child(f, cue, ONR_OBL); who < 0 && o >= 0;
         o = walk_child(f->text, cue, ONR_OBL, o))
        if (walk_child_listed(f->text, o, "to") >= 0 ||
            (str_is(word_at(f, cue)->lemma, "call") && walk_child_listed(f->text, o, "on") >= 0))
            who = o;
    addressee_of(f, s, who);
}

/* Whether it is somebody, by a name or noun that stands for one, or he or she or they. */
static bool is_somebody(const finder *f, int32_t who)
{
    const onr_word *w = word_at(f, who);
    return w->upos == ONR_PRON ? str_listed(w->form, "he|she|they|He|She|They")
                               : phrase_entity(f, who) != ONR_NO_ENTITY;
}

/* Whether the clause says what its subject must do, which is active in it. */
static bool is_asked_of_subject(const finder *f, int32_t clause)
{
    int32_t who = phrase_child(f, clause, ONR_NSUBJ);
    bool has_to = str_listed(word_at(f, clause)->lemma, "have|need") &&
                  phrase_child(f, clause, ONR_XCOMP) >= 0;
    return who >= 0 && !str_is(word_at(f, who)->subtype, "pass") && is_somebody(f, who) &&
           (has_to || walk_child_listed(f->text, clause, "must|should|ought") >= 0);
}

/* "It is time for the navies to leave": who is to, or -1. */
static int32_t whose_time(const finder *f, int32_t clause)
{
    static const onr_relation ways[] = {ONR_ACL, ONR_ADVCL, ONR_CSUBJ, ONR_XCOMP, ONR_CCOMP};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        int32_t deed = phrase_child(f, clause, ways[i]);
        int32_t who = deed > clause ? phrase_child(f, deed, ONR_NSUBJ) : -1;
        if (who >= 0 && is_somebody(f, who) && walk_child_listed(f->text, deed, "for") >= 0 &&
            walk_child_listed(f->text, deed, "to") >= 0)
            return str_is(word_at(f, clause)->lemma, "time") ? who : -1;
    }
    return -1;
}

int32_t addressee_who_must(const finder *f, const onr_statement *s, int32_t cue)
{
    int32_t whom = phrase_child(f, cue, ONR_OBJ);
    if (whom >= 0 && phrase_child(f, cue, ONR_XCOMP) > whom && is_somebody(f, whom))
        return whom;
    for (size_t i = 0; i < s->content.count; i++) {
        int32_t w = (int32_t)onr_text_word_from(f->text, s->content.items[i].start);
        for (;
             (size_t)w < f->text->word_count && word_at(f, w)->span.end <= s->content.items[i].end;
             w++)
            if (act_is_main(f->text, cue, s->content, w)) {
                int32_t who =
                    is_asked_of_subject(f, w) ? phrase_child(f, w, ONR_NSUBJ) : whose_time(f, w);
                if (who >= 0)
                    return who;
            }
    }
    return -1;
}

int32_t addressee_wanted_from(const finder *f, int32_t cue)
{
    static const char wanted[] = "apology|explanation|answer|assurance|guarantee|clarification|"
                                 "compensation|commitment|response|pledge|reply|help";
    int32_t what = phrase_child(f, cue, ONR_OBJ);
    if (what < cue || !str_listed(word_at(f, what)->lemma, wanted))
        return -1;
    const int32_t heads[] = {what, cue};
    for (size_t i = 0; i < 2; i++)
        for (int32_t c = walk_first(f->text, heads[i]); c >= 0; c = walk_next(f->text, c))
            if (c > what && walk_child_listed(f->text, c, "from") >= 0 && is_somebody(f, c))
                return c;
    return -1;
}

int32_t addressee_called_on(const finder *f, int32_t particle)
{
    int32_t who = particle >= 0 && word_at(f, particle)->relation == ONR_CASE
                      ? word_at(f, particle)->head
                      : -1;
    return who >= 0 && f->reading.name[who] <= ONR_NAME_DATE ? who : -1;
}

int32_t addressee_asked(const finder *f, int32_t cue)
{
    const onr_word *w = word_at(f, cue);
    bool asked =
        w->relation == ONR_ADVCL && w->head > cue && str_is(w->xpos, "VBN") &&
        str_listed(w->lemma, "ask|press|question|quiz|grill|challenge|tell|warn|urge|order|"
                             "advise|instruct|inform|remind") &&
        phrase_child(f, cue, ONR_NSUBJ) < 0;
    int32_t who = asked ? phrase_child(f, w->head, ONR_NSUBJ) : -1;
    return who >= 0 && f->reading.quote_of[w->head] < 0 && f->reading.quote_of[who] < 0 ? who : -1;
}

/* Whether the act gives something, rather than asks it of somebody. */
static bool gives(onr_act act)
{
    return act == ONR_ACT_PROMISE || act == ONR_ACT_PROPOSE || act == ONR_ACT_AGREE ||
           act == ONR_ACT_REFUSE;
}

/* Whether the act may have nothing but whom it is aimed at: "warned the miners". */
static bool is_aimed(onr_act act)
{
    return act == ONR_ACT_DEMAND || act == ONR_ACT_WARN || act == ONR_ACT_THREATEN ||
           act == ONR_ACT_ASK;
}

static bool is_whole_content(const onr_statement *s)
{
    return s->addressee.count == 1 && s->content.count == 1 &&
           s->addressee.items[0].start == s->content.items[0].start &&
           s->addressee.items[0].end == s->content.items[0].end;
}

/* Whether a word of the addressee is the head of the content's clause, or its verb's object. */
static bool is_object(const finder *f, onr_spans addressee, onr_spans content, int32_t clause)
{
    size_t at = onr_text_word_from(f->text, addressee.items[0].start);
    for (; at < f->text->word_count && f->text->words[at].span.end <= addressee.items[0].end;
         at++) {
        const onr_word *w = &f->text->words[at];
        bool leads_out = walk_leads_out(f->text, (int32_t)at, addressee);
        if (leads_out && w->upos == ONR_NOUN && spans_hold(content, w->span) &&
            ((int32_t)at == clause || w->relation == ONR_OBJ))
            return true;
    }
    return false;
}

/* "Said after talks with Karst": whom somebody met before he spoke is not whom he tells it. */
static bool is_met_before(const finder *f, onr_spans addressee)
{
    int32_t first = (int32_t)onr_text_word_from(f->text, addressee.items[0].start),
            with = first - 1;
    return with > 0 && str_listed(word_at(f, with)->form, "with|to") &&
           word_at(f, with - 1)->upos == ONR_NOUN &&
           walk_child_listed(f->text, with - 1, "after|before|following|ahead") >= 0;
}

/* "Lund said, calling on Karst to leave": whom a participle beside the cue asks or blames is not
 * whom it is told. */
static bool is_of_other_verb(const finder *f, const onr_statement *s, int32_t cue)
{
    enum { MOST_STEPS = 8 };
    int32_t at = (int32_t)onr_text_word_from(f->text, s->addressee.items[0].start);
    if (at < cue || spans_hold(s->content, word_at(f, at)->span))
        return false;
    for (int steps = 0; at >= 0 && at != cue && steps < MOST_STEPS; steps++) {
        const onr_word *w = word_at(f, at);
        if (w->relation == ONR_ADVCL && w->head == cue)
            return str_is(w->xpos, "VBG") &&
                   (str_is(w->lemma, "call") || act_typical(w) == ONR_ACT_DEMAND ||
                    act_typical(w) == ONR_ACT_ACCUSE);
        at = w->head;
    }
    return false;
}

void addressee_leave_out_thing(const finder *f, onr_statement *s, int32_t cue, int32_t clause)
{
    if (s->addressee.count == 0)
        return;
    bool thing = is_met_before(f, s->addressee) || is_of_other_verb(f, s, cue) ||
                 (!is_aimed(s->act) && is_whole_content(s)) ||
                 (gives(s->act) && is_object(f, s->addressee, s->content, clause));
    if (thing)
        addressee_of(f, s, -1);
}
