/*
 * Decides by the tree alone: of a cue in the passive, and of a noun, the speaker is who stands
 * behind "by", and no part of the content, whatever the words around it look like.
 */
#include "attribution/passive.h"

#include "attribution/act.h"
#include "attribution/phrases.h"
#include "base/str.h"
#include "entities/words.h"
#include "language/walk.h"

/* Of "was condemned by Karst and welcomed by Ostrava" the first passive, which the second shares
 * its subject with; -1: the cue is no such second. */
static int32_t first_passive(const finder *f, int32_t cue)
{
    const onr_word *w = word_at(f, cue);
    if (w->relation != ONR_CONJ || w->head < 0 || !str_is(word_at(f, w->head)->xpos, "VBN") ||
        phrase_child(f, cue, ONR_NSUBJ) >= 0 || phrase_child(f, cue, ONR_AUX_REL) >= 0)
        return -1;
    int32_t aux = phrase_child(f, w->head, ONR_AUX_REL);
    while (aux >= 0 && !str_is(word_at(f, aux)->subtype, "pass"))
        aux = walk_child(f->text, w->head, ONR_AUX_REL, aux);
    return aux >= 0 ? w->head : -1;
}

/* Whether a participle can stand without an auxiliary: about a noun, or beside a clause, where it
 * has no subject. */
static bool may_be_bare(const finder *f, int32_t cue)
{
    onr_relation way = word_at(f, cue)->relation;
    return way == ONR_ACL || ((way == ONR_ADVCL || way == ONR_CCOMP || way == ONR_PARATAXIS) &&
                              phrase_child(f, cue, ONR_NSUBJ) < 0);
}

static bool is_passive(const finder *f, int32_t cue)
{
    const onr_word *w = word_at(f, cue);
    bool bare = may_be_bare(f, cue);
    if (!str_is(w->xpos, "VBN"))
        return false;
    if (first_passive(f, cue) >= 0)
        return true;
    for (int32_t c = walk_first(f->text, cue); c >= 0; c = walk_next(f->text, c)) {
        const onr_word *child = word_at(f, c);
        if (str_is(child->subtype, "pass"))
            return true;
        bare = bare && child->relation != ONR_AUX_REL;
    }
    return bare;
}

/* Whether a word can be somebody who speaks: "by Friday", "by a margin", "by a vote of" are not. */
static bool is_somebody(const finder *f, int32_t word)
{
    const onr_word *w = word_at(f, word);
    bool dated = f->reading.name[word] > ONR_NAME_DATE;
    if (dated || str_listed(word_at(f, word)->lemma, "vote|ballot|acclamation|consensus"))
        return false;
    int32_t whose = phrase_child(f, word, ONR_NMOD); /* "by the farmers’ alliance" */
    bool owned =
        whose >= 0 && str_is(word_at(f, whose)->subtype, "poss") &&
        (phrase_entity(f, whose) != ONR_NO_ENTITY || noun_is_person(word_at(f, whose)->lemma));
    bool counted = phrase_child(f, word, ONR_NUMMOD) >= 0; /* "by three percent" */
    return owned || (str_is(w->subtype, "agent") && !counted) ||
           phrase_entity(f, word) != ONR_NO_ENTITY || w->upos == ONR_PROPN || w->upos == ONR_PRON ||
           str_is(w->xpos, "NNS");
}

/* Who stands behind that preposition among the children of `head` by that relation. */
static int32_t behind(const finder *f, int32_t head, onr_relation way, const char *preposition)
{
    for (int32_t o = phrase_child(f, head, way); o >= 0; o = walk_child(f->text, head, way, o))
        if (o > head && walk_child_listed(f->text, o, preposition) >= 0 && is_somebody(f, o))
            return o;
    return -1;
}

/* Whether what the noun names comes from who says it. */
static bool is_sent(const onr_word *noun)
{
    return str_listed(noun->lemma, "request|demand|appeal|plea|call|offer|proposal|invitation|"
                                   "warning|threat|promise|assurance|complaint|claim|report|"
                                   "allegation|accusation|criticism|denial|statement");
}

/* "Claims made by Karst": the participle that tells who made them; or -1. */
static int32_t maker_clause(const finder *f, int32_t noun)
{
    static const char making[] = "make|issue|publish|spread|voice|raise|level|air";
    int32_t made = word_at(f, noun)->upos == ONR_NOUN ? phrase_child(f, noun, ONR_ACL) : -1;
    while (made >= 0 &&
           !(str_is(word_at(f, made)->xpos, "VBN") && str_listed(word_at(f, made)->lemma, making)))
        made = walk_child(f->text, noun, ONR_ACL, made);
    return made;
}

/* Whether the word has an infinitive behind it: "to resign". */
static bool has_infinitive(const finder *f, int32_t word)
{
    for (int32_t c = phrase_child(f, word, ONR_ACL); c >= 0;
         c = walk_child(f->text, word, ONR_ACL, c))
        if (c > word && str_is(word_at(f, c)->xpos, "VB") &&
            walk_child_listed(f->text, c, "to") >= 0)
            return true;
    return false;
}

/* "The refusal of the mayor to resign": whose act it is that the infinitive tells of; or -1. */
static int32_t possessor_of(const finder *f, int32_t cue)
{
    int32_t who = behind(f, cue, ONR_NMOD, "of");
    bool told = who >= 0 && (has_infinitive(f, cue) || has_infinitive(f, who));
    return told && phrase_entity(f, who) != ONR_NO_ENTITY ? who : -1;
}

int32_t passive_label(const finder *f, int32_t cue)
{
    static const onr_relation labels[] = {ONR_XCOMP, ONR_OBJ};
    for (size_t i = 0; is_passive(f, cue) && i < 2; i++)
        if (phrase_child(f, cue, labels[i]) >= 0)
            return phrase_child(f, cue, labels[i]);
    static const onr_relation behind_as[] = {ONR_OBL, ONR_ADVCL};
    for (size_t i = 0; is_passive(f, cue) && i < 2; i++)
        for (int32_t o = phrase_child(f, cue, behind_as[i]); o >= 0;
             o = walk_child(f->text, cue, behind_as[i], o))
            if (o > cue && walk_child_listed(f->text, o, "as") >= 0)
                return o;
    return -1;
}

int32_t passive_agent(const finder *f, int32_t cue)
{
    /* "The demand by Karst", "a request from Karst" */
    if (word_at(f, cue)->upos == ONR_NOUN) {
        int32_t who = behind(f, cue, ONR_NMOD, "by");
        if (who < 0 && maker_clause(f, cue) >= 0)
            return behind(f, maker_clause(f, cue), ONR_OBL, "by");
        if (who < 0 && is_sent(word_at(f, cue)))
            who = behind(f, cue, ONR_NMOD, "from");
        return who >= 0 ? who : possessor_of(f, cue);
    }
    int32_t agent = is_passive(f, cue) ? behind(f, cue, ONR_OBL, "by") : -1;
    /* "was called a theft by farmers", "accused of theft by farmers": parsers hang the farmers on
     * the theft */
    int32_t label = agent < 0 ? passive_label(f, cue) : -1;
    int32_t what = agent < 0 && label < 0 && is_passive(f, cue)
                       ? phrase_oblique(f, cue, "of|for|over")
                       : label;
    if (what < 0)
        return agent;
    /* "described as biased by Karst" */
    bool is_biased = word_at(f, what)->relation == ONR_ADVCL;
    return behind(f, what, is_biased ? ONR_OBL : ONR_NMOD, "by");
}

int32_t passive_subject(const finder *f, int32_t cue)
{
    int32_t first = first_passive(f, cue), verb = first >= 0 ? first : cue;
    int32_t subject = phrase_child(f, verb, ONR_NSUBJ), above = word_at(f, verb)->head;
    bool shares = subject < 0 && word_at(f, verb)->relation != ONR_ACL && may_be_bare(f, verb) &&
                  is_passive(f, verb) && above >= 0;
    return shares ? phrase_child(f, above, ONR_NSUBJ) : subject;
}

int32_t passive_receiver(const finder *f, int32_t cue)
{
    static const char gives[] = "promise|offer|guarantee|pledge|grant|refuse|deny";
    if (!str_listed(word_at(f, cue)->lemma, gives) || !is_passive(f, cue))
        return -1;
    int32_t subject = passive_subject(f, cue);
    bool stands_for = subject >= 0 && str_listed(word_at(f, subject)->form, "it|It|there|There");
    bool given =
        phrase_child(f, cue, ONR_OBJ) >= 0 || (!stands_for && phrase_child(f, cue, ONR_CCOMP) >= 0);
    return given ? subject : -1;
}

/* "Falk “was told that …,” Lund said": whoever stands right before the auxiliary, whatever the tree
 * made of the marks; or -1. */
static int32_t before_auxiliary(const finder *f, int32_t cue)
{
    int32_t at = phrase_child(f, cue, ONR_AUX_REL) - 1;
    while (at >= 0 && word_at(f, at)->upos == ONR_PUNCT && f->reading.quote_of[at] >= 0)
        at--;
    bool names = at >= 0 && (word_at(f, at)->upos == ONR_NOUN ||
                             word_at(f, at)->upos == ONR_PROPN || word_at(f, at)->upos == ONR_PRON);
    return names ? at : -1;
}

int32_t passive_informed(const finder *f, int32_t cue)
{
    bool tells = str_listed(word_at(f, cue)->lemma, "tell|inform|notify|alert|assure|remind|warn");
    if (!tells || !is_passive(f, cue) ||
        (phrase_child(f, cue, ONR_CCOMP) < 0 && phrase_child(f, cue, ONR_XCOMP) < 0))
        return -1;
    int32_t subject = passive_subject(f, cue);
    if (subject < 0 || subject > cue)
        subject = before_auxiliary(f, cue);
    return subject >= 0 && str_listed(word_at(f, subject)->form, "it|It|there|There") ? -1
                                                                                      : subject;
}

/* Whether the word is of the noun that a passive names something, without what goes on about it. */
static bool is_named(const finder *f, int32_t word, int32_t named)
{
    int32_t about = named >= 0 ? phrase_child(f, named, ONR_ACL) : -1;
    return named >= 0 && walk_within(f->text, word, named) &&
           !(about >= 0 && walk_within(f->text, word, about));
}

/* "Fighters believed to be near": only of others is it said so, whatever the tree looks like. */
static bool is_believed_to(const finder *f, int32_t cue)
{
    return cue + 1 < (int32_t)f->text->word_count &&
           str_listed(word_at(f, cue)->form, "thought|believed|said|supposed|known|reported") &&
           str_is(word_at(f, cue + 1)->xpos, "TO");
}

bool passive_is_under_fire(const finder *f, int32_t cue)
{
    int32_t under = phrase_oblique(f, cue, "under");
    return under > cue && str_listed(word_at(f, under)->lemma, "fire|attack|criticism|scrutiny");
}

void passive_leave_subject(const finder *f, uint8_t *roles, window at)
{
    static const char of_others[] =
        "tell|ask|warn|assure|inform|say|think|believe|consider|mean|name|call|accuse|allege|"
        "confirm|expect|suppose|report|know|deem|describe|identify|suspect|claim|intend|nickname";
    bool believed = is_believed_to(f, at.cue);
    for (int32_t i = at.first; believed && i < at.end; i++)
        if (roles[i - at.first] == ROLE_SOURCE)
            roles[i - at.first] = ROLE_CONTENT;
    int32_t receiver = passive_receiver(f, at.cue);
    for (int32_t i = at.first; receiver >= 0 && i < at.end; i++)
        if (walk_within(f->text, i, receiver))
            roles[i - at.first] = ROLE_NEITHER;
    bool of_other = str_listed(word_at(f, at.cue)->lemma, of_others) && is_passive(f, at.cue);
    if (believed || !(of_other || passive_is_under_fire(f, at.cue)))
        return;
    int32_t subject = passive_subject(f, at.cue);
    bool about = subject < 0 && word_at(f, at.cue)->relation == ONR_ACL;
    subject = about ? word_at(f, at.cue)->head : subject;
    for (int32_t i = at.first; subject >= 0 && i < at.end; i++)
        if (roles[i - at.first] == ROLE_SOURCE && walk_within(f->text, i, subject) &&
            !(about && walk_within(f->text, i, at.cue)))
            roles[i - at.first] = ROLE_NEITHER;
}

static bool has_before(const uint8_t *roles, window at, role wanted)
{
    for (int32_t i = at.first; i < at.cue; i++)
        if (roles[i - at.first] == wanted)
            return true;
    return false;
}

/* Whether the passive turns to its subject, who then is told, and not told of. */
static bool turns_to_subject(const finder *f, int32_t cue)
{
    return str_listed(word_at(f, cue)->lemma,
                      "tell|ask|inform|alert|offer|question|claim|advise|warn|promise|assure");
}

/* Whom or what a passive, or the verb that a hedge goes with, tells something of: its subject, or
 * the noun that it is a clause about. -1: nothing, or "it" that stands for the clause behind. */
static int32_t told_of(const finder *f, int32_t cue)
{
    int32_t verb = phrase_is_hedge(f, cue) ? word_at(f, cue)->head : cue;
    if (verb >= 0 && passive_is_under_fire(f, verb))
        return phrase_child(f, verb, ONR_NSUBJ);
    if (verb < 0 || (verb == cue && (turns_to_subject(f, cue) || !is_passive(f, cue))))
        return -1;
    int32_t subject = verb == cue ? passive_subject(f, cue) : phrase_child(f, verb, ONR_NSUBJ);
    if (subject < 0 && word_at(f, verb)->relation == ONR_ACL)
        return word_at(f, verb)->head;
    bool stands_for = subject >= 0 && str_listed(word_at(f, subject)->form, "it|there");
    return stands_for && phrase_child(f, verb, ONR_CCOMP) >= 0 ? -1 : subject;
}

/* "A ruling is expected in June": when, where nothing else is told behind the passive. */
static void take_time(const finder *f, uint8_t *roles, window at)
{
    for (int32_t i = at.cue + 1; i < at.end; i++)
        if (roles[i - at.first] == ROLE_CONTENT)
            return;
    for (int32_t o = phrase_child(f, at.cue, ONR_OBL); o >= 0;
         o = walk_child(f->text, at.cue, ONR_OBL, o))
        for (int32_t i = at.cue + 1; o > at.cue && i < at.end; i++)
            if (roles[i - at.first] == ROLE_NEITHER && walk_within(f->text, i, o))
                roles[i - at.first] = ROLE_CONTENT;
}

void passive_take_subject(const finder *f, uint8_t *roles, window at)
{
    int32_t subject = told_of(f, at.cue);
    if (subject < at.first || subject >= at.cue || has_before(roles, at, ROLE_CONTENT) ||
        has_before(roles, at, ROLE_SOURCE))
        return;
    if (str_is(word_at(f, at.cue)->form, "expected") && is_passive(f, at.cue))
        take_time(f, roles, at);
    int32_t verb = phrase_is_hedge(f, at.cue) ? word_at(f, at.cue)->head : at.cue;
    bool about = word_at(f, verb)->head == subject;
    for (int32_t i = at.first; i < at.cue; i++) {
        const onr_word *w = word_at(f, i);
        bool is_of_verb = verb != at.cue && w->head == verb && w->relation == ONR_AUX_REL;
        if (is_of_verb ||
            (walk_within(f->text, i, subject) && !(about && walk_within(f->text, i, verb))))
            roles[i - at.first] = ROLE_CONTENT;
    }
}

void passive_give(const finder *f, uint8_t *roles, window at, int32_t agent)
{
    int32_t by = phrase_child(f, agent, ONR_CASE), made = maker_clause(f, at.cue);
    bool names =
        act_is_naming(word_at(f, at.cue)) || act_typical(word_at(f, at.cue)) == ONR_ACT_ACCUSE;
    bool about = names && word_at(f, at.cue)->relation == ONR_ACL;
    int32_t named = !names ? -1 : about ? word_at(f, at.cue)->head : passive_subject(f, at.cue);
    int32_t label = names ? passive_label(f, at.cue) : -1;
    int32_t shared = first_passive(f, at.cue) >= 0 ? passive_subject(f, at.cue) : -1;
    /* "asked by the Daily whether it was so" */
    bool is_put_to = phrase_child(f, at.cue, ONR_XCOMP) < 0 &&
                     str_listed(word_at(f, at.cue)->lemma, "ask|tell|press|question|quiz|grill");
    int32_t receiver = passive_receiver(f, at.cue);
    if (word_at(f, at.cue)->upos == ONR_NOUN && is_sent(word_at(f, at.cue)))
        receiver = behind(f, agent, ONR_NMOD, "to"); /* "an appeal by the mayor to Karst" */
    for (int32_t i = at.first; i < at.end; i++) {
        uint8_t *of = &roles[i - at.first];
        if (i == by || i == made || (receiver >= 0 && walk_within(f->text, i, receiver)))
            *of = ROLE_NEITHER;
        else if (walk_within(f->text, i, agent))
            *of = ROLE_SOURCE;
        else if (is_named(f, i, named) || (shared >= 0 && walk_within(f->text, i, shared)) ||
                 (label >= 0 && walk_within(f->text, i, label)))
            *of = ROLE_CONTENT;
        else if (*of == ROLE_SOURCE)
            *of = shared >= 0 || is_put_to ? ROLE_NEITHER : ROLE_CONTENT;
    }
}
