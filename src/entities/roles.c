/*
 * Whom a role or a noun of a kind takes up: who was called so last, or the only one close by.
 */
#include "entities/roles.h"

#include "base/str.h"
#include "entities/joint.h"
#include "entities/parties.h"
#include "entities/persons.h"
#include "entities/words.h"
#include "language/walk.h"

bool role_stands_with_name(const finder *f, int32_t i)
{
    static const onr_relation ways[] = {ONR_APPOS, ONR_FLAT};
    for (size_t k = 0; k < sizeof ways / sizeof *ways; k++)
        for (int32_t c = walk_child(f->text, i, ways[k], -1); c >= 0;
             c = walk_child(f->text, i, ways[k], c))
            if (f->name_of[c] && f->name_of[c]->kind == ONR_NAME_PERSON)
                return true;
    int32_t head = word_at(f, i)->head, next = i + 1;
    if (next < (int32_t)f->text->word_count && f->name_of[next] &&
        f->name_of[next]->kind == ONR_NAME_PERSON && person_noun_beside(f->text, i, next))
        return true;
    onr_relation way = word_at(f, i)->relation;
    return head >= 0 && f->name_of[head] && f->name_of[head]->kind == ONR_NAME_PERSON &&
           (way == ONR_COMPOUND || way == ONR_APPOS || str_is(word_at(f, i)->subtype, "desc"));
}

/* When an entity was named last. A subject counts as named a sentence's length, 25 words, later
 * than it was. Set by hand on the pages of docs/FIGURES.md, "Whole records". */
static int64_t named_at(const entity_draft *d)
{
    bool subject = d->last_subject >= 0 && d->last_subject + 25 > d->last;
    return subject ? d->last_subject + 25 : d->last;
}

static int32_t last_of(const finder *f, int32_t before, onr_entity_kind kind)
{
    int32_t best = ONR_NO_ENTITY;
    int64_t best_at = -1;
    for (size_t m = f->mentions.count, steps = 0; m-- > 0 && steps < MENTIONS_BACK; steps++) {
        int32_t e = f->mentions.items[m].entity;
        const entity_draft *d = &f->drafts.items[e];
        int64_t at = named_at(d);
        if (d->kind != kind || d->last >= before || at < best_at || (at == best_at && e >= best))
            continue;
        best_at = at;
        best = e;
    }
    return best;
}

/* The last entity whose name holds the word; of several who were named together the one. */
static int32_t last_named(const finder *f, onr_str word)
{
    for (size_t m = f->mentions.count, steps = 0; m-- > 0 && steps < MENTIONS_BACK; steps++) {
        int32_t e = f->mentions.items[m].entity;
        const entity_draft *d = &f->drafts.items[e];
        if (d->members.count < 2 && draft_is_named(d->name, word))
            return e;
    }
    return ONR_NO_ENTITY;
}

/* Whether somebody whom no table knows has a name: of several words, in capitals. */
static bool has_own_name(const entity_draft *d)
{
    size_t last = d->name.len;
    while (last > 0 && d->name.data[last - 1] != ' ')
        last--;
    return last > 0 && str_has_capital(d->name) &&
           str_has_capital((onr_str){d->name.data + last, d->name.len - last});
}

/* The only organisation that was named close by: "the watchdog" takes it up; or none. */
static int32_t only_organisation(const finder *f, int32_t i)
{
    enum { NEAR = 3 }; /* sentences; set by hand */
    int32_t only = ONR_NO_ENTITY;
    for (size_t m = f->mentions.count, steps = 0; m-- > 0 && steps < MENTIONS_BACK; steps++) {
        int32_t e = f->mentions.items[m].entity;
        const entity_draft *d = &f->drafts.items[e];
        if (word_at(f, i)->sentence - word_at(f, f->mentions.items[m].head)->sentence > NEAR)
            break;
        bool is_named = d->is_guess ? has_own_name(d) : d->known || str_has_capital(d->name);
        if (!is_named || e == only ||
            (d->kind != ONR_ENTITY_ORGANISATION && d->kind != ONR_ENTITY_COMPANY))
            continue;
        if (only != ONR_NO_ENTITY)
            return ONR_NO_ENTITY;
        only = e;
    }
    return only;
}

/* "The premier", and neither "the French premier" nor "the leader of the opposition". */
static bool is_plainly_called(const finder *f, int32_t i)
{
    for (int32_t c = walk_first(f->text, i); c >= 0; c = walk_next(f->text, c))
        if (word_at(f, c)->relation != ONR_DET_REL && word_at(f, c)->upos != ONR_PUNCT)
            return false;
    return walk_child_listed(f->text, i, "the") >= 0;
}

/* Whom "we" means in a quotation, who quotes it tells later. */
static bool is_of_first_person(const finder *f, const onr_mention *m)
{
    return str_listed(word_at(f, m->head)->lemma, "I|we|my|our|me|us");
}

/* Whether a role has the name of a place or party before it: "the Utah senator". */
static bool is_placed_role(const finder *f, int32_t i)
{
    const onr_word *w = word_at(f, i);
    bool placed = false;
    for (int32_t c = walk_first(f->text, i); c >= 0 && c < i; c = walk_next(f->text, c)) {
        bool before =
            word_at(f, c)->relation == ONR_COMPOUND || word_at(f, c)->relation == ONR_AMOD;
        placed = placed || (before && str_has_capital(word_at(f, c)->form));
    }
    return placed && w->upos == ONR_NOUN && !str_is(w->xpos, "NNS") && person_role(w->lemma) &&
           walk_child_listed(f->text, i, "the") >= 0;
}

/* The only person who was named close by and called by no role, where nobody has this one: a page
 * brings in nobody as "the Utah senator", without a name. */
static int32_t only_person(const finder *f, int32_t i)
{
    enum { NEAR = 2 }; /* sentences; set by hand */
    uint32_t role = person_role(word_at(f, i)->lemma);
    int32_t only = ONR_NO_ENTITY;
    for (size_t m = f->mentions.count, steps = 0; m-- > 0 && steps < MENTIONS_BACK; steps++) {
        int32_t e = f->mentions.items[m].entity;
        const entity_draft *d = &f->drafts.items[e];
        if ((d->roles | d->lesser) & role)
            return ONR_NO_ENTITY;
        bool is_near = word_at(f, i)->sentence - word_at(f, d->last)->sentence <= NEAR;
        if (d->kind != ONR_ENTITY_PERSON || e == only || !is_near || d->roles)
            continue;
        if (only != ONR_NO_ENTITY || !has_own_name(d))
            return ONR_NO_ENTITY;
        only = e;
    }
    return only;
}

bool role_find_placed(finder *f, int32_t i)
{
    int32_t e =
        is_placed_role(f, i) && !role_stands_with_name(f, i) ? only_person(f, i) : ONR_NO_ENTITY;
    if (e == ONR_NO_ENTITY)
        return false;
    unsigned sex = noun_is(word_at(f, i)->lemma);
    gender own = sex & NOUN_MAN ? GENDER_MALE : sex & NOUN_WOMAN ? GENDER_FEMALE : GENDER_UNKNOWN;
    if (own && f->drafts.items[e].gender && f->drafts.items[e].gender != own)
        return false;
    finder_add_mention(f, e, i, finder_phrase(f, i));
    finder_note_named(f, e, i, person_role(word_at(f, i)->lemma));
    return true;
}

/*
 * "The minister" is who was called so last; else the person named last, if close by and never
 * called by a role. "Its minister" is nobody who was named as something else.
 */
static int32_t find_holder(const finder *f, int32_t i, uint32_t role, bool definite)
{
    enum { NEAR = 2 }; /* sentences; set by hand */
    int32_t other = ONR_NO_ENTITY, relative = ONR_NO_ENTITY;
    bool lesser = person_is_lesser(f->text, i);
    uint32_t kin = is_plainly_called(f, i) ? person_kin(word_at(f, i)->lemma) : 0;
    bool is_member = person_is_partisan(word_at(f, i)->lemma); /* besides what else he is */
    for (size_t m = f->mentions.count, steps = 0; m-- > 0 && steps < MENTIONS_BACK; steps++) {
        int32_t e = f->mentions.items[m].entity;
        const entity_draft *d = &f->drafts.items[e];
        if (finder_is_told_of(f, d, i) || is_of_first_person(f, &f->mentions.items[m]) ||
            finder_is_other_minister(f, d, i))
            continue;
        if ((lesser ? d->lesser : d->roles) & role)
            return e;
        bool is_near = word_at(f, i)->sentence - word_at(f, d->last)->sentence <= NEAR;
        if (d->roles & kin && is_near) {
            kin = relative == ONR_NO_ENTITY || relative == e ? kin : 0; /* of two, neither */
            relative = kin ? e : ONR_NO_ENTITY;
        }
        if (other == ONR_NO_ENTITY && d->kind == ONR_ENTITY_PERSON && (!d->roles || is_member) &&
            is_near)
            other = e;
    }
    return relative != ONR_NO_ENTITY ? relative : definite ? other : ONR_NO_ENTITY;
}

static int32_t find_role_holder(finder *f, int32_t i, onr_span span)
{
    uint32_t role = person_role(word_at(f, i)->lemma);
    bool definite = walk_child_listed(f->text, i, "the|this|that") >= 0;
    /* "The Ohio Republican" takes up somebody named: nobody comes into a text so. */
    bool takes_up = !f->is_party || person_is_partisan(word_at(f, i)->lemma);
    int32_t e = find_holder(f, i, role, definite && takes_up);
    if (e == ONR_NO_ENTITY && !f->is_party) {
        e = finder_add_entity(f, str_slice(f->text->text, span), ONR_ENTITY_PERSON,
                              (onr_str){"", 0}, NULL);
        finder_note_named(f, e, i, role);
        finder_call_by_phrase(f, e, i);
    }
    return e;
}

/* "The As-Safir newspaper" is the one of that name, whichever was mentioned last. */
static bool has_name_beside(const finder *f, int32_t i)
{
    for (int32_t c = walk_child(f->text, i, ONR_COMPOUND, -1); c >= 0;
         c = walk_child(f->text, i, ONR_COMPOUND, c))
        if (word_at(f, c)->upos == ONR_PROPN)
            return true;
    return false;
}

/* "Front militants" and "the Front group" are the armed group that is called so; "ten Front
 * militants" are some of it. */
static bool find_fighters(finder *f, int32_t i)
{
    if (!(noun_is(word_at(f, i)->lemma) & NOUN_FIGHTERS) ||
        walk_child(f->text, i, ONR_NUMMOD, -1) >= 0)
        return false;
    for (int32_t c = walk_child(f->text, i, ONR_COMPOUND, -1); c >= 0;
         c = walk_child(f->text, i, ONR_COMPOUND, c)) {
        int32_t e = party_at(f, c);
        if (e == ONR_NO_ENTITY || f->drafts.items[e].kind != ONR_ENTITY_ARMED_GROUP)
            continue;
        finder_add_mention(f, e, i, finder_phrase(f, i));
        return true;
    }
    return false;
}

/* "Twelve senators wrote to him. The group …": the people who are the subject of the sentence
 * before, which names no body; or nobody. */
static int32_t people_before(const finder *f, int32_t i)
{
    uint32_t sentence = word_at(f, i)->sentence;
    int32_t people = ONR_NO_ENTITY;
    if (!str_is(word_at(f, i)->form, "group") || !is_plainly_called(f, i))
        return ONR_NO_ENTITY;
    for (size_t m = f->mentions.count, steps = 0; m-- > 0 && steps < MENTIONS_BACK; steps++) {
        const onr_mention *at = &f->mentions.items[m];
        onr_entity_kind kind = f->drafts.items[at->entity].kind;
        if (word_at(f, at->head)->sentence + 1 < sentence)
            break;
        if (kind == ONR_ENTITY_ORGANISATION || kind == ONR_ENTITY_ARMED_GROUP ||
            kind == ONR_ENTITY_COMPANY)
            return ONR_NO_ENTITY;
        if (kind == ONR_ENTITY_PEOPLE && word_at(f, at->head)->relation == ONR_NSUBJ &&
            word_at(f, at->head)->sentence < sentence)
            people = at->entity;
    }
    return people;
}

/* Whether all that tells which one is meant stands in the name, too: "the military official". */
static bool is_told_by_name(const finder *f, int32_t i, onr_str name)
{
    for (int32_t c = walk_first(f->text, i); c >= 0; c = walk_next(f->text, c)) {
        const onr_word *w = word_at(f, c);
        bool tells = w->relation == ONR_AMOD || w->relation == ONR_COMPOUND ||
                     w->relation == ONR_NUMMOD || w->relation == ONR_NMOD;
        if (tells && !draft_is_named(name, w->form))
            return false;
    }
    return true;
}

/* "A naval official said … The official said": who was called by the same noun last, and by what
 * else stands here; or nobody. */
static int32_t same_noun_before(const finder *f, int32_t i)
{
    const onr_word *w = word_at(f, i);
    if (walk_child_listed(f->text, i, "the|that|this|those|these") < 0)
        return ONR_NO_ENTITY;
    for (size_t m = f->mentions.count, steps = 0; m-- > 0 && steps < MENTIONS_BACK; steps++) {
        const onr_mention *at = &f->mentions.items[m];
        const onr_word *noun = word_at(f, at->head);
        if (str_equal_nocase(noun->form, w->form) && noun->upos == ONR_NOUN &&
            is_told_by_name(f, i, f->drafts.items[at->entity].name))
            return at->entity;
    }
    return ONR_NO_ENTITY;
}

bool role_find(finder *f, int32_t i)
{
    const onr_word *w = word_at(f, i);
    uint32_t role = person_role(w->lemma);
    bool is_role = role && (!f->name_of[i] || person_is_partisan(w->lemma) ||
                            person_is_short(w)); /* "The PM" */
    if (w->upos != ONR_NOUN && !is_role)
        return false;
    if (find_fighters(f, i))
        return true;
    onr_span span = finder_phrase(f, i);
    unsigned by_form = noun_is(w->form), by_lemma = noun_is(w->lemma);
    if ((by_lemma & NOUN_SOURCE) || (by_form & (NOUN_PEOPLE | NOUN_OFFICIAL))) {
        onr_str name = str_slice(f->text->text, span);
        bool people = by_form & NOUN_PEOPLE;
        bool fights = (by_form | by_lemma) & NOUN_FIGHTERS;
        int32_t e = fights ? ONR_NO_ENTITY : same_noun_before(f, i);
        if (e == ONR_NO_ENTITY)
            e = finder_find(f, name, ONR_ENTITY_PEOPLE, NULL);
        if (e == ONR_NO_ENTITY)
            e = finder_add_entity(f, name, people ? ONR_ENTITY_PEOPLE : ONR_ENTITY_UNNAMED_SOURCE,
                                  (onr_str){"", 0}, NULL);
        finder_call_by_phrase(f, e, i);
        finder_add_mention(f, e, i, span);
        return true;
    }
    if (walk_child_listed(f->text, i, "the|this|that|his|her|its|their") < 0 ||
        (has_name_beside(f, i) && !person_is_partisan(w->lemma)))
        return false;
    int32_t called = role ? ONR_NO_ENTITY : joint_called(f, i);
    if (called == ONR_NO_ENTITY)
        called = people_before(f, i);
    if (called != ONR_NO_ENTITY) {
        finder_add_mention(f, called, i, span);
        return true;
    }
    bool of_kind = by_lemma & (NOUN_ALLIANCE | NOUN_STATE | NOUN_OUTLET | NOUN_GROUP);
    int32_t e = of_kind ? party_taken_up(f, i) : ONR_NO_ENTITY;
    if (e != ONR_NO_ENTITY) {
        finder_add_mention(f, e, i, span);
        return true;
    }
    if (by_lemma & NOUN_ALLIANCE)
        e = last_of(f, i, ONR_ENTITY_IGO);
    else if (by_lemma & NOUN_STATE)
        e = last_of(f, i, ONR_ENTITY_STATE);
    else if (by_lemma & NOUN_OUTLET)
        e = last_of(f, i, ONR_ENTITY_OUTLET);
    else if (role && !str_listed(w->xpos, "NNS|NNPS") && !role_stands_with_name(f, i))
        e = find_role_holder(f, i, span);
    else if (by_lemma & (NOUN_BODY | NOUN_GROUP))
        e = last_named(f, w->form);
    if (e == ONR_NO_ENTITY && by_lemma & NOUN_GROUP)
        e = only_organisation(f, i);
    finder_add_mention(f, e, i, span);
    return e != ONR_NO_ENTITY;
}

int32_t role_subject_before(const finder *f, int32_t i)
{
    uint32_t sentence = word_at(f, i)->sentence;
    int32_t e = only_organisation(f, i);
    if (e == ONR_NO_ENTITY || f->drafts.items[e].last_subject < 0 ||
        word_at(f, f->drafts.items[e].last_subject)->sentence + 1 != sentence)
        return ONR_NO_ENTITY;
    for (size_t m = f->mentions.count, steps = 0; m-- > 0 && steps < MENTIONS_BACK; steps++) {
        const onr_mention *other = &f->mentions.items[m];
        if (word_at(f, other->head)->sentence + 1 < sentence)
            break;
        onr_entity_kind kind = f->drafts.items[other->entity].kind;
        if (kind == ONR_ENTITY_PEOPLE || kind == ONR_ENTITY_UNNAMED_SOURCE ||
            kind == ONR_ENTITY_GROUP)
            return ONR_NO_ENTITY;
    }
    return e;
}
