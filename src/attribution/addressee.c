#include "attribution/addressee.h"

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

bool addressee_is_thing(const finder *f, const onr_statement *s, int32_t who, int32_t clause)
{
    if (who < 0 || word_at(f, who)->upos != ONR_NOUN ||
        !spans_hold(s->content, word_at(f, who)->span))
        return false;
    bool gives = s->act == ONR_ACT_PROMISE || s->act == ONR_ACT_PROPOSE ||
                 s->act == ONR_ACT_AGREE || s->act == ONR_ACT_REFUSE;
    return gives && (who == clause || word_at(f, who)->relation == ONR_OBJ);
}
