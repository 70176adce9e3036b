/*
 * Nouns that stand for who acts without naming them, or tell what a person is:
 * data/entity_words.tsv.
 */
#ifndef ONR_SRC_ENTITIES_WORDS_H
#define ONR_SRC_ENTITIES_WORDS_H

#include "onrecord/base.h"

enum {
    NOUN_BODY = 1 << 0, /* of a state: "the Russian embassy" */
    NOUN_GOVERNMENT = 1 << 1,
    /* a body's sector, if it is not the government */
    NOUN_MILITARY = 1 << 2,
    NOUN_LEGISLATURE = 1 << 3,
    NOUN_POLICE = 1 << 4,
    NOUN_JUDICIARY = 1 << 5,
    NOUN_INTELLIGENCE = 1 << 6,
    /* who speaks without a name */
    NOUN_PEOPLE = 1 << 7,
    NOUN_SOURCE = 1 << 8,
    NOUN_OFFICIAL = 1 << 9,
    /* stands for the last one of its kind that was named */
    NOUN_ALLIANCE = 1 << 10,
    NOUN_STATE = 1 << 11,
    NOUN_OUTLET = 1 << 12,
    NOUN_GROUP = 1 << 13,
    /* a title or role that only a man has, or a woman */
    NOUN_MAN = 1 << 14,
    NOUN_WOMAN = 1 << 15,
    /* those who fight for an armed group: "Front militants" */
    NOUN_FIGHTERS = 1 << 16,
    /* speaks for its issuer: "a statement by the ministry" */
    NOUN_DOCUMENT = 1 << 17,
};

/* All that a word is, a form or a lemma; 0: none of these. */
unsigned noun_is(onr_str word);

/* Whether a noun, by its lemma, is a person: data/person_nouns.tsv. */
bool noun_is_person(onr_str lemma);

#endif
