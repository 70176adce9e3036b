/*
 * Whom words take up that name nobody, by what the words before tell of them: two who were named
 * together, or somebody beside whose name the noun stood.
 */
#include "entities/joint.h"

#include "base/str.h"
#include "entities/parties.h"
#include "entities/persons.h"
#include "entities/words.h"
#include "language/walk.h"

enum { LOOK_BACK = 32 }; /* mentions */

/* Who the two can be, by the noun for them. */
typedef enum sort { NO_SORT, ANYBODY, PERSONS, BODIES } sort;

static sort sort_of_noun(onr_str lemma)
{
    if (str_listed(lemma, "side|party|ally|rival|foe|enemy|opponent|partner"))
        return ANYBODY;
    if (str_listed(lemma, "country|state|nation|neighbour|neighbor|government|capital|power|"
                          "republic|kingdom|army|militia|group|union|company|organisation|"
                          "organization|body|agency|ministry|club|league|movement|faction"))
        return BODIES;
    bool person = person_role(lemma) || noun_is_person(lemma) ||
                  noun_is(lemma) & (NOUN_MAN | NOUN_WOMAN) || str_listed(lemma, "man|woman");
    return person ? PERSONS : NO_SORT;
}

/* Which two word `i` can mean; NO_SORT: it does not stand for two who were named. */
static sort sort_meant(const finder *f, int32_t i)
{
    const onr_word *w = word_at(f, i);
    if (w->upos == ONR_DET || w->upos == ONR_PRON)
        return str_listed(w->form, "Both|both") && w->relation == ONR_NSUBJ ? ANYBODY : NO_SORT;
    if (w->upos == ONR_NUM) /* "the two agreed" */
        return str_is(w->form, "two") && w->relation == ONR_NSUBJ &&
                       walk_child_listed(f->text, i, "the|The") >= 0
                   ? ANYBODY
                   : NO_SORT;
    if (w->upos != ONR_NOUN || f->name_of[i] || walk_child(f->text, i, ONR_NMOD, -1) > i)
        return NO_SORT;
    bool the = walk_child_listed(f->text, i, "the|The") >= 0;
    if (str_listed(w->form, "pair|duo|couple|twosome"))
        return the ? ANYBODY : NO_SORT;
    bool two = (the && walk_child_listed(f->text, i, "two") >= 0) ||
               walk_child_listed(f->text, i, "both|Both") >= 0;
    return two && str_is(w->xpos, "NNS") ? sort_of_noun(w->lemma) : NO_SORT;
}

static bool is_of_sort(const finder *f, int32_t entity, sort wanted)
{
    onr_entity_kind kind = f->drafts.items[entity].kind;
    if (kind == ONR_ENTITY_GROUP || kind == ONR_ENTITY_OUTLET)
        return false;
    return wanted == ANYBODY || (kind == ONR_ENTITY_PERSON) == (wanted == PERSONS);
}

static bool are_two(const finder *f, int32_t group, sort wanted)
{
    if (group == ONR_NO_ENTITY || f->drafts.items[group].members.count != 2)
        return false;
    const int32_t *two = f->drafts.items[group].members.items;
    return is_of_sort(f, two[0], wanted) && is_of_sort(f, two[1], wanted);
}

/* The group of two whom the sentence before joins, as its subject or elsewhere; or nobody. */
static int32_t joined_before(finder *f, int32_t i, sort wanted)
{
    int32_t group = party_group_before(f, i);
    size_t count = f->mentions.count;
    for (size_t k = 1; !are_two(f, group, wanted) && k <= count && k <= LOOK_BACK; k++) {
        int32_t last = f->mentions.items[count - k].head;
        const onr_word *w = word_at(f, last);
        if (w->sentence + 1 < word_at(f, i)->sentence)
            return ONR_NO_ENTITY;
        if (w->sentence < word_at(f, i)->sentence && w->relation == ONR_CONJ && w->head >= 0 &&
            w->head < last)
            group = party_join(f, w->head, last);
    }
    return are_two(f, group, wanted) ? group : ONR_NO_ENTITY;
}

/* Two of one kind, whom alone the sentence before names: "Karst sent a note to Ostrava. The two
 * countries …". False: there are none, or more. */
static bool only_two_before(const finder *f, int32_t i, sort wanted, int32_t two[2])
{
    size_t found = 0, count = f->mentions.count;
    two[0] = two[1] = ONR_NO_ENTITY;
    for (size_t k = 1; k <= count && k <= LOOK_BACK; k++) {
        const onr_mention *m = &f->mentions.items[count - k];
        if (word_at(f, m->head)->sentence + 1 < word_at(f, i)->sentence)
            break;
        if (word_at(f, m->head)->sentence == word_at(f, i)->sentence ||
            !is_of_sort(f, m->entity, wanted) || two[0] == m->entity || two[1] == m->entity)
            continue;
        if (found == 2)
            return false;
        two[found++] = m->entity;
    }
    return found == 2 && f->drafts.items[two[0]].kind == f->drafts.items[two[1]].kind;
}

/* The two states that alone a text has named so far: "the two countries" of a page about both; or
 * false. */
static bool only_two_states(const finder *f, int32_t i, int32_t two[2])
{
    static const char states[] = "country|state|nation|neighbour|neighbor|government|capital";
    size_t found = 0;
    if (!str_listed(word_at(f, i)->lemma, states) || f->mentions.count > MENTIONS_BACK)
        return false;
    for (size_t k = 0; k < f->mentions.count; k++) {
        int32_t e = f->mentions.items[k].entity;
        if (f->drafts.items[e].kind != ONR_ENTITY_STATE || (found > 0 && two[0] == e) ||
            (found > 1 && two[1] == e))
            continue;
        if (found == 2)
            return false;
        two[found++] = e;
    }
    return found == 2;
}

/* A group that nothing but the words for it names. */
static int32_t group_of(finder *f, const int32_t two[2], onr_span phrase)
{
    onr_str name = str_slice(f->text->text, phrase);
    int32_t group = finder_add_entity(f, name, ONR_ENTITY_GROUP, (onr_str){"", 0}, NULL);
    for (size_t k = 2; group != ONR_NO_ENTITY && k-- > 0;)
        list_push(&f->drafts.items[group].members, two[k], f->arena);
    return group;
}

static int32_t both_before(finder *f, int32_t i, sort wanted)
{
    int32_t two[2], group = joined_before(f, i, wanted);
    if (group != ONR_NO_ENTITY)
        return group;
    onr_upos upos = word_at(f, i)->upos;
    bool found =
        (upos == ONR_NOUN && (only_two_before(f, i, wanted, two) || only_two_states(f, i, two))) ||
        (upos == ONR_NUM &&
         (only_two_before(f, i, PERSONS, two) || only_two_before(f, i, BODIES, two)));
    return found ? group_of(f, two, finder_phrase(f, i)) : ONR_NO_ENTITY;
}

/* "The former … the latter": one of those whom the sentence before joins. */
static int32_t one_before(finder *f, int32_t i)
{
    const onr_word *w = word_at(f, i);
    bool stands_alone = w->upos == ONR_ADJ || w->upos == ONR_NOUN;
    if (!stands_alone || w->relation == ONR_AMOD || !str_listed(w->form, "former|latter") ||
        walk_child_listed(f->text, i, "the|The") < 0)
        return ONR_NO_ENTITY;
    int32_t group = joined_before(f, i, ANYBODY);
    return group == ONR_NO_ENTITY
               ? group
               : f->drafts.items[group].members.items[str_is(w->form, "latter") ? 1 : 0];
}

/* How many the number is, from three on; 0: it is none of these. */
static size_t number_of(onr_str form)
{
    static const char *const numbers[] = {"three", "four", "five", "six", "seven", "eight"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (str_is(form, numbers[i]))
            return i + 3;
    return 0;
}

/* "All three", "the four countries": as many as the sentence before joins; or nobody. */
static int32_t all_before(finder *f, int32_t i)
{
    const onr_word *w = word_at(f, i);
    bool alone = w->upos == ONR_NUM && w->relation == ONR_NSUBJ;
    bool noun = w->upos == ONR_NOUN && str_is(w->xpos, "NNS") && sort_of_noun(w->lemma) != NO_SORT;
    int32_t number = alone ? i : noun ? walk_child(f->text, i, ONR_NUMMOD, -1) : -1;
    size_t count = number >= 0 ? number_of(word_at(f, number)->form) : 0;
    if (!count || walk_child_listed(f->text, i, "all|All|the|The") < 0)
        return ONR_NO_ENTITY;
    int32_t group = party_group_before(f, i);
    bool as_many = group != ONR_NO_ENTITY && f->drafts.items[group].members.count == count;
    return as_many ? group : ONR_NO_ENTITY;
}

/* Who does what the word is the object of, by the subject of its verb or of one above; or nobody.
 */
static int32_t doer_above(const finder *f, int32_t i)
{
    enum { MOST_STEPS = 3 };
    int32_t verb = word_at(f, i)->head;
    for (int steps = 0; steps < MOST_STEPS && verb >= 0; steps++) {
        int32_t who = walk_child(f->text, verb, ONR_NSUBJ, -1);
        if (who >= 0)
            return who < i ? party_at(f, who) : ONR_NO_ENTITY;
        verb = word_at(f, verb)->head;
    }
    return ONR_NO_ENTITY;
}

/* "Accused its neighbour": of two states that alone are named the other one; or nobody. */
static int32_t neighbour_meant(const finder *f, int32_t i)
{
    int32_t two[2], whose = walk_child_listed(f->text, i, "its");
    bool one = whose >= 0 && str_listed(word_at(f, i)->lemma, "neighbour|neighbor") &&
               !str_is(word_at(f, i)->xpos, "NNS");
    if (!one || !only_two_states(f, i, two))
        return ONR_NO_ENTITY;
    int32_t owner = party_at(f, whose);
    owner = owner == ONR_NO_ENTITY ? doer_above(f, i) : owner;
    return owner == ONR_NO_ENTITY ? owner
           : owner == two[0]      ? two[1]
           : owner == two[1]      ? two[0]
                                  : ONR_NO_ENTITY;
}

bool joint_find(finder *f, int32_t i)
{
    sort wanted = sort_meant(f, i);
    int32_t e = wanted == NO_SORT ? one_before(f, i) : both_before(f, i, wanted);
    if (e == ONR_NO_ENTITY)
        e = all_before(f, i);
    if (e == ONR_NO_ENTITY)
        e = neighbour_meant(f, i);
    if (e != ONR_NO_ENTITY)
        finder_add_mention(f, e, i, finder_phrase(f, i));
    return e != ONR_NO_ENTITY;
}

void joint_note_nouns(finder *f, int32_t person, int32_t head)
{
    enum { MOST = 4 };
    entity_draft *d = &f->drafts.items[person];
    for (int32_t c = walk_child(f->text, head, ONR_APPOS, -1); c >= 0 && d->nouns.count < MOST;
         c = walk_child(f->text, head, ONR_APPOS, c))
        if (word_at(f, c)->upos == ONR_NOUN && !str_is(word_at(f, c)->xpos, "NNS"))
            list_push(&d->nouns, word_at(f, c)->lemma, f->arena);
    const onr_word *beside = head > 0 ? word_at(f, head - 1) : NULL;
    if (beside && beside->upos == ONR_NOUN && beside->sentence == word_at(f, head)->sentence &&
        noun_is_person(beside->lemma) && d->nouns.count < MOST)
        list_push(&d->nouns, beside->lemma, f->arena);
}

int32_t joint_called(const finder *f, int32_t i)
{
    const onr_word *w = word_at(f, i);
    size_t count = f->mentions.count;
    if (w->upos != ONR_NOUN || str_is(w->xpos, "NNS") ||
        walk_child_listed(f->text, i, "the|The") < 0 || person_is_lesser(f->text, i))
        return ONR_NO_ENTITY;
    for (size_t k = 1; k <= count && k <= LOOK_BACK; k++) {
        int32_t e = f->mentions.items[count - k].entity;
        const entity_draft *d = &f->drafts.items[e];
        for (size_t n = 0; n < d->nouns.count; n++)
            if (str_equal(d->nouns.items[n], w->lemma))
                return finder_is_told_of(f, d, i) ? ONR_NO_ENTITY : e;
    }
    return ONR_NO_ENTITY;
}
