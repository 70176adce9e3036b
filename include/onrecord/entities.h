/**
 * Entities: words and names -> who is who in a page.
 * Takes a text with trees and names; gives entities with their mentions: names, roles,
 * capitals and nationalities that stand for governments, pronouns.
 */
#ifndef ONRECORD_ENTITIES_H
#define ONRECORD_ENTITIES_H

#include "onrecord/codebook.h"
#include "onrecord/language.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum onr_entity_kind {
    ONR_ENTITY_STATE,
    ONR_ENTITY_GOVERNMENT_BODY,
    ONR_ENTITY_IGO,
    ONR_ENTITY_PERSON,
    ONR_ENTITY_ORGANISATION,
    ONR_ENTITY_ARMED_GROUP,
    ONR_ENTITY_OUTLET,
    ONR_ENTITY_COMPANY,
    ONR_ENTITY_PEOPLE,
    ONR_ENTITY_UNNAMED_SOURCE,
    ONR_ENTITY_GROUP,
} onr_entity_kind;

enum { ONR_NO_ENTITY = -1 };

/** Whoever can act or speak. */
typedef struct onr_entity {
    onr_str name; /**< The fullest that the page gives, else the best known one. */
    onr_entity_kind kind;
    onr_str code;           /**< CAMEO's manner ("RUSGOV"), or empty where none is certain. */
    onr_strs aliases;       /**< Other names that the knowledge base or the page has for it. */
    const int32_t *members; /**< A group's: indices of entities. */
    size_t member_count;
    onr_spans mentions; /**< In text order; none overlaps another. */
    onr_str known;      /**< Its id in the knowledge base, or empty. Not part of the JSON. */
    bool is_nameless;   /**< It is told by what it is alone: "experts". Not part of the JSON. */
} onr_entity;

/** A place where an entity is named or meant. */
typedef struct onr_mention {
    onr_span span;
    int32_t head;   /**< Index of the mention's head word. */
    int32_t entity; /**< Index. */
} onr_mention;

/** The entities of a page. */
typedef struct onr_entities {
    const onr_entity *items;
    size_t count;
    const onr_mention
        *mentions; /**< In the order of their heads; a head has one mention at most. */
    size_t mention_count;
} onr_entities;

/**
 * Finds the entities of `text`, in order of their first mention. (onr_record_name_speakers adds
 * more behind them.)
 *
 * Method: one pass over the words, so that each mention is decided by those before it. Names are
 * the language layer's; the knowledge base (data/knowledge) tells whose they are; "the Russian
 * embassy" and "the minister" go by the tree and by lists of nouns; pronouns go to the best of
 * those mentioned before, or to nobody, by learnt weights of signs (a log-linear ranking of
 * mentions: Denis and Baldridge 2008; models/MODEL-pronouns.md). Codes follow: a person's are those
 * of the day on which the page was `published`, an EDTF date; where it is empty, the offices of
 * those whom the page names date it. "I", where nobody is quoted, is one of the page's `byline`,
 * where it has one. The researcher's `own` dictionaries (may be NULL) decide
 * before all of these, wherever a name or noun of them stands. The result lives in `arena`, its
 * strings there, in `text`, in `own` and in the library.
 *
 * Fails with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_entities_find(onr_entities *out, const onr_text *text, onr_str published,
                               onr_strs byline, const onr_codebook *own, onr_arena *arena,
                               onr_error *err);

/** The entity whose mention has word `head` as its head, or ONR_NO_ENTITY. Found by halving. */
ONR_API int32_t onr_entities_of_word(const onr_entities *entities, int32_t head);

/** Whether `entity` is one of the members of `group`; of whoever is no group nobody is. */
ONR_API bool onr_entity_has_member(const onr_entity *group, int32_t entity);

/**
 * Whether a name or alias tells who it is outside of its page: "residents" does not, "residents of
 * Skarv" may.
 */
ONR_API bool onr_entities_is_name(onr_str name);

/**
 * All names that the knowledge base has for the one whose id that is, the best known first:
 * "Russia", "Moscow", "Kremlin"; none for adjectives and for its people. They live in `arena` and
 * in the library; none where no such id is known.
 *
 * Fails with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_entities_known_names(onr_strs *out, onr_str id, onr_arena *arena, onr_error *err);

/** "state", "government body", … as in the record. The string is static. */
ONR_API const char *onr_entity_kind_name(onr_entity_kind kind);

#ifdef __cplusplus
}
#endif

#endif
