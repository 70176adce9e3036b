#include "attribution/lexicon.h"

#include "base/table.h"

static const lexicon_entry entries[] = {
#include "lexicon.inc"
};

const lexicon_entry *lexicon_find(onr_str lemma)
{
    return TABLE_FIND(table_find, lemma, entries);
}
