#include "entities/parties.h"

#include "base/span.h"
#include "base/str.h"
#include "base/text.h"
#include "entities/links.h"
#include "entities/persons.h"
#include "entities/pronouns.h"
#include "entities/titles.h"
#include "entities/words.h"
#include "language/walk.h"

/* A pronoun stands for the likeliest entity where that is as probable as the model's file asks
 * (head_bounds); for nobody where nobody has NOBODY; else signs decide (pronouns.h). A noun phrase
 * stands for an entity that is likelier than nobody by MORE. Chosen on pages that the heads did not
 * learn from: docs/FIGURES.md. */
static const float NOBODY = 0.5f, MORE = 0.5f;

/* Sentences that an answer's first quotation may have; words between a question's mark and who
 * asks. */
enum { MOST_OF_AN_ANSWER = 3, FURTHEST_MARK = 8 };

/* "In Kern's view", "in the words of Kern": Kern; or -1. */
static int32_t viewer(const finder *f, int32_t noun)
{
    bool views = str_listed(word_at(f, noun)->lemma, "view|word|words|opinion|telling|account|eye|"
                                                     "version|judgement|judgment|reading|mind");
    return views && walk_child_listed(f->text, noun, "in") >= 0
               ? walk_child(f->text, noun, ONR_NMOD, -1)
               : -1;
}

/* According to whom, or in whose view, the clause of verb `verb` is told, by his word; or -1. */
static int32_t told_by(const finder *f, int32_t verb)
{
    for (int32_t c = walk_child(f->text, verb, ONR_OBL, -1); c >= 0;
         c = walk_child(f->text, verb, ONR_OBL, c)) {
        if (walk_child_listed(f->text, c, "according") >= 0)
            return c;
        if (viewer(f, c) >= 0)
            return viewer(f, c);
    }
    return -1;
}

/* "Kern says Varga burned it. He says …": the person who says the clause of verb `verb`, where
 * pronoun `i` may mean such; or -1. */
static int32_t said_by(const finder *f, int32_t verb, int32_t i)
{
    const onr_word *w = word_at(f, verb);
    bool said = w->relation == ONR_CCOMP && w->head >= 0 && w->head < verb &&
                str_listed(word_at(f, w->head)->lemma,
                           "say|claim|argue|insist|write|allege|maintain|believe|think|suggest");
    int32_t who = said ? walk_child(f->text, w->head, ONR_NSUBJ, -1) : -1;
    int32_t e = who >= 0 ? party_at(f, who) : ONR_NO_ENTITY;
    /* a surname alone may have been taken for a body's name */
    bool is_bare = e != ONR_NO_ENTITY && f->drafts.items[e].kind == ONR_ENTITY_ORGANISATION &&
                   !f->drafts.items[e].known && walk_first(f->text, who) < 0 &&
                   word_at(f, who)->upos == ONR_PROPN && !is_in_capitals(word_at(f, who)->form);
    bool person = e != ONR_NO_ENTITY && f->drafts.items[e].kind == ONR_ENTITY_PERSON;
    return person || (is_bare && person_pronoun(word_at(f, i)->form)) ? who : -1;
}

/* "She adds that …": a pronoun that its sentence begins with, and so answers nothing quoted. */
static bool is_first(const finder *f, int32_t i)
{
    return i == 0 || word_at(f, i - 1)->sentence != word_at(f, i)->sentence;
}

/* "According to Kern, Varga burned it. He says that …": whether the pronoun goes on telling what
 * another told of somebody, who then is not who tells. */
static bool is_only_told_of(const finder *f, const entity_draft *d, int32_t i)
{
    const onr_word *w = word_at(f, i), *last = d->last >= 0 ? word_at(f, d->last) : NULL;
    bool tells = w->relation == ONR_NSUBJ && w->head >= 0 &&
                 str_listed(word_at(f, w->head)->lemma,
                            "say|add|note|claim|argue|insist|write|explain|maintain|believe");
    if (!tells || !last || last->sentence + 1 != w->sentence || last->relation != ONR_NSUBJ ||
        last->head < 0)
        return false;
    int32_t teller = told_by(f, last->head);
    if (teller < 0 && is_first(f, i))
        teller = said_by(f, last->head, i);
    int32_t e = teller >= 0 ? party_at(f, teller) : ONR_NO_ENTITY;
    gender own = person_pronoun(w->form);
    if (e == ONR_NO_ENTITY) /* a name that was taken for nobody's is another's all the same */
        return teller >= 0 && word_at(f, teller)->upos == ONR_PROPN &&
               !draft_is_named(d->name, word_at(f, teller)->form);
    return &f->drafts.items[e] != d &&
           !(own && f->drafts.items[e].gender && f->drafts.items[e].gender != own);
}

/* "Lund told him", "Kern praised her": a pronoun is nobody who does it to him, but for "himself"
 * (binding theory's principle B). */
static bool is_done_by(const finder *f, const entity_draft *d, int32_t i)
{
    const onr_word *w = word_at(f, i);
    if ((w->relation != ONR_OBJ && w->relation != ONR_IOBJ) || w->head < 0 ||
        !str_listed(w->form, "him|her|them|it|me|us"))
        return false;
    int32_t subject = walk_child(f->text, w->head, ONR_NSUBJ, -1);
    return subject >= 0 && subject < i && draft_is_mentioned_at(f, d, subject);
}

/* "The guards, who they said had robbed them", "the man whom he hired": in a clause about somebody
 * a subject that is a pronoun is another, as "who" stands for him there. */
static bool is_what_clause_is_about(const finder *f, const entity_draft *d, int32_t i)
{
    const onr_word *w = word_at(f, i);
    int32_t clause = w->relation == ONR_NSUBJ ? w->head : -1;
    int32_t about =
        clause > i && word_at(f, clause)->relation == ONR_ACL ? word_at(f, clause)->head : -1;
    bool relative = about >= 0 && about < i && i > 0 &&
                    str_listed(word_at(f, i - 1)->form, "who|whom|which|that") &&
                    str_is(word_at(f, clause)->subtype, "relcl") &&
                    !(noun_is(word_at(f, about)->lemma) & NOUN_DOCUMENT);
    bool thing = i > 0 && str_is(word_at(f, i - 1)->form, "which"); /* wherever the tree hangs it */
    int32_t e =
        relative && !(thing && d->kind == ONR_ENTITY_PERSON) ? party_at(f, about) : ONR_NO_ENTITY;
    return e != ONR_NO_ENTITY && &f->drafts.items[e] == d;
}

static bool is_quotation_mark(const finder *f, int32_t i)
{
    return str_listed(word_at(f, i)->form, "“|”|\"|''|``");
}

/* The first word of the quotation that ends before the clause of pronoun `i`, who says it; or -1.
 */
static int32_t said_before(const finder *f, int32_t i)
{
    const onr_word *w = word_at(f, i);
    if (w->relation != ONR_NSUBJ || w->head < 0 ||
        !str_listed(word_at(f, w->head)->lemma,
                    "say|answer|reply|respond|tell|add|continue|explain"))
        return -1;
    int32_t at = (i < w->head ? i : w->head) - 1;
    uint32_t least = w->sentence > MOST_OF_AN_ANSWER ? w->sentence - MOST_OF_AN_ANSWER : 0;
    if (at < 0 || !is_quotation_mark(f, at))
        return -1;
    for (at--; at >= 0 && word_at(f, at)->sentence >= least; at--)
        if (is_quotation_mark(f, at))
            return at;
    return -1;
}

/* Whether `asks` puts a question, and no request: "asked whether", "“Why?” he asked". */
static bool puts_question(const finder *f, int32_t asks, int32_t end)
{
    if (walk_child_listed(f->text, asks, "for") >= 0)
        return false;
    for (int32_t k = asks; k < end; k++)
        if (str_listed(word_at(f, k)->form, "whether|if|what|why|how|who|when|where|which|?"))
            return true;
    for (int32_t k = asks; k >= 0 && asks - k < FURTHEST_MARK; k--)
        if (str_is(word_at(f, k)->form, "?"))
            return true;
    return false;
}

/* "Orr asked Lund whether she would go. “I will not,” she said.": Lund answers; or nobody. */
static int32_t who_answers(const finder *f, int32_t i)
{
    int32_t end = said_before(f, i);
    gender own = person_pronoun(word_at(f, i)->form);
    for (int32_t k = end - 1;
         own && k >= 0 && word_at(f, k)->sentence + 1 >= word_at(f, end)->sentence; k--) {
        if (!str_is(word_at(f, k)->lemma, "ask") || walk_child(f->text, k, ONR_NSUBJ, -1) < 0 ||
            !puts_question(f, k, end))
            continue;
        int32_t whom = walk_child(f->text, k, ONR_OBJ, -1);
        whom = whom >= 0 ? whom : walk_child(f->text, k, ONR_IOBJ, -1);
        int32_t e = whom >= 0 ? party_at(f, whom) : ONR_NO_ENTITY;
        gender known = e != ONR_NO_ENTITY ? f->drafts.items[e].gender : own;
        return !known || known == own ? e : ONR_NO_ENTITY;
    }
    return ONR_NO_ENTITY;
}

/* "The port is in debt, according to an aide. “I know it,” he says.": the aide goes on, in the same
 * paragraph; or nobody. */
static int32_t who_goes_on(const finder *f, int32_t i)
{
    int32_t begin = said_before(f, i);
    if (begin < 1)
        return ONR_NO_ENTITY;
    onr_span gap = {word_at(f, begin - 1)->span.end, word_at(f, begin)->span.start};
    if (str_find(str_slice(f->text->text, gap), ONR_STR("\n"), 0) != SIZE_MAX)
        return ONR_NO_ENTITY;
    gender own = person_pronoun(word_at(f, i)->form);
    uint32_t sentence = word_at(f, begin - 1)->sentence;
    for (int32_t k = begin - 1; own && k >= 0 && word_at(f, k)->sentence == sentence; k--) {
        if (walk_child_listed(f->text, k, "according") < 0)
            continue;
        int32_t e = party_at(f, k);
        const entity_draft *d = e != ONR_NO_ENTITY ? &f->drafts.items[e] : NULL;
        bool one = d && (d->kind == ONR_ENTITY_PERSON || d->kind == ONR_ENTITY_UNNAMED_SOURCE);
        return one && (!d->gender || d->gender == own) ? e : ONR_NO_ENTITY;
    }
    return ONR_NO_ENTITY;
}

/* "Visa said it disagreed": the body that says what "it" does; or nobody. Not of "it was wrong to",
 * which stands for nothing. */
static int32_t body_that_says(const finder *f, int32_t i)
{
    const onr_word *w = word_at(f, i);
    int32_t verb = str_is(w->form, "it") && w->relation == ONR_NSUBJ ? w->head : -1;
    const onr_word *v = verb > i ? word_at(f, verb) : NULL;
    bool said = v && v->upos == ONR_VERB && v->relation == ONR_CCOMP && v->head >= 0 &&
                v->head < i && str_listed(word_at(f, v->head)->lemma, "say|add|announce|claim") &&
                str_listed(v->xpos, "VBD|VBZ|VB|VBN") && !str_listed(v->lemma, "seem|appear");
    int32_t who = said ? walk_child(f->text, v->head, ONR_NSUBJ, -1) : -1;
    bool clause = said && (walk_child(f->text, verb, ONR_CSUBJ, -1) >= 0 ||
                           walk_child(f->text, verb, ONR_CCOMP, -1) >= 0);
    int32_t e = who >= 0 && who < i && !clause ? party_at(f, who) : ONR_NO_ENTITY;
    if (e == ONR_NO_ENTITY)
        return e;
    onr_entity_kind kind = f->drafts.items[e].kind;
    bool body = kind != ONR_ENTITY_PERSON && kind != ONR_ENTITY_PEOPLE &&
                kind != ONR_ENTITY_UNNAMED_SOURCE && kind != ONR_ENTITY_GROUP;
    return body ? e : ONR_NO_ENTITY;
}

static bool cannot_be_meant(const finder *f, int32_t i, const entity_draft *d)
{
    return is_only_told_of(f, d, i) || is_done_by(f, d, i) || is_what_clause_is_about(f, d, i);
}

static bool may_be_meant(const finder *f, int32_t i, const entity_draft *d)
{
    pronoun_group group;
    gender own = person_pronoun(word_at(f, i)->form);
    if ((own && d->gender && own != d->gender) || cannot_be_meant(f, i, d))
        return false;
    bool many = d->kind == ONR_ENTITY_PEOPLE && str_listed(word_at(f, i)->form, "it|its|itself");
    bool unsure = d->is_guess && !many;
    return unsure || !pronoun_is_third(&group, f, i) || pronoun_may_stand_for(group, d->kind);
}

int32_t party_meant(finder *f, int32_t i)
{
    link_choice choice;
    int32_t asked = who_answers(f, i);
    if (asked == ONR_NO_ENTITY)
        asked = who_goes_on(f, i);
    if (asked != ONR_NO_ENTITY)
        return asked;
    if (!link_antecedent(&choice, f, i, may_be_meant))
        return pronoun_resolve(f, i);
    if (choice.chance >= heads_bounds(heads_of(f->text->vectors, (size_t)i)).meant)
        return choice.entity;
    int32_t e = body_that_says(f, i);
    if (e == ONR_NO_ENTITY && choice.none < NOBODY)
        e = pronoun_resolve(f, i);
    return e != ONR_NO_ENTITY && cannot_be_meant(f, i, &f->drafts.items[e]) ? ONR_NO_ENTITY : e;
}

/* Whether the phrase can take up somebody by another name: "the company", "its allies", a name. */
static bool is_definite(const finder *f, int32_t i)
{
    return word_at(f, i)->upos == ONR_PROPN ||
           walk_child_listed(f->text, i, "the|this|that|these|those|both|its|his|her|their|our") >=
               0;
}

/* Whether somebody was mentioned last as the subject of a clause that word `i` stands in: a noun
 * there is somebody else ("Moreau alleged that the mayor …": binding theory's principle C). */
static bool governs(const finder *f, const entity_draft *d, int32_t i)
{
    int32_t subject = d->last_subject;
    if (subject < 0 || subject >= i || word_at(f, subject)->sentence != word_at(f, i)->sentence)
        return false;
    int32_t verb = word_at(f, subject)->head;
    return verb >= 0 && walk_within(f->text, i, verb) && !walk_within(f->text, i, subject);
}

/* Whether the subject of a clause above word `k` mentions the entity, as `governs` has it. */
static bool was_governed(const finder *f, const entity_draft *d, int32_t k)
{
    enum { MOST_STEPS = 8 };
    int32_t at = word_at(f, k)->head;
    for (int steps = 0; at >= 0 && steps < MOST_STEPS; steps++) {
        int32_t subject = walk_child(f->text, at, ONR_NSUBJ, -1);
        if (subject >= 0 && subject < k && !walk_within(f->text, k, subject) &&
            draft_is_mentioned_at(f, d, subject))
            return true;
        at = word_at(f, at)->head;
    }
    return false;
}

/* Whether the noun stood in the text before, as another than somebody: ahead of his first mention,
 * "The mayor sold it, Kern said. The mayor …", or in his clause, "Kern said the mayor lied. The
 * mayor …" (but "the union said the group …" is of one). */
static bool stood_apart(const finder *f, const entity_draft *d, int32_t i)
{
    enum { LOOK_BACK = 60 };
    onr_str lemma = word_at(f, i)->lemma;
    bool person = d->kind == ONR_ENTITY_PERSON || person_role(lemma) || noun_is_person(lemma);
    uint32_t since = d->mentions.count ? d->mentions.items[0].start : 0;
    for (int32_t k = i - 1; k >= 0 && k >= i - LOOK_BACK; k--) {
        const onr_word *w = word_at(f, k);
        if (str_equal(w->lemma, word_at(f, i)->lemma) &&
            walk_child_listed(f->text, k, "the") >= 0 &&
            (w->span.start < since || (person && was_governed(f, d, k))))
            return true;
    }
    return false;
}

/* "The army" is one of those who were named together, not both of them. */
static bool is_too_many(const finder *f, int32_t i, const entity_draft *d)
{
    const onr_word *w = word_at(f, i);
    return d->members.count > 1 && str_listed(w->xpos, "NN|NNP") &&
           !str_listed(w->lemma, "group|alliance|bloc|coalition|pair|duo|couple|trio|side|camp|"
                                 "team|party|family|leadership|opposition|axis|union");
}

/* "The company" is no ministry and no state. */
static bool is_other_sort(const finder *f, int32_t i, const entity_draft *d)
{
    bool rules = d->kind == ONR_ENTITY_STATE || d->kind == ONR_ENTITY_GOVERNMENT_BODY;
    return rules && str_listed(word_at(f, i)->lemma, "company|firm|group|militia|newspaper|daily|"
                                                     "charity");
}

/* Whether the name tells whose somebody is: "envoy of Karst", "Karst’s parliament". */
static bool tells_whose(onr_str name)
{
    static const char *const marks[] = {" of ", " for ", "'s ", "’s "};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_find(name, str_of(marks[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* "The envoy of Karst" is none who is known as the envoy of somebody else. */
static bool is_of_another(const finder *f, const entity_draft *d, int32_t i)
{
    if (!tells_whose(d->name) || !draft_is_named(d->name, word_at(f, i)->form))
        return false;
    for (int32_t c = walk_first(f->text, i); c >= 0; c = walk_next(f->text, c)) {
        const onr_word *w = word_at(f, c);
        if (w->relation == ONR_NMOD && w->upos == ONR_PROPN &&
            walk_child_listed(f->text, c, "of|for|'s|’s|'|’") >= 0 &&
            !draft_is_named(d->name, w->form))
            return true;
    }
    return false;
}

/* "The Lebanese army" is nobody whose name has no "Lebanese" in it, and "the mayor" nobody whom the
 * page calls something else. */
static bool may_take_up(const finder *f, int32_t i, const entity_draft *d)
{
    if (governs(f, d, i) || finder_is_told_of(f, d, i) || is_too_many(f, i, d) ||
        is_other_sort(f, i, d) || is_of_another(f, d, i) || finder_is_other_minister(f, d, i))
        return false;
    uint32_t role = person_role(word_at(f, i)->lemma);
    bool lesser = person_is_lesser(f->text, i);
    bool one = role && !str_is(word_at(f, i)->xpos, "NNS");
    one = one || party_is_aged(f, i);
    if (one && d->kind != ONR_ENTITY_PERSON && d->kind != ONR_ENTITY_UNNAMED_SOURCE)
        return false;
    if (word_at(f, i)->upos == ONR_NOUN && !((d->roles | d->lesser) & role) && stood_apart(f, d, i))
        return false;
    uint32_t meant = lesser ? role : role | person_kin(word_at(f, i)->lemma);
    if (role && (d->roles | d->lesser) && !((lesser ? d->lesser : d->roles) & meant))
        return false;
    for (int32_t c = walk_first(f->text, i); c >= 0; c = walk_next(f->text, c)) {
        const onr_word *w = word_at(f, c);
        bool tells = w->relation == ONR_AMOD || w->relation == ONR_COMPOUND;
        if (tells && str_has_capital(w->form) && !draft_is_named(d->name, w->form))
            return false;
    }
    return is_definite(f, i) || draft_is_named(d->name, word_at(f, i)->form);
}

bool party_is_crowd(onr_str form)
{
    return str_listed(form, "many|some|others|several|most|few|all|those|everyone|everybody|anyone|"
                            "anybody|someone|somebody|another");
}

bool party_is_aged(const finder *f, int32_t i)
{
    const onr_word *w = word_at(f, i);
    bool hyphenated = i >= 2 && str_is(word_at(f, i - 2)->form, "year") &&
                      str_listed(word_at(f, i - 1)->form, "-|‑|–");
    return str_is(w->form, "old") && hyphenated && w->relation != ONR_AMOD &&
           w->relation != ONR_COMPOUND;
}

/* "The coast guard" is a body, whatever a guard is. */
static bool is_body(const finder *f, int32_t i)
{
    if (i == 0 || word_at(f, i - 1)->relation != ONR_COMPOUND || word_at(f, i - 1)->head != i)
        return false;
    onr_span both = {word_at(f, i - 1)->span.start, word_at(f, i)->span.end};
    return sector_noun_find(str_slice(f->text->text, both)) != NULL;
}

static onr_entity_kind kind_of(const finder *f, int32_t i)
{
    const onr_word *w = word_at(f, i);
    bool share = w->upos == ONR_NUM || str_is(w->lemma, "percent");
    /* "The Observer" is a newspaper */
    bool person = w->upos == ONR_NOUN && noun_is_person(w->lemma) && !is_body(f, i);
    return share || party_is_crowd(w->form) || str_is(w->xpos, "NNS") ? ONR_ENTITY_PEOPLE
           : person_role(w->lemma) || party_is_aged(f, i)             ? ONR_ENTITY_PERSON
           : noun_is(w->lemma) & NOUN_OUTLET                          ? ONR_ENTITY_OUTLET
           : person                                                   ? ONR_ENTITY_PERSON
                                                                      : ONR_ENTITY_ORGANISATION;
}

int32_t party_taken_up(finder *f, int32_t i)
{
    link_choice choice;
    bool linked = f->is_party && link_antecedent(&choice, f, i, may_take_up);
    return linked && choice.chance >= choice.none + MORE ? choice.entity : ONR_NO_ENTITY;
}

/* "The governor lied", of a governor who spoke before: the same words are the same party, also
 * where he neither speaks nor acts. */
static bool find_again(finder *f, int32_t i)
{
    onr_str words = str_slice(f->text->text, finder_whole_phrase(f, i));
    int32_t again = walk_child_listed(f->text, i, "the") >= 0
                        ? finder_find(f, words, kind_of(f, i), NULL)
                        : ONR_NO_ENTITY;
    if (again == ONR_NO_ENTITY || !f->drafts.items[again].is_guess)
        return false;
    finder_add_mention(f, again, i, finder_phrase(f, i));
    return true;
}

/* The entity of the mention with this head among the latest. */
static int32_t entity_of(const finder *f, int32_t head)
{
    enum { LOOK_BACK = 32 };
    size_t count = f->mentions.count;
    for (size_t k = 1; k <= count && k <= LOOK_BACK; k++)
        if (f->mentions.items[count - k].head == head)
            return f->mentions.items[count - k].entity;
    return ONR_NO_ENTITY;
}

/* A noun for several who are known by nothing else: "villagers", not "Kurdish villagers". */
static bool is_plain_crowd(const finder *f, int32_t i)
{
    if (word_at(f, i)->upos != ONR_NOUN || !str_is(word_at(f, i)->xpos, "NNS") || f->name_of[i])
        return false;
    for (int32_t c = walk_first(f->text, i); c >= 0; c = walk_next(f->text, c))
        if (word_at(f, c)->upos == ONR_PROPN || word_at(f, c)->relation == ONR_ACL ||
            (word_at(f, c)->relation == ONR_AMOD && str_has_capital(word_at(f, c)->form)))
            return false;
    return true;
}

/* The last word of "women and children", who have a part as one; else the noun itself. */
static int32_t last_of_crowd(const finder *f, int32_t i)
{
    int32_t other = walk_child(f->text, i, ONR_CONJ, -1);
    int32_t joins = other > i ? walk_child(f->text, other, ONR_CC, -1) : -1;
    bool pair = joins >= 0 && str_is(word_at(f, joins)->form, "and") &&
                walk_child(f->text, i, ONR_CONJ, other) < 0;
    return pair && is_plain_crowd(f, i) && is_plain_crowd(f, other) ? other : i;
}

/* Whether the noun is the second of two who have a part as one. */
static bool is_within_crowd(const finder *f, int32_t i)
{
    int32_t first = word_at(f, i)->relation == ONR_CONJ ? word_at(f, i)->head : -1;
    int32_t e = first >= 0 ? entity_of(f, first) : ONR_NO_ENTITY;
    return e != ONR_NO_ENTITY && draft_is_mentioned_at(f, &f->drafts.items[e], i);
}

/* "Ada Lund, crane driver, said": what is told of a name that the network has not found. */
static bool is_party_by_role(const finder *f, int32_t i)
{
    const onr_word *w = word_at(f, i);
    int32_t role = w->upos == ONR_PROPN ? walk_child(f->text, i, ONR_APPOS, -1) : -1;
    return role > i && f->is_party[role] && word_at(f, role)->upos == ONR_NOUN &&
           walk_child(f->text, i, ONR_FLAT, -1) == i + 1;
}

/* "The report that they had met": what is claimed is nobody. */
static bool is_claim(const finder *f, int32_t i)
{
    int32_t clause = walk_child(f->text, i, ONR_ACL, -1);
    int32_t that = clause > i ? walk_child(f->text, clause, ONR_MARK, -1) : -1;
    return that >= 0 && str_is(word_at(f, that)->form, "that") &&
           walk_child_listed(f->text, i, "the|The") >= 0 &&
           str_listed(word_at(f, i)->lemma,
                      "report|claim|allegation|charge|accusation|rumour|rumor|"
                      "suggestion|idea|notion|story|assertion|theory");
}

void party_find(finder *f, int32_t i)
{
    link_choice choice;
    if (is_claim(f, i) || is_within_crowd(f, i) ||
        (f->is_party && !f->is_party[i] && find_again(f, i)))
        return;
    int32_t last = last_of_crowd(f, i);
    if (!f->is_party || !(f->is_party[i] || f->is_party[last] || is_party_by_role(f, i)) ||
        !link_antecedent(&choice, f, i, may_take_up))
        return;
    onr_span phrase = finder_phrase(f, i), whole = finder_whole_phrase(f, i);
    if (last != i)
        whole = phrase = (onr_span){phrase.start, finder_phrase(f, last).end};
    /* the same words, whom no name was found for, are the same party */
    onr_str words = str_slice(f->text->text, whole);
    int32_t again = finder_find(f, words, kind_of(f, i), NULL);
    bool same = again != ONR_NO_ENTITY && f->drafts.items[again].is_guess;
    int32_t e = same ? again : choice.entity;
    if (!same && choice.chance < choice.none + MORE) {
        e = finder_add_entity(f, words, kind_of(f, i), (onr_str){"", 0}, NULL);
        if (e != ONR_NO_ENTITY)
            f->drafts.items[e].is_guess = true;
        if (last == i)
            finder_call_by_phrase(f, e, i);
    }
    finder_add_mention(f, e, i, phrase);
}

int32_t party_at(const finder *f, int32_t word)
{
    static const onr_relation ways[] = {ONR_FLAT, ONR_APPOS};
    int32_t found = entity_of(f, word);
    for (size_t i = 0; found == ONR_NO_ENTITY && i < sizeof ways / sizeof *ways; i++) {
        int32_t c = walk_child(f->text, word, ways[i], -1);
        found = c >= 0 ? entity_of(f, c) : ONR_NO_ENTITY;
    }
    return found;
}

/* The noun that a name stands beside, "sailor" for "Ohm"; else the word itself. */
static int32_t explained_by(const finder *f, int32_t word)
{
    onr_relation way = word_at(f, word)->relation;
    return (way == ONR_FLAT || way == ONR_APPOS) && word_at(f, word)->head >= 0
               ? word_at(f, word)->head
               : word;
}

/* A group that was called so before. */
static int32_t find_group(const finder *f, onr_str name)
{
    enum { LOOK_BACK = 64 };
    size_t count = f->drafts.count;
    for (size_t k = 1; k <= count && k <= LOOK_BACK; k++) {
        const entity_draft *d = &f->drafts.items[count - k];
        if (d->kind == ONR_ENTITY_GROUP && str_equal_nocase(d->name, name))
            return (int32_t)(count - k);
    }
    return ONR_NO_ENTITY;
}

static void add_member(finder *f, int32_t group, int32_t member)
{
    if (group != ONR_NO_ENTITY && member != ONR_NO_ENTITY)
        list_push(&f->drafts.items[group].members, member, f->arena);
}

/* Words from the first of those who are joined to the last; and how many are climbed past. */
enum { LONGEST_LIST = 40, MOST_LISTED = 8 };

/* Whether a conjunct is one of those that begin with `first`. */
static bool is_listed_with(const finder *f, int32_t i, int32_t first)
{
    for (int steps = 0; steps < MOST_LISTED && i > first; steps++) {
        if (word_at(f, i)->relation != ONR_CONJ)
            return false;
        i = word_at(f, i)->head;
    }
    return i == first;
}

/* The first of a list that commas part: "Karst, Sylvania and Ostrava" may hang on one another. */
static int32_t first_of_list(const finder *f, int32_t i)
{
    for (int steps = 0; steps < MOST_LISTED; steps++) {
        int32_t up = word_at(f, i)->relation == ONR_CONJ ? word_at(f, i)->head : -1;
        if (up < 0 || up >= i || walk_child(f->text, i, ONR_CC, -1) >= 0)
            break;
        i = up;
    }
    return i;
}

/* "Karst, which hoped, and Sylvania" */
static bool has_clause_before(const finder *f, int32_t noun, int32_t joins)
{
    int32_t clause = walk_child(f->text, noun, ONR_ACL, -1);
    if (clause >= 0 && clause < joins)
        return true;
    for (int32_t i = noun + 1; i < joins; i++) /* wherever the tree hangs it */
        if (str_listed(word_at(f, i)->form, "which|who") && str_is(word_at(f, i - 1)->form, ","))
            return true;
    return false;
}

/* "And Sylvania, which feared" */
static bool has_clause_behind(const finder *f, int32_t noun)
{
    int32_t clause = walk_child(f->text, noun, ONR_ACL, -1);
    bool comma = noun + 2 < (int32_t)f->text->word_count && str_is(word_at(f, noun + 1)->form, ",");
    return clause > noun || (comma && str_listed(word_at(f, noun + 2)->form, "which|who"));
}

int32_t party_join(finder *f, int32_t head, int32_t i)
{
    enum { NEAR = 8 };
    int32_t joins = walk_child(f->text, i, ONR_CC, -1);
    /* "and former harbour pilot Jonas Ohm": the conjunction may hang on the noun before the name */
    for (int32_t k = i - 1; joins < 0 && k > head && k >= i - NEAR; k--)
        joins = word_at(f, k)->relation == ONR_CC ? k : -1;
    bool apart = has_clause_before(f, head, joins) && has_clause_behind(f, i);
    if (joins < 0 || !str_listed(word_at(f, joins)->form, "and|&") || apart ||
        party_at(f, head) == ONR_NO_ENTITY)
        return ONR_NO_ENTITY;
    onr_span span = {finder_phrase(f, head).start, finder_phrase(f, i).end};
    onr_str name = str_slice(f->text->text, span);
    int32_t group = find_group(f, name);
    if (group == ONR_NO_ENTITY) {
        group = finder_add_entity(f, name, ONR_ENTITY_GROUP, (onr_str){"", 0}, NULL);
        for (int32_t c = head; c <= i && c < head + LONGEST_LIST; c++)
            if (c == head || is_listed_with(f, c, head))
                add_member(f, group, party_at(f, c));
    }
    finder_add_mention(f, group, joins, span);
    return group;
}

/* "Karst and Sylvania, which hoped": whether a clause about the noun, behind word `last`, tells
 * what somebody does. */
static bool is_party_by_clause(const finder *f, int32_t noun, int32_t last)
{
    int32_t clause = walk_child(f->text, noun, ONR_ACL, -1);
    int32_t subject = clause > last ? walk_child(f->text, clause, ONR_NSUBJ, -1) : -1;
    return subject > last && str_listed(word_at(f, subject)->form, "who|which");
}

void party_find_group(finder *f, int32_t i)
{
    int32_t head = word_at(f, i)->relation == ONR_CONJ ? word_at(f, i)->head : -1;
    if (head < 0 || head >= i || !f->is_party || walk_child(f->text, head, ONR_CONJ, i) >= 0 ||
        is_within_crowd(f, i))
        return;
    int32_t first = first_of_list(f, head);
    if (f->is_party[first] || f->is_party[head] || f->is_party[i] || is_party_by_clause(f, i, i) ||
        is_party_by_clause(f, first, i))
        party_join(f, first, i);
}

/* The group that "and" without a comma joins to `first`, as it was found; or nobody. */
static int32_t group_from(const finder *f, int32_t first, int32_t before)
{
    int32_t last = walk_child(f->text, first, ONR_CONJ, -1);
    int32_t joins = last >= 0 ? walk_child(f->text, last, ONR_CC, -1) : -1;
    bool pair = joins > 0 && last < before && !str_is(word_at(f, joins - 1)->form, ",");
    return pair ? entity_of(f, joins) : ONR_NO_ENTITY;
}

/* "Talks with Karst and Sylvania, which hoped": the name right before the comma; where "and" joins
 * it to another, the group of the two. Nobody, where no name stands there. */
static int32_t party_before_comma(finder *f, int32_t pronoun)
{
    int32_t name = pronoun - 2;
    if (name < 0 || !str_is(word_at(f, name + 1)->form, ",") ||
        word_at(f, name)->sentence != word_at(f, pronoun)->sentence)
        return ONR_NO_ENTITY;
    while (word_at(f, name)->relation == ONR_FLAT && word_at(f, name)->head >= 0)
        name = word_at(f, name)->head;
    int32_t joins = walk_child(f->text, name, ONR_CC, -1), first = word_at(f, name)->head;
    bool pair = word_at(f, name)->relation == ONR_CONJ && joins > 0 && first >= 0 && first < name &&
                !str_is(word_at(f, joins - 1)->form, ",");
    int32_t group = pair ? party_join(f, first, name) : ONR_NO_ENTITY;
    return group != ONR_NO_ENTITY ? group : f->name_of[name] ? party_at(f, name) : ONR_NO_ENTITY;
}

int32_t party_before_clause(finder *f, int32_t i)
{
    int32_t verb = word_at(f, i)->head;
    bool relative = str_listed(word_at(f, i)->form, "who|which") && verb >= 0 &&
                    word_at(f, verb)->relation == ONR_ACL;
    int32_t noun = relative ? word_at(f, verb)->head : -1;
    if (noun < 0 || noun >= i)
        return ONR_NO_ENTITY;
    bool last =
        word_at(f, noun)->relation == ONR_CONJ && walk_child(f->text, noun, ONR_CONJ, -1) < 0;
    int32_t group = group_from(f, last ? word_at(f, noun)->head : noun, i);
    int32_t party = group != ONR_NO_ENTITY ? group : party_at(f, noun);
    return party != ONR_NO_ENTITY || word_at(f, noun)->upos != ONR_NOUN ? party
                                                                        : party_before_comma(f, i);
}

int32_t party_group_before(finder *f, int32_t i)
{
    enum { LOOK_BACK = 24 };
    uint32_t sentence = word_at(f, i)->sentence;
    size_t count = f->mentions.count;
    for (size_t k = 1; k <= count && k <= LOOK_BACK; k++) {
        int32_t name = f->mentions.items[count - k].head, last = -1;
        int32_t head = explained_by(f, name);
        const onr_word *w = word_at(f, head);
        if (w->sentence + 1 < sentence)
            break;
        if (w->relation != ONR_NSUBJ || w->sentence == sentence)
            continue;
        /* "Diver Omar Faye and …": who is joined may hang on the name */
        if (walk_child(f->text, name, ONR_CONJ, -1) >= 0)
            head = name;
        for (int32_t c = walk_child(f->text, head, ONR_CONJ, -1); c >= 0;
             c = walk_child(f->text, head, ONR_CONJ, c))
            last = c;
        if (last > head && party_at(f, last) != ONR_NO_ENTITY)
            return party_join(f, head, last);
    }
    return ONR_NO_ENTITY;
}
