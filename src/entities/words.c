#include "entities/words.h"

#include "base/table.h"

static const struct noun {
    const char *word;
    unsigned is;
} nouns[] = {
#include "entities/entity_words.inc"
};

static const char *const person_nouns[] = {
#include "entities/person_nouns.inc"
};

unsigned noun_is(onr_str word)
{
    const struct noun *noun = TABLE_FIND(table_find_nocase, word, nouns);
    return noun ? noun->is : 0;
}

bool noun_is_person(onr_str lemma)
{
    return TABLE_FIND(table_find_nocase, lemma, person_nouns) != NULL;
}
