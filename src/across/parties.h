/*
 * Whether two pages mean the same party.
 */
#ifndef ONR_SRC_ACROSS_PARTIES_H
#define ONR_SRC_ACROSS_PARTIES_H

#include "across/words.h"
#include "onrecord/across.h"

/* Who somebody is, whatever the page calls him. */
typedef struct party {
    bool known;   /* Somebody is named at all. */
    bool is_role; /* He is called by what he is: "the attorney". */
    onr_entity_kind kind;
    onr_str name;
    onr_str code;     /* CAMEO's manner; may be empty. */
    number_set names; /* Hashes of all his names, without articles. */
    uint32_t last;    /* Of the last word of his name: a surname. */
    uint32_t head;    /* Of the word that says what he is: "officials", "ministry". */
    bool one_word;    /* The page has one word for him. */
} party;

typedef enum sameness {
    PARTY_OTHER,
    PARTY_UNKNOWN, /* One of them is not named. */
    PARTY_BODY,    /* One speaks for the other, or both are called by the same common noun. */
    PARTY_SAME,
} sameness;

/* The party that an entity is; `called`, the page's words, where there is no entity. */
void party_read(party *out, const onr_record *record, int32_t entity, onr_spans called,
                onr_arena *arena);

sameness party_compare(const party *a, const party *b);

#endif
