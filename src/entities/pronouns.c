#include "entities/pronouns.h"

#include <float.h>

#include "base/str.h"
#include "entities/persons.h"
#include "language/walk.h"
#include "learn/signs.h"

/* How many mentions are looked back on. */
enum { LOOK_BACK = 128 };

/* What the candidates have in common. */
typedef struct ranking {
    const finder *f;
    int32_t pronoun;
    gender gender;
    size_t most_mentions;
    int32_t latest_subject; /* the greatest word index */
} ranking;

bool pronoun_is_third(pronoun_group *group, const finder *f, int32_t i)
{
    onr_str form = word_at(f, i)->form;
    if (person_pronoun(form))
        *group = PRONOUN_PERSON;
    else if (str_listed(form, "they|them|their|theirs|themselves"))
        *group = PRONOUN_MANY;
    else if (str_listed(form, "it|its|itself"))
        *group = PRONOUN_THING;
    else
        return false;
    return true;
}

bool pronoun_may_stand_for(pronoun_group group, onr_entity_kind kind)
{
    switch (group) {
    case PRONOUN_PERSON: return kind == ONR_ENTITY_PERSON || kind == ONR_ENTITY_UNNAMED_SOURCE;
    case PRONOUN_MANY: return kind != ONR_ENTITY_PERSON;
    default:
        return kind != ONR_ENTITY_PERSON && kind != ONR_ENTITY_PEOPLE &&
               kind != ONR_ENTITY_UNNAMED_SOURCE;
    }
}

static uint32_t sentences_between(const finder *f, int32_t from, int32_t to)
{
    return word_at(f, to)->sentence - word_at(f, from)->sentence;
}

static int distance_step(uint32_t sentences)
{
    return sentences < 3 ? (int)sentences : sentences < 6 ? 3 : 4;
}

static int count_step(size_t mentions)
{
    return mentions < 2 ? 0 : mentions < 4 ? 1 : mentions < 8 ? 2 : 3;
}

static uint64_t gender_signs(const ranking *r, const entity_draft *d)
{
    uint64_t signs = 0;
    if (r->gender && d->gender)
        signs |= SIGN(r->gender == d->gender ? SIGN_GENDER_AGREES : SIGN_GENDER_CONFLICTS);
    if (r->gender && d->meant_as)
        signs |= SIGN(r->gender == d->meant_as ? SIGN_MEANT_SO : SIGN_MEANT_OTHERWISE);
    return signs;
}

static uint64_t place_signs(const ranking *r, const entity_draft *d)
{
    const finder *f = r->f;
    uint64_t signs = SIGN(SIGN_SINCE + distance_step(sentences_between(f, d->last, r->pronoun)));
    if (d->last_named >= 0)
        signs |=
            SIGN(SIGN_SINCE_NAMED + distance_step(sentences_between(f, d->last_named, r->pronoun)));
    bool subject = d->last == d->last_subject;
    if (subject)
        signs |= SIGN(SIGN_SUBJECT);
    if (subject && word_at(f, r->pronoun)->relation == ONR_NSUBJ)
        signs |= SIGN(SIGN_BOTH_SUBJECTS);
    if (d->last_subject >= 0 && !sentences_between(f, d->last_subject, r->pronoun))
        signs |= SIGN(SIGN_SUBJECT_HERE);
    if (d->last_subject >= 0 && d->last_subject == r->latest_subject)
        signs |= SIGN(SIGN_LATEST_SUBJECT);
    if (word_at(f, d->last)->head == word_at(f, r->pronoun)->head)
        signs |= SIGN(SIGN_SAME_VERB);
    return signs;
}

static uint64_t signs_of(const ranking *r, int32_t entity)
{
    const entity_draft *d = &r->f->drafts.items[entity];
    uint64_t signs = place_signs(r, d) | gender_signs(r, d) | SIGN(SIGN_KIND + (int)d->kind) |
                     SIGN(SIGN_MENTIONS + count_step(d->mentions.count));
    if (d->mentions.count == r->most_mentions)
        signs |= SIGN(SIGN_MOST_MENTIONED);
    if (entity == r->f->last_meant)
        signs |= SIGN(SIGN_MEANT_LAST);
    if (d->known)
        signs |= SIGN(SIGN_KNOWN);
    if (str_find(d->name, ONR_STR(" "), 0) != SIZE_MAX)
        signs |= SIGN(SIGN_FULL_NAME);
    return signs;
}

static uint64_t signs_of_nobody(const ranking *r, int32_t latest)
{
    const onr_word *w = word_at(r->f, r->pronoun);
    uint64_t signs = SIGN(SIGN_NOBODY);
    if (latest < 0 || sentences_between(r->f, latest, r->pronoun) > 1)
        signs |= SIGN(SIGN_NOBODY_NEAR);
    if (w->relation == ONR_EXPL)
        signs |= SIGN(SIGN_NOBODY_EXPLETIVE);
    if (w->relation == ONR_OBJ || w->relation == ONR_OBL)
        signs |= SIGN(SIGN_NOBODY_OBJECT);
    if (w->relation == ONR_NSUBJ && w->head >= 0 &&
        (walk_child(r->f->text, w->head, ONR_CCOMP, -1) >= 0 ||
         walk_child(r->f->text, w->head, ONR_XCOMP, -1) >= 0))
        signs |= SIGN(SIGN_NOBODY_SPEAKS);
    return signs;
}

static bool is_among(const candidate *found, size_t count, int32_t entity)
{
    for (size_t i = 0; i < count; i++)
        if (found[i].entity == entity)
            return true;
    return false;
}

static size_t collect(candidate out[MOST_CANDIDATES], ranking *r, pronoun_group group)
{
    const finder *f = r->f;
    size_t count = 0, end = f->mentions.count > LOOK_BACK ? f->mentions.count - LOOK_BACK : 0;
    for (size_t m = f->mentions.count; m-- > end && count < MOST_CANDIDATES;) {
        int32_t entity = f->mentions.items[m].entity;
        const entity_draft *d = &f->drafts.items[entity];
        if (!pronoun_may_stand_for(group, d->kind) || is_among(out, count, entity))
            continue;
        out[count++].entity = entity;
        if (d->mentions.count > r->most_mentions)
            r->most_mentions = d->mentions.count;
        if (d->last_subject > r->latest_subject)
            r->latest_subject = d->last_subject;
    }
    return count;
}

size_t pronoun_candidates(candidate out[MOST_CANDIDATES + 1], const finder *f, int32_t i,
                          pronoun_group group)
{
    ranking r = {f, i, person_pronoun(word_at(f, i)->form), 0, -1};
    size_t count = collect(out, &r, group);
    for (size_t c = 0; c < count; c++)
        out[c].signs = signs_of(&r, out[c].entity) | (c ? 0 : SIGN(SIGN_LATEST));
    int32_t latest = count ? f->drafts.items[out[0].entity].last : -1;
    out[count] = (candidate){ONR_NO_ENTITY, signs_of_nobody(&r, latest)};
    return count + 1;
}

int32_t pronoun_resolve(const finder *f, int32_t i)
{
    candidate all[MOST_CANDIDATES + 1];
    pronoun_group group;
    if (!pronoun_is_third(&group, f, i))
        return ONR_NO_ENTITY;
    size_t count = pronoun_candidates(all, f, i, group);
    const float *weights = f->pronoun_weights + (size_t)group * SIGN_COUNT;
    size_t best =
        signs_best(all, count, sizeof *all, offsetof(candidate, signs), weights, -FLT_MAX);
    return all[best].entity; /* nobody is a candidate, too: there is one at least */
}
