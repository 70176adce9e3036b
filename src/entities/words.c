#include "entities/words.h"

#include "base/table.h"

static const struct noun {
    const char *word;
    unsigned is;
} nouns[] = {
#include "entities/entity_words.inc"
};

unsigned noun_is(onr_str word)
{
    const struct noun *noun = TABLE_FIND(table_find_nocase, word, nouns);
    return noun ? noun->is : 0;
}
