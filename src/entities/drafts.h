/*
 * Entities while they are being found: what is known of each so far, for those to come.
 */
#ifndef ONR_SRC_ENTITIES_DRAFTS_H
#define ONR_SRC_ENTITIES_DRAFTS_H

#include "base/arena.h"
#include "codebook/actors.h"
#include "entities/codes.h"
#include "entities/first_names.h"
#include "entities/index.h"
#include "entities/likeness.h"
#include "entities/narrator.h"

typedef list(onr_span) span_list;

typedef struct entity_draft {
    onr_str name;
    onr_entity_kind kind;
    onr_str code;
    const known_thing *known;
    const known_thing *person; /* Whom the table has under a person's name, as far as is likely. */
    const own_match *own;      /* Of the researcher's dictionaries, or NULL. */
    bool is_guess;             /* Whether `kind` is a guess: a phrase that no table knows. */
    bool tells_state; /* Whether its own phrase names the state of its code: "Karstian rebels". */
    bool acts;        /* Whether it does something: it is a verb's subject. */
    gender gender;    /* By title, role or first name. */
    gender meant_as;  /* By the last pronoun that stood for it. */
    uint32_t roles;   /* What it has been called, one bit a role (persons.h); */
    uint32_t lesser;  /* and as a deputy's or a former one's. */
    int32_t last;     /* Head word of the last mention, and of the last with a name; or -1. */
    int32_t last_named;
    int32_t last_subject;
    span_list mentions;
    list(onr_str) aliases; /* Its other names in the page. */
    list(int32_t) members; /* A group's: indices of entities. */
    list(onr_str) nouns;   /* Beside a person's name, what he is: "her treasurer" (joint.h). */
} entity_draft;

/* A name of the researcher's dictionaries, as the text mentions somebody by it. */
typedef struct own_mention {
    const own_match *match;
    onr_span span;
    int32_t head;
    uint32_t first, end; /* Words. */
} own_mention;

typedef struct own_names {
    const onr_codebook *book; /* NULL: there are none; then the rest is not filled. */
    own_matches found;
    const own_mention **of_word; /* By word, the mention that holds it, or NULL. */
} own_names;

typedef struct finder {
    const onr_text *text;
    const onr_name **name_of; /* By head word, or NULL. */
    bool *is_part;            /* By word: part of a name that its head stands for. */
    knowledge base;
    state_counts states; /* Named in the text. */
    list(entity_draft) drafts;
    entity_index index; /* Of the drafts, by name, by last word, by what the table knows. */
    entity_index full;  /* Of the text's names of persons that are several words, by each word. */
    list(onr_mention) mentions;
    list(likeness) described;     /* The mentions, as far as links have looked at them. */
    const float *pronoun_weights; /* One a sign, by group: models/pronouns.onr. */
    bool *is_party;  /* By word: speaks, acts or is addressed (links.h); NULL: not known. */
    int32_t *issued; /* By word: the document that who it names issued (issuers.h), or -1. */
    own_names own;
    narrator narrator;
    int32_t last_meant; /* The entity that the last pronoun for a person stood for, or none. */
    onr_arena *arena;
} finder;

/* Readies `f` for a text; what it needs besides results is in `scratch`. */
bool finder_begin(finder *f, const onr_text *text, onr_arena *scratch, onr_arena *arena);

/* The latest entity that is what the table knows, or else has that name; or none. */
int32_t finder_find(const finder *f, onr_str name, onr_entity_kind kind, const known_thing *known);

/* Of the persons who may have that name and gender (or any) the one mentioned last; or none. */
int32_t finder_find_person(const finder *f, onr_str name, gender known);

/* The latest outlet, organisation or armed group whose name of several words ends with that one; or
 * none. */
int32_t finder_find_last(const finder *f, onr_str word);

/* Adds an entity; ONR_NO_ENTITY where the arena is full. */
int32_t finder_add_entity(finder *f, onr_str name, onr_entity_kind kind, onr_str code,
                          const known_thing *known);

/* Adds a mention with word `head` as its head; none where there is no entity. */
void finder_add_mention(finder *f, int32_t entity, int32_t head, onr_span span);

/* How many mentions are looked back on for whom a noun stands for: a bound that no article
 * meets. */
enum { MENTIONS_BACK = 256 };

/* Word `head` names it, not a pronoun or a phrase; `roles` are what it is called there. */
void finder_note_named(finder *f, int32_t entity, int32_t head, uint32_t roles);

/* Lets an entity be found by the name that it has now. */
void finder_index(finder *f, int32_t entity);

/* The entity of an actor of the dictionaries; and makes it found as that. */
int32_t finder_find_own(const finder *f, uint32_t actor);
void finder_index_own(finder *f, int32_t entity, const own_match *match);

/* Lets it be found by another of its names. */
void finder_index_as(finder *f, int32_t entity, onr_str name);

/* The code of a state's government. */
onr_str finder_government_code(const finder *f, const known_thing *state);

/* The noun phrase of `head` without clauses, appositions and further conjuncts, nor its article;
 * and the same with the clauses that tell which one is meant ("people living near the port"), but
 * for relative ones. */
onr_span finder_phrase(const finder *f, int32_t head);
onr_span finder_whole_phrase(const finder *f, int32_t head);

/* Calls an entity that has no name by shorter forms of the phrase of `head` as well: without
 * clauses ("people"), and without all that stands behind its head. */
void finder_call_by_phrase(finder *f, int32_t entity, int32_t head);

/* Whether word `i` does something in a clause about who was mentioned last: "Petrov, whom the judge
 * called …": the judge is another. */
bool finder_is_told_of(const finder *f, const entity_draft *d, int32_t i);

/* Whether somebody was called another minister than word `i` is, and not that one. */
bool finder_is_other_minister(const finder *f, const entity_draft *d, int32_t i);

/* Whether the entity is mentioned by words that hold this one, as a mention's head does. */
bool draft_is_mentioned_at(const finder *f, const entity_draft *d, int32_t head);

/* Whether a name holds the word. */
bool draft_is_named(onr_str name, onr_str word);

/* Takes in word `i`, all before it having been taken in. */
void finder_read(finder *f, int32_t i);

static inline const onr_word *word_at(const finder *f, int32_t i)
{
    return &f->text->words[i];
}

#endif
